"""How many calls have come, and whether that is more than somebody is rung for."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement
from sqlmodel import col, func, select

from advice_line.call_kinds import AlarmKind
from advice_line.desk.guards import alarms
from advice_line.kinds import Channel, Direction
from advice_line.ledger.work import Work
from advice_line.rules import line_guards
from advice_line.rules.line_guards import Over
from advice_line.tables.directory import Line
from advice_line.tables.queries import Contact, Query
from advice_line.tables.ring_backs import RingBack


def over(work: Work, line: Line, contact: Contact) -> Over | None:
    """Which limit this call, whose rows stand already, is over; the first over it is an alarm."""
    limits = line_guards.limits(line.limits)
    found = line_guards.over(
        limits, of_number=_of_number(work, line, contact), of_line=_of_line(work, line)
    )
    if found is Over.NUMBER:
        once = f"{line.key}:{contact.number_mark}:{_ten_minutes(work.now)}"
        alarms.happened(work, AlarmKind.NUMBER_OVER_LIMIT, once, line, limit=limits.number)
    elif found is Over.LINE:
        once = f"{line.key}:{work.now:%Y-%m-%d %H}"
        alarms.happened(work, AlarmKind.LINE_OVER_LIMIT, once, line, limit=limits.line)
    return found


def rings_again_at(work: Work, line: Line, query: Query) -> datetime:
    """From when the system may have this query's caller rung: it rings a number, and for a line, no
    more often than it is rung, so that who floods a line with calls cannot make it flood others."""
    limits = line_guards.limits(line.limits)
    marks = select(Contact.number_mark).where(
        col(Contact.query_id) == query.id, col(Contact.direction) == Direction.IN
    )
    same = select(Contact.query_id).where(col(Contact.number_mark).in_(marks))
    return max(
        _room(work, line, limits.number, line_guards.NUMBER_WITHIN, col(Query.id).in_(same)),
        _room(work, line, limits.line, line_guards.LINE_WITHIN),
    )


def _room(
    work: Work, line: Line, most: int, within: timedelta, *which: ColumnElement[bool]
) -> datetime:
    """Now, or when the first of as many as there may be is so long ago."""
    taken = col(RingBack.taken_at)
    newest = (
        select(taken)
        .join(Query, col(Query.id) == col(RingBack.query_id))
        .where(col(Query.line_id) == line.id, taken > work.now - within, *which)
        .order_by(taken.desc())
        .limit(most)
    )
    found = [at for at in work.session.exec(newest) if at is not None]
    return found[-1] + within if len(found) == most else work.now


def _of_number(work: Work, line: Line, contact: Contact) -> int:
    """Its calls to this line. A withheld number is nobody's: only the line counts those."""
    if contact.number_mark is None:
        return 0
    return work.session.exec(
        select(func.count())
        .select_from(Contact)
        .join(Query, col(Query.id) == col(Contact.query_id))
        .where(
            col(Query.line_id) == line.id,
            col(Contact.number_mark) == contact.number_mark,
            col(Contact.channel) == Channel.CALL,
            col(Contact.direction) == Direction.IN,
            col(Contact.started_at) > work.now - line_guards.NUMBER_WITHIN,
        )
    ).one()


def _of_line(work: Work, line: Line) -> int:
    return work.session.exec(
        select(func.count())
        .select_from(Query)
        .where(
            col(Query.received_at) > work.now - line_guards.LINE_WITHIN,
            col(Query.line_id) == line.id,
            col(Query.channel) == Channel.CALL,
        )
    ).one()


def _ten_minutes(now: datetime) -> str:
    return f"{now:%Y-%m-%d %H}:{now.minute // 10}"
