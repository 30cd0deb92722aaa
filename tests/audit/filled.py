"""A line with a year of facts, written as `audit/facts` writes them: so many queries and calls in
each month, of which so many are so. The record of each query stands beside them, empty."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlmodel import select

from advice_line.audit.facts import keeping
from advice_line.audit.facts.keeping import Facts, Made
from advice_line.audit.figures.rolled_up import Figures
from advice_line.kinds import Channel, ContactEnded, Direction, QueryState
from advice_line.ledger.work import Ledger, Work
from advice_line.rules.asker_roles import AskerRole
from advice_line.tables.audit_facts import AuditReading
from advice_line.tables.directory import Line
from advice_line.tables.queries import Contact, Query

NOVEMBER = date(2026, 11, 1)


@dataclass(frozen=True)
class Month:
    """So many calls, of which some are answered; so many written questions, of which some are
    answered in their target. All of them are advised."""

    first: date
    calls: int = 0
    answered: int = 0
    written: int = 0
    in_target: int = 0
    facts: tuple[tuple[str, Any], ...] = ()


def year(calls: int = 56, written: int = 56, months: int = 13) -> list[Month]:
    """Steady months, the last of them November 2026."""
    found = []
    first = NOVEMBER
    for number in range(months):
        found.append(Month(first, calls + number % 3, calls - 8 + number % 2, written, written - 5))
        first = (first - timedelta(days=1)).replace(day=1)
    return found[::-1]


def fill(ledger: Ledger, key: str, months: Iterable[Month]) -> None:
    with ledger.work("test") as work:
        line = work.session.exec(select(Line).where(Line.key == key)).one()
        for each in months:
            _month(work, line, each)
        if work.session.get(AuditReading, 1) is None:
            # Else all would be made anew, from records that are empty.
            work.add(AuditReading(version=keeping.VERSION, query_id=None, read_until=work.now))


def fill_each(ledger: Ledger, key: str, rows: Iterable[tuple[date, dict[str, Any]]]) -> None:
    """A query by mail of each day, with these facts."""
    with ledger.work("test") as work:
        line = work.session.exec(select(Line).where(Line.key == key)).one()
        made = Made()
        for day, facts in rows:
            query = work.add(_closed(line, day, Channel.EMAIL))
            made.queries.append(_query(query, line, day, written=True) | facts)
        keeping.write(work, made)
        work.add(AuditReading(version=keeping.VERSION, query_id=None, read_until=work.now))


def _month(work: Work, line: Line, month: Month) -> None:
    made = Made()
    for number in range(month.calls + month.written):
        call = number < month.calls
        day = month.first + timedelta(days=number % 28)
        query = work.add(_closed(line, day, Channel.CALL if call else Channel.EMAIL))
        more = {"in_target": number - month.calls < month.in_target} if not call else {}
        made.queries.append(_query(query, line, day, written=not call) | more | dict(month.facts))
        if call:
            made.calls.append(_call(work, query, line, day, answered=number < month.answered))
    keeping.write(work, made)


def _closed(line: Line, day: date, channel: Channel) -> Query:
    at = datetime(day.year, day.month, day.day, 10, 0, tzinfo=UTC)
    return Query(
        line_id=line.id or 0,
        state=QueryState.CLOSED,
        channel=channel,
        received_at=at,
        identified_by="nobody",
        closed_at=at,
    )


def _query(query: Query, line: Line, day: date, *, written: bool) -> dict[str, Any]:
    return {
        "query_id": query.id,
        "line_id": line.id,
        "day": day,
        "hour": 10,
        "weekday": day.weekday(),
        "channel": query.channel,
        "asker_role": AskerRole.GP,
        "counted": True,
        "state": query.state,
        "written": written,
        "deflected": False,
        "reached": True,
        "answered": True,
        "late_entry": False,
        "during_outage": False,
        "in_hours": True,
        "advised": True,
    }


def _call(work: Work, query: Query, line: Line, day: date, *, answered: bool) -> dict[str, Any]:
    contact = work.add(
        Contact(
            query_id=query.id or 0,
            channel=Channel.CALL,
            direction=Direction.IN,
            external_id=f"call-{query.id}",
            started_at=query.received_at,
            ended_at=query.received_at + timedelta(minutes=3),
            ended=ContactEnded.TALKED if answered else ContactEnded.HUNG_UP,
        )
    )
    return {
        "contact_id": contact.id,
        "query_id": query.id,
        "line_id": line.id,
        "day": day,
        "hour": 10,
        "weekday": day.weekday(),
        "counted": True,
        "over": True,
        "in_hours": True,
        "offered": True,
        "answered": answered,
        "abandoned": not answered,
        "deflected": False,
        "wait": 30 + (query.id or 0) % 50,
        "talk": 180 if answered else None,
    }


def keep(ledger: Ledger, small: int = 5) -> None:
    """Its facts and figures, as the worker keeps them; `small` is SMALL_NUMBER."""
    Facts(ledger).catch_up()
    Figures(ledger, small).catch_up()
