"""Every setting of a deployment, read once from the environment, `.env` or secret files."""

import os
import re
from decimal import Decimal
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationInfo, field_validator, model_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SecretsSettingsSource,
    SettingsConfigDict,
)

from advice_line.audit_kinds import ChartReading
from advice_line.errors import Misconfigured
from advice_line.guidance_kinds import Audience
from advice_line.oidc_settings import LOCAL_HOSTS, OidcSettings
from advice_line.practice_oidc_settings import PracticeOidcSettings
from advice_line.setting_texts import Network, read_countries, read_networks
from rota.plans import fairness
from rota.plans.fairness import Unsocial

# Where each file is named after a setting and holds its value; read from the environment alone,
# since it must be known before anything else is read.
SECRETS_DIR = "SECRETS_DIR"
SHORTEST_SECRET = 32
_ADDRESS = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>]+")


def _split(secret: SecretStr) -> tuple[str, ...]:
    return tuple(each.strip() for each in secret.get_secret_value().split(",") if each.strip())


_READERS = {
    "trusted_proxies": read_networks,
    "dial_countries": read_countries,
    "unsocial_days": fairness.read_weekdays,
    "unsocial_outside": fairness.read_social,
    "webhook_networks": read_networks,
}


def is_local(url: str) -> bool:
    """Whether an address is on this machine: what a rehearsal is allowed to talk to."""
    return (urlsplit(url).hostname or "") in LOCAL_HOSTS


