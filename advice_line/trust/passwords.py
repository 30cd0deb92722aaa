"""Passwords, which go with an authenticator: long and not easily guessed, with no rules of which
signs are in them and no date at which they end (NCSC; NIST SP 800-63B §3.1.1.2)."""

import secrets
import unicodedata
from collections.abc import Iterable
from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from zxcvbn import zxcvbn

from advice_line.errors import Invalid, Problem

SHORTEST, LONGEST = 12, 128
_STRONG = 3  # of zxcvbn's 0 to 4: "safely unguessable", more than 10^8 guesses
_LOOKED_AT = 72  # its time grows with the square of the length
_OURS = ("radiology", "adviceline", "hotdoc", "xray", "nhs")
_HASHER = PasswordHasher()
# Each takes 64 MB for its time: so many at once, and others wait.
_AT_ONCE = BoundedSemaphore(2)


def sound(password: str, about: Iterable[str], field: str = "password") -> str:
    """As it is to be hashed. `about` are words of its owner: their name, their address.

    Raises `errors.Invalid` for one that is too short or too easily guessed.
    """
    plain = unicodedata.normalize("NFKC", password)
    if len(plain) < SHORTEST:
        raise _unfit(field, f"Use at least {SHORTEST} characters. Three random words are good.")
    if len(plain) > LONGEST:
        raise _unfit(field, f"Use at most {LONGEST} characters.")
    found = zxcvbn(plain[:_LOOKED_AT], [*about, *_OURS], max_length=_LOOKED_AT)
    if found["score"] < _STRONG:
        said = found["feedback"]["warning"] or "This is easily guessed."
        raise _unfit(field, f"{said.rstrip('.')}. Three random words make a better one.")
    return plain


def hashed(password: str) -> str:
    with _AT_ONCE:
        return _HASHER.hash(unicodedata.normalize("NFKC", password))


def right(known: str | None, typed: str) -> bool:
    """Whether it is the one that was hashed; None is nobody's, and takes as long."""
    plain = unicodedata.normalize("NFKC", typed)[:LONGEST]
    with _AT_ONCE:
        try:
            _HASHER.verify(known or _nobodys(), plain)
        except (VerificationError, InvalidHashError):
            return False
    return known is not None


@cache
def _nobodys() -> str:
    """Who is unknown must take as long to be refused as who is known."""
    return _HASHER.hash(secrets.token_urlsafe())


def _unfit(field: str, said: str) -> Invalid:
    return Invalid([Problem(field, said)])
