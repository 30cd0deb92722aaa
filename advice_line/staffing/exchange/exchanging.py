"""Rotas in and out as files: looked through first, put on the rota when somebody accepts them."""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime, timedelta

from sqlmodel import col, delete, select

from advice_line.directory import lookups
from advice_line.errors import Conflict, Expired, Invalid, NotFound, Problem
from advice_line.ledger.work import Work
from advice_line.rules.notices import stretch
from advice_line.staffing.changes import giving_way
from advice_line.staffing.exchange import exporting, import_json
from advice_line.staffing.exchange.exchanged import Imported, ImportShown, RowNote, RowShift, Served
from advice_line.staffing.rostering import putting_on
from advice_line.staffing.rostering.putting_on import CHANGED, NEW, SAME, Lot
from advice_line.staffing.rota_door import RotaDoor, changing, line_of, zone_of
from advice_line.tables.directory import Responder
from advice_line.tables.rota_exchange import RotaImport
from advice_line.trust.roles import Action, Actor, require
from rota import store
from rota.errors import RotaError
from rota.exchange import importing, sheet_cells, sheets
from rota.exchange.importing import Found, Note, Shift
from rota.exchange.sheet_cells import Clock
from rota.exchange.sheet_people import People, Person
from rota.values import Cover, LineRota

KEPT = timedelta(hours=24)
_EXAMPLE = "write for example AM=08:00-13:00."


class Exchanging(RotaDoor):
    def preview(
        self,
        actor: Actor,
        *,
        line: str,
        data: bytes,
        sessions: Mapping[str, str] | None = None,
    ) -> ImportShown:
        """What a CSV or XLSX file would put on the rota; kept for a while, and nothing is changed.
        `sessions` says the times of a grid's columns that name none: {"AM": "08:00-13:00"}. Raises
        `errors.Invalid` for a file that cannot be read at all, `errors.NotFound`."""
        require(actor, Action.CHANGE_ROTA, line)
        times = _times(sessions or {})
        try:
            read = sheets.read(data)
            # Of thousands of rows this takes seconds, in which others must be able to write.
            with self._ledger.look(actor.label) as work:
                zone = zone_of(line_of(work, line))
                people = People(Person(each.key, each.name) for each in _people(work).values())
                found = importing.look_through(read, zone, people, now=work.now, sessions=times)
        except RotaError as error:
            raise Invalid([Problem("file", error.sentence)]) from error
        with self._ledger.work(actor.label) as work:
            kept = _keep(work, line, found).public_id
        return self.shown(actor, kept)

    def shown(self, actor: Actor, import_id: str) -> ImportShown:
        """Raises `errors.NotFound`."""
        require(actor, Action.CHANGE_ROTA)
        with self._ledger.look(actor.label) as work:
            return _shown(work, _find(work, actor, import_id))

    def accept(
        self,
        actor: Actor,
        import_id: str,
        *,
        good_rows_only: bool = False,
        reason: str | None = None,
        breaches: Collection[str] | None = None,
    ) -> Imported:
        """As one change. Raises `errors.Invalid` where rows have problems and not `good_rows_only`
        is asked for, `errors.ReasonNeeded`, `errors.RotaMoved` where the days concerned were
        changed since, `errors.Expired`, and `errors.Conflict` for one that is settled already."""
        require(actor, Action.CHANGE_ROTA)
        with changing(self._ledger, actor) as work:
            row = _find(work, actor, import_id)
            _settle(work, row, accepted_at=work.now)
            found = import_json.from_json(row.content)
            _hold_to_rows(found, good_rows_only=good_rows_only)
            covers = tuple(each.cover() for each in found.shifts if each.end > work.now)
            lot = Lot(row.line_key, row.version, covers)
            if covers:
                putting_on.put_on(work, actor, lot, "import", reason, breaches)
            return Imported(lot.counts[NEW], lot.counts[CHANGED], lot.counts[SAME])

    def discard(self, actor: Actor, import_id: str) -> None:
        require(actor, Action.CHANGE_ROTA)
        with self._ledger.work(actor.label) as work:
            _settle(work, _find(work, actor, import_id), discarded_at=work.now)

    def export(
        self, actor: Actor, *, line: str, start: datetime, end: datetime, form: str
    ) -> Served:
        """The shifts between the instants as "csv", "xlsx", "ical" or "json". Raises
        `errors.Invalid` for another form or a stretch that is empty or longer than two years."""
        require(actor, Action.SEE_ROTA, line)
        with self._ledger.look(actor.label) as work:
            return exporting.export(work, line_of(work, line), start, end, form)


