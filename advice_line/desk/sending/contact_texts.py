"""What people of the service are told about how they are reached: a code to show that it does, and
at the old mobile or address that there is a new one."""

from collections.abc import Callable

from advice_line.directory.people.changed_contacts import BEFORE
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import NoticeKind
from advice_line.ports.notices import Slip
from advice_line.rules import notices
from advice_line.tables.trust import OneTimeCode
from advice_line.tables.upkeep import ContactChange
from advice_line.trust import codes


def to(work: Work, slip: Slip) -> str | None:
    """Where it goes: not where the row of its person leads by now."""
    if slip.kind == NoticeKind.CONTACT_CODE:
        return codes.address(work.vault, work.session.get_one(OneTimeCode, slip.subject_id))
    change = work.session.get_one(ContactChange, slip.subject_id)
    return work.vault.open(change.sealed_before or "", BEFORE)


def code(work: Work, slip: Slip, _url: str) -> str | None:
    """None of one that was used, or is past its time."""
    row = work.session.get_one(OneTimeCode, slip.subject_id)
    if row.used_at is not None or work.now >= row.expires_at:
        return None
    return notices.contact_code(codes.figures(work.vault, row))


def _mobile_changed(_work: Work, _slip: Slip, _url: str) -> str:
    return notices.mobile_changed()


def _email_changed(_work: Work, _slip: Slip, _url: str) -> str:
    return notices.email_changed()


WORDS: dict[NoticeKind, Callable[[Work, Slip, str], str | None]] = {
    NoticeKind.CONTACT_CODE: code,
    NoticeKind.MOBILE_CHANGED: _mobile_changed,
    NoticeKind.EMAIL_CHANGED: _email_changed,
}
# What each is about, where it goes as a mail.
SUBJECTS = {
    NoticeKind.CONTACT_CODE: "Your one-time code",
    NoticeKind.MOBILE_CHANGED: "Your mobile at Advice Line was changed",
    NoticeKind.EMAIL_CHANGED: "Your address at Advice Line was changed",
}
