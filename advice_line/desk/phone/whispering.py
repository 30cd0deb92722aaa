"""What a responder hears before any key connects: who calls, and on a shared phone for whom."""

from sqlmodel import col, select

from advice_line.ledger.work import Work
from advice_line.rules import whisper_words
from advice_line.tables.directory import Organisation, Responder
from advice_line.tables.queries import Contact, Query


def versions(
    work: Work, query: Query, contact: Contact, responder_id: int, *, shared: bool
) -> tuple[str, ...]:
    """The fullest first, as in `rules/whisper_words.py`."""
    source = _organisation(work, query)
    if not shared:
        return whisper_words.versions(source, contact.reason)
    holder = name(work, responder_id)
    return whisper_words.versions_on_shared_phone(source, contact.reason, holder)


def name(work: Work, responder_id: int) -> str:
    statement = select(Responder.name).where(col(Responder.id) == responder_id)
    return work.session.exec(statement).one()


def _organisation(work: Work, query: Query) -> str | None:
    if query.organisation_id is None:
        return None
    statement = select(Organisation.name).where(col(Organisation.id) == query.organisation_id)
    return work.session.exec(statement).one()
