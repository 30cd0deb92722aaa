"""An invitation: whom, to which practice, for how long; and that it is sent to them alone."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from advice_line.desk.practice import limits, own
from advice_line.errors import Conflict, Invalid, Problem
from advice_line.ledger import outbox
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import NoticeKind, OutChannel, Recipient
from advice_line.rules.practice_form import Invited
from advice_line.tables.directory import Organisation
from advice_line.tables.practices import PracticeInvitation, PracticeMember
from advice_line.tables.trust import AccessLink
from advice_line.trust import invitations, links, members
from rota import walltime

_CLOSED = "The code of this practice is closed: nobody can be invited to it."
_OPEN = "This address was invited already, and may still use that. Take it back first."
_MAILBOX = (
    "This is the practice's own mailbox, which several people read. Invite an address that one "
    "person reads."
)


def invite(work: Work, organisation: Organisation, who: Invited, by: str) -> PracticeInvitation:
    """Raises `errors.Invalid`, `errors.Conflict`, `errors.TooManyTries`."""
    if own.is_closed(work, organisation):
        raise Conflict(_CLOSED)
    if (organisation.email or "").lower() == who.address:
        raise Invalid([Problem("email", _MAILBOX)])
    mark = invitations.mark(work, who.address)
    if any(each.address_mark == mark for each in open_of(work, organisation.id or 0)):
        raise Invalid([Problem("email", _OPEN)])
    limits.invited(work, organisation.id or 0, mark)
    link = links.make(work, links.LinkKind.INVITATION, organisation=organisation.id)
    made = work.add(
        PracticeInvitation(
            organisation_id=organisation.id or 0,
            link_id=link.id or 0,
            sealed_address=work.vault.seal(who.address, invitations.ADDRESS),
            address_mark=mark,
            manager=who.manager,
            ends_at=_end_of(who.ends_on, own.first_line(work).time_zone),
            invited_by=by,
            made_at=work.now,
        )
    )
    outbox.put(
        work,
        NoticeKind.PRACTICE_INVITATION,
        once=queued_as(made),
        channel=OutChannel.EMAIL,
        recipient=Recipient.REQUESTER,
        subject=made.id,
    )
    work.record(
        "invitation.made",
        subject=f"invitation:{made.public_id}",
        organisation=organisation.key,
        manager=who.manager,
    )
    return made


def queued_as(invitation: PracticeInvitation) -> str:
    return f"invitation:{invitation.public_id}"


def open_of(work: Work, organisation_id: int) -> list[PracticeInvitation]:
    """Those that may still be used, the newest first."""
    statement = (
        select(PracticeInvitation)
        .join(AccessLink, col(AccessLink.id) == col(PracticeInvitation.link_id))
        .where(
            col(PracticeInvitation.organisation_id) == organisation_id,
            col(PracticeInvitation.withdrawn_at).is_(None),
            col(AccessLink.used_at).is_(None),
            col(AccessLink.expires_at) > work.now,
        )
        .order_by(col(PracticeInvitation.id).desc())
    )
    return list(work.session.exec(statement))


def named(session: Session, organisation_id: int, public_id: str) -> PracticeInvitation | None:
    """One of this practice; None for another's."""
    statement = select(PracticeInvitation).where(
        col(PracticeInvitation.organisation_id) == organisation_id,
        col(PracticeInvitation.public_id) == public_id,
    )
    return session.exec(statement).first()


def withdraw(work: Work, invitation: PracticeInvitation) -> None:
    """Raises `errors.Conflict` where it was used meanwhile."""
    link = work.session.get_one(AccessLink, invitation.link_id)
    # By the same guard as its use: one of the two is first.
    if not work.update(link, col(AccessLink.used_at).is_(None), used_at=work.now):
        raise Conflict("This invitation was used, or taken back, before.")
    work.update(invitation, withdrawn_at=work.now)
    work.record("invitation.withdrawn", subject=f"invitation:{invitation.public_id}")


def withdraw_made_by(work: Work, member: PracticeMember) -> None:
    """Whoever manages the list no more lets in nobody."""
    for each in open_of(work, member.organisation_id):
        if each.invited_by == members.label(member):
            withdraw(work, each)


def withdraw_to(work: Work, member: PracticeMember) -> None:
    """Whoever is ended does not come back by what they were sent before."""
    theirs = {invitations.mark(work, each) for each in members.addresses(work.session, member)}
    for each in open_of(work, member.organisation_id):
        if each.address_mark in theirs:
            withdraw(work, each)


def by_the_practice(invitation: PracticeInvitation) -> bool:
    """Or by the radiology office, of which nobody there would know."""
    return invitation.invited_by.startswith(members.LABEL)


def made_by(work: Work, invitation: PracticeInvitation) -> bool:
    """Whether who made it may still do so: the office, or a manager who is one still."""
    if not by_the_practice(invitation):
        return True
    there = members.of_practice(work.session, invitation.organisation_id, work.now)
    return any(each.manager and members.label(each) == invitation.invited_by for each in there)


def _end_of(day: date | None, zone: str) -> datetime | None:
    """The midnight after it."""
    return None if day is None else walltime.day_start(day + timedelta(days=1), ZoneInfo(zone))
