"""A provider of OpenID Connect in miniature on loopback: the code flow alone, as strict as a real
one with whoever asks, and as wrong as a story wants it in what it answers.

    with Miniature("advice-line", "its secret", f"{PUBLIC_URL}/signin/oidc/return") as at:
        at.who = Account("s-amara", {"email": "amara@example.org", "amr": ["mfa"]})
        ...  # the application's settings name at.issuer
        back = at.visited(address)     # as a browser that the application sent there
        at.switches.algorithm = "none"
"""

import time
from dataclasses import dataclass, field
from secrets import token_urlsafe
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

from integrations.sandbox.identity.client_proof import Proofs
from integrations.sandbox.identity.refusals import Denied, Down, Wrong
from integrations.sandbox.identity.server import Server
from integrations.sandbox.identity.signing import Key, challenge
from integrations.sandbox.identity.switches import Switches

_CODE_LASTS = 60.0
_SIGNED_OUT = "http://schemas.openid.net/event/backchannel-logout"


@dataclass
class Account:
    """Whoever signs in there: `claims` stand in their token, `more` beside it (`userinfo`)."""

    subject: str
    claims: dict[str, Any] = field(default_factory=dict)
    more: dict[str, Any] = field(default_factory=dict)


@dataclass
class _Grant:
    account: Account
    asked: dict[str, str]
    until: float
    sid: str
    used: bool = False


