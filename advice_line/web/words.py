"""Times, waits and telephone numbers as people read them on a page; pure, without a clock of its
own. What letters write as well is in `rules.written`."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from advice_line.rules import written

_YEAR = 365.25  # days


def clock_time(instant: datetime, zone: str) -> str:
    """ "2:05pm" on the wall clock of `zone`."""
    return written.clock(instant.astimezone(ZoneInfo(zone)))


def day_in_words(day: date | datetime, zone: str) -> str:
    """ "Tuesday 24 November 2026"; an instant is read on the wall clock of `zone`."""
    local = day.astimezone(ZoneInfo(zone)) if isinstance(day, datetime) else day
    return f"{local:%A} {local.day} {local:%B %Y}"


def weekday_in_words(day: date | datetime, zone: str) -> str:
    """ "Tuesday 24 November", where the year goes without saying."""
    local = day.astimezone(ZoneInfo(zone)) if isinstance(day, datetime) else day
    return f"{local:%A} {local.day} {local:%B}"


def period_in_words(days: int) -> str:
    """ "8 years (2922 days)", "90 days": years where they are whole ones."""
    years = round(days / _YEAR)
    if years and abs(days - years * _YEAR) < 1:
        return f"{years} {'year' if years == 1 else 'years'} ({days} days)"
    return f"{days} {'day' if days == 1 else 'days'}"


def short_day(day: date | datetime, zone: str) -> str:
    """ "24 November 2026", as dates of birth and of images are written."""
    local = day.astimezone(ZoneInfo(zone)) if isinstance(day, datetime) else day
    return f"{local.day} {local:%B %Y}"


def when_in_words(instant: datetime, zone: str) -> str:
    """ "Tuesday 24 November 2026 at 2:05pm"."""
    return written.when(instant, zone)


def moment_in_words(instant: datetime, now: datetime, zone: str) -> str:
    """The shortest words that cannot be misread: "2:05pm", "yesterday at 2:05pm", or the date."""
    return written.moment(instant, now, zone)


def end_in_words(instant: datetime, now: datetime, zone: str) -> str:
    """After "by", "until" and "to": "2:05pm", "the end of tomorrow"."""
    return written.ending(instant, now, zone)


def span_in_words(start: datetime, end: datetime, zone: str) -> str:
    """Both ends in one style: "Tuesday 24 November 2026 at 1pm to 6pm", the second day named where
    it is another. An end at midnight is that of the day before."""
    here = ZoneInfo(zone)
    local = end.astimezone(here)
    midnight = (local.hour, local.minute) == (0, 0)
    last = local.date() - timedelta(days=1) if midnight else local.date()
    if last == start.astimezone(here).date():
        until = written.clock(local)
    else:
        until = f"the end of {day_in_words(last, zone)}" if midnight else when_in_words(end, zone)
    return f"{when_in_words(start, zone)} to {until}"


def waiting_in_words(waiting: timedelta | int | float) -> str:
    """ "1 hour 5 minutes"; a number is minutes."""
    if isinstance(waiting, timedelta):
        waiting = waiting.total_seconds() / 60
    minutes = int(waiting)
    if minutes < 1:
        return "less than a minute"
    days, left = divmod(minutes, 24 * 60)
    hours, left = divmod(left, 60)
    if days:
        return _several(days, "day") + (f" {_several(hours, 'hour')}" if hours else "")
    if hours:
        return _several(hours, "hour") + (f" {_several(left, 'minute')}" if left else "")
    return _several(left, "minute")


def _several(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def phone_link(number: str) -> str:
    """ "tel:+441632960101"."""
    kept = "".join(character for character in number if character in "+0123456789")
    return f"tel:{kept}"
