"""How many calls have come, and whether that is more than somebody is rung for."""

from datetime import datetime

from sqlmodel import col, func, select

from advice_line.call_kinds import AlarmKind
from advice_line.desk.guards import alarms
from advice_line.kinds import Channel, Direction
from advice_line.ledger.work import Work
from advice_line.rules import line_guards
from advice_line.rules.line_guards import Over
from advice_line.tables.directory import Line
from advice_line.tables.queries import Contact, Query


def over(work: Work, line: Line, contact: Contact) -> Over | None:
    """Which limit this call, whose rows stand already, is over; the first over it is an alarm."""
    limits = line_guards.limits(line.limits)
    found = line_guards.over(
        limits, of_number=_of_number(work, contact), of_line=_of_line(work, line)
    )
    if found is Over.NUMBER:
        once = f"{line.key}:{contact.number_mark}:{_ten_minutes(work.now)}"
        alarms.happened(work, AlarmKind.NUMBER_OVER_LIMIT, once, line, limit=limits.number)
    elif found is Over.LINE:
        once = f"{line.key}:{work.now:%Y-%m-%d %H}"
        alarms.happened(work, AlarmKind.LINE_OVER_LIMIT, once, line, limit=limits.line)
    return found


def _of_number(work: Work, contact: Contact) -> int:
    """A withheld number is nobody's: only the line counts those."""
    if contact.number_mark is None:
        return 0
    return work.session.exec(
        select(func.count())
        .select_from(Contact)
        .where(
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
