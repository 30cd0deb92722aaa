"""How duty is shared over a period: by sessions, by hours and by unsocial sessions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

from rota import columns, hours, walltime
from rota.opening import LineCalendar
from rota.shifts import Shift
from rota.stretches import Stretch, common, touch
from rota.values import Absence, LineRota, Swap

_DAY = timedelta(days=1)
_NONE = "none"


@dataclass(frozen=True, slots=True)
class Unsocial:
    """A session is so that lies by more than half of its time before or after these local times
    (`after` midnight: never so), on these weekdays (from Monday = 0), or on bank holidays where
    they count."""

    before: time = time(9)
    after: time = time(17)
    weekdays: tuple[int, ...] = (5, 6)
    bank_holidays: bool = True

    def holds(self, stretch: Stretch, calendar: LineCalendar) -> bool:
        zone = columns.read_zone(calendar.time_zone)
        day, social = walltime.local_day(stretch[0], zone), timedelta()
        while walltime.day_start(day, zone) < stretch[1]:
            if not self._whole(calendar, day):
                social += _both(stretch, walltime.stretch(day, self.before, self.after, zone))
            day += _DAY
        return 2 * social < stretch[1] - stretch[0]

    def _whole(self, calendar: LineCalendar, day: date) -> bool:
        if day.weekday() in self.weekdays:
            return True
        return self.bank_holidays and hours.holiday_on(calendar, day) is not None


def read_weekdays(text: str) -> tuple[int, ...]:
    """Of "sat,sun" or "none". Raises ValueError."""
    if text.strip() == _NONE:
        return ()
    try:
        days = columns.read_days(text)
    except ValueError as error:
        raise ValueError("must be weekdays such as sat,sun, or none") from error
    if columns.BANK_HOLIDAY in days:
        raise ValueError("must be weekdays such as sat,sun; bank holidays have their own setting")
    return days


def read_social(text: str) -> tuple[time, time]:
    """Start and end of "09:00-17:00". Raises ValueError."""
    try:
        start, end = columns.read_times(text)
    except ValueError as error:
        raise ValueError("must be a stretch of the day such as 09:00-17:00") from error
    if start >= end != time():
        raise ValueError("must end later than it begins, such as 09:00-17:00")
    return start, end


@dataclass(frozen=True, slots=True)
class Share:
    """One person's, within the period: a session that reaches out of it counts, with the hours that
    lie in it. `swaps_given` and `swaps_taken` are agreed swaps; an exchange is one of each."""

    sessions: int = 0
    worked: timedelta = timedelta()
    unsocial: int = 0
    swaps_given: int = 0
    swaps_taken: int = 0
    days_away: int = 0


def shares(
    lines: Iterable[tuple[LineRota, Iterable[Shift]]],
    people: Iterable[str],
    period: Stretch,
    unsocial: Unsocial,
) -> Mapping[str, Share]:
    """Over these lines together, each with its shifts of the period."""
    known = list(lines)
    shifts = [(rota.calendar, each) for rota, found in known for each in found]
    swaps = {(rota.line_ref, each.key): each for rota, _ in known for each in rota.swaps}
    absences = {each.key: each for rota, _ in known for each in rota.absences}
    zone = columns.read_zone(known[0][0].calendar.time_zone) if known else None
    agreed, away = list(swaps.values()), list(absences.values())
    return {who: _share(who, shifts, agreed, away, period, unsocial, zone) for who in people}


def _share(
    who: str,
    shifts: list[tuple[LineCalendar, Shift]],
    swaps: list[Swap],
    absences: list[Absence],
    period: Stretch,
    unsocial: Unsocial,
    zone: ZoneInfo | None,
) -> Share:
    mine = [
        (calendar, each)
        for calendar, each in shifts
        if each.person_ref == who and touch((each.start, each.end), period)
    ]
    near = [each for each in swaps if touch((each.start, each.end), period)]
    away = [each for each in absences if each.person_ref == who]
    return Share(
        sessions=len(mine),
        worked=sum((_length(each, period) for _, each in mine), timedelta()),
        unsocial=sum(unsocial.holds((each.start, each.end), calendar) for calendar, each in mine),
        swaps_given=sum(each.giver == who for each in near),
        swaps_taken=sum(each.taker == who for each in near),
        days_away=len({day for each in away for day in _days(each, period, zone)}),
    )


def _both(one: Stretch, other: Stretch) -> timedelta:
    if not touch(one, other):
        return timedelta()
    start, end = common(one, other)
    return end - start


def _length(shift: Shift, period: Stretch) -> timedelta:
    return _both((shift.start, shift.end), period)


def _days(absence: Absence, period: Stretch, zone: ZoneInfo | None) -> set[date]:
    """The local days of the period on which it holds at any time."""
    whole = absence.start, absence.end
    if zone is None or not touch(whole, period):
        return set()
    start, end = common(whole, period)
    day, days = walltime.local_day(start, zone), set[date]()
    while walltime.day_start(day, zone) < end:
        days.add(day)
        day += _DAY
    return days
