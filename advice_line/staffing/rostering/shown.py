"""The rota as pages read it: plain values, people with their names, instants in UTC.

Days are the line's local days. `start` and `end` are those of the whole shift, also where it
reaches over the days that are shown.
"""

from dataclasses import dataclass
from datetime import date, datetime

from rota.gaps import Finding
from rota.hours import Stretch
from rota.opening import Closure
from rota.values import AbsenceKind


@dataclass(frozen=True)
class Shift:
    """`person` and `supervisor` are keys, `tier` is "1", "2" or "lead"; `source` as in the JSON of
    the rota (`pattern:weekdays`). `mine` is the reader's own. `advanced` marks an advanced
    practitioner, whose session names its supervising radiologist."""

    line: str
    tier: str
    person: str
    name: str
    start: datetime
    end: datetime
    source: str
    supervisor: str | None = None
    mine: bool = False
    advanced: bool = False


@dataclass(frozen=True)
class Away:
    """`key` names the absence to `Roster.back`. Why somebody is away is shown to themselves and to
    who may change the rota; for everybody else `kind` is None."""

    key: str
    person: str
    name: str
    start: datetime
    end: datetime
    kind: AbsenceKind | None


@dataclass(frozen=True)
class Day:
    """`hours` lie without holes from the day's midnight to the next; `by_hand` that somebody gave
    the date hours, a closed day or a bank holiday of its own. `holes` are those still to come where
    nobody on tier 1 can be rung."""

    date: date
    start: datetime
    end: datetime
    hours: tuple[Stretch, ...]
    by_hand: bool
    shifts: tuple[Shift, ...]
    away: tuple[Away, ...]
    closures: tuple[Closure, ...]
    holes: tuple[Finding, ...]

    @property
    def open(self) -> bool:
        return any(each.reason is None for each in self.hours)

    @property
    def closed_because(self) -> str | None:
        """For a day that is closed throughout for one reason, as `rota/hours.py` writes it."""
        reasons = {each.reason for each in self.hours}
        return next(iter(reasons)) if len(reasons) == 1 else None


@dataclass(frozen=True)
class Days:
    """Some days of one line in a row. `version` goes back with whatever is changed on the page
    that shows them."""

    line: str
    line_name: str
    time_zone: str
    version: str
    days: tuple[Day, ...]
    may_change: bool
    now: datetime


@dataclass(frozen=True)
class OwnShifts:
    """Somebody's own duty on every line, in order of time, from now on. `on_now` are those of the
    shifts that are going on."""

    person: str
    name: str
    time_zone: str
    shifts: tuple[Shift, ...]
    away: tuple[Away, ...]
    paused_until: datetime | None
    now: datetime

    @property
    def on_now(self) -> tuple[Shift, ...]:
        return tuple(each for each in self.shifts if each.start <= self.now)


@dataclass(frozen=True)
class OnNow:
    """Who is on a line now, in the order in which they are rung, and who follows on each tier.
    `paused` are the keys of those who are on duty and not to be rung; `changes_at` is when anything
    of this changes by itself."""

    line: str
    line_name: str
    time_zone: str
    version: str
    open: bool
    closed_because: str | None
    on: tuple[Shift, ...]
    paused: frozenset[str]
    next: tuple[Shift, ...]
    changes_at: datetime | None
    now: datetime
