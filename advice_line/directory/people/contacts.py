"""Contact points of the people of the service, shown by a code to reach them."""

from datetime import datetime

from sqlmodel import Session, col, select

from advice_line.directory.numbers import is_mobile
from advice_line.directory.people import changed_contacts
from advice_line.directory_kinds import ContactWay
from advice_line.errors import Expired, Invalid, Problem
from advice_line.ledger import outbox
from advice_line.ledger.once import insert_once
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import NoticeKind, OutChannel, Recipient
from advice_line.tables.directory import Responder
from advice_line.tables.trust import OneTimeCode
from advice_line.tables.upkeep import VerifiedContact
from advice_line.trust import codes

_CHANNELS = {ContactWay.MOBILE: OutChannel.SMS, ContactWay.EMAIL: OutChannel.EMAIL}


def address(person: Responder, way: ContactWay) -> str:
    """By which they are reached now."""
    return person.mobile if way is ContactWay.MOBILE else person.email.lower()


def _to_show(person: Responder, way: ContactWay) -> str:
    """What a code is to show: a mobile that waits for it goes before the one that is rung."""
    waits = person.mobile_next if way is ContactWay.MOBILE else None
    return waits or address(person, way)


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
    """To the address as it stands, or the mobile that is to be theirs. Raises
    `errors.TooManyTries`, and `errors.Invalid` for a mobile that no text reaches."""
    to = _to_show(person, way)
    if way is ContactWay.MOBILE and not is_mobile(to):
        said = "No text reaches a number that is no mobile: it cannot be confirmed by a code."
        raise Invalid([Problem(way.value, said)])
    code = codes.make(
        work,
        codes.Purpose.CONTACT,
        browser,
        responder=person.id,
        address=to,
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


def use_code(
    work: Work, person: Responder, way: ContactWay, browser: str, typed: str, *, themselves: bool
) -> bool:
    """Whether the figures were right; then this address reaches them, and a mobile that waited for
    that is rung. `themselves` says that they typed it, signed in: it then says who they are, too.
    Raises `errors.Expired` where none was sent from this browser to the address as it stands,
    `errors.TooManyTries`, and `errors.Invalid` where the mobile is somebody else's by now."""
    code = codes.newest(work.session, codes.Purpose.CONTACT, browser)
    if code is None or not _went_to(work, code, person, _to_show(person, way)):
        raise Expired
    if not codes.check(work, code, typed):
        return False
    if way is ContactWay.MOBILE:
        changed_contacts.take_over(work, person)
    _shown(work, person, way, told=True)
    if themselves:
        changed_contacts.confirm(work, person, way)
    return True


def shown_by_sign_in(work: Work, code: OneTimeCode, person: Responder) -> None:
    """The right figures of a text were typed: the mobile to which they went, if it still is theirs,
    reaches them."""
    if _went_to(work, code, person, person.mobile):
        _shown(work, person, ContactWay.MOBILE, told=False)


def _shown(work: Work, person: Responder, way: ContactWay, *, told: bool) -> None:
    first = verified_at(work.session, person, way) is None
    note(work, person, way)
    if first or told:
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


def _went_to(work: Work, code: OneTimeCode, person: Responder, address: str) -> bool:
    return code.responder_id == person.id and codes.address(work.vault, code) == address
