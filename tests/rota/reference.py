"""A second answer to "who is on duty, is it open", as naive as can be, to hold the first against.

It shares no arithmetic with the rota: it walks through a stretch of time in small steps, looks at
a wall clock at each, and notes the step at which the wall clock first shows a time or a later one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from rota.values import LineRota, Session

STEP = timedelta(seconds=30)
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Seen:
    at: datetime
    open: bool
    people: frozenset[tuple[str, str, str]]


def walk(
    rota: LineRota, off: frozenset[date], first: date, days: int, step: timedelta = STEP
) -> Iterator[Seen]:
    """What holds at each step of the local days; `off` are the bank holidays, written down."""
    zone = ZoneInfo(rota.calendar.time_zone)
    begin = datetime.combine(first, time(), tzinfo=UTC) - 2 * DAY
    instants = [begin + step * number for number in range((days + 4) * DAY // step)]
    shown = [at.astimezone(zone).replace(tzinfo=None) for at in instants]
    reached = FirstShowings(instants, shown)
    closed = {each.date for each in rota.calendar.closed_days}
    all_days = [first - DAY + DAY * number for number in range(days + 1)]
    open_spans = [
        (reached(datetime.combine(day, period.start)), reached(_end(day, period.start, period.end)))
        for day in all_days
        if day not in off | closed
        for period in rota.calendar.hours.by_weekday[day.weekday()]
    ]
    shifts = list(_shifts(rota, off | closed, all_days, reached))
    for at, wall in zip(instants, shown, strict=True):
        if first <= wall.date() < first + DAY * days:
            yield Seen(
                at,
                any(start <= at < end for start, end in open_spans),
                _people(rota, at, wall.date() in closed, shifts),
            )


class FirstShowings:
    def __init__(self, instants: list[datetime], shown: list[datetime]) -> None:
        self.steps = list(zip(instants, shown, strict=True))
        self.known: dict[datetime, datetime] = {}

    def __call__(self, wall: datetime) -> datetime:
        if wall not in self.known:
            self.known[wall] = next(at for at, shows in self.steps if shows >= wall)
        return self.known[wall]


Shift = tuple[datetime, datetime, Session, str]


def _shifts(
    rota: LineRota, off: frozenset[date] | set[date], days: list[date], reached: FirstShowings
) -> Iterator[Shift]:
    for pattern in rota.patterns:
        for day in days:
            if day in off or day < pattern.valid_from or day > (pattern.valid_to or date.max):
                continue
            week = (day.toordinal() - pattern.valid_from.toordinal()) // 7 % pattern.cycle_weeks
            for session in pattern.sessions:
                if session.week == week + 1 and day.weekday() in session.weekdays:
                    start = reached(datetime.combine(day, session.start))
                    end = reached(_end(day, session.start, session.end))
                    yield start, end, session, f"pattern:{pattern.key}"


def _people(
    rota: LineRota, at: datetime, closed: bool, shifts: list[Shift]
) -> frozenset[tuple[str, str, str]]:
    covers = [each for each in rota.covers if each.start <= at < each.end]
    people = {
        (session.tier.value, person, source)
        for start, end, session, source in shifts
        if start <= at < end and session.tier not in [each.tier for each in covers]
        for person in session.who
    }
    if not closed:
        people |= {(each.tier, who, f"cover:{each.key}") for each in covers for who in each.who}
    return frozenset(people)


def _end(day: date, start: time, end: time) -> datetime:
    return datetime.combine(day if end > start else day + DAY, end)
