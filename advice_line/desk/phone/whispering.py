"""What a responder hears before any key connects: who calls, and on a shared phone for whom."""

from sqlmodel import col, select

from advice_line.desk.owed import call_backs
from advice_line.desk.phone import earlier, taping
from advice_line.directory_kinds import OrganisationKind
from advice_line.kinds import OfferState
from advice_line.ledger.work import Work
from advice_line.rules import room_words, whisper_words, wording
from advice_line.tables.directory import Line, Organisation, Responder
from advice_line.tables.queries import Contact, Offer, Query


def versions(
    work: Work, query: Query, contact: Contact, responder_id: int, *, shared: bool
) -> tuple[str, ...]:
    """The fullest first, as in `rules/whisper_words.py`."""
    found = _versions(work, query, contact, responder_id, shared=shared)
    line = work.session.get_one(Line, query.line_id)
    if not taping.applies(work, contact):
        return found
    return whisper_words.naming_unrecorded(found, star=line.recording_star)


def _versions(
    work: Work, query: Query, contact: Contact, responder_id: int, *, shared: bool
) -> tuple[str, ...]:
    source = source_of(work, query)
    if _was_cut_off(work, contact, responder_id):
        return (room_words.reconnects(source),)
    later = _later(work, query)
    if not shared:
        return whisper_words.versions(source, contact.reason, later)
    holder = name(work, responder_id)
    return whisper_words.versions_on_shared_phone(source, contact.reason, holder, later)


def _later(work: Work, query: Query) -> str:
    """When they would ring back: in ten minutes, or once the practice is there."""
    line = work.session.get_one(Line, query.line_id)
    asked = work.now + whisper_words.RING_BACK
    due = call_backs.own_word(work, query, line, asked)
    if due == asked:
        return whisper_words.IN_TEN_MINUTES
    return f"by {wording.deadline(due, work.now, line.time_zone)}"


def name(work: Work, responder_id: int) -> str:
    statement = select(Responder.name).where(col(Responder.id) == responder_id)
    return work.session.exec(statement).one()


def _was_cut_off(work: Work, contact: Contact, responder_id: int) -> bool:
    """Whether it is they who talked to a caller who was cut off."""
    talked = select(Offer.id).where(
        col(Offer.contact_id) == contact.id,
        col(Offer.responder_id) == responder_id,
        col(Offer.state) == OfferState.HANDED_OVER,
    )
    return contact.cut_off_at is not None and work.session.exec(talked).first() is not None


def source_of(work: Work, query: Query) -> str | None:
    """Colleagues in the hospital are called internal; of an earlier query, only that it is."""
    about = ", about an earlier query" if earlier.is_linked(work, query) else ""
    if query.organisation_id is None:
        return f"{whisper_words.UNKNOWN}{about}" if about else None
    found = work.session.get_one(Organisation, query.organisation_id)
    internal = ", internal" if found.kind == OrganisationKind.DEPARTMENT else ""
    return f"{found.name}{internal}{about}"
