"""One rota three ways: as our own values, as a calendar of recurring events, and as dateutil's
recurrence rules. Six people, two sessions a weekday, a cycle of four weeks; each year ten covers
and the bank holidays of England."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from dateutil.rrule import WEEKLY, rrule, rruleset  # type: ignore[import-untyped] # ships no types
from icalendar import Calendar, Event

from rota import bank_holidays
from rota.opening import LineCalendar, Nation, OpeningHours
from rota.values import Cover, LineRota, Pattern, Session, Tier

LONDON = ZoneInfo("Europe/London")
MONDAY = date(2026, 1, 5)
PEOPLE = ("amara", "ben", "chidi", "dara", "esi", "femi")
HALVES = ((time(8), time(13)), (time(13), time(19)))
WEEKS = 4
COVERS_A_YEAR = 10
_DAY, _WEEK = timedelta(days=1), timedelta(weeks=1)


@dataclass(frozen=True)
class Shift:
    """A session that repeats, or a cover: local wall clock. `days_off` are those on which it is not
    held, by a bank holiday or because a cover has its place."""

    person: str
    first: date
    start: time
    end: time
    repeats: bool
    days_off: tuple[date, ...] = ()

    def local(self, day: date) -> tuple[datetime, datetime]:
        return (
            datetime.combine(day, self.start, LONDON),
            datetime.combine(day, self.end, LONDON),
        )


@dataclass(frozen=True)
class Kept:
    """`shifts` are what the two peers are made of, `rota` what ours is."""

    years: int
    rota: LineRota
    shifts: tuple[Shift, ...]

    @property
    def last(self) -> date:
        return date(MONDAY.year + self.years, 1, 3)


def kept(years: int) -> Kept:
    covered = dict(_covers(years))
    last = date(MONDAY.year + years, 1, 3)
    holidays = set(bank_holidays.between(Nation.ENGLAND, MONDAY, last))
    sessions = [
        (week, weekday, half)
        for week in range(WEEKS)
        for weekday in range(5)
        for half in range(len(HALVES))
    ]
    repeated = [_repeated(each, holidays, set(covered)) for each in sessions]
    single = [Shift(who, day, *HALVES[1], repeats=False) for day, who in covered.items()]
    return Kept(years, _rota(sessions, covered), (*repeated, *single))


def as_calendar(kept: Kept) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", "-//benchmark//")
    calendar.add("version", "2.0")
    for number, shift in enumerate(kept.shifts):
        event = Event()
        event.add("uid", f"{number}@example.org")
        event.add("summary", shift.person)
        start, end = shift.local(shift.first)
        event.add("dtstart", start)
        event.add("dtend", end)
        if shift.repeats:
            until = datetime.combine(kept.last, time(), UTC)
            event.add("rrule", {"freq": "weekly", "interval": WEEKS, "until": until})
            if shift.days_off:
                event.add("exdate", [shift.local(day)[0] for day in shift.days_off])
        calendar.add_component(event)
    return Calendar.from_ical(calendar.to_ical())


def as_rules(kept: Kept) -> list[tuple[rruleset, timedelta, str]]:
    """Each with how long it lasts and who has it; on the clock on the wall, as dateutil asks."""
    found = []
    for shift in kept.shifts:
        rules = rruleset()
        start, end = (each.replace(tzinfo=None) for each in shift.local(shift.first))
        if shift.repeats:
            until = datetime.combine(kept.last, time())
            rules.rrule(rrule(WEEKLY, interval=WEEKS, dtstart=start, until=until))
        else:
            rules.rdate(start)
        for day in shift.days_off:
            rules.exdate(datetime.combine(day, shift.start))
        found.append((rules, end - start, shift.person))
    return found


def _person(week: int, weekday: int, half: int) -> str:
    return PEOPLE[(week * 2 + weekday + 3 * half) % len(PEOPLE)]


def _repeated(session: tuple[int, int, int], holidays: set[date], covered: set[date]) -> Shift:
    week, weekday, half = session
    first = MONDAY + week * _WEEK + weekday * _DAY
    off = holidays | (covered if half == 1 else set())
    mine = (day for day in off if day >= first and (day - first).days % (7 * WEEKS) == 0)
    return Shift(_person(*session), first, *HALVES[half], True, tuple(sorted(mine)))


def _covers(years: int) -> list[tuple[date, str]]:
    """Wednesday afternoons, one a month but for two."""
    found = []
    for year in range(years):
        for month in range(2, 2 + COVERS_A_YEAR):
            day = date(MONDAY.year + year, month, 8)
            day += (2 - day.weekday()) % 7 * _DAY
            if bank_holidays.name_of(Nation.ENGLAND, day) is None:
                found.append((day, PEOPLE[month % len(PEOPLE)]))
    return found


def _rota(sessions: list[tuple[int, int, int]], covered: dict[date, str]) -> LineRota:
    pattern = Pattern(
        "weekdays",
        MONDAY,
        None,
        WEEKS,
        tuple(
            Session(
                week + 1, (weekday,), *HALVES[half], Tier.FIRST, (_person(week, weekday, half),)
            )
            for week, weekday, half in sessions
        ),
    )
    covers = []
    for day, who in covered.items():
        start, end = (datetime.combine(day, clock, LONDON).astimezone(UTC) for clock in HALVES[1])
        covers.append(Cover(day.isoformat(), Tier.FIRST, (who,), start, end))
    hours = OpeningHours.from_texts({"mon-fri": ["07:30-19:00"]})
    calendar = LineCalendar("Europe/London", Nation.ENGLAND, hours)
    return LineRota("hotdoc", "benchmark", calendar, (pattern,), tuple(covers))
