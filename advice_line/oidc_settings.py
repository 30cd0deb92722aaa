"""The settings of the hospital's sign-in, a part of those of a deployment."""

from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, SecretStr, field_validator, model_validator

from advice_line import sign_in_kinds

LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})


def https_or_here(value: str | None) -> str | None:
    """An issuer. Raises ValueError."""
    if value is None:
        return value
    parts = urlsplit(value)
    here = parts.scheme == "http" and parts.hostname in LOCAL_HOSTS
    if not (here or (parts.scheme == "https" and parts.hostname)):
        raise ValueError("must start with https://, since it says who people are")
    return value


def asks_who(value: str) -> str:
    """Scopes. Raises ValueError."""
    if "openid" not in value.split():
        raise ValueError('must hold "openid", such as "openid profile email"')
    return value


class OidcSettings(BaseModel):
    """Off without an issuer."""

    oidc_issuer: str | None = None
    oidc_client_id: str | None = None
    oidc_client_secret: SecretStr | None = None
    oidc_client_auth: Literal["", "client_secret_basic", "client_secret_post"] = ""
    oidc_client_key_file: Path | None = None
    oidc_label: str = "your hospital account"
    oidc_scopes: str = "openid profile email"
    oidc_acr_values: str = ""
    oidc_mfa: str = "amr=mfa"
    oidc_subject_claim: str = "sub"
    oidc_email_claim: str = "email"
    oidc_link_by_email: bool = False
    oidc_role_claim: str | None = None
    oidc_role_map: str = ""

    @field_validator("oidc_issuer")
    @classmethod
    def _https_or_here(cls, value: str | None) -> str | None:
        return https_or_here(value)

    @field_validator("oidc_role_map")
    @classmethod
    def _is_role_map(cls, value: str) -> str:
        sign_in_kinds.read_role_map(value)
        return value

    @field_validator("oidc_mfa")
    @classmethod
    def _are_proofs(cls, value: str) -> str:
        sign_in_kinds.read_proofs(value)
        return value

    @field_validator("oidc_scopes")
    @classmethod
    def _asks_who(cls, value: str) -> str:
        return asks_who(value)

    @model_validator(mode="after")
    def _agreed_on_sign_in(self) -> "OidcSettings":
        if (self.oidc_issuer is None) != (self.oidc_client_id is None):
            raise ValueError(
                "to sign in through the hospital, set OIDC_ISSUER and OIDC_CLIENT_ID; or neither"
            )
        if self.oidc_client_key_file and (self.oidc_client_secret or self.oidc_client_auth):
            raise ValueError(
                "OIDC_CLIENT_KEY_FILE takes the place of a secret: "
                "leave OIDC_CLIENT_SECRET and OIDC_CLIENT_AUTH out, or the file"
            )
        if (self.oidc_role_claim is None) != (not self.oidc_role_map):
            raise ValueError("set OIDC_ROLE_CLAIM and OIDC_ROLE_MAP; or neither")
        return self
