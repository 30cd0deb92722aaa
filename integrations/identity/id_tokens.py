"""An ID token held to everything that OpenID Connect Core §3.1.3.7 asks of it. It is dated by its
provider, so the machine's clock judges it, in a rehearsal too."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from authlib.oidc.core import CodeIDToken  # type: ignore[import-untyped] # ships no py.typed
from joserfc.errors import ClaimError, ExpiredTokenError

from advice_line.ports.identity import NotProven
from advice_line.trust_kinds import SignInRefusal
from integrations.identity.discovery import Discovery
from integrations.identity.signatures import signed

# Two machines' clocks differ by no more than this where both are set over the network.
LEEWAY_SECONDS = 60
_OF_CLAIMS = {
    "iss": SignInRefusal.WRONG_ISSUER,
    "aud": SignInRefusal.WRONG_AUDIENCE,
    "azp": SignInRefusal.WRONG_AUDIENCE,
    "nonce": SignInRefusal.WRONG_NONCE,
    "iat": SignInRefusal.FROM_THE_FUTURE,
    "nbf": SignInRefusal.FROM_THE_FUTURE,
    "exp": SignInRefusal.EXPIRED,
}


@dataclass(frozen=True)
class Expected:
    issuer: str
    client_id: str
    nonce: str
    access_token: str | None


def checked(
    token: str, discovery: Discovery, expected: Expected, now: datetime
) -> Mapping[str, Any]:
    """Its claims. Raises NotProven with what is wrong with it."""
    read = signed(token, discovery)
    claims = CodeIDToken(
        read.claims,
        read.header,
        options={
            "iss": {"essential": True, "value": expected.issuer},
            "aud": {"essential": True, "value": expected.client_id},
            "sub": {"essential": True},
        },
        params={
            "client_id": expected.client_id,
            "nonce": expected.nonce,
            "access_token": expected.access_token,
        },
    )
    try:
        claims.validate(now=int(now.timestamp()), leeway=LEEWAY_SECONDS)
    except ExpiredTokenError:
        raise NotProven(SignInRefusal.EXPIRED) from None
    except ClaimError as error:
        refusal = _OF_CLAIMS.get(error.claim, SignInRefusal.NO_TOKEN)
        raise NotProven(refusal) from None
    return dict(claims)


def hold_to_anew(claims: Mapping[str, Any], since: int) -> None:
    """That they said who they are after they were sent (Core §2, `auth_time`): the address that
    asks for it goes through the browser, and whoever sits at it can take that out. Raises
    NotProven."""
    then = claims.get("auth_time")
    if not isinstance(then, int) or then < since - LEEWAY_SECONDS:
        raise NotProven(SignInRefusal.NOT_ANEW)
