"""What a provider says of itself (OpenID Connect Discovery 1.0): its addresses, how it signs, and
its keys. Asked once an hour; what was known before serves on while it cannot be asked."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from typing import Any, Generic, TypeVar

from authlib.oidc.discovery import get_well_known_url  # type: ignore[import-untyped] # no py.typed
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from advice_line.ports.identity import NotProven
from advice_line.trust_kinds import SignInRefusal
from integrations.identity.asking import Client, got

LASTS_SECONDS = 3600.0
# After it could not be asked, since whoever signs in waits for it.
_AGAIN_SECONDS = 60.0
# Anybody may send what names a key that nobody knows: the provider is not asked each time.
_RENEWED_SECONDS = 10.0
# Signed by a key that the provider alone has. What is signed by a secret that both have, or by
# nothing, is believed of nobody, whatever a provider offers.
ASYMMETRIC = frozenset(
    f"{family}{size}" for family in ("RS", "PS", "ES") for size in (256, 384, 512)
) | {"EdDSA"}
_BASIC, _POST = "client_secret_basic", "client_secret_post"

Known = TypeVar("Known")


@dataclass(frozen=True)
class Metadata:
    authorization: str
    token: str
    keys: str
    userinfo: str | None
    end_session: str | None
    algorithms: frozenset[str]
    auth: str
    names_itself: bool

    @classmethod
    def of(cls, said: dict[str, Any], issuer: str) -> "Metadata":
        """Raises NotProven for another issuer's (Discovery §4.3), or one that lacks an address."""
        if said.get("issuer") != issuer:
            raise NotProven(SignInRefusal.WRONG_ISSUER)
        try:
            return cls(
                authorization=str(said["authorization_endpoint"]),
                token=str(said["token_endpoint"]),
                keys=str(said["jwks_uri"]),
                userinfo=_maybe(said, "userinfo_endpoint"),
                end_session=_maybe(said, "end_session_endpoint"),
                algorithms=ASYMMETRIC & _words(said, "id_token_signing_alg_values_supported"),
                auth=_auth(_words(said, "token_endpoint_auth_methods_supported")),
                names_itself=said.get("authorization_response_iss_parameter_supported") is True,
            )
        except KeyError:
            raise NotProven(SignInRefusal.PROVIDER_ODD) from None


class Discovery:
    """One for the whole process."""

    def __init__(self, issuer: str, client: Client, lasts: float = LASTS_SECONDS) -> None:
        self._issuer = issuer
        self._client = client
        self._metadata = _Kept(self._ask, lasts)
        self._keys = _Kept(self._ask_keys, lasts)

    def metadata(self) -> Metadata:
        """Raises NotProven where it was never known and cannot be asked."""
        return self._metadata.current()

    def keys(self) -> KeySet:
        """Raises NotProven as `metadata` does."""
        return self._keys.current()

    def fresh_keys(self) -> KeySet:
        """Asked now, since a token names a key that is not among those known: keys are renewed."""
        return self._keys.renewed()

    def _ask(self) -> Metadata:
        url = get_well_known_url(self._issuer, external=True)
        return Metadata.of(got(self._client, url), self._issuer)

    def _ask_keys(self) -> KeySet:
        said = got(self._client, self.metadata().keys)
        try:
            return KeySet.import_key_set(said)  # type: ignore[arg-type] # its shape is what is tried
        except (JoseError, KeyError, TypeError, ValueError):
            raise NotProven(SignInRefusal.PROVIDER_ODD) from None


class _Kept(Generic[Known]):
    def __init__(self, ask: Callable[[], Known], lasts: float) -> None:
        self._ask = ask
        self._lasts = lasts
        self._lock = threading.Lock()
        self._known: Known | None = None
        self._until = 0.0
        self._renewed = -_RENEWED_SECONDS
        self._was_down = False

    def current(self) -> Known:
        with self._lock:
            if self._known is not None and monotonic() < self._until:
                return self._known
            try:
                return self._asked()
            except NotProven:
                if self._known is None:
                    raise
                self._until = monotonic() + _AGAIN_SECONDS
                return self._known

    def renewed(self) -> Known:
        with self._lock:
            lately = monotonic() < self._renewed + _RENEWED_SECONDS
            if lately and self._known is not None:
                if self._was_down:
                    raise NotProven(SignInRefusal.PROVIDER_DOWN)
                return self._known
            self._renewed, self._was_down = monotonic(), True
            found = self._asked()
            self._was_down = False
            return found

    def _asked(self) -> Known:
        self._known = self._ask()
        self._until = monotonic() + self._lasts
        return self._known


def _auth(offered: frozenset[str]) -> str:
    """Where a provider says nothing of it, it takes this one (Discovery §3)."""
    return _POST if _POST in offered and _BASIC not in offered else _BASIC


def _maybe(said: dict[str, Any], name: str) -> str | None:
    found = said.get(name)
    return found if isinstance(found, str) and found else None


def _words(said: dict[str, Any], name: str) -> frozenset[str]:
    found = said.get(name)
    return frozenset(each for each in found or () if isinstance(each, str))
