"""One's own passkeys, authenticator, recovery codes and sessions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, delete

from advice_line.desk.factors import confirming, proof
from advice_line.desk.factors.signing_in import for_a_new_one
from advice_line.errors import Conflict, Invalid, NotAllowed, NotFound, Problem
from advice_line.ledger.work import Ledger, Work
from advice_line.tables.directory import Responder
from advice_line.tables.factors import Authenticator, Passkey, RecoveryCode
from advice_line.tables.trust import WebSession
from advice_line.trust import (
    authenticators,
    challenges,
    passkeys,
    passwords,
    sessions,
    sign_in_changes,
)
from advice_line.trust.passkeys import Party, Refused
from advice_line.trust.roles import Action, Actor, require
from advice_line.trust_kinds import SignedInBy

_LAST = "This is the only way you can show that it is you. Add another one first."


class ConfirmFirst(NotAllowed):
    """Nothing was done: both factors were shown too long ago for this."""

    sentence = "Show again that it is you. Then do this once more."


@dataclass(frozen=True)
class Opened:
    """One session of theirs; `name` names it on the page."""

    name: str
    device: str
    how: SignedInBy | None
    since: datetime
    seen_at: datetime
    until: datetime
    this: bool
    whole: bool


@dataclass(frozen=True)
class OwnSignIn:
    """`to_make` is what a browser is asked, as JSON, for a new passkey; None where both factors
    were shown too long ago. `codes_left` of the recovery codes, where any were ever made;
    `changes` are the last ones, of which they were told at an address."""

    now: datetime
    passkeys: Sequence[Passkey]
    authenticator: Authenticator | None
    codes_left: int
    codes_made: bool
    sessions: Sequence[Opened]
    changes: Sequence[sign_in_changes.Change]
    told_at: str
    to_make: str | None


@dataclass(frozen=True)
class NewAuthenticator:
    """What an app is given: the secret in letters and figures, and the address that holds it."""

    secret: str
    address: str


class KeepingSignIn:
    """Each door takes the token of the session that asks: what one signs in by is changed only
    while what was shown is fresh. Raises `ConfirmFirst` where it is not, `errors.NotFound`."""

    def __init__(self, ledger: Ledger, party: Party) -> None:
        self._ledger = ledger
        self._party = party

    def look(self, by: Actor, session: str, browser: str) -> OwnSignIn:
        require(by, Action.KEEP_SIGN_IN)
        with self._ledger.look(by.label) as work:
            person = work.session.get_one(Responder, by.responder_id)
            whose, mine = person.id or 0, passkeys.of(work.session, person.id or 0)
            fresh = sessions.fresh(work.session, session, work.now)
            challenge = challenges.make(work.vault, work.now, for_a_new_one(whose, browser))
            known = authenticators.of(work.session, whose)
            seen = OwnSignIn(
                now=work.now,
                passkeys=mine,
                authenticator=known if known is not None and known.confirmed_at else None,
                codes_left=authenticators.recovery_codes_left(work.session, whose),
                codes_made=authenticators.recovery_codes_made(work.session, whose),
                sessions=[
                    _opened(each, session)
                    for each in sessions.of_person(work.session, whose, work.now)
                ],
                changes=sign_in_changes.lately(work.session, whose),
                told_at=person.email,
                to_make=passkeys.to_make(self._party, person, mine, challenge) if fresh else None,
            )
            work.let_go()
            return seen

    def add_passkey(self, by: Actor, session: str, browser: str, given: str, name: str) -> str:
        """Shown with it, both factors: the session's new token. Raises `errors.Invalid`."""
        require(by, Action.PROVE_SELF)
        with self._ledger.work(by.label) as work:
            person = _fresh_enough(work, by, session)
            bound_to = for_a_new_one(person.id or 0, browser)
            try:
                passkeys.keep(work, self._party, person, given, bound_to, name)
            except Refused as error:
                wrong = proof.refused(work, error, person.id)
            else:
                return confirming.confirm(work, session, SignedInBy.PASSKEY)
        raise wrong

    def remove_passkey(self, by: Actor, session: str, public_id: str) -> None:
        """Raises `errors.Conflict` for the last thing by which they can show who they are."""
        require(by, Action.KEEP_SIGN_IN)
        with self._ledger.work(by.label) as work:
            person = _fresh_enough(work, by, session)
            mine = passkeys.of(work.session, person.id or 0)
            if public_id not in [each.public_id for each in mine]:
                raise NotFound
            if len(mine) == 1 and not authenticators.counts(work.session, person.id or 0):
                raise Conflict(_LAST)
            work.run(delete(Passkey).where(col(Passkey.public_id) == public_id))
            about = f"passkey:{public_id}"
            sign_in_changes.note(work, "passkey.removed", person.id, subject=about)

    def begin_authenticator(self, by: Actor, session: str, password: str, again: str) -> None:
        """Raises `errors.Invalid` for a weak password, `errors.Conflict` where there is one."""
        require(by, Action.PROVE_SELF)
        with self._ledger.look(by.label) as look:
            person = _fresh_enough(look, by, session)
            about = [*_names(person.name), person.email, person.mobile]
        plain = passwords.sound(password, about)
        if again != password:
            raise Invalid([Problem("again", "This is not the same as above.")])
        hashed = passwords.hashed(plain)
        with self._ledger.work(by.label) as work:
            person = _fresh_enough(work, by, session)
            if authenticators.counts(work.session, person.id or 0):
                raise Conflict("You have an authenticator. Remove it before you set up another.")
            authenticators.begin(work, person, hashed)

    def new_authenticator(self, by: Actor, session: str) -> NewAuthenticator:
        """While its figures have not been typed: its secret is shown to nobody after that."""
        require(by, Action.PROVE_SELF)
        with self._ledger.look(by.label) as work:
            person = _fresh_enough(work, by, session)
            secret = authenticators.secret(work, _begun(work.session, person))
            return NewAuthenticator(secret, authenticators.address(secret, person))

    def confirm_authenticator(self, by: Actor, session: str, typed: str) -> str:
        """Shown with it, both factors: the session's new token. Raises `errors.Invalid`."""
        require(by, Action.PROVE_SELF)
        with self._ledger.work(by.label) as work:
            person = _fresh_enough(work, by, session)
            begun = _begun(work.session, person)
            if authenticators.take_figures(work, begun, typed):
                authenticators.confirm(work, begun)
                return confirming.confirm(work, session, SignedInBy.TOTP)
        said = "These are not its figures now. Wait for the next ones; is the phone's clock right?"
        raise Invalid([Problem("code", said)])

    def remove_authenticator(self, by: Actor, session: str) -> None:
        """Its password and recovery codes go with it. Raises `errors.Conflict` as a passkey."""
        require(by, Action.KEEP_SIGN_IN)
        with self._ledger.work(by.label) as work:
            person = _fresh_enough(work, by, session)
            if not passkeys.of(work.session, person.id or 0):
                raise Conflict(_LAST)
            forget_authenticator(work, person.id or 0)

    def recovery_codes(self, by: Actor, session: str) -> Sequence[str]:
        """Raises `errors.NotFound` without an authenticator: they stand in for its figures."""
        require(by, Action.KEEP_SIGN_IN)
        with self._ledger.work(by.label) as work:
            person = _fresh_enough(work, by, session)
            if not authenticators.counts(work.session, person.id or 0):
                raise NotFound
            return authenticators.recovery_codes(work, person.id or 0)

    def end_session(self, by: Actor, name: str) -> None:
        require(by, Action.KEEP_SIGN_IN)
        with self._ledger.work(by.label) as work:
            mine = sessions.of_person(work.session, by.responder_id or 0, work.now)
            for each in mine:
                if sessions.name(each) == name:
                    sessions.end_this(work, each)
                    return
        raise NotFound

    def end_others(self, by: Actor, session: str) -> None:
        require(by, Action.KEEP_SIGN_IN)
        with self._ledger.work(by.label) as work:
            for each in sessions.of_person(work.session, by.responder_id or 0, work.now):
                if not sessions.is_of(each, session):
                    sessions.end_this(work, each)


