"""Organisations by a file: looked over first, with what it would add, change, close and refuse,
then saved in one transaction, or thrown away. A code that the file leaves out is never removed."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import col, delete, select

from advice_line.directory import lookups
from advice_line.directory.imports import files, judging, kept_json, own_numbers, standing, writing
from advice_line.directory.imports.given import Read, Refused
from advice_line.directory.imports.judging import Done, Judged
from advice_line.directory.imports.standing import Standing
from advice_line.directory_kinds import ImportState, Origin
from advice_line.errors import Conflict, NotFound
from advice_line.ledger.work import Ledger, Work
from advice_line.tables.upkeep import DirectoryImport
from advice_line.trust.roles import Action, Actor, require
from rota import columns, walltime

MOVED = "The directory was changed since you looked. Look over what would be done now, then save."
# What was looked over and neither saved nor thrown away is no record of anything.
MOST_WAITING = 5


@dataclass(frozen=True)
class Overview:
    """What a file would do, or did. `missing` are open practices here of which it does not speak;
    `seen` is by what saving knows that this very thing was looked over."""

    read: Read
    judged: tuple[Judged, ...]
    missing: tuple[Standing, ...]
    seen: str

    def of(self, done: Done) -> tuple[Judged, ...]:
        return tuple(judging.of_kind(self.judged, done))

    @property
    def kept(self) -> tuple[Judged, ...]:
        return tuple(each for each in self.judged if each.kept)

    @property
    def refused(self) -> tuple[Refused, ...]:
        """Of the file and of the directory, in the order of the rows."""
        own = [
            Refused(each.row, each.code, each.said)
            for each in self.judged
            if each.done is Done.REFUSED
        ]
        return tuple(sorted((*self.read.refused, *own), key=lambda each: each.row))

    @property
    def count(self) -> int:
        """How many organisations it would touch."""
        return sum(len(self.of(each)) for each in TOUCHING)


TOUCHING = (Done.ADDED, Done.CHANGED, Done.CLOSED, Done.REOPENED)


@dataclass(frozen=True)
class Looked:
    """One that waits to be saved, or was settled."""

    id: str
    state: ImportState
    by: str
    at: datetime
    now: datetime
    overview: Overview


class ImportingOrganisations:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def look_over(self, by: Actor, data: bytes, shape: str | None) -> str:
        """Keeps what the file says, changes nothing; the id under which it waits. Raises
        `errors.Invalid` where nothing of the file can be used."""
        require(by, Action.KEEP_DIRECTORY)
        read = files.read(data, shape)
        with self._ledger.work(by.label) as work:
            made = work.add(
                DirectoryImport(
                    shape=read.shape,
                    made_by=by.label,
                    made_by_name=by.name,
                    made_at=work.now,
                    state=ImportState.LOOKED_OVER,
                    content=kept_json.to_json(read),
                )
            )
            _forget_old(work)
            work.record("directory.looked_over", subject=f"import:{made.public_id}")
            return made.public_id

    def looked(self, by: Actor, public_id: str) -> Looked:
        """Held against the directory as it is now. Raises `errors.NotFound`."""
        require(by, Action.KEEP_DIRECTORY)
        with self._ledger.look(by.label) as work:
            row = _find(work, public_id)
            overview, _ = _overview(work, kept_json.from_json(row.content))
            state = ImportState(row.state)
            return Looked(row.public_id, state, row.made_by_name, row.made_at, work.now, overview)

    def save(self, by: Actor, public_id: str, seen: str) -> Overview:
        """What was looked over, at once and whole. Raises `errors.NotFound`, and `errors.Conflict`
        where it would not do any more what was looked over."""
        require(by, Action.KEEP_DIRECTORY)
        with self._ledger.work(by.label) as work:
            row = _find(work, public_id)
            overview, stands = _overview(work, kept_json.from_json(row.content))
            if row.state != ImportState.LOOKED_OVER:
                raise Conflict("This file was saved or thrown away already.")
            if overview.seen != seen:
                raise Conflict(MOVED)
            work.update(row, state=ImportState.SAVED, settled_at=work.now)
            _write(work, overview, stands, row.public_id)
            return overview

    def discard(self, by: Actor, public_id: str) -> None:
        """Nothing of it is kept. Raises `errors.NotFound`."""
        require(by, Action.KEEP_DIRECTORY)
        with self._ledger.work(by.label) as work:
            row = _find(work, public_id)
            if row.state == ImportState.LOOKED_OVER:
                work.update(row, state=ImportState.DISCARDED, settled_at=work.now, content=_EMPTY)
                work.record("directory.discarded", subject=f"import:{public_id}")

    def bring_in(self, by: Actor, data: bytes, shape: str | None, *, dry_run: bool) -> Overview:
        """A file by a command: looked over and, unless it is a `dry_run`, saved. Raises
        `errors.Invalid` where nothing of the file can be used."""
        require(by, Action.KEEP_DIRECTORY)
        read = files.read(data, shape)
        if dry_run:
            with self._ledger.look(by.label) as work:
                return _overview(work, read)[0]
        with self._ledger.work(by.label) as work:
            overview, stands = _overview(work, read)
            _write(work, overview, stands, "command")
            return overview


_EMPTY = {"shape": "", "encoding": "", "given": [], "refused": []}


def _find(work: Work, public_id: str) -> DirectoryImport:
    statement = select(DirectoryImport).where(col(DirectoryImport.public_id) == public_id)
    found = work.session.exec(statement).first()
    if found is None:
        raise NotFound
    return found


def _forget_old(work: Work) -> None:
    """Several of a few megabytes would stay for good where nobody comes back to them."""
    waiting = select(DirectoryImport.id).where(
        col(DirectoryImport.state) == ImportState.LOOKED_OVER
    )
    newest = waiting.order_by(col(DirectoryImport.id).desc()).offset(MOST_WAITING)
    if old := list(work.session.exec(newest)):
        work.run(delete(DirectoryImport).where(col(DirectoryImport.id).in_(old)))


def _overview(work: Work, read: Read) -> tuple[Overview, dict[str, Standing]]:
    stands = standing.load(work.session)
    if not read.shape:
        return Overview(read, (), (), ""), stands
    read = own_numbers.without(work.session, read)
    judged = judging.judge(read.given, Origin(read.shape), stands, _today(work))
    left = judging.missing(read.given, stands) if read.given else []
    return Overview(read, tuple(judged), tuple(left), _mark(judged)), stands


def _today(work: Work) -> date:
    lines = lookups.lines(work.session)
    zone = columns.read_zone(lines[0].time_zone if lines else "Europe/London")
    return walltime.local_day(work.now, zone)


def _mark(judged: Sequence[Judged]) -> str:
    """Of all that it would do, and of nothing else."""
    would = [
        [each.code, each.done, [[one.part, one.after, one.kept] for one in each.changes]]
        for each in judged
        if each.changes
    ]
    return hashlib.sha256(json.dumps(would, sort_keys=True).encode()).hexdigest()[:32]


def _write(work: Work, overview: Overview, stands: dict[str, Standing], by_file: str) -> None:
    source = Origin(overview.read.shape)
    writing.write(work, overview.judged, source, stands)
    work.record(
        "directory.imported",
        subject=f"import:{by_file}",
        source=source.value,
        **{done.value: len(overview.of(done)) for done in Done if done is not Done.REFUSED},
        refused=len(overview.refused),
        missing=len(overview.missing),
    )
