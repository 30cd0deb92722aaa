"""Rotas in the database: loaded whole, kept by version, changed by key. Nothing here commits.

A decision costs one read, that of the version; the rest is read again only when it has changed.
Every `put_` adds what its key does not yet name and updates what it does, removes nothing else,
and gives the line a new version.
"""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar
from uuid import uuid4

from sqlalchemy import ColumnElement, bindparam
from sqlmodel import Session as DbSession
from sqlmodel import SQLModel, col, delete, insert, select, update
from sqlmodel.sql.expression import SelectOfScalar

from rota.columns import write_days, write_times
from rota.duty import Timetable
from rota.errors import UnknownLine
from rota.opening import ClosedDay, LineCalendar, Nation, OpeningHours
from rota.tables import RotaCalendar, RotaClosedDay, RotaCover, RotaPattern, RotaSession
from rota.values import Cover, LineRota, Pattern, Session, Tier

Row = TypeVar("Row", bound=SQLModel)

_VERSION = select(RotaCalendar.version).where(col(RotaCalendar.line_ref) == bindparam("line_ref"))

# The newest timetable of each line. Versions are random and never used twice, so what is held for
# one is right in every transaction, thread and database that reads that version.
_held: dict[str, Timetable] = {}


def timetable(session: DbSession, line_ref: str) -> Timetable:
    """Ready to answer; raises UnknownLine. One read when the rota is as it was."""
    version = _version(session, line_ref)
    held = _held.get(line_ref)
    if held is None or held.rota.version != version:
        held = _held[line_ref] = Timetable(_read(session, line_ref, version))
    return held


def load(session: DbSession, line_ref: str) -> LineRota:
    """The line's rota as it is now; raises UnknownLine."""
    return timetable(session, line_ref).rota


def put_calendar(session: DbSession, line_ref: str, calendar: LineCalendar) -> None:
    """The line itself: what it knows of closed days is added to, the rest is replaced."""
    values = {
        "version": _new_version(),
        "time_zone": calendar.time_zone,
        "nation": calendar.nation.value,
        "open": calendar.hours.to_texts(),
    }
    _put(session, RotaCalendar, {"line_ref": line_ref}, values)
    for closed in calendar.closed_days:
        identity = {"line_ref": line_ref, "day": closed.date}
        _put(session, RotaClosedDay, identity, {"reason": closed.reason})


def put_pattern(session: DbSession, line_ref: str, pattern: Pattern) -> None:
    """Raises UnknownLine when the line has no calendar yet. Its sessions replace those it had."""
    _change(session, line_ref)
    values = {
        "valid_from": pattern.valid_from,
        "valid_to": pattern.valid_to,
        "cycle_weeks": pattern.cycle_weeks,
    }
    _put(session, RotaPattern, {"line_ref": line_ref, "key": pattern.key}, values)
    session.exec(
        delete(RotaSession).where(
            col(RotaSession.line_ref) == line_ref, col(RotaSession.pattern_key) == pattern.key
        )
    )
    for position, each in enumerate(pattern.sessions):
        row = {
            "line_ref": line_ref,
            "pattern_key": pattern.key,
            "position": position,
            "week": each.week,
            "days": write_days(each.weekdays),
            "time": write_times(each.start, each.end),
            "tier": each.tier.value,
            "who": list(each.who),
        }
        session.exec(insert(RotaSession).values(row))


def put_cover(session: DbSession, line_ref: str, cover: Cover) -> None:
    """Raises UnknownLine when the line has no calendar yet."""
    _change(session, line_ref)
    values = {
        "tier": cover.tier.value,
        "who": list(cover.who),
        "starts_at": cover.start,
        "ends_at": cover.end,
    }
    _put(session, RotaCover, {"line_ref": line_ref, "key": cover.key}, values)


def _change(session: DbSession, line_ref: str) -> None:
    """First of all in every change: two writers of one line queue here, on its calendar's row."""
    changed = session.exec(
        update(RotaCalendar)
        .where(col(RotaCalendar.line_ref) == line_ref)
        .values(version=_new_version())
    )
    if changed.rowcount == 0:
        raise UnknownLine(line_ref)


def _put(
    session: DbSession,
    table: type[SQLModel],
    identity: Mapping[str, Any],
    values: Mapping[str, Any],
) -> None:
    here: list[ColumnElement[bool]] = [
        getattr(table, name) == value for name, value in identity.items()
    ]
    if session.exec(update(table).where(*here).values(**values)).rowcount == 0:
        session.exec(insert(table).values(**identity, **values))


def _new_version() -> str:
    return uuid4().hex


def _version(session: DbSession, line_ref: str) -> str:
    version = session.exec(_VERSION, params={"line_ref": line_ref}).one_or_none()
    if version is None:
        raise UnknownLine(line_ref)
    return version


def _read(session: DbSession, line_ref: str, version: str) -> LineRota:
    # PostgreSQL shows each statement what is committed by then, so that a change may fall between
    # two of these reads; the version after them tells, and then they are read again.
    while True:
        rota = LineRota(
            line_ref=line_ref,
            version=version,
            calendar=_calendar(session, line_ref),
            patterns=_patterns(session, line_ref),
            covers=_covers(session, line_ref),
        )
        now_there = _version(session, line_ref)
        if now_there == version:
            return rota
        version = now_there


def _calendar(session: DbSession, line_ref: str) -> LineCalendar:
    row = _rows(session, select(RotaCalendar).where(col(RotaCalendar.line_ref) == line_ref))[0]
    closed_days = _rows(
        session,
        select(RotaClosedDay)
        .where(col(RotaClosedDay.line_ref) == line_ref)
        .order_by(col(RotaClosedDay.day)),
    )
    return LineCalendar(
        row.time_zone,
        Nation.read(row.nation),
        OpeningHours.from_texts(row.open),
        tuple(ClosedDay(each.day, each.reason) for each in closed_days),
    )


def _patterns(session: DbSession, line_ref: str) -> tuple[Pattern, ...]:
    sessions = _sessions(session, line_ref)
    rows = _rows(
        session,
        select(RotaPattern)
        .where(col(RotaPattern.line_ref) == line_ref)
        .order_by(col(RotaPattern.key)),
    )
    return tuple(
        Pattern(
            each.key,
            each.valid_from,
            each.valid_to,
            each.cycle_weeks,
            tuple(sessions[each.key]),
        )
        for each in rows
    )


def _sessions(session: DbSession, line_ref: str) -> dict[str, list[Session]]:
    by_pattern: dict[str, list[Session]] = {}
    for each in _rows(
        session,
        select(RotaSession)
        .where(col(RotaSession.line_ref) == line_ref)
        .order_by(col(RotaSession.position)),
    ):
        read = Session.from_texts(
            week=each.week, days=each.days, time=each.time, tier=each.tier, who=each.who
        )
        by_pattern.setdefault(each.pattern_key, []).append(read)
    return by_pattern


def _covers(session: DbSession, line_ref: str) -> tuple[Cover, ...]:
    rows = _rows(
        session,
        select(RotaCover)
        .where(col(RotaCover.line_ref) == line_ref)
        .order_by(col(RotaCover.starts_at), col(RotaCover.key)),
    )
    return tuple(
        Cover(each.key, Tier.read(each.tier), tuple(each.who), each.starts_at, each.ends_at)
        for each in rows
    )


def _rows(session: DbSession, statement: SelectOfScalar[Row]) -> Sequence[Row]:
    # Rows that this session has met before are read again: the version beside them is new.
    return session.exec(statement.execution_options(populate_existing=True)).all()
