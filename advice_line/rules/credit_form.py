"""What somebody types after a meeting: how they found it, and a note for their portfolio."""

from collections.abc import Mapping
from dataclasses import dataclass

from advice_line.rules import meeting_form
from advice_line.rules.fields import Fields

MOST, LONGEST = 5, 4_000
USEFUL = {
    "5": "Very useful",
    "4": "Useful",
    "3": "Neither",
    "2": "Of little use",
    "1": "Of no use",
}
CHANGES = {"yes": "Yes", "no": "No"}
_LABELS = {
    "useful": "How useful it was",
    "changes": "Whether you do something differently",
    "better": "What should be better",
    "learned": "What you learned",
    "change": "What you do differently",
    "benefit": "How those in your care benefit",
    "next": "What you still want to learn",
}


@dataclass(frozen=True)
class Evaluation:
    """`useful` from 1, of no use, to 5."""

    useful: int
    changes: bool
    better: str | None


@dataclass(frozen=True)
class Reflection:
    learned: str
    change: str | None
    benefit: str | None
    next: str | None


def evaluation(form: Mapping[str, str]) -> Evaluation:
    """Raises `errors.Invalid`."""
    fields = Fields(form, _LABELS)
    useful, changes = fields.given("useful"), fields.given("changes")
    if useful not in USEFUL:
        fields.problem("useful", "Choose how useful it was.")
    if changes not in CHANGES:
        fields.problem("changes", "Choose yes or no.")
    better = meeting_form.plain(fields, "better", 1_000)
    fields.finish()
    return Evaluation(int(useful), changes == "yes", better)


def reflection(form: Mapping[str, str]) -> Reflection:
    """Raises `errors.Invalid`."""
    fields = Fields(form, _LABELS)
    names = ("learned", "change", "benefit", "next")
    said = [meeting_form.plain(fields, name, LONGEST) for name in names]
    if not said[0]:
        fields.problem("learned", "Write what you learned; the rest may stay empty.")
    fields.finish()
    return Reflection(said[0] or "", *said[1:])
