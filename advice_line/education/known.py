"""What a query itself knows and what must therefore not stand in its teaching text."""

from zoneinfo import ZoneInfo

from advice_line.desk import reading
from advice_line.directory import lookups
from advice_line.ledger.work import Work
from advice_line.rules.deidentify_known import Known
from advice_line.rules.record import Record
from advice_line.tables.cases import Case
from advice_line.tables.directory import Line
from advice_line.tables.queries import Query


def known_of(work: Work, case: Case, record: Record) -> Known:
    """Names, numbers and places of patient, requester, practice and responders."""
    query = work.session.get_one(Query, case.query_id)
    organisation = (
        lookups.organisation(work.session, query.organisation_id) if query.organisation_id else None
    )
    phones = lookups.phones_of(work.session, organisation.id or 0) if organisation else []
    called_from = reading.call_back_number(work, query)
    patient = record.patient
    line = work.session.get_one(Line, query.line_id)
    return Known(
        patient_names=(patient.patient_name,) if patient else (),
        date_of_birth=patient.date_of_birth if patient else None,
        numbers=(patient.nhs_number,) if patient and patient.nhs_number else (),
        requester_names=(record.requester.requester_name,),
        responder_names=tuple(each.name for each in lookups.responders(work.session)),
        organisation_names=(organisation.name,) if organisation else (),
        phones=tuple({*phones, *([called_from] if called_from else [])}),
        emails=(organisation.email,) if organisation and organisation.email else (),
        codes=(query.reference, *([organisation.key] if organisation else [])),
        asked_on=query.received_at.astimezone(ZoneInfo(line.time_zone)).date(),
    )
