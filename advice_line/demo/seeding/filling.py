"""A past is put into a rehearsal's database: so many queries of a line over the days before now on
which it was open, and beside it what the audit must say of them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import islice
from random import Random
from zoneinfo import ZoneInfo

from sqlalchemy import insert
from sqlmodel import SQLModel, col, func, select

from advice_line.demo.seeding import rows
from advice_line.demo.seeding.draw import Drawn, draw
from advice_line.demo.seeding.truth import Truth
from advice_line.directory import lookups
from advice_line.errors import Invalid, Problem
from advice_line.ledger import moving
from advice_line.ledger.once import table_of
from advice_line.ledger.work import Ledger, Work
from advice_line.staffing import on_duty
from advice_line.tables.advice import Advice
from advice_line.tables.cases import Case
from advice_line.tables.columns import case_reference, query_reference
from advice_line.tables.directory import Line, Organisation, Responder
from advice_line.tables.every import metadata
from advice_line.tables.queries import Contact, Query
from advice_line.trust.roles import SYSTEM, Action, require
from rota import hours

BATCH = 2_000
# Each has one number for a query, so that rows name each other before they are written.
_NUMBERED = (Query, Contact, Case, Advice)


@dataclass(frozen=True)
class Wanted:
    """`days` before today over which they are spread, from the first of a month on: charts hold no
    month that is not whole; `seed` makes the chances. Without `taught` no case of them is approved:
    what is approved is read, and these hold no words."""

    queries: int
    seed: int
    days: int = 730
    taught: bool = True


@dataclass(frozen=True)
class _Place:
    line: Line
    organisations: list[Organisation]
    responders: list[Responder]
    days: list[date]
    first: int
    now: datetime


def fill(ledger: Ledger, line_key: str, wanted: Wanted) -> Truth:
    """Raises `errors.Invalid` where the line has nobody to ask or to answer, or no open day."""
    require(SYSTEM, Action.SET_UP)
    with ledger.look(SYSTEM.label) as work:
        place = _place(work, line_key, wanted.days)
        work.let_go()
    zone = ZoneInfo(place.line.time_zone)
    truth = Truth(zone)
    chance = Random(wanted.seed)  # nosec B311  # noqa: S311 - a past that is made up is no secret
    asked, answer = len(place.organisations), len(place.responders)
    drawn = draw(chance, place.days, zone, wanted.queries, asked, answer, place.now)
    number, taken = place.first, _taken(ledger)
    if not wanted.taught:
        drawn = (replace(each, approved=False) for each in drawn)
    while batch := list(islice(drawn, BATCH)):
        with ledger.work(SYSTEM.label) as work:
            _write(work, place, number, batch, taken)
            if not ledger.db.sqlite:
                moving.set_sequences(work.session, metadata().sorted_tables)
        for each in batch:
            truth.add(each)
        number += len(batch)
    return truth


def _place(work: Work, line_key: str, days: int) -> _Place:
    line = lookups.line_by_key(work.session, line_key)
    if line is None:
        raise Invalid([Problem("line", f'There is no line "{line_key}".')])
    place = _Place(
        line,
        lookups.organisations(work.session),
        [each for each in lookups.responders(work.session) if each.ended_at is None],
        list(_open_days(work, line, days)),
        _next_number(work),
        work.now,
    )
    if not (place.organisations and place.responders and place.days):
        said = "Set the line up first, with practices, responders and opening hours."
        raise Invalid([Problem("line", said)])
    return place


def _open_days(work: Work, line: Line, days: int) -> Iterator[date]:
    """Those before today on which it is open at ten and at five, from the first of a month on
    where `days` reach into one."""
    calendar, zone = on_duty.calendar(work.session, line.key), ZoneInfo(line.time_zone)
    today = work.now.astimezone(zone).date()
    since = today - timedelta(days=days)
    next_month = (since.replace(day=1) + timedelta(days=31)).replace(day=1)
    first = next_month if since.day > 1 and next_month < today else since
    for ahead in range((today - first).days):
        day = first + timedelta(days=ahead)
        at = (datetime(day.year, day.month, day.day, hour, tzinfo=zone) for hour in (10, 17))
        if all(hours.is_open(calendar, each) for each in at):
            yield day


def _next_number(work: Work) -> int:
    highest = (work.session.exec(select(func.max(col(each.id)))).one() for each in _NUMBERED)
    return max(each or 0 for each in highest) + 1


def _taken(ledger: Ledger) -> set[str]:
    """References that something has: chance gives one twice."""
    with ledger.look(SYSTEM.label) as work:
        return {
            found for of in (Query, Case) for found in work.session.exec(select(col(of.reference)))
        }


def _write(work: Work, place: _Place, number: int, batch: Iterable[Drawn], taken: set[str]) -> None:
    found: dict[type[SQLModel], list[dict[str, object]]] = defaultdict(list)
    for place_of, drawn in enumerate(batch):
        organisation = place.organisations[drawn.organisation]
        responder = place.responders[drawn.responder]
        for row in rows.of(
            drawn,
            number + place_of,
            place.line.id or 0,
            organisation.id or 0,
            organisation.kind,
            responder.id or 0,
        ):
            if isinstance(row, Query | Case):
                _refer_apart(row, taken)
            values = row.model_dump()
            if values.get("id", 0) is None:
                del values["id"]
            found[type(row)].append(values)
    for table, all_of in found.items():
        work.connection.execute(insert(table_of(table)), all_of)


def _refer_apart(row: Query | Case, taken: set[str]) -> None:
    while row.reference in taken:
        row.reference = query_reference() if isinstance(row, Query) else case_reference()
    taken.add(row.reference)
