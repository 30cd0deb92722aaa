"""What somebody says came of advice, read from a form."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TypeVar

from advice_line.errors import Invalid, Problem
from advice_line.rules import days
from advice_line.tracer_kinds import Avoided, NotDoneReason, TracerOutcome, TracerState

OUTCOME, REASON, AVOIDED = "outcome", "reason", "avoided"
FOUND, FEEDBACK, DONE_ON = "found", "feedback", "done_on"
# The id of the answer that is corrected, as it stood on the page.
CORRECTS = "corrects"
# Of the advice that the page had shown.
VERSION = "version"
FIELDS = (OUTCOME, REASON, AVOIDED, FOUND, FEEDBACK, DONE_ON)
LONGEST = 4000
FINAL = (TracerOutcome.DONE, TracerOutcome.CHANGED, TracerOutcome.NOT_DONE)

OUTCOMES = {
    TracerOutcome.DONE: "Done as advised",
    TracerOutcome.CHANGED: "Done differently",
    TracerOutcome.NOT_DONE: "Not done",
    TracerOutcome.UNKNOWN: "Not known yet",
}
# As a case has it.
TRACED = {
    **{each.value: words for each, words in OUTCOMES.items()},
    TracerState.NO_ANSWER.value: "Asked, and nobody answered",
}
REASONS = {
    NotDoneReason.NO_LONGER_NEEDED: "It was no longer needed",
    NotDoneReason.PATIENT_DECLINED: "The patient did not want it",
    NotDoneReason.DID_NOT_ATTEND: "The patient did not come",
    NotDoneReason.NOT_ARRANGED: "Nobody has arranged it",
    NotDoneReason.NOT_AVAILABLE: "It could not be had, or not in time",
    NotDoneReason.NOT_AGREED: "I did not agree with it",
    NotDoneReason.OTHER: "Another reason",
}
AVOIDED_WORDS = {
    Avoided.REFERRAL: "A referral",
    Avoided.IMAGING: "Imaging",
    Avoided.BOTH: "A referral and imaging",
    Avoided.NEITHER: "Neither",
}


@dataclass(frozen=True)
class Answer:
    """`found` and `feedback` are their own words, None where they wrote none; `done_on` is given by
    the radiology system alone."""

    outcome: TracerOutcome
    reason: NotDoneReason | None = None
    avoided: Avoided | None = None
    found: str | None = field(default=None, repr=False)
    feedback: str | None = field(default=None, repr=False)
    done_on: date | None = None

    @property
    def final(self) -> bool:
        return self.outcome in FINAL


def read(form: Mapping[str, str]) -> Answer:
    """Of who had the advice. Raises `errors.Invalid`."""
    outcome = _one_of(TracerOutcome, form.get(OUTCOME))
    reason = _one_of(NotDoneReason, form.get(REASON))
    problems = list(_too_long(form))
    if outcome is None:
        problems.insert(0, Problem(OUTCOME, "Press what came of it."))
    elif outcome is TracerOutcome.NOT_DONE and reason is None:
        problems.insert(0, Problem(REASON, "Choose why it was not done, then press once more."))
    if outcome is None or problems:
        raise Invalid(problems)
    return Answer(
        outcome=outcome,
        reason=reason if outcome is TracerOutcome.NOT_DONE else None,
        avoided=_one_of(Avoided, form.get(AVOIDED)),
        found=_words(form, FOUND),
        feedback=_words(form, FEEDBACK),
    )


def read_system(form: Mapping[str, str], advised: date, today: date) -> Answer:
    """Of the office, by what the radiology system says. Raises `errors.Invalid`."""
    outcome = _one_of(TracerOutcome, form.get(OUTCOME))
    if outcome not in FINAL:
        raise Invalid([Problem(OUTCOME, "Choose what the radiology system shows.")])
    not_done = outcome is TracerOutcome.NOT_DONE
    reason = _one_of(NotDoneReason, form.get(REASON))
    problems = _too_long(form)
    if not_done and reason is None:
        problems.append(Problem(REASON, "Choose why it was not done, as far as it shows."))
    if not not_done:
        problems += _undated(form, advised, today)
    if not not_done and not _words(form, FOUND):
        problems.append(Problem(FOUND, "Write what was done, as the radiology system has it."))
    if problems:
        raise Invalid(problems)
    return Answer(
        outcome=TracerOutcome(outcome),
        reason=reason if not_done else None,
        found=_words(form, FOUND),
        done_on=None if not_done else days.past_day(form[DONE_ON], today),
    )


def _undated(form: Mapping[str, str], advised: date, today: date) -> list[Problem]:
    """What is wrong with the day on which it was done."""
    text = (form.get(DONE_ON) or "").strip()
    found = days.past_day(text, today)
    if found is None:
        said = days.no_such_day(text) or "Write the day on which it was done, such as 3 12 2026."
    elif found > today:
        said = "That day is still to come. Write when it was done."
    elif found < advised:
        said = f"The advice was given on {advised.day} {advised:%B %Y}: this was before it."
    else:
        return []
    return [Problem(DONE_ON, said)]


_Value = TypeVar("_Value", bound=StrEnum)


def _one_of(kind: type[_Value], given: str | None) -> _Value | None:
    return next((each for each in kind if each == given), None)


def _words(form: Mapping[str, str], name: str) -> str | None:
    return (form.get(name) or "").strip() or None


def _too_long(form: Mapping[str, str]) -> list[Problem]:
    said = f"There is room for {LONGEST:,} characters. Shorten it."
    return [Problem(name, said) for name in (FOUND, FEEDBACK) if len(form.get(name, "")) > LONGEST]
