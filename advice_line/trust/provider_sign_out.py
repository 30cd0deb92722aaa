"""A provider of sign-ins, the hospital's or the practices', says that somebody has signed out: what
began there ends here too. What began otherwise goes on: it rests on nothing that has ended. The two
may be one provider, by which somebody is called the same: a word for one ends nothing of the
other."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from advice_line.errors import NotAllowed
from advice_line.ledger.once import insert_once
from advice_line.ledger.work import Ledger, Work
from advice_line.ports.identity import Identity, IdentityProvider, NotProven, SignedOut
from advice_line.tables.factors import UsedChallenge
from advice_line.trust.sessions import AtProvider
from advice_line.trust_kinds import SignInRefusal

# Longer than the provider's word is believed at all.
_KEPT = timedelta(minutes=15)
_WHO = "public"


class SignOutRefused(NotAllowed):
    """Nothing was changed; `refusal` says why."""

    sentence = "Nobody was signed out."

    def __init__(self, refusal: SignInRefusal) -> None:
        self.refusal = refusal
        super().__init__()


@dataclass(frozen=True)
class Ending:
    """What ends by such a word, and whose the trail says it was. `end` says how many have ended."""

    end: Callable[[Work, AtProvider], int]
    of: str


def take(ledger: Ledger, provider: IdentityProvider, token: str, ending: Ending) -> None:
    """Each of their sessions that ends is in the trail, and so is a word that was not believed.

    Raises SignOutRefused."""
    try:
        said = provider.signed_out(token)
        _end(ledger, said, ending)
    except NotProven as error:
        with ledger.work(_WHO) as work:
            work.record("sign_out.refused", of=ending.of, refusal=error.refusal)
        raise SignOutRefused(error.refusal) from None


def known_there(work: Work, identity: Identity) -> AtProvider:
    return _marks(work, identity.issuer, identity.sub or None, identity.sid or None)


def _end(ledger: Ledger, said: SignedOut, ending: Ending) -> None:
    """Raises NotProven for what was said before."""
    with ledger.work(_WHO) as work:
        mark = work.vault.mark(f"{said.issuer} {said.once}", "provider_sign_out")
        until = work.now + _KEPT
        if not insert_once(work.session, UsedChallenge, ("mark",), mark=mark, expires_at=until):
            raise NotProven(SignInRefusal.USED_BEFORE)
        ended = ending.end(work, _marks(work, said.issuer, said.sub, said.sid))
        work.record("sign_out.told", of=ending.of, sessions=ended)


def _marks(work: Work, issuer: str, sub: str | None, sid: str | None) -> AtProvider:
    """Of one provider: another's names are its own."""
    return AtProvider(
        work.vault.mark(f"{issuer} {sub}", "provider_sub") if sub else None,
        work.vault.mark(f"{issuer} {sid}", "provider_sid") if sid else None,
    )
