"""The record of one piece of advice: what was asked of whom, on what basis, and what was advised
(GMC Good medical practice 2024 ¶69–70; RCR standards for MDT records).

Every value is frozen and goes to JSON and back unchanged, since it is sealed as JSON: `Requester`,
`Patient` and `Question` with the query, `Body` with each version of the advice. Field names are
those of the form and of the JSON.
"""

from datetime import date
from enum import StrEnum
from typing import Self

from pydantic import BaseModel, ConfigDict

from advice_line.kinds import AlertWord, Urgency
from advice_line.rules import identifiers
from advice_line.written_kinds import AgainstPlan, WouldHaveDone


class SafetyFlag(StrEnum):
    """A blank never reads as "no"."""

    YES = "yes"
    NO = "no"
    NOT_KNOWN = "not_known"


class ViewedOn(StrEnum):
    """A phone's screen is no reporting screen: what was seen on it may be less."""

    PHONE = "phone"
    REPORTING_SCREEN = "reporting_screen"


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    def to_json(self) -> str:
        return self.model_dump_json()

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Fields added since the text was sealed take their blank value."""
        return cls.model_validate_json(text)


class Requester(_Value):
    """`registration` is a professional register and its number, as `rules/registrations.py` makes
    it; `supervising_gp` who supervises an asker who is no GP; `practice_said` where they said they
    are of, where no directory has it."""

    requester_name: str
    requester_role: str | None = None
    registration: str | None = None
    supervising_gp: str | None = None
    practice_said: str | None = None


class Patient(_Value):
    """`nhs_number` is ten digits of any of the three schemes."""

    patient_name: str
    date_of_birth: date | None = None
    nhs_number: str | None = None
    number_missing_reason: str | None = None

    @property
    def identifiers(self) -> identifiers.Identifiers:
        return identifiers.Identifiers(self.patient_name, self.date_of_birth, self.nhs_number)


class Question(_Value):
    """What was asked, and what the requester would have done without us. No safety flag and no
    urgency is ever computed. `booking_reference` is the UBRN of a booking it belongs to, twelve
    digits."""

    question: str
    would_have_done: WouldHaveDone | None = None
    would_have_done_note: str | None = None
    urgency_asked: Urgency | None = None
    pregnancy: SafetyFlag = SafetyFlag.NOT_KNOWN
    egfr: SafetyFlag = SafetyFlag.NOT_KNOWN
    mri_implant: SafetyFlag = SafetyFlag.NOT_KNOWN
    contrast_allergy: SafetyFlag = SafetyFlag.NOT_KNOWN
    booking_reference: str | None = None


class Basis(_Value):
    """What the advice rests on. `image_date` is an ISO day, or words where no day was given;
    `accession` is the number by which the site's own systems know the images."""

    images_reviewed: bool | None = None
    image_modality: str | None = None
    image_date: str | None = None
    accession: str | None = None
    viewed_on: ViewedOn | None = None
    report_seen: bool | None = None
    missing_information: str | None = None


class Opinion(_Value):
    """`within_scope` is the author's own word (None: nothing was said) on `author_scope` as it was
    then (empty: no limit). `for_patient` are words that the practice may give the patient;
    `read_back_by` is who read the advice back on the call."""

    advice: str
    alternative: str | None = None
    red_flags: str | None = None
    for_patient: str | None = None
    guideline: str | None = None
    review_date: date | None = None
    urgency_set: AlertWord | None = None
    read_back: bool = False
    read_back_by: str | None = None
    within_scope: bool | None = None
    author_scope: tuple[str, ...] = ()

    @property
    def outside_scope(self) -> bool:
        """Recorded as given and marked, since it was already spoken (H11)."""
        return self.within_scope is False


class Action(_Value):
    """Who does what by when; with a test advised, owner and day are always there (H12).

    `test_advised` is the author's own word (None: nothing was said, which is not "no");
    `against_plan` what the test is beside the one that would have been requested.
    """

    test_advised: bool | None = None
    test_name: str | None = None
    against_plan: AgainstPlan | None = None
    action_owner: str | None = None
    action_by: date | None = None


class Body(_Value):
    """What one version of the advice says; `written_on` is the author's local day."""

    basis: Basis
    opinion: Opinion
    action: Action
    written_on: date


class Record(_Value):
    """`patient` is None for a general question."""

    requester: Requester
    patient: Patient | None
    question: Question
    body: Body
