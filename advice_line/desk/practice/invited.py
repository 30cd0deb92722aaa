"""The door of whoever was invited: a link says by which practice, a code to the address that was
invited opens it in the browser that asked, and a button makes them one of its people, once. Looking
at the link changes nothing, and whoever it was forwarded to gets no code."""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime

from advice_line.desk.asking import confirming
from advice_line.desk.practice import inviting, joining, opening, own
from advice_line.errors import Conflict, Expired, NotAllowed
from advice_line.ledger.work import Ledger, Work
from advice_line.outgoing_kinds import NoticeKind, OutChannel, Recipient
from advice_line.practice_kinds import EnteredBy, JoinedBy
from advice_line.rules import practice_form
from advice_line.tables.directory import Line, Organisation, Requester
from advice_line.tables.practices import PracticeInvitation
from advice_line.tables.trust import AccessLink, WebSession
from advice_line.trust import behind_code, codes, devices, invitations, links, refusals
from advice_line.trust.behind_code import Goes
from advice_line.trust.roles import Action, Actor, require

_TO_INVITED = Goes(OutChannel.EMAIL, Recipient.REQUESTER)
_PURPOSE = codes.Purpose.INVITATION
USED = "This invitation was used before. Each works once."
WITHDRAWN = "This invitation was taken back."
CLOSED = "The code of this practice is closed, so nobody joins it any more."
UNMADE = "Whoever made this invitation no longer manages the list of that practice."
OLD = "This invitation is older than 7 days."
_OWN_CODE = "Ask for a code first: it goes to the address that was invited."


@dataclass(frozen=True)
class Invitation:
    """What anybody who has the link may know. `over` is why it can be used no more."""

    practice: str
    manager: bool
    ends_at: datetime | None
    line: Line
    sent_to: str
    over: str | None
    now: datetime

    @property
    def expired(self) -> bool:
        return self.over is not None


class Invited:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def look(self, token: str) -> Invitation:
        """Raises `errors.NotFound` for a link that is not one of ours."""
        with self._ledger.look("public") as work:
            link, invitation = invitations.by_link(work, token)
            practice = work.session.get_one(Organisation, invitation.organisation_id)
            found = Invitation(
                practice=practice.name,
                manager=invitation.manager,
                ends_at=invitation.ends_at,
                line=own.first_line(work),
                sent_to=behind_code.hint(invitations.address(work, invitation) or ""),
                over=_over(work, link, invitation),
                now=work.now,
            )
            work.let_go()
            return found

    def send_code(self, token: str, browser: str) -> None:
        """Raises `errors.Expired`, `errors.TooManyTries`, `errors.NotAllowed`."""
        with self._kept(token) as work:
            link, invitation = invitations.by_link(work, token)
            _refuse_over(work, link, invitation)
            behind_code.send_code(
                work, link, browser, _TO_INVITED, _PURPOSE, NoticeKind.INVITATION_CODE
            )

    def open(self, token: str, browser: str, typed: str) -> str:
        """The right code makes a session for this one invitation: its token, for a cookie.

        Raises `errors.Invalid` for a wrong code, `errors.Expired`, `errors.TooManyTries`."""
        with self._kept(token) as work:
            link, invitation = invitations.by_link(work, token)
            _refuse_over(work, link, invitation)
            session = behind_code.opened(work, link, browser, typed, _PURPOSE)
            if session is not None:
                return session
        raise codes.wrong()

    def ask_fresh(self, token: str) -> bool:
        """Whoever invited them does so again: none is made here."""
        self.look(token)
        return False

    def join(
        self,
        by: Actor,
        token: str,
        browser: str,
        device: str | None,
        who: practice_form.Person,
        *,
        shared: bool,
    ) -> str:
        """The token of this browser, which knows them as one of the practice.

        Raises `errors.NotAllowed` in a browser that has not typed its code, and `errors.Conflict`
        where it was used before."""
        require(by, Action.JOIN_PRACTICE)
        with self._kept(token, by.label) as work:
            link, invitation = invitations.by_link(work, token)
            if link.id != by.link_id:
                raise NotAllowed(_OWN_CODE)
            _refuse_over(work, link, invitation)
            if not links.use(work, link):
                raise Conflict(USED)
            remembered, person = _known(work, invitation, browser, device, who)
            practice = work.session.get_one(Organisation, invitation.organisation_id)
            member = joining.join(
                work,
                practice,
                person,
                who,
                JoinedBy.INVITATION,
                manager=invitation.manager,
                ends_at=invitation.ends_at,
                known_there=inviting.by_the_practice(invitation),
            )
            work.update(invitation, member_id=member.id)
            joining.signed_in(work, remembered, member)
            how = EnteredBy.INVITATION
            return devices.opens(work, remembered, member.id, shared=shared, how=how)

    def _kept(self, token: str, by: str = "public") -> AbstractContextManager[Work]:
        return refusals.kept(self._ledger, by, "invitation", refusals.of_link(token))


def _known(
    work: Work,
    invitation: PracticeInvitation,
    browser: str,
    token: str | None,
    who: practice_form.Person,
) -> tuple[WebSession, Requester]:
    """The address is theirs: its code was typed here."""
    address = invitations.address(work, invitation)
    if address is None:
        raise Expired
    said = {"requester_name": who.name, "requester_role": who.role}
    known = confirming.confirmed(work, address, browser, token, said)
    device = devices.find(work.session, known, work.now)
    assert device is not None
    opening.one_person_at_a_time(work, device, token)
    return device, work.session.get_one(Requester, device.requester_id)


def _over(work: Work, link: AccessLink, invitation: PracticeInvitation) -> str | None:
    practice = work.session.get_one(Organisation, invitation.organisation_id)
    if invitation.withdrawn_at is not None:
        return WITHDRAWN
    if link.used_at is not None:
        return USED
    if own.is_closed(work, practice):
        return CLOSED
    if not inviting.made_by(work, invitation):
        return UNMADE
    return None if links.usable(link, work) else OLD


def _refuse_over(work: Work, link: AccessLink, invitation: PracticeInvitation) -> None:
    over = _over(work, link, invitation)
    if over == OLD:
        raise Expired(OLD)
    if over is not None:
        raise Conflict(over)
