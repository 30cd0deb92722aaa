"""The look through the rotas: every night, and as soon as anything of them or of the people has
changed. What is found is written down beside what was found before; nobody is told here.

The rotas are read and judged before the transaction that writes. Of several workers who look at
once the first writes, and what changed meanwhile is looked at on the next turn.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from hashlib import sha256

from sqlmodel import col, select

from advice_line.directory import lookups
from advice_line.directory.people import contacts
from advice_line.directory_kinds import ContactWay
from advice_line.ledger.once import insert_once
from advice_line.ledger.work import Ledger, Work
from advice_line.outgoing_kinds import OutChannel
from advice_line.rota_kinds import FindingKind
from advice_line.rules import marks
from advice_line.staffing.watching import seeking, short_notice
from advice_line.staffing.watching.seeking import Seen
from advice_line.tables.directory import Line, Responder
from advice_line.tables.watch import RotaFinding, RotaLook, RotaTelling
from advice_line.trust.roles import SYSTEM, Action, require
from rota import columns, store
from rota.duty import Timetable


@dataclass(frozen=True)
class _Looked:
    """`turn` is that of the look before, None where there was none."""

    turn: int | None
    fingerprint: str
    lines: dict[str, Line]
    seen: tuple[Seen, ...]


class Looking:
    """Each look returns how many findings came and went."""

    def __init__(self, ledger: Ledger, channels: Collection[OutChannel] = ()) -> None:
        """`channels` are those by which messages can leave: where no text can, no code can show
        that a mobile reaches somebody, and that none has is not told."""
        self._ledger = ledger
        self._texts = OutChannel.SMS in channels

    def at_changes(self) -> int:
        """Look if anything has changed since the last look."""
        return self._look(nightly=False)

    def nightly(self) -> int:
        """Look whatever has changed: a new day has come into sight."""
        return self._look(nightly=True)

    def _look(self, *, nightly: bool) -> int:
        require(SYSTEM, Action.SWEEP)
        with self._ledger.look(SYSTEM.label) as work:
            looked = _read(work, nightly=nightly, texts=self._texts)
        if looked is None:
            return 0
        with self._ledger.work(SYSTEM.label) as work:
            return _write(work, looked) if _first(work, looked) else 0


def _read(work: Work, *, nightly: bool, texts: bool) -> _Looked | None:
    """None where there is nothing to look through, or nothing new."""
    lines, people = lookups.lines(work.session), lookups.responders(work.session)
    timetables = store.timetables(work.session)
    before = work.session.get(RotaLook, 1)
    not_shown = contacts.unverified(work.session, ContactWay.MOBILE)
    fingerprint = _fingerprint(timetables, people, not_shown)
    if not lines or not (nightly or before is None or before.fingerprint != fingerprint):
        return None
    seen = seeking.seek(
        timetables, {each.key: each for each in people}, work.now, not_shown if texts else ()
    )
    turn = before.turn if before else None
    return _Looked(turn, fingerprint, {each.key: each for each in lines}, seen)


def is_behind(work: Work, looked: RotaLook | None) -> bool:
    """Whether a rota or somebody on it was changed since that look, so that the next is due."""
    timetables, people = store.timetables(work.session), lookups.responders(work.session)
    not_shown = contacts.unverified(work.session, ContactWay.MOBILE)
    return looked is None or looked.fingerprint != _fingerprint(timetables, people, not_shown)


def _fingerprint(
    timetables: Iterable[Timetable], people: Iterable[Responder], not_shown: Collection[str]
) -> str:
    """Of all that a finding can come from but the day: another text whenever it is other."""
    rotas = [(each.rota.line_ref, each.rota.version) for each in timetables]
    facts = [
        (
            each.key,
            each.role,
            each.roles,
            each.roles_on,
            each.scope,
            each.mobile,
            str(each.registration_expires),
        )
        for each in people
    ]
    return sha256(repr((rotas, facts, not_shown)).encode()).hexdigest()


def _first(work: Work, looked: _Looked) -> bool:
    """Whether nobody else has looked meanwhile; from here on nobody does before this commits."""
    to = {"fingerprint": looked.fingerprint, "looked_at": work.now}
    if looked.turn is None:
        return insert_once(work.session, RotaLook, ("id",), id=1, turn=1, **to)
    where = col(RotaLook.turn) == looked.turn
    return work.change(RotaLook, where, turn=looked.turn + 1, **to) == 1


def _write(work: Work, looked: _Looked) -> int:
    rows = work.session.exec(select(RotaFinding).where(col(RotaFinding.gone_at).is_(None))).all()
    keys = {line.id: key for key, line in looked.lines.items()}
    known = {_as_seen(row, keys[row.line_id]): row for row in rows}
    there = frozenset(looked.seen)
    gone = [row for seen, row in known.items() if seen not in there]
    new = [seen for seen in looked.seen if seen not in known]
    told = _told(work, gone)
    for row in gone:
        _end(work, row)
    for seen in new:
        _begin(work, looked.lines[seen.line], seen, told)
    return len(gone) + len(new)


def _told(work: Work, rows: Collection[RotaFinding]) -> list[RotaFinding]:
    """Those of the rows that somebody was told of."""
    ids = [row.id for row in rows]
    statement = select(RotaTelling.finding_id).where(col(RotaTelling.finding_id).in_(ids))
    told = set(work.session.exec(statement))
    return [row for row in rows if row.id in told]


def _as_seen(row: RotaFinding, line: str) -> Seen:
    kind, people = FindingKind(row.kind), tuple(row.people)
    return Seen(line, kind, row.starts_at, row.ends_at, row.tier, people, row.other_line)


def _end(work: Work, row: RotaFinding) -> None:
    passed = row.ends_at <= work.now
    work.update(row, gone_at=row.ends_at if passed else work.now)
    if row.kind == FindingKind.UNMANNED:
        work.record("gap.passed" if passed else "gap.closed", subject=f"finding:{row.public_id}")
        short_notice.close(work, row)


def _begin(work: Work, line: Line, seen: Seen, told: Collection[RotaFinding]) -> None:
    """What is left of a finding that was told is no news: it is told at its own next mark."""
    zone = columns.read_zone(line.time_zone)
    left = any(_leaves(row, line, seen) for row in told)
    when = marks.next_at if left else marks.first_at
    row = work.add(
        RotaFinding(
            line_id=line.id or 0,
            kind=seen.kind,
            starts_at=seen.start,
            ends_at=seen.end,
            tier=seen.tier,
            people=list(seen.people),
            other_line=seen.other_line,
            seen_at=work.now,
            due_at=when(seen.kind, seen.start, work.now, zone),
        )
    )
    if seen.kind is FindingKind.UNMANNED:
        work.record("gap.found", subject=f"finding:{row.public_id}", line=line.key)


def _leaves(row: RotaFinding, line: Line, seen: Seen) -> bool:
    same = (row.line_id, row.kind, row.people) == (line.id, seen.kind, list(seen.people))
    return same and row.starts_at <= seen.start and seen.end <= row.ends_at
