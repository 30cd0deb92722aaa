"""What a responder has typed becomes the record that would be signed, once its patient is sure."""

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from advice_line.desk.record import drafts, identity, one_patient
from advice_line.errors import IdentifiersDiffer, Invalid
from advice_line.ledger.work import Work
from advice_line.rules import record_form
from advice_line.rules.record import Record
from advice_line.tables.directory import Line, Responder
from advice_line.tables.queries import Query


def read(work: Work, query: Query, author: Responder, form: Mapping[str, str]) -> Record:
    """Raises `errors.Invalid` with every problem, `errors.NumbersDiffer` where several patients'
    numbers are named and nobody has said which is right, and `errors.IdentifiersDiffer` where facts
    of the patient contradict and no reason was given (H02)."""
    line = work.session.get_one(Line, query.line_id)
    today = work.now.astimezone(ZoneInfo(line.time_zone)).date()
    try:
        record = record_form.read(form, author.scope, today)
    except Invalid as error:
        differ = identity.within(form, today)
        if differ and {problem.field for problem in error.problems} == {"nhs_number"}:
            raise IdentifiersDiffer(differ) from error
        raise
    one_patient.check(work, query, drafts.fields(form), record)
    if record.patient is not None and record.patient.number_missing_reason is None:
        differ = identity.on_file(work, query, record.patient)
        if differ:
            raise IdentifiersDiffer(differ)
    return record
