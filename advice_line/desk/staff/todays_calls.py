"""The calls of a line's own day, hour by hour: how many came in, and what became of them so far."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import col, select

from advice_line.desk.phone.engaged import LONGEST_TALK
from advice_line.kinds import Channel, ContactEnded, Direction, OfferState
from advice_line.ledger.work import Work
from advice_line.tables.directory import Line
from advice_line.tables.queries import Contact, Offer, Query
from rota import hours, walltime
from rota.opening import LineCalendar

_HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Hour:
    """`answered` talked with a responder or do; `elsewhere` were put through to a desk or told what
    they asked; `waiting` are on the line and have nobody yet; whoever else `came` did not get
    through: they left, were promised a call or rang while it was closed."""

    starts_at: datetime
    came: int
    answered: int
    elsewhere: int
    waiting: int

    @property
    def missed(self) -> int:
        return self.came - self.answered - self.elsewhere - self.waiting


@dataclass(frozen=True)
class TodaysCalls:
    """`hours` are those of opening and those in which somebody rang, up to now; `longest` is since
    when whoever waits longest on the telephone does."""

    hours: tuple[Hour, ...]
    longest: datetime | None

    @property
    def waiting(self) -> int:
        return sum(each.waiting for each in self.hours)


@dataclass(frozen=True)
class _Call:
    started_at: datetime
    fate: str


def of(work: Work, line: Line, calendar: LineCalendar) -> TodaysCalls:
    """An hour lasts an hour also on the days on which the clock changes, on which the hour's name
    is left out or comes twice. A call counts in the hour in which it came in."""
    zone = ZoneInfo(line.time_zone)
    today = walltime.local_day(work.now, zone)
    starts = walltime.day_start(today, zone)
    calls = [
        _Call(each.started_at, _fate(work, each, talks))
        for each, talks in _rows(work, line, starts)
    ]
    counted = Counter(((call.started_at - starts) // _HOUR, call.fate) for call in calls)
    rung = {hour for hour, _ in counted}
    shown = [
        _hour(starts + hour * _HOUR, {fate: n for (at, fate), n in counted.items() if at == hour})
        for hour in range((work.now - starts) // _HOUR + 1)
        if hour in rung or _open(calendar, starts + hour * _HOUR)
    ]
    waits = [call.started_at for call in calls if call.fate == "waiting"]
    return TodaysCalls(tuple(shown), min(waits, default=None))


def _hour(starts_at: datetime, fates: dict[str, int]) -> Hour:
    found = {fate: fates.get(fate, 0) for fate in ("answered", "elsewhere", "waiting")}
    return Hour(starts_at, came=sum(fates.values()), **found)


def _open(calendar: LineCalendar, at: datetime) -> bool:
    """At any time of the hour."""
    opens = hours.next_opening(calendar, at)
    return hours.is_open(calendar, at) or (opens is not None and opens < at + _HOUR)


def _rows(work: Work, line: Line, starts: datetime) -> list[tuple[Contact, bool]]:
    """Each with whether somebody who answers has accepted to talk with its caller."""
    statement = (
        select(Contact)
        .join(Query, col(Query.id) == col(Contact.query_id))
        .where(
            # Plus nothing, so that it is no index's: SQLite, which does not know how few calls a
            # day has, would go through all that the line ever had.
            col(Query.line_id) + 0 == line.id,
            col(Contact.channel) == Channel.CALL,
            col(Contact.direction) == Direction.IN,
            col(Contact.started_at) >= starts,
            # What was taken on paper is typed in afterwards: it did not ring here.
            col(Query.late_entry).is_(False),
        )
    )
    calls = work.session.exec(statement).all()
    going_on = [each.id for each in calls if each.ended_at is None]
    if not going_on:
        return [(each, False) for each in calls]
    talks = select(Offer.contact_id).where(
        col(Offer.contact_id).in_(going_on),
        col(Offer.state) == OfferState.ACCEPTED,
        col(Offer.rings_back_by).is_(None),
    )
    talking = set(work.session.exec(talks).all())
    return [(each, each.id in talking) for each in calls]


def _fate(work: Work, call: Contact, talks: bool) -> str:
    heard_of = call.ended_at is None and call.doubted_at is None
    goes_on = heard_of and call.started_at > work.now - LONGEST_TALK
    if call.ended == ContactEnded.TALKED or (goes_on and talks):
        return "answered"
    if call.ended == ContactEnded.DEFLECTED:
        return "elsewhere"
    return "waiting" if goes_on else "missed"
