"""What a new question may belong to, as a hint to whoever reads it: nothing is joined (H20)."""

from sqlmodel import col, select

from advice_line.desk.query import hints
from advice_line.desk.record import identity
from advice_line.kinds import QueryState
from advice_line.ledger.work import Work
from advice_line.rules.record import Patient
from advice_line.tables.queries import Query


def of_same_patient(work: Work, query: Query, patient: Patient | None) -> None:
    """What is open of the same organisation about the patient with this number: asked by the form
    and once more by its own system. Another name or date of birth beside the number is another
    patient's, or a mistyped number: no hint then."""
    if patient is None or query.patient_hash is None or query.organisation_id is None:
        return
    statement = (
        select(Query)
        .where(
            col(Query.patient_hash) == query.patient_hash,
            col(Query.organisation_id) == query.organisation_id,
            col(Query.line_id) == query.line_id,
            col(Query.state) != QueryState.CLOSED,
        )
        .order_by(col(Query.id).desc())
    )
    hints.link(work, query, (e for e in work.session.exec(statement) if _is_same(work, e, patient)))


def _is_same(work: Work, other: Query, patient: Patient) -> bool:
    known = identity.patient_of(work, other)
    return known is not None and not any(identity.between(patient.identifiers, known.identifiers))
