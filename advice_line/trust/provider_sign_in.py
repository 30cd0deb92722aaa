"""The door of the hospital's own sign-in: a browser is sent there and comes back, and who came back
is signed in where they are somebody of the service."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import col, func, select

from advice_line.directory_kinds import ContactWay
from advice_line.ledger.work import Ledger, Work
from advice_line.ports.identity import Asked, CameBack, Identity, IdentityProvider, NotProven
from advice_line.tables.directory import Responder
from advice_line.tables.identity import ProviderReturn
from advice_line.trust import granted, identities, provider_rules, provider_sign_out, sessions
from advice_line.trust.provider_rules import SiteRules
from advice_line.trust.provider_sign_out import Ending
from advice_line.trust.sessions import AtProvider
from advice_line.trust.there_and_back import WHO, Begun, ThereAndBack, mark
from advice_line.trust_kinds import LinkedHow, SignedInBy, SignInRefusal

_COOKIE, _TOKEN = "cookies.oidc", "provider_returns.sealed_token"  # a column's name


@dataclass(frozen=True)
class Done:
    """The session's token, and the page to which they wanted to go."""

    session: str = field(repr=False)
    wanted: str | None


class ProviderSignIn:
    def __init__(self, ledger: Ledger, provider: IdentityProvider | None, rules: SiteRules) -> None:
        self._ledger = ledger
        self._rules = rules
        self._way = ThereAndBack(ledger, provider, _COOKIE, "sign_in.refused")

    @property
    def label(self) -> str | None:
        """What the provider is called on the button; None where the site has none."""
        return self._way.given.label if self._way.given is not None else None

    def begin(self, wanted: str | None) -> Begun:
        """Raises `errors.NotFound` where the site has no such sign-in, and `Refused`."""
        return self._way.begin({"page": wanted})

    def finish(self, back: CameBack, cookie: str | None, device: str | None = None) -> Done:
        """`device` are words for the browser. Raises `errors.NotFound`, and `Refused`, which is in
        the trail then."""
        came = self._way.finish(back, cookie)
        try:
            session = self._signed_in(came.identity, came.asked, device)
        except NotProven as error:
            raise self._way.refused(error.refusal, came.identity) from None
        return Done(session, came.wanted["page"])

    def out(self, session: str) -> str | None:
        """Where the browser of this session signs out at the provider too; None where it did not
        come from there, or there is no such place."""
        if self._way.given is None:
            return None
        with self._ledger.look(WHO) as work:
            row = work.session.exec(
                select(ProviderReturn).where(
                    col(ProviderReturn.session_mark) == mark(work, session)
                )
            ).first()
            if row is None or row.sealed_token is None:
                return None
            token = work.vault.open(row.sealed_token, _TOKEN)
        return self._way.given.sign_out(token)

    def signed_out_there(self, token: str) -> None:
        """Raises `errors.NotFound`, and what `provider_sign_out.take` does."""
        provider_sign_out.take(self._ledger, self._way.provider, token, _ENDING)

    @property
    def keys(self) -> Mapping[str, Any]:
        """Raises as `ThereAndBack.keys` does."""
        return self._way.keys

    def _signed_in(self, identity: Identity, asked: Asked, device: str | None) -> str:
        """The token of a session that nobody had before. Raises NotProven."""
        with self._ledger.work(WHO) as work:
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
                col(ProviderReturn.state_mark) == mark(work, asked.state),
                session_mark=mark(work, session),
                sealed_token=sealed,
            )
            return session

    def _person(self, work: Work, identity: Identity) -> Responder:
        """Raises NotProven for a subject that is nobody of the service."""
        known = identities.used(work, identity.issuer, identity.subject)
        return known if known is not None else self._linked(work, identity)

    def _linked(self, work: Work, identity: Identity) -> Responder:
        """By an address that is one person's alone in the directory, and theirs at the provider; of
        somebody who came from there before as another, nothing is changed. One that a page changed
        links nobody before its person confirmed it (H15)."""
        address = provider_rules.may_link(identity, self._rules)
        found = work.session.exec(
            select(Responder).where(func.lower(col(Responder.email)) == address)
        ).all()
        if len(found) != 1 or identities.is_linked(work, found[0], identity.issuer):
            raise NotProven(SignInRefusal.UNKNOWN_PERSON)
        (person,) = found
        if ContactWay.EMAIL in person.unconfirmed:
            raise NotProven(SignInRefusal.UNKNOWN_PERSON)
        issuer, subject = identity.issuer, identity.subject
        identities.link(work, person, issuer, subject, LinkedHow.EMAIL, WHO)
        return person


def _end(work: Work, there: AtProvider) -> int:
    theirs = sessions.of_provider(work.session, there, staff=True)
    for each in theirs:
        sessions.end_this(work, each)
    return len(theirs)


_ENDING = Ending(_end, "staff")


def moved(work: Work, session: str, to: str) -> None:
    """A session has another token: it is signed out there by that one."""
    old = col(ProviderReturn.session_mark) == mark(work, session)
    work.change(ProviderReturn, old, session_mark=mark(work, to))
