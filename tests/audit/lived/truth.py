"""What truly happened, as who played it knows it, and what each measure ought to come to: nothing
here has read a table of the service, nor a fact of its audit."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
OPENS, CLOSES = time(8), time(19)
WEEKDAYS = 5
# Christmas Eve, on which the site is closed, and the bank holidays of that winter in England.
CLOSED = frozenset({date(2026, 12, 24), date(2026, 12, 25), date(2026, 12, 28), date(2027, 1, 1)})
# From which day on an hour of duty and a year of running cost how many pounds.
COSTS = ((date(2026, 4, 1), 100, 73000), (date(2026, 11, 16), 110, 80300))
PRACTICES = ("Y99001", "Y99002")
FILED, ACTS = "filed", "a clinician acts"


@dataclass
class TrueCall:
    """`wait` and `talk` in whole seconds, by the carrier's own record of its legs."""

    at: datetime
    wait: int
    talk: int | None = None
    abandoned: bool = False
    deflected: bool = False
    key: str | None = None
    back: str | None = None

    @property
    def in_hours(self) -> bool:
        return is_open(self.at)

    @property
    def offered(self) -> bool:
        return self.in_hours and not self.deflected


@dataclass
class TrueAdvice:
    at: datetime
    would_have: str | None = None
    test: bool | None = None
    arranged: bool = False
    modality: str | None = None
    guideline: bool = False
    beside: str | None = None
    helps: bool = True
    worth: bool | None = None
    read_back: bool = False
    out_of_scope: bool = False
    left_at: datetime | None = None
    arrived_at: datetime | None = None
    opened_at: datetime | None = None
    words: list[tuple[datetime, str]] = field(default_factory=list)
    came_back: bool = False
    helped: bool | None = None
    later: tuple[str, str | None] | None = None
    taught: bool = False


@dataclass
class TrueQuery:
    """`asker` is the practice or department, None where nobody knows it. `nobodys`: a test call, a
    wrong number or a repeat. `replied_at` is the first talk, question back or advice; `in_time`
    whether a written one was advised by its target."""

    at: datetime
    written: bool
    asker: str | None
    call: TrueCall | None = None
    nobodys: bool = False
    closed_at: datetime | None = None
    reached: bool = False
    replied_at: datetime | None = None
    advice: TrueAdvice | None = None
    in_time: bool | None = None
    record_in_time: bool | None = None
    promises: list[bool] = field(default_factory=list)
    rings: int = 0
    busy: int = 0
    messages: int = 0
    failed: int = 0
    late: bool = False
    in_outage: bool = False
    reopened: bool = False

    @property
    def talked(self) -> bool:
        return self.record_in_time is not None

    @property
    def practice(self) -> str | None:
        return self.asker if self.asker in PRACTICES else None

    @property
    def day(self) -> date:
        return self.at.astimezone(LONDON).date()

    @property
    def over_at(self) -> datetime | None:
        if self.closed_at is not None:
            return self.closed_at
        said = self.advice.words if self.advice else []
        return next((at for at, word in said if word == ACTS), None)


class Came(NamedTuple):
    """What a measure comes to; `times` are those of which it tells the middle."""

    numerator: int
    denominator: int
    eligible: int
    median: float | None = None
    ninetieth: float | None = None


def share(of: Sequence[bool | None]) -> Came:
    """Of those of which it is known."""
    known = [each for each in of if each is not None]
    return Came(sum(known), len(known), len(of))


def times(of: Iterable[float | None]) -> Came:
    every = list(of)
    found = sorted(each for each in every if each is not None)
    if not found:
        return Came(0, 0, len(every))
    middle, ninetieth = centile(found, 50), centile(found, 90)
    return Came(len(found), len(found), len(every), middle, ninetieth)


def centile(ordered: Sequence[float], percent: int) -> float:
    """Between the two nearest, as spreadsheets have it."""
    place = (len(ordered) - 1) * percent / 100
    below, rest = int(place), place - int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * rest


def opens(day: date) -> bool:
    return day.weekday() < WEEKDAYS and day not in CLOSED


def is_open(at: datetime) -> bool:
    local = at.astimezone(LONDON)
    return opens(local.date()) and OPENS <= local.time() < CLOSES


def elapsed(start: datetime, end: datetime | None) -> int | None:
    return None if end is None else int((end - start).total_seconds())


def open_seconds(start: datetime, end: datetime | None) -> int | None:
    """Counted day by day, from 8 am to 7 pm on weekdays."""
    if end is None:
        return None
    total, day = timedelta(), start.astimezone(LONDON).date()
    while day <= end.astimezone(LONDON).date():
        if opens(day):
            begins, ends = (datetime.combine(day, each, LONDON) for each in (OPENS, CLOSES))
            total += max(timedelta(), min(end, ends) - max(start, begins))
        day += timedelta(days=1)
    return int(total.total_seconds())


Truth = Callable[[Sequence[TrueQuery]], Came]
