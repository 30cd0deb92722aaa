"""A second answer to "who is on duty, is it open", as naive as can be, to hold the first against.

It shares no arithmetic with the rota: it walks through a stretch of time in small steps, looks at
a wall clock at each, and notes the step at which the wall clock first shows a time or a later one.
What was agreed upon the rota is applied to the people of one instant, never to stretches; turns are
counted day by day from the beginning.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from rota.opening import LineCalendar, Period
from rota.values import LineRota, Pattern, Session, Tier

STEP = timedelta(seconds=30)
DAY = timedelta(days=1)
ON_BANK_HOLIDAYS = 7

# Who, by which source.
Entry = tuple[str, str]


@dataclass(frozen=True)
class Seen:
    at: datetime
    open: bool
    people: frozenset[tuple[str, str, str]]


def walk(
    rota: LineRota, listed: frozenset[date], first: date, days: int, step: timedelta = STEP
) -> Iterator[Seen]:
    """What holds at each step of the local days; `listed` are the bank holidays, written down,
    from the first Monday of any pattern on that counts them."""
    zone = ZoneInfo(rota.calendar.time_zone)
    begin = datetime.combine(first, time(), tzinfo=UTC) - 2 * DAY
    instants = [begin + step * number for number in range((days + 4) * DAY // step)]
    shown = [at.astimezone(zone).replace(tzinfo=None) for at in instants]
    reached = FirstShowings(instants, shown)
    holidays = _holidays(rota.calendar, listed)
    closed = {each.date for each in rota.calendar.closed_days}
    all_days = [first - DAY + DAY * number for number in range(days + 1)]
    open_spans = [
        (reached(datetime.combine(day, period.start)), reached(_end(day, period.start, period.end)))
        for day in all_days
        for period in _periods(rota.calendar, day, holidays)
    ]
    shifts = list(_shifts(rota, holidays, closed, all_days, reached))
    for at, wall in zip(instants, shown, strict=True):
        if first <= wall.date() < first + DAY * days:
            shut = any(each.start <= at < each.end for each in rota.calendar.closures)
            is_open = not shut and any(start <= at < end for start, end in open_spans)
            yield Seen(at, is_open, _people(rota, at, wall.date() in closed, shifts))


class FirstShowings:
    def __init__(self, instants: list[datetime], shown: list[datetime]) -> None:
        self.steps = list(zip(instants, shown, strict=True))
        self.known: dict[datetime, datetime] = {}

    def __call__(self, wall: datetime) -> datetime:
        if wall not in self.known:
            self.known[wall] = next(at for at, shows in self.steps if shows >= wall)
        return self.known[wall]


def _holidays(calendar: LineCalendar, listed: frozenset[date]) -> set[date]:
    by_hand = {each.date: each.name for each in calendar.holidays}
    kept = {day for day in listed if by_hand.get(day, "listed") is not None}
    return kept | {day for day, name in by_hand.items() if name is not None}


def _periods(calendar: LineCalendar, day: date, holidays: set[date]) -> tuple[Period, ...]:
    if day in [each.date for each in calendar.closed_days]:
        return ()
    for own in calendar.day_hours:
        if own.date == day:
            return own.periods
    if day in holidays:
        return calendar.hours.bank_holiday
    return calendar.hours.by_weekday[day.weekday()]


Shift = tuple[datetime, datetime, Tier, tuple[str, ...], str]


def _shifts(
    rota: LineRota,
    holidays: set[date],
    closed: set[date],
    days: list[date],
    reached: FirstShowings,
) -> Iterator[Shift]:
    for pattern in rota.patterns:
        for day in days:
            for session in pattern.sessions:
                kind = ON_BANK_HOLIDAYS if day in holidays else day.weekday()
                if day in closed or not _holds(pattern, day) or kind not in session.weekdays:
                    continue
                if session.week == _week(pattern, day):
                    start = reached(datetime.combine(day, session.start))
                    end = reached(_end(day, session.start, session.end))
                    who = _who(pattern, session, day, holidays)
                    yield start, end, session.tier, who, f"pattern:{pattern.key}"


def _holds(pattern: Pattern, day: date) -> bool:
    begins = pattern.begins or pattern.valid_from
    return max(begins, pattern.valid_from) <= day <= (pattern.valid_to or date.max)


def _week(pattern: Pattern, day: date) -> int:
    return (day.toordinal() - pattern.valid_from.toordinal()) // 7 % pattern.cycle_weeks + 1


def _who(pattern: Pattern, session: Session, day: date, holidays: set[date]) -> tuple[str, ...]:
    if session.turns == "together":
        return session.who
    turn = 0
    counted = pattern.valid_from
    while counted <= day:
        if session.turns == "week":
            turn += counted.weekday() == 0
        else:
            turn += len(_turns_on(pattern, session, counted, day, holidays))
        counted += DAY
    # What was counted takes in the turn itself.
    return (session.who[(turn - 1) % len(session.who)],)


def _turns_on(
    pattern: Pattern, session: Session, counted: date, last: date, holidays: set[date]
) -> set[tuple[time, int]]:
    """The turns of one day; on the last one no later than the session's own."""
    found = set()
    for number, each in enumerate(pattern.sessions):
        if (each.who, each.turns, each.week) != (
            session.who,
            session.turns,
            _week(pattern, counted),
        ):
            continue
        holiday = counted in holidays and ON_BANK_HOLIDAYS in each.weekdays
        if counted.weekday() in each.weekdays or holiday:
            found.add((each.start, number) if session.turns == "session" else (time(), 0))
    if counted == last and session.turns == "session":
        mine = session.start, pattern.sessions.index(session)
        return {each for each in found if each <= mine}
    return found


