"""One case by the reference that people know it by, for whoever may do this with it."""

from sqlmodel import col, select

from advice_line.directory import within
from advice_line.errors import NotFound
from advice_line.ledger.work import Work
from advice_line.tables.cases import Case
from advice_line.trust.roles import Action, Actor


def case(work: Work, by: Actor, action: Action, reference: str, *, lock: bool = False) -> Case:
    """Raises `errors.NotFound`, of a line where they may not as well."""
    statement = select(Case).where(col(Case.reference) == reference.upper())
    found = work.session.exec(statement.with_for_update() if lock else statement).first()
    if found is None or not within.may(work.session, by, action, found.line_id):
        raise NotFound("No case has this reference.")
    return found
