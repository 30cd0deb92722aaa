"""The door of the hospital's own sign-in: a browser is sent there and comes back, and who came back
is signed in where they are somebody of the service.

What a browser was sent with lies sealed in a cookie of that browser, so that nobody else can come
back with it, and nothing is kept for who never does. What came back serves once, whoever sends it
again (`ProviderReturn`).
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import col, delete, func, select

from advice_line.errors import Misconfigured, NotAllowed, NotFound
from advice_line.ledger.once import insert_once
from advice_line.ledger.work import Ledger, Work
from advice_line.ports.identity import Asked, CameBack, Identity, IdentityProvider, NotProven
from advice_line.tables.directory import Responder
from advice_line.tables.identity import ProviderReturn
from advice_line.trust import granted, identities, provider_rules, provider_sign_out, sessions
from advice_line.trust.provider_rules import SiteRules
from advice_line.trust_kinds import LinkedHow, SignedInBy, SignInRefusal

LIFETIME = timedelta(minutes=10)
# Longer than any session lasts.
_KEPT = timedelta(days=2)
_COOKIE, _TOKEN = "cookies.oidc", "provider_returns.sealed_token"  # a column's name
_WHO = "public"


class Refused(NotAllowed):
    """Nobody was signed in; `refusal` says why. `subject` is what the provider calls who came back,
    for them alone to read, where it has shown who that is."""

    sentence = "You are not signed in."

    def __init__(self, refusal: SignInRefusal, subject: str | None = None) -> None:
        self.refusal = refusal
        self.subject = subject
        super().__init__()


@dataclass(frozen=True)
class Begun:
    """Where the browser goes, and what it keeps until it comes back, under which name."""

    address: str
    name: str
    cookie: str = field(repr=False)


@dataclass(frozen=True)
class Done:
    """The session's token, and the page to which they wanted to go."""

    session: str = field(repr=False)
    wanted: str | None


