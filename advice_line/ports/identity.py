"""The hospital's own sign-in: where somebody is sent to say who they are, and what is known of them
when they come back. Whoever comes back is believed nothing that their provider has not signed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from advice_line.errors import AdviceLineError
from advice_line.trust_kinds import SignInRefusal


class NotProven(AdviceLineError):
    """Who came back is not shown to be anybody; `refusal` says why. Holds nothing that was sent."""

    sentence = "The hospital's sign-in has not shown who you are."

    def __init__(self, refusal: SignInRefusal) -> None:
        self.refusal = refusal
        super().__init__()


@dataclass(frozen=True)
class Asked:
    """One browser sent to the provider: what comes back with it (`state`), what must stand in the
    token (`nonce`), and what shows that whoever fetches the token is who asked (`verifier`,
    RFC 7636). None of them is ever used again. `anew_since` is set where they were to type there
    who they are: no earlier sign-in there counts, in seconds of the provider's time."""

    state: str = field(repr=False)
    nonce: str = field(repr=False)
    verifier: str = field(repr=False)
    anew_since: int | None = None


@dataclass(frozen=True)
class CameBack:
    """What a browser brought back in its address, as it stands there."""

    state: str = field(default="", repr=False)
    code: str = field(default="", repr=False)
    issuer: str = ""
    error: str = ""


@dataclass(frozen=True)
class Identity:
    """Who the provider says somebody is: `subject` is what it calls them and nobody else, ever.

    `email_proven` says whether the provider has seen the address to be theirs. `roles` are what it
    says of them in the words of its own claim; None where the site reads none. `strong` says
    whether they showed more than a password. `token` signs them out there again; `sub` and `sid`
    are what the provider calls them and this sign-in where it says that they have signed out."""

    issuer: str
    subject: str
    email: str | None = None
    email_proven: bool = False
    roles: tuple[str, ...] | None = None
    strong: bool = False
    token: str = field(default="", repr=False)
    sub: str = field(default="", repr=False)
    sid: str = field(default="", repr=False)


@dataclass(frozen=True)
class SignedOut:
    """Somebody has signed out at the provider: everywhere (`sub` alone), or of one sign-in (`sid`).
    `once` is this word's own name, by which it is believed once."""

    issuer: str
    sub: str | None
    sid: str | None
    once: str


class IdentityProvider(Protocol):
    """`label` is its name on the button. What is asked of it ends within seconds, by an answer or
    by NotProven."""

    label: str

    def begin(self, *, anew: bool = False) -> tuple[str, Asked]:
        """Where to send a browser, and what to keep until it comes back; `anew`: whoever is signed
        in there already is asked again who they are. Raises NotProven."""
        ...

    def finish(self, back: CameBack, asked: Asked) -> Identity:
        """Who came back, by their provider's own word. Raises NotProven."""
        ...

    def keys(self) -> Mapping[str, Any] | None:
        """By which the provider sees that this service is itself, as it publishes them (RFC 7517);
        None where it shows a secret, or nothing."""
        ...

    def signed_out(self, token: str) -> SignedOut:
        """Who has signed out there, by the provider's own word. Raises NotProven."""
        ...

    def sign_out(self, token: str) -> str | None:
        """Where a browser signs out at the provider too; None where it has no such place, or cannot
        be asked now."""
        ...
