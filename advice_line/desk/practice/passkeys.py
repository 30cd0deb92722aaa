"""The doors of passkeys for people of a practice: signing in by one where a code would be typed,
and one's own, added in a browser in which a code was typed just now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from advice_line.desk.factors.words import PASSKEY_REFUSED
from advice_line.desk.practice import opening, own
from advice_line.desk.practice.opening import Entered
from advice_line.errors import AdviceLineError, Invalid, NotAllowed, NotFound, Problem
from advice_line.ledger import outbox
from advice_line.ledger.work import Ledger, Work
from advice_line.outgoing_kinds import NoticeKind, OutChannel, Recipient
from advice_line.practice_kinds import EnteredBy
from advice_line.tables.directory import Organisation, Requester
from advice_line.tables.practices import PracticeMember, PracticePasskey
from advice_line.tables.trust import WebSession
from advice_line.trust import challenges, devices, members, passkeys, practice_passkeys
from advice_line.trust.passkeys import Party, Refused
from advice_line.trust.roles import Action, Actor, require

_SAID = PASSKEY_REFUSED | {
    "unknown": (
        "This passkey is not known here for a practice. Use a code, then add it under Your sign-in."
    ),
    "code_due": (
        "Every 90 days we ask for a code as well, which shows that your address is still yours. "
        "Type one now; the passkey goes on afterwards."
    ),
    "no_practice": "You are one of no practice here any more. Your practice manager invites you.",
    "shared_lock": (
        "Others use this computer too, so its own lock would let them in as you. Use your "
        "telephone or a security key."
    ),
}


class CodeFirst(NotAllowed):
    """Nothing was done: no code was typed in this browser just now."""

    sentence = "Sign in by a code first; within ten minutes of that a passkey is added."


@dataclass(frozen=True)
class OwnPasskeys:
    """`to_make` is what a browser is asked, as JSON, for a new one; None where no code was typed in
    it just now. `shared`: others use this computer too."""

    me: str
    practice: str
    passkeys: Sequence[PracticePasskey]
    to_make: str | None
    shared: bool
    now: datetime


class PracticePasskeys:
    """`party` is whom passkeys are made for: this site, at its own address."""

    def __init__(self, ledger: Ledger, party: Party) -> None:
        self._ledger = ledger
        self._party = party

    def asked(self, browser: str) -> str:
        """What a browser is asked, as JSON, for any passkey of this site."""
        challenge = challenges.make(self._ledger.vault, self._ledger.clock.now(), _in(browser))
        return passkeys.to_answer(self._party, (), challenge)

    def enter(
        self, by: Actor, browser: str, before: str | None, given: str, *, shared: bool
    ) -> Entered:
        """As a code does. Raises `errors.Invalid`, which is in the trail then."""
        require(by, Action.JOIN_PRACTICE)
        with self._ledger.work(by.label) as work:
            try:
                return self._entered(work, browser, before, given, shared=shared)
            except Refused as error:
                # Not undone: what was answered is used up, that it was tried stands.
                wrong = _refused(work, error)
        raise wrong

    def look(self, by: Actor, token: str | None, browser: str) -> OwnPasskeys:
        require(by, Action.SEE_PRACTICE)
        with self._ledger.look(by.label) as work:
            member, device = own.member(work, by), _device(work, token)
            mine = practice_passkeys.of(work.session, member.requester_id)
            lately = devices.proven_lately(device, work.now)
            seen = OwnPasskeys(
                me=member.name,
                practice=own.practice(work, by).name,
                passkeys=mine,
                to_make=self._to_make(work, member, mine, device, browser) if lately else None,
                shared=device.shared,
                now=work.now,
            )
            work.let_go()
            return seen

    def add(self, by: Actor, token: str | None, browser: str, given: str, name: str) -> None:
        """Raises `errors.Invalid`, which is in the trail then, and `CodeFirst`."""
        require(by, Action.SEE_PRACTICE)
        with self._ledger.work(by.label) as work:
            member, device = own.member(work, by), _device(work, token)
            if not devices.proven_lately(device, work.now):
                raise CodeFirst
            person = work.session.get_one(Requester, member.requester_id)
            bound_to = _for_a_new_one(member, browser)
            try:
                made = practice_passkeys.keep(
                    work, self._party, person, given, bound_to, name, shared=device.shared
                )
            except Refused as error:
                wrong = _refused(work, error)
            else:
                _tell(work, made)
                return
        raise wrong

    def remove(self, by: Actor, passkey: str) -> None:
        """Raises `errors.NotFound` for nobody's and for another's."""
        require(by, Action.SEE_PRACTICE)
        with self._ledger.work(by.label) as work:
            if not practice_passkeys.remove(work, own.member(work, by).requester_id, passkey):
                raise NotFound

    def _entered(
        self, work: Work, browser: str, before: str | None, given: str, *, shared: bool
    ) -> Entered:
        person = practice_passkeys.answered(work, self._party, given, _in(browser))
        whose = person.id or 0
        address = practice_passkeys.address(work, whose)
        if address is None:
            raise Refused("code_due")
        if not opening.open_memberships(work, whose):
            raise Refused("no_practice")
        device = opening.device_of(work, address, whose)
        how = EnteredBy.PASSKEY
        return opening.opened(work, device, address, before=before, shared=shared, how=how)

    def _to_make(
        self,
        work: Work,
        member: PracticeMember,
        mine: Sequence[PracticePasskey],
        device: WebSession,
        browser: str,
    ) -> str:
        person = work.session.get_one(Requester, member.requester_id)
        practice = work.session.get_one(Organisation, member.organisation_id)
        challenge = challenges.make(work.vault, work.now, _for_a_new_one(member, browser))
        name = f"{member.name}, {practice.name}"
        return practice_passkeys.to_make(
            self._party, person, name, mine, challenge, shared=device.shared
        )


def _refused(work: Work, error: Refused) -> AdviceLineError:
    work.record("practice_passkey.refused", reason=error.why)
    return Invalid([Problem("", _SAID[error.why])])


def _device(work: Work, token: str | None) -> WebSession:
    found = devices.find(work.session, token, work.now)
    if found is None:
        raise NotAllowed(members.SIGN_IN)
    return found


def _tell(work: Work, made: PracticePasskey) -> None:
    """Whoever sat down at an open browser could have added it: its owner hears of it."""
    outbox.put(
        work,
        NoticeKind.PRACTICE_PASSKEY_ADDED,
        once=f"practice_passkey:{made.public_id}",
        channel=OutChannel.EMAIL,
        recipient=Recipient.REQUESTER,
        subject=made.id,
    )


def _in(browser: str) -> str:
    """What a challenge to sign in is bound to: no answer of staff's fits it."""
    return f"practice-in:{browser}"


def _for_a_new_one(member: PracticeMember, browser: str) -> str:
    return f"practice-make:{member.requester_id}:{browser}"
