"""An alert in full, as its mail carries it where that may hold patient data."""

from collections.abc import Iterator
from datetime import datetime

from advice_line.kinds import AlertWord
from advice_line.rules.notices import day, when
from advice_line.rules.record import Patient

MEANS = {
    AlertWord.CRITICAL: "CRITICAL: action is needed at once",
    AlertWord.URGENT: "URGENT: action is needed soon",
    AlertWord.CANCER: "CANCER: a cancer is suspected",
}


def plain(
    *,
    line: str,
    word: AlertWord,
    patient: Patient,
    words: str,
    primary_site: str | None,
    starter: str,
    at: datetime,
    zone: str,
) -> str:
    site = [f"Suspected primary site: {primary_site}"] if primary_site else []
    signed = f"{starter}, for {line}, {when(at, at, zone)}"
    return "\n\n".join([MEANS[word], " · ".join(who(patient)), *site, words, signed]) + "\n"


def who(patient: Patient) -> Iterator[str]:
    """By what they are told from others (H02)."""
    yield patient.patient_name
    if patient.date_of_birth is not None:
        yield f"born {day(patient.date_of_birth)} {patient.date_of_birth.year}"
    if patient.nhs_number is not None:
        number = patient.nhs_number
        yield f"NHS number {number[:3]} {number[3:6]} {number[6:]}"
    elif patient.number_missing_reason is not None:
        yield f"NHS number not given: {patient.number_missing_reason}"
