"""What is typed at an education meeting: an item of its agenda, what was said and agreed. When and
where it is: `meeting_when`."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from advice_line.rules import of_nobody
from advice_line.rules.case_tags import CaseStatus
from advice_line.rules.fields import Fields

FARTHEST = timedelta(days=2 * 365)
LONGEST, MOST_MINUTES, MOST_OPTIONS = 4_000, 120, 5
LABELS = {
    "name": "The name",
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
    owner = one_of(fields, "owner", people)
    day = coming(fields, "by_day", "Give the day by which it is done.", today)
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
    for place, each in enumerate(given):
        if each and each in given[:place]:
            fields.problem(f"option_{place + 1}", "This answer stands there already.")
    if right not in ("1", "2", "3", "4", "5") or not given[int(right) - 1]:
        fields.problem("right", "Choose which answer is the best.")
        return question, options, None
    return question, options, options.index(given[int(right) - 1] or "")


def plain(fields: Fields, name: str, limit: int = 200) -> str | None:
    found = fields.line(name, limit) if limit == 200 else fields.text(name, limit)
    if found and of_nobody.names_a_patient(found):
        fields.problem(name, _OF_A_PATIENT)
    return found


def coming(fields: Fields, name: str, message: str, today: date) -> date | None:
    day = fields.needed_day(name, message, today)
    if day is not None and day > today + FARTHEST:
        fields.problem(name, "That is more than two years ahead. Look at the year again.")
    return day


def one_of(fields: Fields, name: str, people: Collection[str]) -> str:
    found = fields.given(name)
    if found not in people:
        fields.problem(name, "Choose somebody from the list.")
    return found
