"""The closed lists of who somebody is and how they proved it: stored and relied on outside, as
those of `kinds.py`."""

from enum import StrEnum


class SignedInBy(StrEnum):
    """How a session of staff began. `persona` is one click, in the demonstration alone."""

    TEXT_CODE = "text_code"
    RECORD_LINK = "record_link"
    OIDC = "oidc"
    PASSKEY = "passkey"
    TOTP = "totp"
    PERSONA = "persona"


class LinkedHow(StrEnum):
    """Why an identity at a provider counts as somebody of the service."""

    COMMAND = "command"
    EMAIL = "email"