def _times(sessions: Mapping[str, str]) -> dict[str, tuple[Clock, Clock]]:
    found = {}
    for name, text in sessions.items():
        try:
            found[name] = sheet_cells.read_range(text)
        except ValueError as error:
            raise Invalid([Problem("sessions", f'"{text}" are no times; {_EXAMPLE}')]) from error
    return found


def _people(work: Work) -> dict[str, Responder]:
    return {each.key: each for each in lookups.responders(work.session)}


def _keep(work: Work, line: str, found: Found) -> RotaImport:
    """What nobody accepted in its time has no further use."""
    over = col(RotaImport.expires_at) <= work.now, col(RotaImport.accepted_at).is_(None)
    work.run(delete(RotaImport).where(*over))
    return work.add(
        RotaImport(
            line_key=line,
            version=store.load(work.session, line).version,
            made_by=work.by,
            made_at=work.now,
            expires_at=work.now + KEPT,
            content=import_json.to_json(found),
        )
    )


def _find(work: Work, actor: Actor, import_id: str) -> RotaImport:
    found = work.session.exec(
        select(RotaImport).where(col(RotaImport.public_id) == import_id)
    ).first()
    if found is None or not actor.may(Action.CHANGE_ROTA, found.line_key):
        raise NotFound("This import is not known. Choose the file again.")
    return found


def _settle(work: Work, row: RotaImport, **to: datetime) -> None:
    """Claimed before anything else, so that of two buttons pressed at once one does it."""
    if row.expires_at <= work.now and row.accepted_at is None:
        raise Expired("This was looked through more than a day ago. Choose the file again.")
    open_ones = col(RotaImport.accepted_at).is_(None), col(RotaImport.discarded_at).is_(None)
    if not work.update(row, *open_ones, **to):
        done = "is on the rota already" if row.accepted_at else "was put aside"
        raise Conflict(f"This import {done}.")


def _hold_to_rows(found: Found, *, good_rows_only: bool) -> None:
    wrong = len({each.row for each in found.problems})
    if wrong and not good_rows_only:
        rows = "1 row has a problem" if wrong == 1 else f"{wrong} rows have problems"
        good = f"import the {len(found.shifts)} good shifts only"
        raise Invalid([Problem("rows", f"{rows}. Mend the file, or {good}.")])


def _shown(work: Work, row: RotaImport) -> ImportShown:
    line, people = line_of(work, row.line_key), _people(work)
    found = import_json.from_json(row.content)
    rota = store.load(work.session, row.line_key)
    covers = tuple(each.cover() for each in found.shifts if each.end > work.now)
    waits = _state(row, work.now) == "open"
    lot, there = Lot(row.line_key, row.version, covers), putting_on.by_key(rota)
    return ImportShown(
        id=row.public_id,
        line=row.line_key,
        line_name=line.name,
        time_zone=line.time_zone,
        shape=found.shape,
        state=_state(row, work.now),
        shifts=tuple(_shift(each, there, people) for each in found.shifts),
        problems=tuple(_note(each) for each in found.problems),
        notes=(
            *(_note(each) for each in found.notes),
            *(_gone_before(found, rota, people, line.time_zone) if waits else ()),
        ),
        breaches=putting_on.against(work, lot) if waits else (),
        made_at=row.made_at,
        expires_at=row.expires_at,
        now=work.now,
    )


def _gone_before(
    found: Found, rota: LineRota, people: Mapping[str, Responder], zone: str
) -> Iterator[RowNote]:
    """What stands of other one-off duty at the time of a shift of the file, and gives way to it."""
    rows = {each.cover(): each.rows[0] for each in found.shifts}
    for cover, other in giving_way.met(tuple(rows), rota.covers):
        names = ", ".join(people[key].name if key in people else key for key in other.who)
        when = stretch(other.start, other.end, zone)
        yield RowNote(rows[cover], "", f"{names} stood in {when}; this shift goes before it.")


def _state(row: RotaImport, now: datetime) -> str:
    if row.accepted_at is not None:
        return "accepted"
    if row.discarded_at is not None:
        return "discarded"
    return "open" if now < row.expires_at else "expired"


def _shift(shift: Shift, there: Mapping[str, Cover], people: Mapping[str, Responder]) -> RowShift:
    return RowShift(
        rows=shift.rows,
        tier=shift.tier.value,
        who=shift.who,
        names=tuple(people[key].name if key in people else key for key in shift.who),
        supervisor=shift.supervisor,
        start=shift.start,
        end=shift.end,
        change=putting_on.change_by(shift.cover(), there),
    )


def _note(note: Note) -> RowNote:
    return RowNote(note.row, note.column, note.message)
