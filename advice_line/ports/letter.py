"""The advice letter as a value: the same facts for page, plain text and PDF."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class LetterPatient:
    """None of the three is known for a general question; a reason says why one is missing."""

    name: str | None
    date_of_birth: date | None
    number: str | None
    number_missing_reason: str | None


@dataclass(frozen=True)
class Letter:
    """Every field a practice needs to file the advice; texts are as their author wrote them.

    `asked_back` is what its requester was asked and answered, `safety` each flag and its answer,
    "not known" among them. `requester_registration` is a register and its number, "GMC 9990001".
    `adds_to` is when the version before was signed, None for the first. `test_advised` None: its
    author did not say, and the letter claims nothing of it.
    """

    reference: str
    version: int
    line_name: str
    organisation_name: str | None
    requester_name: str
    requester_role: str | None
    requester_registration: str | None
    patient: LetterPatient | None
    booking_reference: str | None
    asked_at: datetime
    asked_by: str
    question: str
    asked_back: tuple[str, ...]
    safety: tuple[str, ...]
    would_have_done: str | None
    basis: tuple[str, ...]
    advice: str
    test_advised: bool | None
    test_name: str | None
    who_does_what: str | None
    alternative: str | None
    red_flags: str | None
    for_patient: str | None
    review_date: date | None
    guideline: str | None
    alert_word: str | None
    out_of_scope: bool
    countersigned_by: str | None
    countersigned_at: datetime | None
    author_name: str
    author_role: str
    author_registration: str
    finalised_at: datetime
    read_back_at: datetime | None
    read_back_by: str | None
    read_back_on_call: bool
    addendum_reason: str | None
    adds_to: datetime | None
    fixed_sentence: str
    time_zone: str
