"""Rotas read from the database: loaded whole, kept by version. Nothing here writes.

A decision costs one read, that of the version; the rest is read again only when it has changed.
Every reader raises `UnknownLine` for a line that has no calendar.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, bindparam, func, or_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from rota import fact_json, facts
from rota.duty import Timetable
from rota.errors import UnknownLine
from rota.facts import OF_HOURS, Change, Fact, Kind
from rota.history import History
from rota.tables import RotaChange, RotaFact, RotaLine
from rota.values import LineRota

_VERSION = select(RotaLine.version).where(col(RotaLine.line_ref) == bindparam("line_ref"))
_MADE, _ENDED = aliased(RotaChange), aliased(RotaChange)
_FACTS: Any = (
    select(RotaFact, _MADE, _ENDED)
    .join(_MADE, col(_MADE.id) == col(RotaFact.made_in))
    .outerjoin(_ENDED, col(_ENDED.id) == col(RotaFact.ended_in))
    .order_by(col(RotaFact.id))
    # Rows that this session has met before are read again: the version beside them is new.
    .execution_options(populate_existing=True)
)
# Asked every few seconds.
_ENDED_SINCE = _FACTS.where(
    col(RotaFact.line_ref) == bindparam("line_ref"),
    col(RotaFact.kind) == bindparam("kind"),
    col(_ENDED.at) >= bindparam("since"),
)
_VERSIONS = select(RotaLine.line_ref, RotaLine.version).order_by(col(RotaLine.line_ref))

# The newest timetable of each line. Versions are random and never used twice, so what is held for
# one is right in every transaction, thread and database that reads that version.
_held: dict[str, Timetable] = {}


def timetable(session: Session, line_ref: str) -> Timetable:
    """The line's rota as it is now, ready to answer. One read when it is as it was."""
    return _timetable(session, line_ref, _version(session, line_ref))


def timetables(session: Session) -> list[Timetable]:
    """The rotas of all lines as they are now. One read when they are as they were."""
    versions = session.exec(_VERSIONS).all()
    return [_timetable(session, line_ref, version) for line_ref, version in versions]


def load(session: Session, line_ref: str) -> LineRota:
    """The line's rota as it is now."""
    return timetable(session, line_ref).rota


def as_of(session: Session, line_ref: str, version: str) -> LineRota:
    """The line's rota as this version of it had it. Raises ValueError for a text that is none."""
    _version(session, line_ref)
    change_id = change_of(version)
    known = [each for each in of_line(session, line_ref) if each.holds_after(change_id)]
    return facts.assemble(line_ref, version, known)


def change_of(version: str) -> int:
    """The id of the change that made the version. Raises ValueError for a text that is none."""
    return int(version.partition(".")[0])


def history(session: Session, line_ref: str, now: datetime) -> History:
    """Everything that was ever known of the line, to be asked who was on duty at any instant."""
    version = _version(session, line_ref)
    return History(line_ref, of_line(session, line_ref), now, version)


def hours_known(session: Session, line_ref: str, now: datetime) -> History:
    """The same, to be asked for the line's hours alone: nothing is read of who does duty."""
    version = _version(session, line_ref)
    mine = col(RotaFact.line_ref) == line_ref, col(RotaFact.kind).in_(OF_HOURS)
    return History(line_ref, _facts(session, *mine), now, version)


def of_line(session: Session, line_ref: str, *, current: bool = False) -> list[Fact]:
    """Facts of the line and of every person, in the order in which they were made; only those that
    hold now where `current` is asked for."""
    mine: list[ColumnElement[bool]] = [
        or_(col(RotaFact.line_ref) == line_ref, col(RotaFact.line_ref).is_(None))
    ]
    if current:
        mine.append(col(RotaFact.ended_in).is_(None))
    return _facts(session, *mine)


def changed_in(session: Session, change_id: int) -> list[Fact]:
    """The facts that this change made and those that it ended."""
    here = or_(col(RotaFact.made_in) == change_id, col(RotaFact.ended_in) == change_id)
    return _facts(session, here)


def done_by(session: Session, label: str, since: int) -> set[int]:
    """The ids of the changes from this one on that are this one's doing: of what two agreed on, who
    said yes did it."""
    doer = func.coalesce(col(RotaChange.agreed_by), col(RotaChange.by))
    found = select(RotaChange.id).where(col(RotaChange.id) >= since, doer == label)
    return {each for each in session.exec(found) if each is not None}


def ended_since(session: Session, line_ref: str, kind: Kind, since: datetime) -> list[Fact]:
    """The line's own facts of this kind that have been ended since then."""
    asked = {"line_ref": line_ref, "kind": kind.value, "since": since}
    return _of_rows(session.exec(_ENDED_SINCE, params=asked).all())


def of_people(session: Session) -> list[Fact]:
    """Every fact that holds on every line (absences, pauses), in the order in which they were
    made."""
    return _facts(session, col(RotaFact.line_ref).is_(None))


def _facts(session: Session, *where: ColumnElement[bool]) -> list[Fact]:
    return _of_rows(session.exec(_FACTS.where(*where)).all())


def _of_rows(rows: Sequence[tuple[RotaFact, RotaChange, RotaChange | None]]) -> list[Fact]:
    return [
        Fact(row.line_ref, fact_json.from_json(row.kind, row.value), _change(by), _maybe(until))
        for row, by, until in rows
    ]


def _maybe(row: RotaChange | None) -> Change | None:
    return None if row is None else _change(row)


def _change(row: RotaChange) -> Change:
    assert row.id is not None
    return Change(row.id, row.at, row.by, row.act, row.agreed_by, row.reason)


def _timetable(session: Session, line_ref: str, version: str) -> Timetable:
    held = _held.get(line_ref)
    if held is None or held.rota.version != version:
        held = _held[line_ref] = Timetable(_read(session, line_ref, version))
    return held


def _version(session: Session, line_ref: str) -> str:
    version = session.exec(_VERSION, params={"line_ref": line_ref}).one_or_none()
    if version is None:
        raise UnknownLine(line_ref)
    return version


def _read(session: Session, line_ref: str, version: str) -> LineRota:
    # PostgreSQL shows each statement what is committed by then, so that a change may fall between
    # these two reads; the version after them tells, and then they are read again.
    while True:
        rota = facts.assemble(line_ref, version, of_line(session, line_ref, current=True))
        now_there = _version(session, line_ref)
        if now_there == version:
            return rota
        version = now_there