class _FromTheEnvironment(BaseSettings):
    """Names are the environment's, in lower case; `docs/settings.md` explains each."""

    model_config = SettingsConfigDict(
        env_file=".env", frozen=True, extra="ignore", env_ignore_empty=True
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The environment wins over `.env`, and that over the files of SECRETS_DIR.

        Raises `errors.Misconfigured` when SECRETS_DIR is set and is no folder.
        """
        sources = (init_settings, env_settings, dotenv_settings)
        named = os.environ.get(SECRETS_DIR)
        if not named:
            return (*sources, file_secret_settings)
        folder = Path(named)
        if not folder.is_dir():
            raise Misconfigured(f"SECRETS_DIR: there is no folder {folder}.")
        return (*sources, SecretsSettingsSource(settings_cls, secrets_dir=folder))


class MailClient(_FromTheEnvironment):
    """What is known of the application at a mail provider before anybody has agreed to it."""

    mail_oauth_token_url: str | None = None
    mail_oauth_client_id: str | None = None
    mail_oauth_client_secret: SecretStr | None = None
    ssl_cert_file: Path | None = None

    @field_validator("mail_oauth_token_url")
    @classmethod
    def _https(cls, value: str | None) -> str | None:
        if value is not None and urlsplit(value).scheme != "https" and not is_local(value):
            raise ValueError("must start with https://, since secrets are sent there")
        return value


class ChartSettings(_FromTheEnvironment):
    """What a chart of any series needs, with no service set up."""

    chart_reading: ChartReading = ChartReading.EXCEL


class Settings(ChartSettings, OidcSettings, PracticeOidcSettings):
    """All of them, read once."""

    database_url: str = "sqlite:///advice-line.sqlite3"
    public_url: str = "http://localhost:8000"
    secret_key: SecretStr = Field(min_length=SHORTEST_SECRET)
    old_secret_keys: SecretStr = SecretStr("")
    data_keys: SecretStr
    clock_file: Path | None = None
    heartbeat_url: str | None = None
    worker_poll_seconds: float = Field(default=1.0, gt=0, le=60)
    unsocial_days: str = "sat,sun"
    unsocial_outside: str = "09:00-17:00"
    unsocial_bank_holidays: bool = True

    twilio_account_sid: str | None = None
    twilio_auth_token: SecretStr | None = None
    twilio_api_url: str = "https://api.twilio.com"
    trusted_proxies: str = ""
    dial_countries: str = "+44"
    daily_spend_limit: Decimal | None = Field(default=None, gt=0)

    slack_bot_token: SecretStr | None = None
    slack_signing_secret: SecretStr | None = None
    slack_app_token: SecretStr | None = None
    slack_api_url: str = "https://slack.com/api/"

    smtp_url: SecretStr | None = None
    imap_url: SecretStr | None = None
    mail_oauth_token_url: str | None = None
    mail_oauth_client_id: str | None = None
    mail_oauth_client_secret: SecretStr | None = None
    mail_oauth_refresh_token: SecretStr | None = None
    mail_auth_server: str | None = None
    ssl_cert_file: Path | None = None

    requests_a_minute: int = Field(default=300, ge=0)
    trail_head_folder: str | None = None
    trail_head_email: str | None = None
    backup_recipients: str = ""
    backup_passphrase: SecretStr | None = Field(default=None, min_length=16)

    directory_stale_months: int = Field(default=12, gt=0, le=120)
    api_requests_a_minute: int = Field(default=120, gt=0)
    webhook_networks: str = ""

    small_number: int = Field(default=5, gt=0)
    pack_template: Path | None = None
    certificate_sentence: str = ""
    report_provider: str = ""
    report_working_day: int = Field(default=3, ge=1, le=15)
    report_specialty: str = "812 Diagnostic Imaging Service"
    pack_working_days: int = Field(default=5, ge=0, le=20)
    guidance_audience: Literal[Audience.EVERYONE, Audience.REQUESTERS] = Audience.EVERYONE

    @field_validator("heartbeat_url", "twilio_api_url", "slack_api_url", "mail_oauth_token_url")
    @classmethod
    def _http(cls, value: str | None) -> str | None:
        if value is not None and urlsplit(value).scheme not in ("http", "https"):
            raise ValueError("must be an address that starts with https:// or http://")
        return value

    @field_validator("old_secret_keys")
    @classmethod
    def _long_enough(cls, value: SecretStr) -> SecretStr:
        if any(len(each) < SHORTEST_SECRET for each in _split(value)):
            raise ValueError(
                f"must be former SECRET_KEYs, each of at least {SHORTEST_SECRET} characters, with "
                "commas between them"
            )
        return value

    @field_validator("trail_head_email")
    @classmethod
    def _address(cls, value: str | None) -> str | None:
        if value is not None and not _ADDRESS.fullmatch(value):
            raise ValueError("must be one mail address, such as trail@example.org")
        return value

    @field_validator(*_READERS)
    @classmethod
    def _read(cls, value: str, field: ValidationInfo) -> str:
        """What is read elsewhere is read here once, so that a fault stops the start."""
        _READERS[field.field_name or ""](value)
        return value

    @field_validator("public_url")
    @classmethod
    def _https_unless_local(cls, value: str) -> str:
        parts = urlsplit(value)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError("must be an address such as https://advice.example.org")
        if parts.scheme == "http" and parts.hostname != "localhost":
            raise ValueError("must start with https:// unless its host is localhost")
        return value.rstrip("/")

    @model_validator(mode="after")
    def _agreed_as_a_whole(self) -> "Settings":
        needed = {
            "MAIL_OAUTH_TOKEN_URL": self.mail_oauth_token_url,
            "MAIL_OAUTH_CLIENT_ID": self.mail_oauth_client_id,
            "MAIL_OAUTH_REFRESH_TOKEN": self.mail_oauth_refresh_token,
        }
        missing = [name for name, value in needed.items() if value is None]
        if missing == ["MAIL_OAUTH_REFRESH_TOKEN"]:
            raise ValueError(
                "MAIL_OAUTH_REFRESH_TOKEN is not set; this gets one: advice-line mail authorise"
            )
        if 0 < len(missing) < len(needed):
            raise ValueError(f"to sign in at a mail server by tokens, set {' and '.join(missing)}")
        return self

    @model_validator(mode="after")
    def _rehearsal_stays_here(self) -> "Settings":
        if self.clock_file is None:
            return self
        outside = [name for name, url in self._vendor_addresses() if not is_local(url)]
        if outside:
            raise ValueError(
                "a rehearsal (CLOCK_FILE) may only talk to this machine; not local: "
                + ", ".join(outside)
            )
        return self

    def _vendor_addresses(self) -> list[tuple[str, str]]:
        used = []
        if self.twilio_account_sid:
            used.append(("TWILIO_API_URL", self.twilio_api_url))
        if self.slack_bot_token:
            used.append(("SLACK_API_URL", self.slack_api_url))
        if self.smtp_url:
            used.append(("SMTP_URL", self.smtp_url.get_secret_value()))
        if self.imap_url:
            each = self.imap_url.get_secret_value().split()
            used.extend(("IMAP_URL", url) for url in each)
        if self.mail_oauth_token_url:
            used.append(("MAIL_OAUTH_TOKEN_URL", self.mail_oauth_token_url))
        if self.oidc_issuer:
            used.append(("OIDC_ISSUER", self.oidc_issuer))
        if self.practice_oidc_issuer:
            used.append(("PRACTICE_OIDC_ISSUER", self.practice_oidc_issuer))
        if self.heartbeat_url:
            used.append(("HEARTBEAT_URL", self.heartbeat_url))
        if not self.database_url.startswith("sqlite"):
            used.append(("DATABASE_URL", self.database_url))
        return used

    @property
    def unsocial(self) -> Unsocial:
        before, after = fairness.read_social(self.unsocial_outside)
        weekdays = fairness.read_weekdays(self.unsocial_days)
        return Unsocial(before, after, weekdays, self.unsocial_bank_holidays)

    @property
    def old_secrets(self) -> tuple[str, ...]:
        """What former SECRET_KEYs signed still holds."""
        return _split(self.old_secret_keys)

    @property
    def countries(self) -> tuple[str, ...]:
        """Dialling codes of the countries that may be rung."""
        return read_countries(self.dial_countries)

    @property
    def private_networks(self) -> tuple[Network, ...]:
        """Of which systems may be told though they are not of the public internet."""
        return read_networks(self.webhook_networks)

    @property
    def proxies(self) -> tuple[str, ...]:
        """Networks of the proxies whose word on who connected to them is believed."""
        return tuple(str(each) for each in read_networks(self.trusted_proxies))

    @property
    def rehearsal(self) -> bool:
        return self.clock_file is not None

    @property
    def local(self) -> bool:
        """On localhost cookies drop Secure and `__Host-`, which need https."""
        return urlsplit(self.public_url).hostname == "localhost"
