"""Times and numbers as they are written for people, on pages and in letters alike.

Times follow the NHS style guide: "9am", "2:05pm", "midday", "midnight".
"""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from advice_line.rules.wording import day_in_words

FIRST, SECOND = "the first, before the clocks go back", "the second, after the clocks go back"


def wall_time(local: time) -> str:
    """ "2:05pm" """
    if local.minute == 0 and local.hour in (0, 12):
        return "midday" if local.hour else "midnight"
    hour = local.hour % 12 or 12
    minutes = f":{local.minute:02}" if local.minute else ""
    return f"{hour}{minutes}{'pm' if local.hour >= 12 else 'am'}"


def clock(local: datetime) -> str:
    """Of a local time with its zone: "2:05pm"; of one that the clock shows twice in a night, which
    of the two: "1:30am (the second, after the clocks go back)"."""
    said = wall_time(local.time())
    if local.utcoffset() == local.replace(fold=1 - local.fold).utcoffset():
        return said
    return f"{said} ({SECOND if local.fold else FIRST})"


def when(instant: datetime, zone: str) -> str:
    """ "Tuesday 24 November 2026 at 2:05pm" on the wall clock of `zone`."""
    local = instant.astimezone(ZoneInfo(zone))
    return f"{day_in_words(local.date())} at {clock(local)}"


def moment(instant: datetime, now: datetime, zone: str) -> str:
    """The shortest words that cannot be misread: "2:05pm", "yesterday at 2:05pm", or the date."""
    here = ZoneInfo(zone)
    local = instant.astimezone(here)
    days = (local.date() - now.astimezone(here).date()).days
    near = {0: "", -1: "yesterday at ", 1: "tomorrow at "}
    return near[days] + clock(local) if days in near else when(instant, zone)


def ending(instant: datetime, now: datetime, zone: str) -> str:
    """After "by", "until" and "to". An end at midnight is that of the day before: "tomorrow at
    midnight" is read as a day later than it is."""
    here = ZoneInfo(zone)
    local = instant.astimezone(here)
    if (local.hour, local.minute) != (0, 0):
        return moment(instant, now, zone)
    day = local.date() - timedelta(days=1)
    days = (day - now.astimezone(here).date()).days
    near = {0: "midnight tonight", 1: "the end of tomorrow"}
    return near.get(days) or f"the end of {day_in_words(day)}"


def number_in_groups(number: str) -> str:
    """A ten-figure NHS, CHI or H&C number as it is read out: "999 000 0018"."""
    figures = number.replace(" ", "")
    if len(figures) != 10:
        return number
    return f"{figures[:3]} {figures[3:6]} {figures[6:]}"