def forget_authenticator(work: Work, responder_id: int) -> None:
    work.run(delete(RecoveryCode).where(col(RecoveryCode.responder_id) == responder_id))
    whose = col(Authenticator.responder_id) == responder_id
    if work.run(delete(Authenticator).where(whose)):
        sign_in_changes.note(work, "authenticator.removed", responder_id)


def _names(name: str) -> list[str]:
    """Every stretch of it, such as "amara example" of "Dr Amara Example"."""
    parts = name.split()
    ends = range(1, len(parts) + 1)
    stretches = [parts[start:end] for end in ends for start in range(end)]
    return [between.join(each) for each in stretches for between in ("", " ")]


def _fresh_enough(work: Work, by: Actor, session: str) -> Responder:
    """Whose it is. Who has shown one factor may add the second only where they have none."""
    person = work.session.get_one(Responder, by.responder_id)
    if not sessions.fresh(work.session, session, work.now):
        raise ConfirmFirst
    whose = person.id or 0
    has_one = passkeys.of(work.session, whose) or authenticators.counts(work.session, whose)
    if by.only is not None and has_one:
        raise ConfirmFirst
    return person


def _begun(session: Session, person: Responder) -> Authenticator:
    begun = authenticators.of(session, person.id or 0)
    if begun is None or begun.confirmed_at is not None:
        raise NotFound
    return begun


def _opened(row: WebSession, token: str) -> Opened:
    return Opened(
        name=sessions.name(row),
        device=row.device or "",
        how=SignedInBy(row.how) if row.how else None,
        since=row.made_at,
        seen_at=row.seen_at,
        until=row.expires_at,
        this=sessions.is_of(row, token),
        whole=row.factors == 2,
    )
