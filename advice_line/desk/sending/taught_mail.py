"""What is mailed of meetings, of digests, and of what waits before something is taught."""

from collections.abc import Callable

from advice_line.desk.sending import digest_mail, meeting_mail, waiting_mail
from advice_line.desk.sending.said import Said
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import NoticeKind
from advice_line.ports.notices import Slip
from advice_line.tables.directory import Responder

_MADE: dict[NoticeKind, Callable[[Work, Slip, str], Said | None]] = {
    **dict.fromkeys(meeting_mail.KINDS, meeting_mail.mail),
    **dict.fromkeys(digest_mail.KINDS, digest_mail.mail),
    **dict.fromkeys(waiting_mail.KINDS, waiting_mail.mail),
}
KINDS = frozenset(_MADE)


def mail(work: Work, slip: Slip, url: str) -> Said | None:
    """None where it no longer applies, as to somebody of the service who has left since. Raises
    `errors.DeliveryRefused` where there is no address that mail reaches."""
    to = work.session.get(Responder, slip.person_id) if slip.person_id else None
    if to is not None and to.ended_at is not None:
        return None
    return _MADE[slip.kind](work, slip, url)
