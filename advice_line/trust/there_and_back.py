"""A browser is sent to a provider of sign-ins and comes back with who somebody is.

What it was sent with lies sealed in a cookie of that browser, so that nobody else can come back
with it, and nothing is kept for who never does. What came back serves once, whoever sends it again
(`ProviderReturn`). Each way has a cookie that no other way opens: whoever was sent as one of a
practice comes back as none of the staff, and the reverse.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import col, delete

from advice_line.errors import Misconfigured, NotAllowed, NotFound
from advice_line.ledger.once import insert_once
from advice_line.ledger.work import Ledger, Work
from advice_line.ports.identity import Asked, CameBack, Identity, IdentityProvider, NotProven
from advice_line.tables.identity import ProviderReturn
from advice_line.trust import provider_rules
from advice_line.trust_kinds import SignInRefusal

LIFETIME = timedelta(minutes=10)
# Longer than any session lasts.
_KEPT = timedelta(days=2)
WHO = "public"
Wanted = Mapping[str, Any]


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
class Returned:
    """Who came back by the provider's word, with both factors, and what they had `wanted`."""

    identity: Identity
    asked: Asked
    wanted: Wanted


@dataclass(frozen=True)
class ThereAndBack:
    """`cookie` names what is sealed, `action` the line of the trail for whoever is refused."""

    ledger: Ledger
    given: IdentityProvider | None
    cookie: str
    action: str

    @property
    def provider(self) -> IdentityProvider:
        """Raises `errors.NotFound` where the site has none."""
        if self.given is None:
            raise NotFound
        return self.given

    @property
    def keys(self) -> Mapping[str, Any]:
        """By which the provider knows this service. Raises `errors.NotFound` where it has none."""
        keys = self.provider.keys()
        if keys is None:
            raise NotFound
        return keys

    def begin(self, wanted: Wanted, *, anew: bool = False) -> Begun:
        """`anew`: they type there who they are, whoever is signed in there already. Raises
        `errors.NotFound` where the site has no such sign-in, and `Refused`."""
        try:
            address, asked = self.provider.begin(anew=anew)
        except NotProven as error:
            raise self.refused(error.refusal) from None
        until = self.ledger.clock.now() + LIFETIME
        kept = {**asdict(asked), "wanted": dict(wanted), "until": until.isoformat()}
        cookie = self.ledger.vault.seal_json(kept, self.cookie)
        return Begun(address, name_of(asked.state), cookie)

    def finish(self, back: CameBack, cookie: str | None) -> Returned:
        """Raises `errors.NotFound`, and `Refused`, which is in the trail then."""
        asked, wanted = self._kept(back, cookie)
        try:
            self._use(asked)
            identity = self.provider.finish(back, asked)
            provider_rules.hold_to_second_factor(identity)
        except NotProven as error:
            raise self.refused(error.refusal) from None
        return Returned(identity, asked, wanted)

    def refused(self, refusal: SignInRefusal, identity: Identity | None = None) -> Refused:
        """For the page, and in the trail: never what came back, and who came as a mark alone."""
        subject = identity.subject if identity else None
        with self.ledger.work(WHO) as work:
            mark = work.vault.mark(subject, "provider_subject")[:16] if subject else None
            work.record(self.action, subject=mark and f"subject:{mark}", refusal=refusal)
        return Refused(refusal, subject)

    def _kept(self, back: CameBack, cookie: str | None) -> tuple[Asked, Wanted]:
        """What this browser was sent with. Raises `Refused` for another's, or one that is past its
        time."""
        _ = self.provider
        try:
            kept = json.loads(self.ledger.vault.open(cookie or "", self.cookie))
            asked = Asked(kept["state"], kept["nonce"], kept["verifier"], kept["anew_since"])
            until = datetime.fromisoformat(kept["until"])
        except (Misconfigured, KeyError, ValueError):
            raise self.refused(SignInRefusal.NOT_BEGUN_HERE) from None
        if asked.state != back.state or self.ledger.clock.now() >= until:
            raise self.refused(SignInRefusal.NOT_BEGUN_HERE)
        return asked, kept["wanted"]

    def _use(self, asked: Asked) -> None:
        """Once, whatever becomes of it. Raises NotProven the second time."""
        with self.ledger.work(WHO) as work:
            old = col(ProviderReturn.at) < work.now - _KEPT
            work.run(delete(ProviderReturn).where(old))
            state = mark(work, asked.state)
            fresh = insert_once(
                work.session, ProviderReturn, ("state_mark",), state_mark=state, at=work.now
            )
        if not fresh:
            raise NotProven(SignInRefusal.USED_BEFORE)


def name_of(state: str) -> str:
    """Of the cookie: two pages may be on their way at once."""
    return "".join(each for each in state[:12] if each.isalnum())


def mark(work: Work, secret: str) -> str:
    return work.vault.mark(secret, "provider")
