"""What is typed about when and where meetings are: a series, its new date or place."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

from advice_line.meeting_kinds import MeetingKind, Week
from advice_line.rules.fields import Fields
from advice_line.rules.meeting_dates import Rhythm
from advice_line.rules.meeting_form import coming, one_of, plain
from rota import walltime

_LABELS = {
    "name": "The name",
    "weekday": "The day of the week",
    "starts": "When it starts",
    "ends": "When it ends",
    "place": "The place",
    "link": "The link",
    "imaging_chair": "The chair from imaging",
    "primary_chair": "The chair from primary care",
    "on_day": "The day",
    "reason": "The reason",
}


@dataclass(frozen=True)
class Series:
    kind: MeetingKind
    name: str
    rhythm: Rhythm
    place: str
    link: str
    imaging_chair: str
    primary_chair: str


@dataclass(frozen=True)
class Kept:
    """What of a series may change; another rhythm is another series."""

    name: str
    place: str
    link: str
    imaging_chair: str
    primary_chair: str


@dataclass(frozen=True)
class Moved:
    """`why` is for all who were invited."""

    starts_at: datetime
    ends_at: datetime
    place: str
    link: str
    why: str


def series(form: Mapping[str, str], people: Collection[str]) -> Series:
    """`people` are the keys of those who may lead. Raises `errors.Invalid`."""
    fields = Fields(form, _LABELS)
    name = fields.needed("name", "Give it a name, by which people know it.")
    weekday = fields.given("weekday")
    weeks = [each for each in Week if form.get(f"week_{each}")]
    if weekday not in "0123456" or len(weekday) != 1:
        fields.problem("weekday", "Choose the day of the week.")
    if not weeks:
        fields.problem("week_1", "Choose at least one: which of its weekday in a month it is.")
    starts, ends = clock(fields, "starts"), clock(fields, "ends")
    if starts and ends and starts >= ends:
        fields.problem("ends", "It ends before it starts. Give a later time on the same day.")
    place, link = _where(fields)
    chairs = _chairs(fields, people)
    fields.finish()
    assert starts is not None
    assert ends is not None
    return Series(
        _kind(form), name, Rhythm(int(weekday), weeks, starts, ends), place, link, *chairs
    )


def kept(form: Mapping[str, str], people: Collection[str]) -> Kept:
    """Of a series that stands. Raises `errors.Invalid`."""
    fields = Fields(form, _LABELS)
    name = fields.needed("name", "Give it a name, by which people know it.")
    where, chairs = _where(fields), _chairs(fields, people)
    fields.finish()
    return Kept(name, *where, *chairs)


def moved(form: Mapping[str, str], now: datetime, zone: ZoneInfo) -> Moved:
    """When and where it is from `now` on, and why. Raises `errors.Invalid`."""
    fields = Fields(form, _LABELS)
    day = coming(fields, "on_day", "Give the new day.", walltime.local_day(now, zone))
    starts, ends = clock(fields, "starts"), clock(fields, "ends")
    if starts and ends and starts >= ends:
        fields.problem("ends", "It ends before it starts. Give a later time on the same day.")
    place, link = _where(fields)
    why = plain(fields, "reason") or ""
    if day and starts and ends and walltime.stretch(day, starts, ends, zone)[0] <= now:
        fields.problem("starts", "That has passed already. Give a time that is still to come.")
    fields.finish()
    assert day is not None
    assert starts is not None
    assert ends is not None
    return Moved(*walltime.stretch(day, starts, ends, zone), place, link, why)


def cancelled(form: Mapping[str, str]) -> str:
    """Why, in words that all who are invited read. Raises `errors.Invalid`."""
    fields = Fields(form, _LABELS)
    why = plain(fields, "reason")
    if not why:
        fields.problem("reason", "Say why, for those who were invited.")
    fields.finish()
    return why or ""


def _kind(form: Mapping[str, str]) -> MeetingKind:
    review = form.get("kind") == MeetingKind.CASE_REVIEW
    return MeetingKind.CASE_REVIEW if review else MeetingKind.EDUCATION


def _where(fields: Fields) -> tuple[str, str]:
    place, link = fields.line("place") or "", _link(fields)
    if not place and not link:
        fields.problem("place", "Say where it is: a place, a link, or both.")
    return place, link


def _chairs(fields: Fields, people: Collection[str]) -> tuple[str, str]:
    imaging, primary = (one_of(fields, each, people) for each in ("imaging_chair", "primary_chair"))
    if imaging and imaging == primary:
        fields.problem("primary_chair", "Two people sign an agenda: choose somebody else here.")
    return imaging, primary


def clock(fields: Fields, name: str) -> time | None:
    try:
        found = time.fromisoformat(fields.given(name))
    except ValueError:
        found = None
    if found is None or found.tzinfo is not None:
        fields.problem(name, "Give a time of day such as 12:30.")
        return None
    return found.replace(second=0, microsecond=0)


def _link(fields: Fields) -> str:
    found = fields.line("link", 500) or ""
    if found and not found.startswith("https://"):
        fields.problem("link", "Give a whole link, which begins with https://.")
    return found
