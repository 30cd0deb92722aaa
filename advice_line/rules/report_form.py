"""What somebody says of an issued report from which they differ, and of its addendum: what they
typed, or every problem that it has."""

from collections.abc import Mapping
from datetime import date

from advice_line.rules import days
from advice_line.rules.fields import LINE, NOTE, Fields
from advice_line.rules.wording import day_in_words

LABELS = {
    "changes_management": "Whether it changes management",
    "difference": "How you differ",
    "addendum_on": "The day of the addendum",
    "addendum_by": "Who wrote it",
    "no_alert": "Why no alert is needed",
}
_EXAMPLE = "Write the day of the addendum, such as 1 December 2026."
_TOO_EARLY = (
    "The difference was noted on {noted}: an addendum of a day before is not about it. Write the "
    "day of the one that is."
)


def difference(form: Mapping[str, str]) -> tuple[bool, str | None]:
    """Whether it changes management, and how they differ. Raises `errors.Invalid` where nobody has
    said the first."""
    fields = Fields(form, LABELS)
    changes = fields.yes("changes_management")
    if changes is None and not fields.problems:
        said = "Say whether it changes what is done for the patient."
        fields.problem("changes_management", said)
    words = fields.text("difference", NOTE)
    fields.finish()
    assert changes is not None
    return changes, words


def no_alert(form: Mapping[str, str]) -> str:
    """Raises `errors.Invalid` without a reason."""
    fields = Fields(form, LABELS)
    missing = "Write why the practice need not hear of it by an alert, or start the alert."
    found = fields.needed("no_alert", missing, NOTE)
    fields.finish()
    return found


def addendum(form: Mapping[str, str], noted: date, today: date) -> tuple[date, str]:
    """Its day, which is not before somebody `noted` the difference, and who wrote it. Raises
    `errors.Invalid`."""
    fields = Fields(form, LABELS)
    typed = fields.given("addendum_on")
    on = days.past_day(typed, today) if typed else None
    if on is None or on > today:
        fields.problem("addendum_on", "It cannot be of a day to come." if on else _EXAMPLE)
    elif on < noted:
        fields.problem("addendum_on", _TOO_EARLY.format(noted=day_in_words(noted)))
    whose = fields.needed("addendum_by", "Write who wrote the addendum.", LINE)
    fields.finish()
    assert on is not None
    return on, whose
