"""The settings of the practices' own sign-on, a part of those of a deployment: one provider for all
practices, such as NHSmail."""

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, SecretStr, field_validator, model_validator

from advice_line import oidc_settings, sign_in_kinds


class PracticeOidcSettings(BaseModel):
    """Off without an issuer."""

    practice_oidc_issuer: str | None = None
    practice_oidc_client_id: str | None = None
    practice_oidc_client_secret: SecretStr | None = None
    practice_oidc_client_auth: Literal["", "client_secret_basic", "client_secret_post"] = ""
    practice_oidc_client_key_file: Path | None = None
    practice_oidc_label: str = "NHSmail"
    practice_oidc_scopes: str = "openid profile email"
    practice_oidc_acr_values: str = ""
    practice_oidc_mfa: str = "amr=mfa"
    practice_oidc_subject_claim: str = "sub"
    practice_oidc_email_claim: str = "email"

    @field_validator("practice_oidc_issuer")
    @classmethod
    def _practices_https_or_here(cls, value: str | None) -> str | None:
        return oidc_settings.https_or_here(value)

    @field_validator("practice_oidc_mfa")
    @classmethod
    def _practices_are_proofs(cls, value: str) -> str:
        sign_in_kinds.read_proofs(value)
        return value

    @field_validator("practice_oidc_scopes")
    @classmethod
    def _practices_asks_who(cls, value: str) -> str:
        return oidc_settings.asks_who(value)

    @model_validator(mode="after")
    def _practices_agreed(self) -> "PracticeOidcSettings":
        if (self.practice_oidc_issuer is None) != (self.practice_oidc_client_id is None):
            raise ValueError(
                "for the practices' own sign-on, set PRACTICE_OIDC_ISSUER and "
                "PRACTICE_OIDC_CLIENT_ID; or neither"
            )
        shown = self.practice_oidc_client_secret or self.practice_oidc_client_auth
        if self.practice_oidc_client_key_file and shown:
            raise ValueError(
                "PRACTICE_OIDC_CLIENT_KEY_FILE takes the place of a secret: leave "
                "PRACTICE_OIDC_CLIENT_SECRET and PRACTICE_OIDC_CLIENT_AUTH out, or the file"
            )
        return self
