"""A logout token held to everything that OpenID Connect Back-Channel Logout 1.0 §2.6 asks of it.
Like an ID token it is dated by its provider: the machine's clock judges it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from advice_line.ports.identity import NotProven, SignedOut
from advice_line.trust_kinds import SignInRefusal
from integrations.identity.discovery import Discovery
from integrations.identity.id_tokens import LEEWAY_SECONDS
from integrations.identity.signatures import signed

# However long it says that it lasts, and where it does not say.
OLDEST_SECONDS = 600
_EVENT = "http://schemas.openid.net/event/backchannel-logout"
# The second is what providers wrote before the first had a name (§2.4).
_KINDS = frozenset({"logout+jwt", "jwt"})


def checked(
    token: str, discovery: Discovery, issuer: str, client_id: str, now: datetime
) -> SignedOut:
    """Who has signed out there. Raises NotProven with what is wrong with it."""
    read = signed(token, discovery)
    claims = read.claims
    _hold(str(read.header.get("typ", "jwt")).lower() in _KINDS, SignInRefusal.NOT_A_SIGN_OUT)
    _hold(claims.get("iss") == issuer, SignInRefusal.WRONG_ISSUER)
    _hold(client_id in _audience(claims), SignInRefusal.WRONG_AUDIENCE)
    _hold_dates(claims, int(now.timestamp()))
    _hold(_is_event(claims.get("events")), SignInRefusal.NOT_A_SIGN_OUT)
    # An ID token has one, and signs nobody out.
    _hold("nonce" not in claims, SignInRefusal.NOT_A_SIGN_OUT)
    once, subject, session = (_word(claims, name) for name in ("jti", "sub", "sid"))
    if once is None:
        raise NotProven(SignInRefusal.NOT_ONCE)
    if subject is None and session is None:
        raise NotProven(SignInRefusal.NAMES_NOBODY)
    return SignedOut(issuer, subject, session, once)


def _hold(right: bool, refusal: SignInRefusal) -> None:
    if not right:
        raise NotProven(refusal)


def _hold_dates(claims: Mapping[str, Any], now: int) -> None:
    issued, ends = _date(claims.get("iat")), _date(claims.get("exp", now))
    _hold(issued <= now + LEEWAY_SECONDS, SignInRefusal.FROM_THE_FUTURE)
    _hold(issued >= now - OLDEST_SECONDS, SignInRefusal.EXPIRED)
    _hold(ends > now - LEEWAY_SECONDS, SignInRefusal.EXPIRED)


def _date(value: Any) -> float:
    """In seconds of the epoch. Raises NotProven for what is no date."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    raise NotProven(SignInRefusal.EXPIRED)


def _audience(claims: Mapping[str, Any]) -> list[Any]:
    said = claims.get("aud")
    return said if isinstance(said, list) else [said]


def _is_event(said: Any) -> bool:
    return isinstance(said, dict) and isinstance(said.get(_EVENT), dict)


def _word(claims: Mapping[str, Any], name: str) -> str | None:
    """None where it is not there. Raises NotProven for what is no word: whom it means would be
    guessed."""
    said = claims.get(name)
    _hold(said is None or (isinstance(said, str) and bool(said)), SignInRefusal.NAMES_NOBODY)
    return said
