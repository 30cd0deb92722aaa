"""What is typed about an education meeting: its series, a new date, an item of its agenda, and what
was said and agreed."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from advice_line.meeting_kinds import MeetingKind, Week
from advice_line.rules import of_nobody
from advice_line.rules.case_tags import CaseStatus
from advice_line.rules.fields import Fields
from advice_line.rules.meeting_dates import Rhythm
from rota import walltime

FARTHEST = timedelta(days=2 * 365)
LONGEST, MOST_MINUTES, MOST_OPTIONS = 4_000, 120, 5
LABELS = {
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
    "minutes": "The minutes",
    "presenter": "Who presents it",
    "incident": "The incident",
    "vote": "The question",
    "notes": "The notes",
    "decision": "The decision",
    "standing": "What it came to",
    "what": "What is to do",
    "owner": "Who does it",
    "by_day": "The day by which it is done",
    **{f"option_{each}": f"Answer {each}" for each in range(1, MOST_OPTIONS + 1)},
}
_OF_A_PATIENT = (
    "There is a number in it that is a patient's NHS number by its check digit. Take it out: "
    "nothing about a patient belongs into a meeting."
)


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


@dataclass(frozen=True)
class Item:
    """`options` are empty where nothing is voted upon; `right` counts them from 0."""

    minutes: int
    presenter: str | None
    incident: str | None
    vote: str | None
    options: tuple[str, ...]
    right: int | None


@dataclass(frozen=True)
class Said:
    notes: str | None
    decision: str | None
    standing: CaseStatus | None


@dataclass(frozen=True)
class Agreed:
    what: str
    owner: str
    by_day: date


def series(form: Mapping[str, str], people: Collection[str]) -> Series:
    """`people` are the keys of those who may lead. Raises `errors.Invalid`."""
    fields = Fields(form, LABELS)
    name = fields.needed("name", "Give it a name, by which people know it.")
    weekday = fields.given("weekday")
    weeks = [each for each in Week if form.get(f"week_{each}")]
    if weekday not in "0123456" or len(weekday) != 1:
        fields.problem("weekday", "Choose the day of the week.")
    if not weeks:
        fields.problem("week_1", "Choose at least one: which of its weekday in a month it is.")
    starts, ends = _time(fields, "starts"), _time(fields, "ends")
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
    fields = Fields(form, LABELS)
    name = fields.needed("name", "Give it a name, by which people know it.")
    where, chairs = _where(fields), _chairs(fields, people)
    fields.finish()
    return Kept(name, *where, *chairs)


def moved(form: Mapping[str, str], now: datetime, zone: ZoneInfo) -> Moved:
    """When and where it is from `now` on, and why. Raises `errors.Invalid`."""
    fields = Fields(form, LABELS)
    day = _day(fields, "on_day", "Give the new day.", walltime.local_day(now, zone))
    starts, ends = _time(fields, "starts"), _time(fields, "ends")
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
    fields = Fields(form, LABELS)
    why = plain(fields, "reason")
    if not why:
        fields.problem("reason", "Say why, for those who were invited.")
    fields.finish()
    return why or ""


def item(form: Mapping[str, str], people: Collection[str], *, harm: bool) -> Item:
    """`harm`: harm is possible, so that an incident must be named. Raises `errors.Invalid`."""
    fields = Fields(form, LABELS)
    minutes, presenter = timed(fields, people)
    incident = needed_incident(fields) if harm else plain(fields, "incident")
    vote, options, right = _vote(fields)
    fields.finish()
    return Item(minutes, presenter, incident, vote, options, right)


def timed(fields: Fields, people: Collection[str]) -> tuple[int, str | None]:
    """Its minutes and who presents it."""
    minutes = fields.given("minutes")
    if not minutes.isascii() or not minutes.isdigit() or not 1 <= int(minutes) <= MOST_MINUTES:
        fields.problem("minutes", f"Give whole minutes, from 1 to {MOST_MINUTES}.")
        minutes = "0"
    presenter = fields.given("presenter") or None
    if presenter is not None and presenter not in people:
        fields.problem("presenter", "Choose who presents it from the list.")
    return int(minutes), presenter


def incident(form: Mapping[str, str]) -> str:
    """Raises `errors.Invalid` where none is named."""
    fields = Fields(form, LABELS)
    found = needed_incident(fields)
    fields.finish()
    return found


def needed_incident(fields: Fields) -> str:
    found = plain(fields, "incident")
    if not found:
        fields.problem(
            "incident",
            "Harm is possible here. Raise an incident first (LFPSE), and give its reference.",
        )
    return found or ""


def said(form: Mapping[str, str]) -> Said:
    fields = Fields(form, LABELS)
    notes, decision = plain(fields, "notes", LONGEST), plain(fields, "decision", LONGEST)
    standing = fields.choice("standing", CaseStatus)
    fields.finish()
    return Said(notes, decision, standing)


def agreed(form: Mapping[str, str], people: Collection[str], today: date) -> Agreed:
    fields = Fields(form, LABELS)
    what = plain(fields, "what")
    if not what:
        fields.problem("what", "Write what is to do.")
    owner = _one_of(fields, "owner", people)
    day = _day(fields, "by_day", "Give the day by which it is done.", today)
    fields.finish()
    assert day is not None
    return Agreed(what or "", owner, day)


def _vote(fields: Fields) -> tuple[str | None, tuple[str, ...], int | None]:
    question = plain(fields, "vote")
    given = [plain(fields, f"option_{each}") for each in range(1, MOST_OPTIONS + 1)]
    options, right = tuple(each for each in given if each), fields.given("right")
    if question is None and not options:
        return None, (), None
    if question is None:
        fields.problem("vote", "Write the question, or leave out its answers.")
    if len(options) < 2:
        fields.problem("option_1", "Give at least two answers to choose from.")
    if right not in ("1", "2", "3", "4", "5") or not given[int(right) - 1]:
        fields.problem("right", "Choose which answer is the best.")
        return question, options, None
    return question, options, options.index(given[int(right) - 1] or "")


def plain(fields: Fields, name: str, limit: int = 200) -> str | None:
    found = fields.line(name, limit) if limit == 200 else fields.text(name, limit)
    if found and of_nobody.names_a_patient(found):
        fields.problem(name, _OF_A_PATIENT)
    return found


def _kind(form: Mapping[str, str]) -> MeetingKind:
    review = form.get("kind") == MeetingKind.CASE_REVIEW
    return MeetingKind.CASE_REVIEW if review else MeetingKind.EDUCATION


def _where(fields: Fields) -> tuple[str, str]:
    place, link = fields.line("place") or "", _link(fields)
    if not place and not link:
        fields.problem("place", "Say where it is: a place, a link, or both.")
    return place, link


def _chairs(fields: Fields, people: Collection[str]) -> tuple[str, str]:
    imaging, primary = (
        _one_of(fields, each, people) for each in ("imaging_chair", "primary_chair")
    )
    if imaging and imaging == primary:
        fields.problem("primary_chair", "Two people sign an agenda: choose somebody else here.")
    return imaging, primary


def _day(fields: Fields, name: str, message: str, today: date) -> date | None:
    day = fields.needed_day(name, message, today)
    if day is not None and day > today + FARTHEST:
        fields.problem(name, "That is more than two years ahead. Look at the year again.")
    return day


def _time(fields: Fields, name: str) -> time | None:
    try:
        return time.fromisoformat(fields.given(name)).replace(second=0, microsecond=0)
    except ValueError:
        fields.problem(name, "Give a time of day such as 12:30.")
        return None


def _link(fields: Fields) -> str:
    found = fields.line("link", 500) or ""
    if found and not found.startswith("https://"):
        fields.problem("link", "Give a whole link, which begins with https://.")
    return found


def _one_of(fields: Fields, name: str, people: Collection[str]) -> str:
    found = fields.given(name)
    if found not in people:
        fields.problem(name, "Choose somebody from the list.")
    return found
