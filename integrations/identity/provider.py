"""A provider of OpenID Connect: the code flow with PKCE, state and nonce."""

from typing import Any
from urllib.parse import urlencode

from authlib.common.security import generate_token  # type: ignore[import-untyped] # no py.typed

from advice_line.clock import Clock
from advice_line.ports.identity import Asked, CameBack, Identity, NotProven, SignedOut
from advice_line.trust_kinds import SignInRefusal
from integrations.identity import id_tokens, logout_tokens
from integrations.identity.asking import Client, fetched_tokens, got, hold_to_https
from integrations.identity.claims import Reading
from integrations.identity.discovery import Discovery, Metadata
from integrations.identity.id_tokens import Expected

_STATE, _VERIFIER = 43, 64
# What a provider answers where the person themselves said no, or it may not ask them anything.
_DECLINED = frozenset(
    {"access_denied", "interaction_required", "login_required", "consent_required"}
)
# Core §3.1.2.1: whoever is signed in there is asked again, and the token says when that was.
_ANEW = {"prompt": "login", "max_age": "0"}
_BUSY = frozenset({"server_error", "temporarily_unavailable"})


class OidcProvider:
    """A `ports.identity.IdentityProvider`. `scopes` and `acr_values` are asked for as they are;
    `after` is where a browser goes that has signed out there. Dates are judged by `clock`, which is
    the machine's."""

    def __init__(
        self,
        issuer: str,
        client: Client,
        reading: Reading,
        clock: Clock,
        *,
        label: str,
        scopes: str,
        acr_values: str = "",
        after: str,
    ) -> None:
        self.label = label
        self._issuer = issuer
        self._client = client
        self._reading = reading
        self._clock = clock
        self._discovery = Discovery(issuer, client)
        self._scopes = scopes
        self._more = {"acr_values": acr_values} if acr_values else {}
        self._after = after

    def begin(self, *, anew: bool = False) -> tuple[str, Asked]:
        place = self._discovery.metadata().authorization
        hold_to_https(place)
        since = int(self._clock.now().timestamp()) if anew else None
        asked = Asked(
            generate_token(_STATE), generate_token(_STATE), generate_token(_VERIFIER), since
        )
        with self._client.session() as session:
            url, _ = session.create_authorization_url(
                place,
                state=asked.state,
                code_verifier=asked.verifier,
                nonce=asked.nonce,
                scope=self._scopes,
                **self._more,
                **(_ANEW if anew else {}),
            )
        return str(url), asked

    def finish(self, back: CameBack, asked: Asked) -> Identity:
        metadata = self._discovery.metadata()
        self._hold_to_issuer(back, metadata)
        if back.error:
            raise NotProven(_refusal(back.error))
        if not back.code:
            raise NotProven(SignInRefusal.NO_TOKEN)
        tokens = fetched_tokens(
            self._client,
            metadata.token,
            self._client.auth or metadata.auth,
            back.code,
            asked.verifier,
            self._clock.now(),
        )
        token, access = tokens.get("id_token"), tokens.get("access_token")
        if not isinstance(token, str):
            raise NotProven(SignInRefusal.NO_TOKEN)
        access = access if isinstance(access, str) else None
        expected = Expected(self._issuer, self._client.client_id, asked.nonce, access)
        claims = dict(id_tokens.checked(token, self._discovery, expected, self._clock.now()))
        if asked.anew_since is not None:
            id_tokens.hold_to_anew(claims, asked.anew_since)
        if access is not None and self._reading.lacks(claims):
            claims = self._beside(metadata, claims, access)
        return self._reading.identity(self._issuer, claims, token)

    def keys(self) -> dict[str, Any] | None:
        return self._client.key.published() if self._client.key is not None else None

    def signed_out(self, token: str) -> SignedOut:
        now, name = self._clock.now(), self._client.client_id
        return logout_tokens.checked(token, self._discovery, self._issuer, name, now)

    def sign_out(self, token: str) -> str | None:
        """OpenID Connect RP-Initiated Logout 1.0 §2."""
        try:
            place = self._discovery.metadata().end_session
            if place is None:
                return None
            hold_to_https(place)
        except NotProven:
            return None
        said = {"post_logout_redirect_uri": self._after, "client_id": self._client.client_id}
        if token:
            said["id_token_hint"] = token
        return f"{place}{'&' if '?' in place else '?'}{urlencode(said)}"

    def _hold_to_issuer(self, back: CameBack, metadata: Metadata) -> None:
        """That nobody mixes two providers up (RFC 9207 §2.4)."""
        if back.issuer != self._issuer and (back.issuer or metadata.names_itself):
            raise NotProven(SignInRefusal.WRONG_ISSUER)

    def _beside(self, metadata: Metadata, claims: dict[str, Any], access: str) -> dict[str, Any]:
        """With what `userinfo` says of the same subject (Core §5.3.2). It adds, and changes nothing
        of what is signed; where it does not answer, the token stands alone."""
        if metadata.userinfo is None:
            return claims
        try:
            said = got(self._client, metadata.userinfo, bearer=access)
        except NotProven:
            return claims
        if said.get("sub") != claims["sub"]:
            raise NotProven(SignInRefusal.NO_TOKEN)
        return {**said, **claims}


def _refusal(error: str) -> SignInRefusal:
    if error in _BUSY:
        return SignInRefusal.PROVIDER_DOWN
    return SignInRefusal.DECLINED if error in _DECLINED else SignInRefusal.PROVIDER_ODD
