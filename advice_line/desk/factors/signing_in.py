"""Signing in by both factors at once, and showing the second after the first."""

from dataclasses import dataclass

from advice_line.desk.factors import confirming, proof
from advice_line.directory import lookups
from advice_line.directory.numbers import normalise
from advice_line.errors import Invalid, NotAllowed, Problem
from advice_line.ledger.work import Ledger
from advice_line.tables.directory import Responder
from advice_line.trust import authenticators, challenges, codes, passkeys, sessions
from advice_line.trust.passkeys import Party
from advice_line.trust.roles import Action, Actor, require
from advice_line.trust_kinds import SignedInBy


@dataclass(frozen=True)
class CanShow:
    """By what somebody can show that it is them: `asked` of their passkeys, as JSON for the
    browser, None where they have none; `to_make` is what it is asked for a first one, where they
    have nothing yet. `whole` says whether both factors were shown, and `fresh` whether it was
    within the last minutes."""

    asked: str | None
    authenticator: bool
    to_make: str | None
    whole: bool
    fresh: bool

    @property
    def nothing(self) -> bool:
        return self.asked is None and not self.authenticator


class ByFactors:
    """`party` is whom passkeys are made for: this site, at its own address."""

    def __init__(self, ledger: Ledger, party: Party) -> None:
        self._ledger = ledger
        self._party = party

    def asked(self, browser: str) -> str:
        """What a browser is asked, as JSON, for any passkey of this site."""
        challenge = challenges.make(self._ledger.vault, self._ledger.clock.now(), _in(browser))
        return passkeys.to_answer(self._party, (), challenge)

    def by_passkey(self, browser: str, given: str, device: str, where: str | None) -> str:
        """The session's token. Wrong answers of one's passkeys count for that person; those of none
        that is known for the address they come from (`where`), if that can be told.

        Raises `errors.Invalid`, `errors.TooManyTries`; `errors.NotAllowed` for whose access has
        ended."""
        with self._ledger.work("public") as work:
            known = passkeys.whose(work.session, given)
            purpose, from_there = codes.Purpose.PASSKEY, where or browser
            tried = codes.begin_try(work, purpose, browser, responder=known, said=from_there)
            who = proof.by_passkey(work, self._party, given, _in(browser))
            if isinstance(who, Responder):
                codes.was_right(work, tried)
                return sessions.start_staff(work, who, SignedInBy.PASSKEY, device=device)
        raise who

    def by_authenticator(
        self, browser: str, number: str, password: str, typed: str, device: str
    ) -> str:
        """The session's token; `number` is the mobile on file. Whoever is unknown, or whose access
        has ended, is told what is told of a wrong password.

        Raises `errors.Invalid`, `errors.TooManyTries`."""
        mobile = normalise(number)
        if mobile is None:
            raise Invalid([Problem("mobile", "Enter a mobile number, such as 07700 900123.")])
        with self._ledger.look("public") as work:
            person = lookups.responder_by_mobile(work.session, mobile)
            known = person.id if person is not None and person.ended_at is None else None
        proof.by_authenticator(self._ledger, browser, known, mobile, password, typed)
        with self._ledger.work("public") as work:
            person = work.session.get_one(Responder, known)
            return sessions.start_staff(work, person, SignedInBy.TOTP, device=device)

    def can_show(self, by: Actor, session: str, browser: str) -> CanShow:
        """Raises `errors.NotAllowed`."""
        require(by, Action.PROVE_SELF)
        with self._ledger.look(by.label) as work:
            whose = by.responder_id or 0
            mine = passkeys.of(work.session, whose)
            counts = authenticators.counts(work.session, whose)
            asks = challenges.make(work.vault, work.now, _confirms(whose, browser))
            makes = challenges.make(work.vault, work.now, for_a_new_one(whose, browser))
            person = work.session.get_one(Responder, whose)
            return CanShow(
                asked=passkeys.to_answer(self._party, mine, asks) if mine else None,
                authenticator=counts,
                to_make=None
                if mine or counts
                else passkeys.to_make(self._party, person, (), makes),
                whole=by.only is None,
                fresh=sessions.fresh(work.session, session, work.now),
            )

    def confirm_by_passkey(self, by: Actor, session: str, browser: str, given: str) -> str:
        """The session's new token. Raises `errors.Invalid`, `errors.TooManyTries`,
        `errors.NotAllowed`."""
        require(by, Action.PROVE_SELF)
        with self._ledger.work(by.label) as work:
            whose, purpose = by.responder_id or 0, codes.Purpose.PASSKEY
            tried = codes.begin_try(work, purpose, browser, responder=whose, said="")
            who = proof.by_passkey(work, self._party, given, _confirms(whose, browser), whose)
            if isinstance(who, Responder):
                codes.was_right(work, tried)
                return confirming.confirm(work, session, SignedInBy.PASSKEY)
        raise who

    def confirm_by_authenticator(
        self, by: Actor, session: str, browser: str, password: str, typed: str
    ) -> str:
        """The session's new token. Raises `errors.Invalid`, `errors.TooManyTries`."""
        require(by, Action.PROVE_SELF)
        if by.responder_id is None:
            raise NotAllowed
        proof.by_authenticator(self._ledger, browser, by.responder_id, "", password, typed)
        with self._ledger.work(by.label) as work:
            return confirming.confirm(work, session, SignedInBy.TOTP)


def for_a_new_one(whose: int, browser: str) -> str:
    """What a challenge for a new passkey is bound to."""
    return f"make:{whose}:{browser}"


def _in(browser: str) -> str:
    return f"in:{browser}"


def _confirms(whose: int, browser: str) -> str:
    return f"confirm:{whose}:{browser}"
