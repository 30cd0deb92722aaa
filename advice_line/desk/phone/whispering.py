"""What a responder hears before any key connects: who calls, and on a shared phone for whom."""

from sqlmodel import col, select

from advice_line.ledger.work import Work
from advice_line.rules import wording
from advice_line.tables.directory import Organisation, Responder
from advice_line.tables.queries import Query


def words(work: Work, query: Query, responder_id: int, *, shared: bool) -> str:
    source = _organisation(work, query)
    if not shared:
        return wording.whisper(source)
    return wording.whisper_on_shared_phone(source, name(work, responder_id))


def name(work: Work, responder_id: int) -> str:
    statement = select(Responder.name).where(col(Responder.id) == responder_id)
    return work.session.exec(statement).one()


def _organisation(work: Work, query: Query) -> str | None:
    if query.organisation_id is None:
        return None
    statement = select(Organisation.name).where(col(Organisation.id) == query.organisation_id)
    return work.session.exec(statement).one()