class ProviderSignIn:
    def __init__(self, ledger: Ledger, provider: IdentityProvider | None, rules: SiteRules) -> None:
        self._ledger = ledger
        self._given = provider
        self._rules = rules

    @property
    def label(self) -> str | None:
        """What the provider is called on the button; None where the site has none."""
        return self._given.label if self._given is not None else None

    @property
    def _provider(self) -> IdentityProvider:
        if self._given is None:
            raise NotFound
        return self._given

    def begin(self, wanted: str | None) -> Begun:
        """Raises `errors.NotFound` where the site has no such sign-in, and `Refused`."""
        try:
            address, asked = self._provider.begin()
        except NotProven as error:
            raise self._refused(error.refusal) from None
        until = self._ledger.clock.now() + LIFETIME
        kept = {**asdict(asked), "wanted": wanted, "until": until.isoformat()}
        cookie = self._ledger.vault.seal_json(kept, _COOKIE)
        return Begun(address, name_of(asked.state), cookie)

    def finish(self, back: CameBack, cookie: str | None, device: str | None = None) -> Done:
        """`device` are words for the browser. Raises `errors.NotFound`, and `Refused`, which is in
        the trail then."""
        asked, wanted = self._kept(back, cookie)
        try:
            self._use(asked)
            identity = self._provider.finish(back, asked)
            provider_rules.hold_to_second_factor(identity)
        except NotProven as error:
            raise self._refused(error.refusal) from None
        try:
            return Done(self._signed_in(identity, asked, device), wanted)
        except NotProven as error:
            raise self._refused(error.refusal, identity) from None

    def out(self, session: str) -> str | None:
        """Where the browser of this session signs out at the provider too; None where it did not
        come from there, or there is no such place."""
        if self._given is None:
            return None
        with self._ledger.look(_WHO) as work:
            row = work.session.exec(
                select(ProviderReturn).where(
                    col(ProviderReturn.session_mark) == _mark(work, session)
                )
            ).first()
            if row is None or row.sealed_token is None:
                return None
            token = work.vault.open(row.sealed_token, _TOKEN)
        return self._given.sign_out(token)

    def signed_out_there(self, token: str) -> None:
        """Raises `errors.NotFound`, and what `provider_sign_out.take` does."""
        provider_sign_out.take(self._ledger, self._provider, token)

    @property
    def keys(self) -> Mapping[str, Any]:
        """By which the provider knows this service. Raises `errors.NotFound` where it has none."""
        keys = self._provider.keys()
        if keys is None:
            raise NotFound
        return keys

    def _kept(self, back: CameBack, cookie: str | None) -> tuple[Asked, str | None]:
        """What this browser was sent with. Raises `Refused` for another's, or one that is past its
        time."""
        _ = self._provider
        try:
            kept = json.loads(self._ledger.vault.open(cookie or "", _COOKIE))
            asked = Asked(kept["state"], kept["nonce"], kept["verifier"])
            until = datetime.fromisoformat(kept["until"])
        except (Misconfigured, KeyError, ValueError):
            raise self._refused(SignInRefusal.NOT_BEGUN_HERE) from None
        if asked.state != back.state or self._ledger.clock.now() >= until:
            raise self._refused(SignInRefusal.NOT_BEGUN_HERE)
        return asked, kept["wanted"]

    def _use(self, asked: Asked) -> None:
        """Once, whatever becomes of it. Raises NotProven the second time."""
        with self._ledger.work(_WHO) as work:
            old = col(ProviderReturn.at) < work.now - _KEPT
            work.run(delete(ProviderReturn).where(old))
            mark = _mark(work, asked.state)
            fresh = insert_once(
                work.session, ProviderReturn, ("state_mark",), state_mark=mark, at=work.now
            )
        if not fresh:
            raise NotProven(SignInRefusal.USED_BEFORE)

    def _signed_in(self, identity: Identity, asked: Asked, device: str | None) -> str:
        """The token of a session that nobody had before. Raises NotProven."""
        with self._ledger.work(_WHO) as work:
            person = self._person(work, identity)
            if person.ended_at is not None:
                raise NotProven(SignInRefusal.ENDED)
            roles = provider_rules.session_roles(identity, self._rules, granted.anywhere(person))
            session = sessions.start_staff(
                work,
                person,
                SignedInBy.OIDC,
                roles,
                two_factors=identity.strong,
                device=device,
                there=provider_sign_out.known_there(work, identity),
            )
            sealed = work.vault.seal(identity.token, _TOKEN) if identity.token else None
            work.change(
                ProviderReturn,
                col(ProviderReturn.state_mark) == _mark(work, asked.state),
                session_mark=_mark(work, session),
                sealed_token=sealed,
            )
            return session

    def _person(self, work: Work, identity: Identity) -> Responder:
        """Raises NotProven for a subject that is nobody of the service."""
        known = identities.used(work, identity.issuer, identity.subject)
        return known if known is not None else self._linked(work, identity)

    def _linked(self, work: Work, identity: Identity) -> Responder:
        """By an address that is one person's alone in the directory, and theirs at the provider; of
        somebody who came from there before as another, nothing is changed."""
        address = provider_rules.may_link(identity, self._rules)
        found = work.session.exec(
            select(Responder).where(func.lower(col(Responder.email)) == address)
        ).all()
        if len(found) != 1 or identities.is_linked(work, found[0], identity.issuer):
            raise NotProven(SignInRefusal.UNKNOWN_PERSON)
        (person,) = found
        issuer, subject = identity.issuer, identity.subject
        identities.link(work, person, issuer, subject, LinkedHow.EMAIL, _WHO)
        return person

    def _refused(self, refusal: SignInRefusal, identity: Identity | None = None) -> Refused:
        """For the page, and in the trail: never what came back, and who came as a mark alone."""
        subject = identity.subject if identity else None
        with self._ledger.work(_WHO) as work:
            mark = work.vault.mark(subject, "provider_subject")[:16] if subject else None
            work.record("sign_in.refused", subject=mark and f"subject:{mark}", refusal=refusal)
        return Refused(refusal, subject)


def moved(work: Work, session: str, to: str) -> None:
    """A session has another token: it is signed out there by that one."""
    old = col(ProviderReturn.session_mark) == _mark(work, session)
    work.change(ProviderReturn, old, session_mark=_mark(work, to))


def name_of(state: str) -> str:
    """Of the cookie: two pages may be on their way at once."""
    return "".join(each for each in state[:12] if each.isalnum())


def _mark(work: Work, secret: str) -> str:
    return work.vault.mark(secret, "provider")
