"""What somebody types beside the code where nobody has shown yet that the address is theirs, and it
is not the browser in which it was asked: a mistyped address is a stranger's, who gets the code and
knows nothing of the patient (H15)."""

from zoneinfo import ZoneInfo

from advice_line.errors import Invalid, Problem
from advice_line.ledger.work import Work
from advice_line.rules import days
from advice_line.rules.record import Patient
from advice_line.tables.directory import Line
from advice_line.tables.queries import Query

FIELD = "proof"


def wanted(work: Work, query: Query) -> str | None:
    """Which fact of the patient: the surest that was given. None for a general question, which
    holds nothing of anybody."""
    patient = _patient(work, query)
    if patient is None:
        return None
    if patient.date_of_birth is not None:
        return "date_of_birth"
    return "nhs_number" if patient.nhs_number else "patient_name"


def given(work: Work, query: Query, typed: str) -> bool:
    patient = _patient(work, query)
    if patient is None:
        return True
    if patient.date_of_birth is not None:
        return _is_born(work, query, patient, typed)
    if patient.nhs_number:
        return "".join(filter(str.isdigit, typed)) == patient.nhs_number
    return " ".join(typed.casefold().split()) == " ".join(patient.patient_name.casefold().split())


def wrong() -> Invalid:
    """Which of the two does not fit is not told: a stranger who has the code would learn that it is
    right, and guess the other."""
    said = (
        "The code, or what is asked beside it, does not fit. Check the six figures, and give the "
        "other as you gave it when you asked."
    )
    return Invalid([Problem("code", said)])


def _is_born(work: Work, query: Query, patient: Patient, typed: str) -> bool:
    zone = work.session.get_one(Line, query.line_id).time_zone
    today = work.now.astimezone(ZoneInfo(zone)).date()
    return days.past_day(typed, today) == patient.date_of_birth


def _patient(work: Work, query: Query) -> Patient | None:
    sealed = query.sealed_patient
    return Patient.from_json(work.vault.open(sealed, "queries.sealed_patient")) if sealed else None
