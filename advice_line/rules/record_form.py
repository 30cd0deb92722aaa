"""The record's form: what a person typed becomes a `Record`, or every problem it has; and back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pydantic import BaseModel

from advice_line.kinds import AlertWord, Urgency
from advice_line.rules import bookings, days, identifiers, registrations
from advice_line.rules.fields import Fields
from advice_line.rules.record import (
    Action,
    Basis,
    Body,
    Opinion,
    Patient,
    Question,
    Record,
    Requester,
    ViewedOn,
)
from advice_line.written_kinds import AgainstPlan, WouldHaveDone

LONG_TEXT = 10_000
_OF_PATIENT = ("patient_name", "date_of_birth", "nhs_number", "booking_reference")
_NONE_KNOWN = frozenset({"none", "none known", "not known", "unknown", "n/a", "-"})

LABELS = {
    "requester_name": "Who asked",
    "requester_role": "Their role",
    "registration": "Their registration",
    "supervising_gp": "Their supervising GP",
    "patient_name": "The patient's name",
    "date_of_birth": "Date of birth",
    "nhs_number": "NHS number",
    "number_missing_reason": "Why the number is missing, or right all the same",
    "general_question": "General question",
    "question": "The question",
    "would_have_done": "What they would have done",
    "would_have_done_note": "What they would have done, in words",
    "images_reviewed": "Images reviewed",
    "image_modality": "Which images",
    "image_date": "Date of the images",
    "accession": "Accession number",
    "viewed_on": "Viewed on",
    "report_seen": "Report seen",
    "missing_information": "What was missing",
    "advice": "The advice",
    "test_advised": "Test advised",
    "test_name": "Which test",
    "against_plan": "Beside what they would have requested",
    "action_owner": "Who does it",
    "action_by": "By when",
    "urgency_asked": "Urgency asked for",
    "urgency_set": "Urgency you set",
    "pregnancy": "Pregnancy",
    "egfr": "Reduced eGFR",
    "mri_implant": "MRI implant",
    "contrast_allergy": "Contrast allergy",
    "booking_reference": "Booking reference",
    "read_back": "Read back on the call",
    "read_back_by": "Who read it back",
    "guideline": "Guideline",
    "red_flags": "Red flags",
    "for_patient": "Words for the patient",
    "alternative": "Alternative",
    "review_date": "Review date",
    "within_scope": "Within your scope",
}


@dataclass(frozen=True)
class Needed:
    """What is said where it is missing: to who writes down what somebody else asked, or to who
    asks."""

    name: str = "Say who asked: their name."
    question: str = "Write what was asked; one sentence is enough."


OF_ANOTHER = Needed()


def read(form: Mapping[str, str], author_scope: Sequence[str], today: date) -> Record:
    """The record a form holds; `today` is the local day on which it is written.

    Required are the requester, a patient (a name, with date of birth or number or the reason why
    none is known) or the word that it is a general question, the question, the advice, and owner
    and day where a test is advised. Fields that are not the record's are passed over.

    Raises `errors.Invalid` with a problem for every field that has one.
    """
    fields = Fields(form, LABELS)
    requester, patient, question = asked(fields, today)
    body = Body(
        basis=_basis(fields, today),
        opinion=_opinion(fields, tuple(author_scope), today),
        action=_action(fields, today),
        written_on=today,
    )
    fields.finish()
    return Record(requester=requester, patient=patient, question=question, body=body)


def asked(
    fields: Fields, today: date, needed: Needed = OF_ANOTHER
) -> tuple[Requester, Patient | None, Question]:
    """What a requester asked, for whom, and who they are; problems stay with the `fields`."""
    return _requester(fields, needed), _patient(fields, today), _question(fields, needed)


def to_form(*values: BaseModel | None) -> dict[str, str]:
    """Parts of a record, or a whole one, as the form that would be read as them. A patient of None
    within a record makes it a general question."""
    form: dict[str, str] = {}
    for value in values:
        for name, held in value or ():
            if isinstance(held, BaseModel):
                form |= to_form(held)
            elif name in LABELS and held is not None:
                form[name] = days.or_words(held) if name == "image_date" else _typed(held)
        if isinstance(value, Record) and value.patient is None:
            form["general_question"] = "yes"
    return form


def _typed(held: object) -> str:
    if isinstance(held, bool):
        return "yes" if held else "no"
    return days.written(held) if isinstance(held, date) else str(held)


def _requester(fields: Fields, needed: Needed) -> Requester:
    return Requester(
        requester_name=fields.needed("requester_name", needed.name),
        requester_role=fields.line("requester_role"),
        registration=fields.checked("registration", registrations.read),
        supervising_gp=fields.line("supervising_gp"),
    )


def _patient(fields: Fields, today: date) -> Patient | None:
    if fields.yes("general_question"):
        _check_general(fields)
        return None
    return patient(fields, today)


def patient(fields: Fields, today: date) -> Patient:
    """Of what is about somebody; problems stay with the `fields`."""
    given = Patient(
        patient_name=fields.needed(
            "patient_name",
            "Give the patient's name, or mark this as a general question. "
            "A practice cannot file advice without a name.",
        ),
        date_of_birth=fields.checked(
            "date_of_birth", lambda text: identifiers.read_date_of_birth(text, today)
        ),
        nhs_number=fields.checked("nhs_number", _number),
        number_missing_reason=fields.line("number_missing_reason") or _none_known(fields),
    )
    _check_patient(fields, given)
    return given


def _number(text: str) -> str | None:
    return None if text.lower() in _NONE_KNOWN else identifiers.read_number(text)


def _none_known(fields: Fields) -> str | None:
    return "none known" if fields.given("nhs_number").lower() in _NONE_KNOWN else None


def _check_general(fields: Fields) -> None:
    given = [fields.given(name) for name in _OF_PATIENT]
    if any(each and each.lower() not in _NONE_KNOWN for each in given):
        fields.problem(
            "general_question",
            "This is marked as a general question, yet a patient is named. "
            "Take the mark off, or clear the patient's fields.",
        )


def _check_patient(fields: Fields, given: Patient) -> None:
    """Two identifiers, or the reason why there is one only; none that contradict (H02)."""
    typed = any(fields.given(name) for name in ("date_of_birth", "nhs_number"))
    if not typed and given.number_missing_reason is None:
        fields.problem(
            "nhs_number",
            "Give the NHS number or the date of birth, or say why neither is known.",
        )
    differ = identifiers.disagreement(given.date_of_birth, given.nhs_number)
    if differ and given.number_missing_reason is None:
        fields.problem(
            "nhs_number",
            f"{differ} Mend whichever is wrong; if both are right, give the reason beside it.",
        )


def _question(fields: Fields, needed: Needed) -> Question:
    return Question(
        question=fields.needed("question", needed.question, LONG_TEXT),
        would_have_done=fields.choice("would_have_done", WouldHaveDone),
        would_have_done_note=fields.text("would_have_done_note"),
        urgency_asked=fields.choice("urgency_asked", Urgency),
        pregnancy=fields.flag("pregnancy"),
        egfr=fields.flag("egfr"),
        mri_implant=fields.flag("mri_implant"),
        contrast_allergy=fields.flag("contrast_allergy"),
        booking_reference=fields.checked("booking_reference", bookings.read_booking),
    )


def _basis(fields: Fields, today: date) -> Basis:
    return Basis(
        images_reviewed=fields.yes("images_reviewed"),
        image_modality=fields.line("image_modality"),
        image_date=fields.checked("image_date", lambda text: _image_date(text, today)),
        accession=fields.checked("accession", bookings.read_accession),
        viewed_on=fields.choice("viewed_on", ViewedOn),
        report_seen=fields.yes("report_seen"),
        missing_information=fields.text("missing_information"),
    )


def _image_date(text: str, today: date) -> str:
    """The day in ISO form, or the words as they are ("last week", "October")."""
    day = days.past_day(text, today)
    if day is not None and day > today:
        raise identifiers.NotUsable("The images cannot be of a day to come. Look at the date.")
    return text if day is None else day.isoformat()


def _opinion(fields: Fields, author_scope: tuple[str, ...], today: date) -> Opinion:
    return Opinion(
        advice=fields.needed("advice", "Write what you advised.", LONG_TEXT),
        alternative=fields.text("alternative"),
        red_flags=fields.text("red_flags"),
        for_patient=fields.text("for_patient"),
        guideline=fields.text("guideline"),
        review_date=fields.coming_day("review_date", today),
        urgency_set=fields.choice("urgency_set", AlertWord),
        read_back=fields.yes("read_back") or False,
        read_back_by=fields.line("read_back_by") if fields.yes("read_back") else None,
        within_scope=fields.yes("within_scope"),
        author_scope=author_scope,
    )


def _action(fields: Fields, today: date) -> Action:
    """A test that is named is advised, whatever was tapped: nobody may be left to wonder (H12)."""
    test_name = fields.line("test_name")
    advised = fields.yes("test_advised")
    if test_name is not None and advised is False:
        fields.problem(
            "test_advised",
            "You named a test and said that none is advised. Say yes, or clear the test.",
        )
    if advised or (advised is None and test_name is not None):
        return Action(
            test_advised=True,
            test_name=test_name,
            against_plan=fields.choice("against_plan", AgainstPlan),
            action_owner=fields.needed("action_owner", "A test is advised: say who arranges it."),
            action_by=fields.needed_day("action_by", "A test is advised: say by when.", today),
        )
    return Action(
        test_advised=advised,
        action_owner=fields.line("action_owner"),
        action_by=fields.coming_day("action_by", today),
    )