def _people(
    rota: LineRota, at: datetime, closed: bool, shifts: list[Shift]
) -> frozenset[tuple[str, str, str]]:
    return frozenset(
        (tier.value, person, source)
        for tier in Tier
        for person, source in _on(rota, tier, at, closed, shifts)
    )


def _on(rota: LineRota, tier: Tier, at: datetime, closed: bool, shifts: list[Shift]) -> list[Entry]:
    covers = [each for each in rota.covers if each.start <= at < each.end and each.tier is tier]
    planned = [(who, f"cover:{each.key}") for each in covers if not closed for who in each.who]
    if not covers:
        planned = [
            (person, source)
            for start, end, on, who, source in shifts
            if start <= at < end and on is tier
            for person in who
        ]
    return _agreed(rota, tier, at, closed, planned)


def _agreed(
    rota: LineRota, tier: Tier, at: datetime, closed: bool, planned: list[Entry]
) -> list[Entry]:
    for swap in rota.swaps:
        if swap.tier is tier and swap.start <= at < swap.end:
            planned = _given(planned, swap.giver, swap.taker, f"swap:{swap.key}", away=set())
    away = {each.person_ref for each in rota.absences if each.start <= at < each.end}
    # Who is away keeps a place that can be taken over, and is not on it.
    for take in rota.take_overs:
        if take.tier is tier and take.start <= at < take.end and not closed:
            source = f"take_over:{take.key}"
            if take.instead_of is None:
                planned = [(take.taker, source)]
            else:
                planned = _given(planned, take.instead_of, take.taker, source, away=away)
    return [each for each in planned if _is_on(each, away)]


def _is_on(entry: Entry, away: set[str]) -> bool:
    return entry[0] not in away or entry[1].startswith("take_over:")


def _given(
    planned: list[Entry], giver: str, taker: str, source: str, *, away: set[str]
) -> list[Entry]:
    left = [each for each in planned if each[0] != giver]
    there = taker in [each[0] for each in left if _is_on(each, away)]
    if len(left) < len(planned) and not there:
        left.append((taker, source))
    return left


def _end(day: date, start: time, end: time) -> datetime:
    return datetime.combine(day if end > start else day + DAY, end)
