"""Contact points of the people of the service: shown by a code to reach them, told of at the old
one when they are changed."""

from datetime import datetime

from sqlmodel import Session, col, select

from advice_line.directory.numbers import is_mobile
from advice_line.directory_kinds import ContactWay
from advice_line.errors import Expired, Invalid, Problem
from advice_line.ledger import outbox
from advice_line.ledger.once import insert_once
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import NoticeKind, OutChannel, Recipient
from advice_line.tables.directory import Responder
from advice_line.tables.trust import OneTimeCode
from advice_line.tables.upkeep import ContactChange, VerifiedContact
from advice_line.trust import codes

BEFORE = "contact_changes.sealed_before"
_CHANNELS = {ContactWay.MOBILE: OutChannel.SMS, ContactWay.EMAIL: OutChannel.EMAIL}


def address(person: Responder, way: ContactWay) -> str:
    return person.mobile if way is ContactWay.MOBILE else person.email.lower()


def verified_at(session: Session, person: Responder, way: ContactWay) -> datetime | None:
    """When a code was typed that went to this very address; a changed one has none."""
    key = (person.id, way.value, address(person, way))
    found = session.get(VerifiedContact, key)
    return found.verified_at if found is not None else None


def unverified(session: Session, way: ContactWay) -> list[str]:
    """The keys of those whom nothing has shown to be reached by it."""
    rows = session.exec(select(VerifiedContact).where(col(VerifiedContact.way) == way.value))
    shown = {(each.responder_id, each.address) for each in rows}
    people = session.exec(select(Responder).where(col(Responder.ended_at).is_(None)))
    return sorted(each.key for each in people if (each.id, address(each, way)) not in shown)


def send_code(work: Work, person: Responder, way: ContactWay, browser: str) -> None:
    """To the address as it stands. Raises `errors.TooManyTries`, and `errors.Invalid` for a mobile
    that no text reaches."""
    if way is ContactWay.MOBILE and not is_mobile(person.mobile):
        said = "No text reaches a number that is no mobile: it cannot be confirmed by a code."
        raise Invalid([Problem(way.value, said)])
    code = codes.make(
        work,
        codes.Purpose.CONTACT,
        browser,
        responder=person.id,
        address=address(person, way),
    )
    outbox.put(
        work,
        NoticeKind.CONTACT_CODE,
        once=f"{NoticeKind.CONTACT_CODE}:{code.public_id}",
        channel=_CHANNELS[way],
        recipient=Recipient.RESPONDER,
        person=person.id,
        subject=code.id,
    )


def use_code(work: Work, person: Responder, way: ContactWay, browser: str, typed: str) -> bool:
    """Whether the figures were right; then this address reaches them. Raises `errors.Expired` where
    none was sent from this browser to the address as it stands, `errors.TooManyTries`."""
    code = codes.newest(work.session, codes.Purpose.CONTACT, browser)
    if code is None or not _is_for(work, code, person, way):
        raise Expired
    if not codes.check(work, code, typed):
        return False
    shown_by(work, code, person, way)
    return True


def shown_by(work: Work, code: OneTimeCode, person: Responder, way: ContactWay) -> None:
    """The right figures were typed: the address to which they went, if it still is theirs, reaches
    them; whatever else the code was for."""
    if _is_for(work, code, person, way):
        first = verified_at(work.session, person, way) is None
        note(work, person, way)
        if first or code.purpose == codes.Purpose.CONTACT:
            work.record("contact.verified", subject=f"responder:{person.key}", way=way.value)


def note(work: Work, person: Responder, way: ContactWay) -> None:
    """That this address, as it stands, was shown to reach them now."""
    key = {"responder_id": person.id, "way": way.value, "address": address(person, way)}
    if not insert_once(work.session, VerifiedContact, tuple(key), **key, verified_at=work.now):
        where = (
            col(VerifiedContact.responder_id) == person.id,
            col(VerifiedContact.way) == way.value,
            col(VerifiedContact.address) == key["address"],
        )
        work.change(VerifiedContact, *where, verified_at=work.now)


def _is_for(work: Work, code: OneTimeCode, person: Responder, way: ContactWay) -> bool:
    sent_to = codes.address(work.vault, code)
    return code.responder_id == person.id and sent_to == address(person, way)


def tell_old_mobile(work: Work, person: Responder, before: str) -> None:
    """Whoever holds the old telephone hears of it: somebody else may have had it changed."""
    if not is_mobile(before):
        return
    change = work.add(
        ContactChange(
            responder_id=person.id or 0,
            way=ContactWay.MOBILE,
            sealed_before=work.vault.seal(before, BEFORE),
            changed_at=work.now,
        )
    )
    outbox.put(
        work,
        NoticeKind.MOBILE_CHANGED,
        once=f"{NoticeKind.MOBILE_CHANGED}:{change.public_id}",
        channel=OutChannel.SMS,
        recipient=Recipient.RESPONDER,
        person=person.id,
        subject=change.id,
    )
