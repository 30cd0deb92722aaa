"""At which times of an open day a line's mails are looked through by a person; wall clock of the
line."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from rota import hours, walltime
from rota.opening import LineCalendar

DEFAULT = ("10:00", "15:00")
# No line is closed for longer and still has mails looked through.
_REACH_DAYS = 21


def times(mail: Mapping[str, Sequence[str]]) -> tuple[time, ...]:
    """Of a line's `mail`, such as {"clear_at": ["10:00", "15:00"]}; in their order."""
    return tuple(sorted(time.fromisoformat(each) for each in mail.get("clear_at", DEFAULT)))


def latest(calendar: LineCalendar, at: Sequence[time], now: datetime) -> datetime | None:
    """The last one that has come; None where none has for weeks."""
    today = _today(calendar, now)
    days = (today - timedelta(days=back) for back in range(_REACH_DAYS))
    passed = (each for day in days for each in reversed(_of_day(calendar, at, day)) if each <= now)
    return next(passed, None)


def following(calendar: LineCalendar, at: Sequence[time], after: datetime) -> datetime | None:
    """The next one after an instant; None where no opening is planned, or there are no times."""
    return next(_from(calendar, at, after), None)


def climbs_at(calendar: LineCalendar, at: Sequence[time], came: datetime) -> datetime:
    """When what came climbs: people were told of it at the first time after it, and had until the
    second. A day later where there is none."""
    ahead = _from(calendar, at, came)
    next(ahead, None)
    return next(ahead, None) or came + timedelta(days=1)


def _from(calendar: LineCalendar, at: Sequence[time], after: datetime) -> Iterator[datetime]:
    today = _today(calendar, after)
    for ahead in range(_REACH_DAYS):
        for each in _of_day(calendar, at, today + timedelta(days=ahead)):
            if each > after:
                yield each


def _of_day(calendar: LineCalendar, at: Sequence[time], day: date) -> list[datetime]:
    if not hours.periods_on(calendar, day):
        return []
    zone = ZoneInfo(calendar.time_zone)
    return [walltime.to_utc(datetime.combine(day, each), zone) for each in at]


def _today(calendar: LineCalendar, now: datetime) -> date:
    return walltime.local_day(now, ZoneInfo(calendar.time_zone))
