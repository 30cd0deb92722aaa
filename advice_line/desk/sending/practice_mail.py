"""What is mailed to somebody who was invited to join a practice, made as it goes."""

from sqlmodel import col, select

from advice_line.desk.sending.said import NO_ADDRESS
from advice_line.directory import lookups
from advice_line.errors import DeliveryRefused
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import NoticeKind
from advice_line.ports.notices import Slip
from advice_line.rules import practice_notices
from advice_line.tables.directory import Line, Organisation
from advice_line.tables.practices import PracticeInvitation
from advice_line.tables.trust import AccessLink, OneTimeCode
from advice_line.trust import codes, invitations, links

KINDS = frozenset({NoticeKind.PRACTICE_INVITATION, NoticeKind.INVITATION_CODE})


def mail(work: Work, slip: Slip, url: str) -> tuple[Line, str, str, str] | None:
    """Line, address, subject, words; None once it is used, taken back or past its time. Raises
    `errors.DeliveryRefused` where its address was erased."""
    if slip.kind == NoticeKind.INVITATION_CODE:
        return _code(work, slip)
    return _invitation(work, work.session.get_one(PracticeInvitation, slip.subject_id), url)


def _invitation(
    work: Work, invitation: PracticeInvitation, url: str
) -> tuple[Line, str, str, str] | None:
    link = work.session.get_one(AccessLink, invitation.link_id)
    if not links.usable(link, work):
        return None
    practice = work.session.get_one(Organisation, invitation.organisation_id)
    line = lookups.lines(work.session)[0]
    words = practice_notices.invitation_mail(
        line.name,
        practice.name,
        f"{url}/practice/invited/{links.token(work.vault, link)}",
        manager=invitation.manager,
    )
    return line, _to(work, invitation), practice_notices.subject(practice.name), words


def _code(work: Work, slip: Slip) -> tuple[Line, str, str, str] | None:
    code = work.session.get_one(OneTimeCode, slip.subject_id)
    if code.used_at is not None or work.now >= code.expires_at:
        return None
    wanted = select(AccessLink).where(col(AccessLink.id) == code.link_id)
    invitation = invitations.of_link(work, work.session.exec(wanted).one())
    line = lookups.lines(work.session)[0]
    words = practice_notices.code_mail(line.name, codes.figures(work.vault, code))
    return line, _to(work, invitation), "Your one-time code", words


def _to(work: Work, invitation: PracticeInvitation) -> str:
    address = invitations.address(work, invitation)
    if address is None:
        raise DeliveryRefused(NO_ADDRESS)
    return address
