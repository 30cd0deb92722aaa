"""Is this the right patient? What was given now against what is known of the same number (H02)."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date

from sqlmodel import col, select

from advice_line.errors import Difference
from advice_line.ledger.work import Work
from advice_line.rules import identifiers
from advice_line.rules.identifiers import Identifiers
from advice_line.rules.record import Patient
from advice_line.tables.queries import Query

NAME, BORN = "Name", "Date of birth"


def within(form: Mapping[str, str], today: date) -> tuple[Difference, ...]:
    """A CHI number that tells another date of birth than the one beside it.

    Fields that cannot be read are no difference: the form's own problems name them.
    """
    with suppress(identifiers.NotUsable):
        born = identifiers.read_date_of_birth(form.get("date_of_birth", ""), today)
        number = identifiers.read_number(form.get("nhs_number", ""))
        if identifiers.disagreement(born, number):
            told = f"{number[:2]}/{number[2:4]}/{number[4:6]}, by the CHI number"
            return (Difference(BORN, _day(born), told),)
    return ()


def on_file(work: Work, query: Query | None, patient: Patient) -> tuple[Difference, ...]:
    """What the newest other query with the same number says otherwise; the newest of all, where it
    is for none."""
    if patient.nhs_number is None:
        return ()
    statement = (
        select(Query)
        .where(
            col(Query.patient_hash) == work.vault.mark(patient.nhs_number, "patient"),
            col(Query.id).is_distinct_from(query.id if query is not None else None),
        )
        .order_by(col(Query.id).desc())
        .limit(1)
    )
    other = work.session.exec(statement).first()
    known = patient_of(work, other) if other is not None else None
    return tuple(between(patient.identifiers, known.identifiers)) if known else ()


def patient_of(work: Work, query: Query) -> Patient | None:
    if query.sealed_patient is None:
        return None
    return Patient.from_json(work.vault.open(query.sealed_patient, "queries.sealed_patient"))


def between(given: Identifiers, known: Identifiers) -> Iterator[Difference]:
    if not identifiers.same_patient(Identifiers(name=given.name), Identifiers(name=known.name)):
        yield Difference(NAME, given.name or "", known.name or "")
    born, was_born = given.date_of_birth, known.date_of_birth
    if born is not None and was_born is not None and born != was_born:
        yield Difference(BORN, _day(born), _day(was_born))


def _day(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"
