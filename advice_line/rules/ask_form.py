"""The form by which somebody asks in writing: what they typed becomes what was asked and by whom,
or every problem it has. Who they are, the patient or "general question", the question and how
urgent it is must be there; all else may be left out."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from advice_line.errors import Problem
from advice_line.kinds import Urgency
from advice_line.rules import record_form
from advice_line.rules.fields import Fields
from advice_line.rules.record import Patient, Question, Requester

ABOUT = "general_question"
LABELS = {
    **record_form.LABELS,
    "requester_name": "Your name",
    "requester_role": "Your role",
    "registration": "Your registration",
    "supervising_gp": "Your supervising GP",
    "organisation": "Your practice or department",
    "email": "Your email address",
    "call_back_number": "Number to ring you on",
    "would_have_done": "What you would have done",
    "would_have_done_note": "What you would have done, in words",
    ABOUT: "About",
}
# What a browser may remember of who asks: nothing of any patient.
OF_ASKER = (
    "requester_name",
    "requester_role",
    "registration",
    "supervising_gp",
    "organisation",
    "email",
    "call_back_number",
)
_ON_THE_PAGE = (
    *OF_ASKER,
    ABOUT,
    "patient_name",
    "date_of_birth",
    "nhs_number",
    "number_missing_reason",
    "question",
    "urgency_asked",
    "booking_reference",
)
NEEDED = record_form.Needed(
    name="Give your name.", question="Write your question; one sentence is enough."
)
_ADDRESS = re.compile(r"[^@\s<>,;\"]+@(?:[a-z0-9-]+\.)+[a-z]{2,}")


@dataclass(frozen=True)
class Filled:
    """`organisation` is as it was typed, `email` in lower case, `number` E.164."""

    who: Requester
    organisation: str
    email: str
    number: str | None
    patient: Patient | None
    question: Question
    urgency: Urgency

    @property
    def asker(self) -> dict[str, str]:
        """The fields that a browser may remember."""
        given = {
            "requester_name": self.who.requester_name,
            "requester_role": self.who.requester_role,
            "registration": self.who.registration,
            "supervising_gp": self.who.supervising_gp,
            "organisation": self.organisation,
            "email": self.email,
            "call_back_number": self.number,
        }
        return {name: value for name, value in given.items() if value}


def read(
    form: Mapping[str, str],
    today: date,
    number: Callable[[str], str | None],
    wrong: Sequence[Problem] = (),
) -> Filled:
    """`number` makes E.164 of a telephone number that we may ring, or None; `wrong` are the
    problems of what is not of the form itself.

    Raises `errors.Invalid` with a problem for every field that has one.
    """
    fields = Fields(form, LABELS)
    who, patient, question = record_form.asked(fields, today, NEEDED)
    organisation = fields.needed(
        "organisation", "Give your practice or department, even if it is not on the list."
    )
    email = fields.checked("email", address)
    if not fields.given("email"):
        fields.problem("email", "Give the email address to which we write.")
    ring = fields.checked("call_back_number", lambda text: number_of(text, number))
    if question.urgency_asked is None and not fields.given("urgency_asked"):
        fields.problem("urgency_asked", "Say how soon you need an answer.")
    fields.problems.extend(wrong)
    fields.problems.sort(key=lambda problem: _place(problem.field))
    fields.finish()
    assert email is not None
    assert question.urgency_asked is not None
    return Filled(who, organisation, email, ring, patient, question, question.urgency_asked)


def _place(field: str) -> int:
    """As they stand on the page, which is how their summary is read."""
    return _ON_THE_PAGE.index(field) if field in _ON_THE_PAGE else len(_ON_THE_PAGE)


def address(text: str) -> str:
    found = text.lower()
    if not _ADDRESS.fullmatch(found):
        raise ValueError(
            f"“{text[:60]}” is not an email address. Write it like name@practice.example.org."
        )
    return found


def number_of(text: str, read_number: Callable[[str], str | None]) -> str:
    found = read_number(text)
    if found is None:
        raise ValueError(
            "We cannot ring this number. Give a number in the British Isles with its area code, "
            "such as 01632 960000, or leave it out."
        )
    return found
