"""Which query somebody of a practice may look at: their practice's own, and its words once whoever
asked has shown that they are of it (H15). Another practice's looks as one that is not there."""

from sqlmodel import col, select

from advice_line.desk.practice import own
from advice_line.directory_kinds import IdentifiedBy
from advice_line.errors import NotFound
from advice_line.ledger.work import Work
from advice_line.tables.queries import Query
from advice_line.trust.roles import Actor


def of_practice(work: Work, by: Actor, reference: str) -> Query:
    """Raises `errors.NotFound`."""
    wanted = select(Query).where(
        col(Query.reference) == reference.strip().upper(),
        col(Query.organisation_id) == own.member(work, by).organisation_id,
    )
    found = work.session.exec(wanted).first()
    if found is None:
        raise NotFound
    return found


def is_known(query: Query) -> bool:
    """Whether who asked has shown that they are of the practice that they named: until then their
    words are theirs alone."""
    return query.verified or query.identified_by == IdentifiedBy.KEY


def open_words(work: Work, by: Actor, reference: str) -> Query:
    """One whose words may be seen. Raises `errors.NotFound`."""
    query = of_practice(work, by, reference)
    if not is_known(query):
        raise NotFound
    return query
