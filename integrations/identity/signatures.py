"""Whether the provider has signed what came in its name: by one of its own keys, in a way that
nobody else could have."""

from joserfc import jwt
from joserfc.errors import (
    BadSignatureError,
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


def signed(token: str, discovery: Discovery) -> Token:
    """Raises NotProven with what is wrong with it."""
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
