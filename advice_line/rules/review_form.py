"""What is typed about a query of a case review: its place in the meeting, and what it came to."""

from collections.abc import Collection, Mapping

from advice_line.errors import Invalid, Problem
from advice_line.meeting_kinds import ReviewOutcome
from advice_line.rules import meeting_form
from advice_line.rules.fields import Fields

OUTCOMES: dict[str, str] = {
    ReviewOutcome.STANDS: "The advice stands as it is",
    ReviewOutcome.CHANGES: "The advice changes: its responder writes it",
    ReviewOutcome.AGAIN: "It comes to another review",
}


def timed(form: Mapping[str, str], people: Collection[str]) -> tuple[int, str | None]:
    """Its minutes and who presents it, one of `people` by their keys. Raises `errors.Invalid`."""
    fields = Fields(form, meeting_form.LABELS)
    given = meeting_form.timed(fields, people)
    fields.finish()
    return given


def outcome(form: Mapping[str, str]) -> ReviewOutcome:
    """Raises `errors.Invalid`."""
    given = form.get("outcome", "")
    if given not in OUTCOMES:
        raise Invalid([Problem("outcome", "Choose what it came to.")])
    return ReviewOutcome(given)