class Miniature:
    def __init__(
        self, client_id: str, client_secret: str, return_address: str, *, port: int = 0
    ) -> None:
        """`log` is what was asked of it, oldest first: "discovery", "keys", "token", "userinfo".
        `client_keys`, where it is set, are the published keys of the application, which must then
        sign who it is and may show no secret. `sids` are the sign-ins there, oldest first."""
        self.client_id, self.client_secret = client_id, client_secret
        self.serves(return_address)
        self.switches = Switches()
        self.who = Account("nobody")
        self.log: list[str] = []
        self.key = Key("key-1")
        self.client_keys: dict[str, Any] | None = None
        self.sids: list[str] = []
        self._proofs = Proofs()
        self._grants: dict[str, _Grant] = {}
        self._bearers: dict[str, Account] = {}
        self._server = Server(self, port)
        self.issuer = self._server.base

    def serves(self, return_address: str) -> None:
        """Where browsers are led back to; the application's own address begins it."""
        self.return_address = return_address
        self.after = f"{return_address.partition('/signin')[0].removesuffix('/practice')}/"

    def rotate(self) -> None:
        """From now on tokens are signed by a new key, and it alone is published."""
        self.key = Key(f"key-{token_urlsafe(6)}")

    def visited(self, address: str) -> str:
        """Where a browser ends that the application sent here: its own address, with what came of
        it. Raises Wrong for a request that no provider takes."""
        parts = urlsplit(address)
        asked = dict(parse_qsl(parts.query, keep_blank_values=True))
        if f"{parts.scheme}://{parts.netloc}{parts.path}" != f"{self.issuer}/authorize":
            raise Wrong("it was sent elsewhere")
        self._hold(asked)
        back = {"state": asked["state"], "iss": self.issuer}
        if self.switches.declines is not None:
            return f"{self.return_address}?{urlencode({**back, 'error': self.switches.declines})}"
        code = token_urlsafe(24)
        self.sids.append(token_urlsafe(12))
        until = time.monotonic() + _CODE_LASTS
        self._grants[code] = _Grant(self.who, asked, until, self.sids[-1])
        return f"{self.return_address}?{urlencode({**back, 'code': code})}"

    def signed_out(self, address: str) -> str:
        """Where a browser ends that signs out here. Raises Wrong."""
        parts = urlsplit(address)
        asked = dict(parse_qsl(parts.query))
        if parts.path != "/signed-out" or asked.get("post_logout_redirect_uri") != self.after:
            raise Wrong("it signs out to an address that is not registered")
        if asked.get("client_id") != self.client_id or not asked.get("id_token_hint"):
            raise Wrong("it does not say of whom")
        return self.after

    def discovery(self) -> dict[str, Any]:
        self._noted("discovery")
        return {
            "issuer": self.switches.calls_itself or self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "jwks_uri": f"{self.issuer}/keys",
            "end_session_endpoint": f"{self.issuer}/signed-out",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            # As careless as real ones are: an application must not take all that it may.
            "id_token_signing_alg_values_supported": ["RS256", "HS256", "none"],
            "token_endpoint_auth_methods_supported": ["client_secret_post", "private_key_jwt"],
            "code_challenge_methods_supported": ["S256"],
            "authorization_response_iss_parameter_supported": True,
        }

    def keys(self) -> dict[str, Any]:
        self._noted("keys")
        return {"keys": [self.key.published()]}

    def tokens(self, form: dict[str, str]) -> dict[str, Any]:
        """Raises Denied as RFC 6749 §5.2 names it."""
        self._noted("token")
        self._hold_client(form)
        if form.get("grant_type") != "authorization_code":
            raise Denied("unsupported_grant_type")
        grant = self._grants.get(form.get("code", ""))
        if grant is None or grant.used or time.monotonic() > grant.until:
            raise Denied("invalid_grant")
        grant.used = True
        asked = grant.asked
        if form.get("redirect_uri") != asked["redirect_uri"]:
            raise Denied("invalid_grant")
        if challenge(form.get("code_verifier", "")) != asked["code_challenge"]:
            raise Denied("invalid_grant")
        bearer = token_urlsafe(24)
        self._bearers[bearer] = grant.account
        found = {"access_token": bearer, "token_type": "Bearer", "expires_in": 300}
        if self.switches.tokenless:
            return found
        return {**found, "id_token": self._id_token(grant, asked["nonce"])}

    def userinfo(self, bearer: str) -> dict[str, Any]:
        self._noted("userinfo")
        account = self._bearers.get(bearer)
        if account is None:
            raise Denied("invalid_token", 401)
        return {"sub": account.subject, **account.more}

    def _id_token(self, grant: _Grant, nonce: str) -> str:
        switches, account = self.switches, grant.account
        issued = int(time.time()) + switches.issued_in  # noqa: TID251 # the sandbox has no clock of ours
        claims = {
            "iss": self.issuer,
            "sub": account.subject,
            "aud": self.client_id,
            "iat": issued,
            "exp": issued + switches.lasts,
            "nonce": nonce,
            "sid": grant.sid,
            "auth_time": issued,
            **account.claims,
            **switches.said,
        }
        return self._signed(claims)

    def signs_out(self, subject: str | None = None, sid: str | None = None) -> str:
        """The token by which it tells the application that somebody has signed out here: of this
        sign-in, or everywhere. What `switches.said` calls None is left out."""
        switches = self.switches
        issued = int(time.time()) + switches.issued_in  # noqa: TID251 # as above
        claims = {
            "iss": self.issuer,
            "aud": self.client_id,
            "iat": issued,
            "exp": issued + switches.lasts,
            "jti": token_urlsafe(12),
            "events": {_SIGNED_OUT: {}},
            "sub": subject,
            "sid": sid,
            **switches.said,
        }
        kept = {name: value for name, value in claims.items() if value is not None}
        return self._signed(kept, kind=switches.kind)

    def _signed(self, claims: dict[str, Any], kind: str = "JWT") -> str:
        switches = self.switches
        key = Key(self.key.kid) if switches.foreign_key else self.key
        return key.token(claims, algorithm=switches.algorithm, kid=switches.kid, kind=kind)

    def _hold_client(self, form: dict[str, str]) -> None:
        """Raises Denied for an application that does not show that it is itself."""
        if self.client_keys is not None:
            at = f"{self.issuer}/token"
            self._proofs.hold(form, self.client_id, at, self.client_keys)
            return
        right = (self.client_id, self.client_secret)
        if (form.get("client_id"), form.get("client_secret")) != right:
            raise Denied("invalid_client", 401)

    def _hold(self, asked: dict[str, str]) -> None:
        wanted = {
            "client_id": self.client_id,
            "redirect_uri": self.return_address,
            "response_type": "code",
            "code_challenge_method": "S256",
        }
        for name, value in wanted.items():
            if asked.get(name) != value:
                raise Wrong(f"{name} is not {value}")
        if "openid" not in asked.get("scope", "").split():
            raise Wrong("scope lacks openid")
        for name in ("state", "nonce", "code_challenge"):
            if len(asked.get(name, "")) < 32:
                raise Wrong(f"{name} can be guessed")

    def _noted(self, what: str) -> None:
        if self.switches.down:
            raise Down
        self.log.append(what)

    def __enter__(self) -> Self:
        self._server.start()
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._server.stop()


def asked_of(address: str) -> dict[str, str]:
    """What an application said in the address to which it sent a browser."""
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
