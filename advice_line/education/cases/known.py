"""What a query itself knows and what must therefore not stand in its teaching text."""

from zoneinfo import ZoneInfo

from sqlmodel import col, select

from advice_line.desk.letter import letters
from advice_line.desk.query import reading
from advice_line.directory import lookups
from advice_line.ledger.work import Work
from advice_line.rules.deidentify_known import Known
from advice_line.rules.record import Record
from advice_line.tables.advice import Advice
from advice_line.tables.cases import Case
from advice_line.tables.directory import Line, Organisation
from advice_line.tables.queries import Query


def known_of(work: Work, case: Case) -> Known:
    """Names, numbers and places of patient, requester, practice and responders, by every signed
    version: an addendum that corrects the patient may leave the first one's name in the text."""
    return known_of_query(work, work.session.get_one(Query, case.query_id))


def known_of_query(work: Work, query: Query) -> Known:
    """The same, of a query of which there may be no case."""
    organisation = (
        lookups.organisation(work.session, query.organisation_id) if query.organisation_id else None
    )
    phones = lookups.phones_of(work.session, organisation.id or 0) if organisation else []
    called_from = reading.call_back_number(work, query)
    records = _signed(work, query)
    patients = [record.patient for record in records if record.patient]
    line = work.session.get_one(Line, query.line_id)
    return Known(
        patient_names=tuple({each.patient_name for each in patients}),
        dates_of_birth=tuple({each.date_of_birth for each in patients if each.date_of_birth}),
        numbers=tuple({each.nhs_number for each in patients if each.nhs_number}),
        requester_names=tuple({record.requester.requester_name for record in records}),
        responder_names=tuple(each.name for each in lookups.responders(work.session)),
        organisation_names=(organisation.name,) if organisation else (),
        hospital_names=tuple(
            each.name
            for each in lookups.departments(work.session)
            if each.id != query.organisation_id
        ),
        addresses=_place(organisation, "address"),
        postcodes=_place(organisation, "postcode"),
        phones=tuple({*phones, *([called_from] if called_from else [])}),
        emails=(organisation.email,) if organisation and organisation.email else (),
        codes=(
            query.reference,
            *([organisation.key] if organisation else []),
            *_other_systems(records),
            *_registrations(records),
        ),
        asked_on=query.received_at.astimezone(ZoneInfo(line.time_zone)).date(),
    )


def _place(organisation: Organisation | None, what: str) -> tuple[str, ...]:
    """Where the practice is, and mostly the patient."""
    found = getattr(organisation, what, None)
    return (found,) if found else ()


def _registrations(records: list[Record]) -> list[str]:
    """The numbers alone, however the register is written before them."""
    found = {each.requester.registration for each in records}
    return sorted(each.partition(" ")[2] for each in found if each)


def _other_systems(records: list[Record]) -> list[str]:
    """Numbers by which a booking or images are found elsewhere, and with them the patient."""
    found = {
        each
        for record in records
        for each in (record.question.booking_reference, record.body.basis.accession)
        if each
    }
    return sorted(found)


def _signed(work: Work, query: Query) -> list[Record]:
    versions = select(Advice).where(col(Advice.query_id) == query.id).order_by(col(Advice.version))
    return [letters.record_of(work, advice) for advice in work.session.exec(versions)]
