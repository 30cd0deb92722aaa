"""That words about cases tell nobody who a patient is, or who asked: in a teaching text, in a
meeting's notes, in what is voted upon or agreed (H08)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from sqlmodel import col, select

from advice_line.education.cases.known import known_of
from advice_line.errors import Invalid, Problem
from advice_line.ledger.work import Work
from advice_line.rules.deidentify import still_holds
from advice_line.rules.spans import Kind
from advice_line.tables.cases import Case

_LEFT = {
    Kind.NAME: "somebody's name",
    Kind.ORGANISATION: "the name of a practice or hospital",
    Kind.DATE_OF_BIRTH: "a date of birth",
    Kind.PATIENT_NUMBER: "a patient's number",
    Kind.NATIONAL_INSURANCE: "a National Insurance number",
    Kind.POSTCODE: "a postcode",
    Kind.ADDRESS: "an address",
    Kind.PHONE: "a telephone number",
    Kind.EMAIL: "an email address",
    Kind.REFERENCE: "the query's reference or the practice's code",
}


def in_text(work: Work, case: Case, texts: Mapping[str, str | None]) -> Iterator[Problem]:
    """A problem of each text, by its field, in which something stands that the case's query knows
    of anybody, who answers included."""
    known = known_of(work, case)
    for field, text in texts.items():
        if (kind := still_holds(text or "", known)) is not None:
            yield Problem(field, f"This still holds {_LEFT[kind]}: take it out.")


def in_minutes(work: Work, case_ids: Iterable[int | None], texts: Mapping[str, str | None]) -> None:
    """Raises `errors.Invalid` where they hold something that the query of one of these cases knows
    of its patient, of who asked or their practice. Colleagues may be named: they do what is agreed.
    """
    wanted = select(Case).where(col(Case.id).in_(case_ids), col(Case.query_id).is_not(None))
    cases = work.session.exec(wanted.order_by(col(Case.id))) if any(texts.values()) else ()
    known = [replace(known_of(work, each), responder_names=(), hospital_names=()) for each in cases]
    kinds = {
        field: next(filter(None, (still_holds(text or "", each) for each in known)), None)
        for field, text in texts.items()
    }
    said = "This holds {}: take it out. Nothing of a meeting may tell who a case is about."
    problems = [Problem(field, said.format(_LEFT[kind])) for field, kind in kinds.items() if kind]
    if problems:
        raise Invalid(problems)
