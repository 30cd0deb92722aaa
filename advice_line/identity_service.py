"""The hospital's own sign-in of a deployment, and that of its practices: each off without an
issuer. What it needs is loaded only where it is on."""

from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import SecretStr

from advice_line import sign_in_kinds
from advice_line.clock import SystemClock
from advice_line.ledger.work import Ledger
from advice_line.ports.checks import Check
from advice_line.settings import Settings
from advice_line.trust.provider_rules import SiteRules
from advice_line.trust.provider_sign_in import ProviderSignIn

if TYPE_CHECKING:
    from integrations.identity.asking import Client
    from integrations.identity.provider import OidcProvider

RETURN = "/signin/oidc/return"
PRACTICE_RETURN = "/practice/signin/oidc/return"


def door(settings: Settings, ledger: Ledger) -> ProviderSignIn:
    """Where staff come in through the hospital; closed where the settings name no issuer."""
    mapped = sign_in_kinds.read_role_map(settings.oidc_role_map)
    rules = SiteRules(
        by_email=settings.oidc_link_by_email,
        roles=mapped if settings.oidc_role_claim else None,
    )
    at = None if settings.oidc_issuer is None else provider(settings)
    return ProviderSignIn(ledger, at, rules)


def doors(settings: Settings, ledger: Ledger) -> tuple[ProviderSignIn, "OidcProvider | None"]:
    """That of the staff, and by which people of practices sign on."""
    return door(settings, ledger), practice_provider(settings)


def check(settings: Settings) -> list[Check]:
    from integrations.identity import check as asked  # noqa: PLC0415 # see above

    by_provider = sign_in_kinds.read_proofs(settings.oidc_mfa) is None
    found = asked.check(settings.oidc_issuer, _client(settings), by_provider=by_provider)
    if settings.practice_oidc_issuer is None:
        return found
    by_provider = sign_in_kinds.read_proofs(settings.practice_oidc_mfa) is None
    at, client = settings.practice_oidc_issuer, _practice_client(settings)
    return [*found, *asked.check(at, client, by_provider=by_provider, of=asked.PRACTICES)]


def _client(settings: Settings) -> "Client":
    return _known_as(
        settings,
        settings.oidc_client_id,
        settings.oidc_client_secret,
        settings.oidc_client_key_file,
        "OIDC_CLIENT_KEY_FILE",
        RETURN,
        settings.oidc_client_auth,
    )


def _practice_client(settings: Settings) -> "Client":
    return _known_as(
        settings,
        settings.practice_oidc_client_id,
        settings.practice_oidc_client_secret,
        settings.practice_oidc_client_key_file,
        "PRACTICE_OIDC_CLIENT_KEY_FILE",
        PRACTICE_RETURN,
        settings.practice_oidc_client_auth,
    )


def _known_as(
    settings: Settings,
    name: str | None,
    secret: SecretStr | None,
    key: Path | None,
    setting: str,
    comes_back: str,
    auth: str,
) -> "Client":
    """As what a provider knows this service, and by what; `setting` names the key's file."""
    from integrations.identity.asking import Client  # noqa: PLC0415
    from integrations.identity.client_key import ClientKey  # noqa: PLC0415

    return Client(
        name or "",
        secret.get_secret_value() if secret else None,
        f"{settings.public_url}{comes_back}",
        auth,
        settings.ssl_cert_file,
        ClientKey.read(key, setting) if key is not None else None,
    )


def provider(settings: Settings) -> "OidcProvider":
    from integrations.identity.claims import Reading  # noqa: PLC0415 # see above
    from integrations.identity.provider import OidcProvider  # noqa: PLC0415

    reading = Reading(
        subject=settings.oidc_subject_claim,
        email=settings.oidc_email_claim,
        roles=settings.oidc_role_claim,
        proofs=sign_in_kinds.read_proofs(settings.oidc_mfa),
    )
    return OidcProvider(
        settings.oidc_issuer or "",
        _client(settings),
        reading,
        # Not the site's: what a provider dates keeps the machine's clock, in a rehearsal too.
        SystemClock(),
        label=settings.oidc_label,
        scopes=settings.oidc_scopes,
        acr_values=settings.oidc_acr_values,
        after=f"{settings.public_url}/",
    )


def practice_provider(settings: Settings) -> "OidcProvider | None":
    """The practices' own sign-on; None where the settings name no issuer."""
    from integrations.identity.claims import Reading  # noqa: PLC0415 # see above
    from integrations.identity.provider import OidcProvider  # noqa: PLC0415

    if settings.practice_oidc_issuer is None:
        return None
    reading = Reading(
        subject=settings.practice_oidc_subject_claim,
        email=settings.practice_oidc_email_claim,
        proofs=sign_in_kinds.read_proofs(settings.practice_oidc_mfa),
    )
    return OidcProvider(
        settings.practice_oidc_issuer,
        _practice_client(settings),
        reading,
        SystemClock(),
        label=settings.practice_oidc_label,
        scopes=settings.practice_oidc_scopes,
        acr_values=settings.practice_oidc_acr_values,
        after=f"{settings.public_url}/",
    )
