"""Words that are of no patient: whether a patient's number stands in them all the same, however it
is written, by its check digit."""

from advice_line.rules import folding
from advice_line.rules.deidentify_patterns import PATIENT_NUMBER, matches


def names_a_patient(text: str) -> bool:
    return any(matches(PATIENT_NUMBER, folding.fold(text).text))
