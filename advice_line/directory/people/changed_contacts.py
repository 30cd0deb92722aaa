"""A contact point of somebody is changed by a page: who has the old one hears of it, a new mobile
is rung once it was shown to reach them, and neither lets anybody in as them before they confirmed
it themselves (H15)."""

from collections.abc import Collection, Mapping
from typing import Any

from advice_line.directory.numbers import is_mobile
from advice_line.directory.people import numbers_taken
from advice_line.directory_kinds import ContactWay
from advice_line.errors import Invalid, NotAllowed, Problem
from advice_line.ledger import outbox
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import NoticeKind, OutChannel, Recipient
from advice_line.tables.directory import Responder
from advice_line.tables.upkeep import ContactChange

BEFORE = "contact_changes.sealed_before"
NOT_CONFIRMED = (
    "Your mobile was changed by another here, so it does not say who you are yet. Sign in by "
    "your passkey or your password and confirm it under Your details; or ask whoever leads the "
    "service to let you start again."
)


def as_entered(person: Responder, columns: Mapping[str, Any], *, texts: bool) -> dict[str, Any]:
    """The columns of a form as they are to be written: another mobile waits until it was shown to
    reach them, and what was rung is rung on. Where no text would get there nothing can show it."""
    typed = str(columns["mobile"])
    if typed != person.mobile and texts and is_mobile(typed):
        return {**columns, "mobile": person.mobile, "mobile_next": typed}
    return {**columns, "mobile_next": None}


def entered(work: Work, person: Responder, before: Responder, *, texts: bool) -> None:
    """After the row was written; `before` is how it stood."""
    new_mobile = person.mobile_next not in (None, before.mobile_next)
    if new_mobile or person.mobile != before.mobile:
        texted = texts and is_mobile(before.mobile)
        channel = OutChannel.SMS if texted else OutChannel.EMAIL
        to = before.mobile if texted else before.email
        _tell(work, person, NoticeKind.MOBILE_CHANGED, channel, to)
    if person.mobile != before.mobile:
        _unconfirm(work, person, ContactWay.MOBILE)
    if person.email.lower() != before.email.lower():
        _tell(work, person, NoticeKind.EMAIL_CHANGED, OutChannel.EMAIL, before.email)
        _unconfirm(work, person, ContactWay.EMAIL)


def take_over(work: Work, person: Responder) -> None:
    """The mobile that waited was shown to reach them: from now on it is rung. Raises
    `errors.Invalid` where it has become somebody else's meanwhile."""
    waits = person.mobile_next
    if waits is None:
        return
    other = numbers_taken.by_another(work, waits, person.key)
    if other is not None:
        raise Invalid([Problem("mobile", f"Mobile: this is {other}'s by now.")])
    work.update(person, mobile=waits, mobile_next=None)
    _unconfirm(work, person, ContactWay.MOBILE)
    work.record("person.changed", subject=f"responder:{person.key}", parts=["mobile"])


def confirm(work: Work, person: Responder, *ways: ContactWay) -> None:
    """By themselves, or by who lets them start again: from now on it says who they are."""
    left = [each for each in person.unconfirmed if each not in ways]
    if left != person.unconfirmed:
        work.update(person, unconfirmed=left)


def named_by_settings(work: Work, person: Responder, names: Collection[str]) -> None:
    """Whoever holds the site's settings vouches for what they name; a mobile that waited is not
    what they said."""
    if "mobile" in names and person.mobile_next is not None:
        work.update(person, mobile_next=None)
    confirm(work, person, *(way for way in ContactWay if way in names))


def hold_to_confirmed(person: Responder) -> None:
    """A text to their mobile is no sign that it is they. Raises `errors.NotAllowed`."""
    if ContactWay.MOBILE in person.unconfirmed:
        raise NotAllowed(NOT_CONFIRMED)


def _unconfirm(work: Work, person: Responder, way: ContactWay) -> None:
    if way not in person.unconfirmed:
        work.update(person, unconfirmed=[*person.unconfirmed, way.value])


def _tell(work: Work, person: Responder, kind: NoticeKind, channel: OutChannel, to: str) -> None:
    """At where it led: somebody else may have had it changed."""
    way = ContactWay.MOBILE if kind is NoticeKind.MOBILE_CHANGED else ContactWay.EMAIL
    change = work.add(
        ContactChange(
            responder_id=person.id or 0,
            way=way,
            sealed_before=work.vault.seal(to, BEFORE),
            changed_at=work.now,
        )
    )
    outbox.put(
        work,
        kind,
        once=f"{kind}:{change.public_id}",
        channel=channel,
        recipient=Recipient.RESPONDER,
        person=person.id,
        subject=change.id,
    )
