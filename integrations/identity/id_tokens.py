"""An ID token held to everything that OpenID Connect Core §3.1.3.7 asks of it. It is dated by its
provider, so the machine's clock judges it, in a rehearsal too."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from authlib.oidc.core import CodeIDToken  # type: ignore[import-untyped] # ships no py.typed
from joserfc import jwt
from joserfc.errors import (
    BadSignatureError,
    ClaimError,
    ExpiredTokenError,
    InvalidKeyIdError,
    JoseError,
    UnsupportedAlgorithmError,
    UnsupportedKeyAlgorithmError,
)
from joserfc.jwk import KeySet
from joserfc.jwt import Token

from advice_line.ports.identity import NotProven
from advice_line.trust_kinds import SignInRefusal
from integrations.identity.discovery import Discovery

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
    signed = _signed(token, discovery)
    claims = CodeIDToken(
        signed.claims,
        signed.header,
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


def _signed(token: str, discovery: Discovery) -> Token:
    allowed = discovery.metadata().algorithms
    try:
        return _read(token, discovery.keys(), allowed)
    except InvalidKeyIdError:
        pass
    try:
        return _read(token, discovery.fresh_keys(), allowed)
    except InvalidKeyIdError:
        raise NotProven(SignInRefusal.UNKNOWN_KEY) from None


def _read(token: str, keys: KeySet, allowed: frozenset[str]) -> Token:
    """Raises InvalidKeyIdError where none of the keys has its id, and NotProven."""
    try:
        return jwt.decode(token, keys, algorithms=sorted(allowed))
    except (UnsupportedAlgorithmError, UnsupportedKeyAlgorithmError):
        raise NotProven(SignInRefusal.WRONG_ALGORITHM) from None
    except BadSignatureError:
        raise NotProven(SignInRefusal.WRONG_SIGNATURE) from None
    except InvalidKeyIdError:
        raise
    except (JoseError, ValueError):
        raise NotProven(SignInRefusal.NO_TOKEN) from None
