"""Changes of rotas, written through: each is one act with its author, and nothing is overwritten.
Nothing here commits.

    change = Changing(session, at=now, by="responder:ben", act="absence.recorded")
    change.put(None, absence)
    change.end("hotdoc", Kind.COVER, "2026-11-25-pm")
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import uuid4

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, insert, select, update

from rota import fact_json, facts
from rota.errors import RotaMoved, UnknownLine
from rota.fact_json import Json
from rota.facts import Kind, Value
from rota.opening import LineCalendar
from rota.tables import RotaChange, RotaFact, RotaLine
from rota.values import Pattern

_LOCKED, _MADE = "rota.locked", "rota.made"


class Changing:
    """One act. `agreed_by` is who else said yes, `reason` why; both are shown beside the duty that
    the act brings about. An act that changes nothing leaves no trace."""

    def __init__(
        self,
        session: Session,
        *,
        at: datetime,
        by: str,
        act: str,
        agreed_by: str | None = None,
        reason: str | None = None,
    ) -> None:
        self._session = session
        self._row = RotaChange(at=at, by=by, act=act, agreed_by=agreed_by, reason=reason)

    @property
    def id(self) -> int | None:
        """That of the change, None while nothing has changed."""
        return self._row.id

    def expect(self, line_ref: str, version: str) -> None:
        """Raises RotaMoved unless the line's rota is still of this version. From here on nobody
        else changes it before this transaction ends."""
        found = _locked(self._session, col(RotaLine.line_ref) == line_ref)
        if not found:
            raise UnknownLine(line_ref)
        if found[0].version != version:
            raise RotaMoved(line_ref, version, found[0].version)

    def put(self, line_ref: str | None, value: Value) -> bool:
        """Record the value in place of the one of its kind and key, if any; False when the very
        same stands already. `line_ref` is None for absences and pauses, which hold everywhere.
        Raises UnknownLine unless the line has a calendar or is given one now."""
        kind, key, written = facts.kind_of(value), facts.key_of(value), fact_json.to_json(value)
        if isinstance(value, LineCalendar):
            assert line_ref is not None
            self._begin(line_ref)
        standing = self._standing(line_ref, kind, key)
        if standing is not None and standing.value == written:
            return False
        self._touch(line_ref)
        if standing is not None:
            self._end(standing)
        self._session.exec(insert(RotaFact).values(self._new(line_ref, kind, key, written)))
        return True

    def put_all(self, line_ref: str, values: Sequence[Value]) -> bool:
        """As `put`, for many values of a line that has a calendar: a year of shifts holds up nobody
        for seconds. No two of them may have one kind and key."""
        standing = {
            (Kind(row.kind), row.key): row
            for kind in {facts.kind_of(each) for each in values}
            for row in self._rows(line_ref, kind)
        }
        written = {
            (facts.kind_of(each), facts.key_of(each)): fact_json.to_json(each) for each in values
        }
        new = {
            place: value
            for place, value in written.items()
            if place not in standing or standing[place].value != value
        }
        if not new:
            return False
        self._touch(line_ref)
        self._end(*(standing[place] for place in new if place in standing))
        rows = [self._new(line_ref, *place, value) for place, value in new.items()]
        self._session.exec(insert(RotaFact), params=rows)
        return True

    def put_calendar(self, line_ref: str, calendar: LineCalendar) -> bool:
        """The line itself. What it knows of single dates and of closures is added to; its hours,
        nation and zone are replaced."""
        bare = LineCalendar(calendar.time_zone, calendar.nation, calendar.hours)
        parts: list[Value] = [
            bare,
            *calendar.closed_days,
            *calendar.day_hours,
            *calendar.holidays,
            *calendar.closures,
        ]
        done = [self.put(line_ref, each) for each in parts]
        return any(done)

    def put_pattern(self, line_ref: str, *pieces: Pattern) -> bool:
        """The pattern of one key, in as many pieces as it has changed from a date on; whatever
        else stands under that key is ended."""
        wanted = {facts.key_of(each) for each in pieces}
        others = [
            row.key
            for row in self._rows(line_ref, Kind.PATTERN)
            if row.value["key"] == pieces[0].key and row.key not in wanted
        ]
        done = [self.end(line_ref, Kind.PATTERN, key) for key in others]
        return any([*done, *(self.put(line_ref, each) for each in pieces)])

    def end(self, line_ref: str | None, kind: Kind, key: str) -> bool:
        """It holds no longer; False when nothing of this key stands."""
        standing = self._standing(line_ref, kind, key)
        if standing is None:
            return False
        self._touch(line_ref)
        self._end(standing)
        return True

    def _new(self, line_ref: str | None, kind: Kind, key: str, value: Json) -> Json:
        return {
            "line_ref": line_ref,
            "kind": kind.value,
            "key": key,
            "value": value,
            "made_in": self._row.id,
        }

    def _begin(self, line_ref: str) -> None:
        known = self._session.exec(
            select(RotaLine.line_ref).where(col(RotaLine.line_ref) == line_ref)
        )
        if known.first() is None:
            self._session.exec(insert(RotaLine).values(line_ref=line_ref, version="0"))

    def _standing(self, line_ref: str | None, kind: Kind, key: str) -> RotaFact | None:
        return next(iter(self._rows(line_ref, kind, col(RotaFact.key) == key)), None)

    def _rows(
        self, line_ref: str | None, kind: Kind, *where: ColumnElement[bool]
    ) -> list[RotaFact]:
        here = RotaFact.line_ref == line_ref
        statement = select(RotaFact).where(
            here, col(RotaFact.kind) == kind.value, col(RotaFact.ended_in).is_(None), *where
        )
        return list(self._session.exec(statement.execution_options(populate_existing=True)))

    def _end(self, *rows: RotaFact) -> None:
        ids = [row.id for row in rows]
        self._session.exec(
            update(RotaFact).where(col(RotaFact.id).in_(ids)).values(ended_in=self._row.id)
        )

    def _touch(self, line_ref: str | None) -> None:
        """Give every line that this changes a new version. First of all they are locked, in one
        order: two writers of one line queue here, and their changes are numbered in that order."""
        where = [] if line_ref is None else [col(RotaLine.line_ref) == line_ref]
        lines = _locked(self._session, *where)
        if line_ref is not None and not lines:
            raise UnknownLine(line_ref)
        if self._row.id is None:
            self._session.add(self._row)
            self._session.flush()
            self._session.info.setdefault(_MADE, []).append(self._row.id)
        for line in lines:
            # At every step anew: the rota may be read between two steps of one act.
            self._session.exec(
                update(RotaLine)
                .where(col(RotaLine.line_ref) == line.line_ref)
                .values(version=f"{self._row.id}.{uuid4().hex}")
            )


def lock(session: Session) -> None:
    """From here on nobody else changes any rota before this transaction ends. Whoever takes the
    instant of a change before it holds this dates it to a time at which nobody could see it."""
    _locked(session)
    session.info[_LOCKED] = True


def date_changes(session: Session, at: datetime) -> None:
    """Give all that was changed through this session the instant at which it can be seen, which
    is that of its end: until then whoever asks is answered by the rota as it was."""
    made = session.info.get(_MADE, [])
    if made:
        session.exec(update(RotaChange).where(col(RotaChange.id).in_(made)).values(at=at))


def is_locked(session: Session) -> bool:
    return _LOCKED in session.info


def _locked(session: Session, *where: ColumnElement[bool]) -> list[RotaLine]:
    statement = select(RotaLine).where(*where).order_by(col(RotaLine.line_ref))
    held = statement.with_for_update().execution_options(populate_existing=True)
    return list(session.exec(held))
