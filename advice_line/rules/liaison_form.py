"""A visit to a practice or a talk with one, as somebody writes it down."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from advice_line.guidance_kinds import LiaisonKind
from advice_line.rules import of_nobody
from advice_line.rules.fields import Fields

LONGEST, SHOWN = 4_000, 5
# What is longer ago is in nobody's mind any more; a year is a slip of the finger.
_OLDEST = timedelta(days=2 * 366)
_LABELS = {
    "kind": "How you were in touch",
    "on_day": "The day",
    "organisation": "The practice",
    "met": "Whom you met",
    "said": "What was said",
    "action": "What was agreed",
    "action_by": "The day by which it is done",
    "action_owner": "Who does it",
}
_OF_A_PATIENT = (
    "There is a number in it that is a patient's NHS number by its check digit. Take it out: what "
    "concerns a patient belongs into a query."
)


@dataclass(frozen=True)
class Given:
    """`action_owner` is a key. Of what was agreed all three are there, or none."""

    kind: LiaisonKind
    on_day: date
    met: str = field(repr=False)
    said: str = field(repr=False)
    action: str = field(repr=False)
    action_owner: str | None
    action_by: date | None


def which(words: str, found: Sequence[tuple[str, str]]) -> str:
    """What is said of practices by name and code where not one alone is meant; "" where none was
    named."""
    if not words:
        return ""
    if not found:
        return f"No practice here has “{words[:60]}” as its code or in its name. Look at it."
    some = ", ".join(f"{name} ({key})" for name, key in found[:SHOWN])
    more = ", and others" if len(found) > SHOWN else ""
    return f"Give the code of one of these: {some}{more}."


def read(form: Mapping[str, str], people: Collection[str], today: date, amiss: str = "") -> Given:
    """`amiss` is what is wrong with the practice, "" where nothing is. Raises `errors.Invalid`."""
    fields = Fields(form, _LABELS)
    kind = fields.choice("kind", LiaisonKind)
    if kind is None and not fields.problems:
        fields.problem("kind", "Say how you were in touch.")
    day = _day(fields, "on_day", today)
    if amiss:
        fields.problem("organisation", amiss)
    met = fields.line("met") or ""
    said = fields.needed("said", "Write what was said.", LONGEST)
    action = fields.text("action", LONGEST) or ""
    owner, by = fields.given("action_owner") or None, None
    if action:
        by = fields.needed_day("action_by", "Give the day by which it is done.", today)
        if owner not in people:
            fields.problem("action_owner", "Choose who does it.")
    elif owner or fields.given("action_by"):
        fields.problem("action", "Write what was agreed, or leave out who does it and by when.")
    for name, text in (("said", said), ("action", action), ("met", met)):
        if of_nobody.names_a_patient(text):
            fields.problem(name, _OF_A_PATIENT)
    fields.finish()
    assert kind is not None
    return Given(kind, day, met, said, action, owner if action else None, by)


def _day(fields: Fields, name: str, today: date) -> date:
    try:
        day = date.fromisoformat(fields.given(name))
    except ValueError:
        fields.problem(name, "Give the day on which it was.")
        return today
    if not today - _OLDEST <= day <= today:
        fields.problem(name, "Give a day within the last two years.")
    return day
