"""Invitations read: by their link, and to which address they went."""

from sqlmodel import col, select

from advice_line.ledger.work import Work
from advice_line.tables.practices import PracticeInvitation
from advice_line.tables.trust import AccessLink
from advice_line.trust import links

ADDRESS = "practice_invitations.sealed_address"


def by_link(work: Work, token: str) -> tuple[AccessLink, PracticeInvitation]:
    """Used, expired or not. Raises `errors.NotFound`."""
    link = links.find(work.session, work.vault, token, links.LinkKind.INVITATION)
    return link, of_link(work, link)


def of_link(work: Work, link: AccessLink) -> PracticeInvitation:
    wanted = select(PracticeInvitation).where(col(PracticeInvitation.link_id) == link.id)
    return work.session.exec(wanted).one()


def address(work: Work, invitation: PracticeInvitation) -> str | None:
    """None once it has been erased."""
    sealed = invitation.sealed_address
    return work.vault.open(sealed, ADDRESS) if sealed else None


def mark(work: Work, address: str) -> str:
    return work.vault.mark(address, "address")
