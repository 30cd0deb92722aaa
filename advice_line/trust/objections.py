"""Who does not want to be taught about is not: while an objection stands on a query, or on its
patient, the query's case is withdrawn on request, whatever it was. It comes back as it was when
nobody objects any more."""

from sqlalchemy import ColumnElement, and_, exists, or_
from sqlmodel import Session, col, select

from advice_line.kinds import CaseState
from advice_line.ledger.work import Work
from advice_line.tables.cases import Case
from advice_line.tables.data_life import TeachingObjection
from advice_line.tables.queries import Query


def on(query: Query) -> ColumnElement[bool]:
    """Conditions of TeachingObjection: those that stand on a query, by itself or by its patient."""
    its_own = col(TeachingObjection.query_id) == query.id
    by_patient = and_(
        col(TeachingObjection.patient_hash).is_not(None),
        col(TeachingObjection.patient_hash) == query.patient_hash,
    )
    return and_(col(TeachingObjection.lifted_at).is_(None), or_(its_own, by_patient))


def standing(session: Session, query: Query) -> list[TeachingObjection]:
    wanted = select(TeachingObjection).where(on(query)).order_by(col(TeachingObjection.id))
    return list(session.exec(wanted))


def hold_to(work: Work, query: Query) -> None:
    """Have the case of a query withdrawn, or given back, as its objections now stand."""
    objected = bool(work.session.exec(select(exists().where(on(query)))).one())
    case = work.session.exec(select(Case).where(col(Case.query_id) == query.id)).first()
    if case is None or objected == (case.state == CaseState.OBJECTED):
        return
    subject = f"case:{case.reference}"
    if objected:
        work.update(case, state=CaseState.OBJECTED, state_before=case.state)
        work.record("case.objected", query=query.id, subject=subject)
    else:
        before = case.state_before or CaseState.DRAFT
        work.update(case, state=before, state_before=None)
        work.record("case.objection_lifted", query=query.id, subject=subject)


def of_patient(work: Work, patient_hash: str) -> list[Query]:
    """Every query about them that is known by their number."""
    wanted = select(Query).where(col(Query.patient_hash) == patient_hash)
    return list(work.session.exec(wanted.order_by(col(Query.id))))
