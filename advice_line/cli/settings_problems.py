"""What is wrong with the settings, one line for each, which says how to mend it and never what a
variable holds: that may be a secret."""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

_KEY_MAKER = 'python3 -c "import secrets; print(secrets.token_urlsafe(48))"'
_NUMBER = "must be a number of seconds, more than 0 and at most 60"

# By variable, then by pydantic's kind of error; what is not here has a sentence of its own in
# `settings.Settings`.
_SENTENCES = {
    "SECRET_KEY": {
        "missing": f"is not set. Make one with: {_KEY_MAKER}",
        "too_short": f"has fewer than 32 characters. Make one with: {_KEY_MAKER}",
    },
    "DATA_KEYS": {"missing": "is not set. Make one with: advice-line keys new"},
    "WORKER_POLL_SECONDS": {
        "float_parsing": _NUMBER,
        "greater_than": _NUMBER,
        "less_than_equal": _NUMBER,
        "finite_number": _NUMBER,
    },
    "UNSOCIAL_BANK_HOLIDAYS": {"bool_parsing": "must be true or false"},
    "OIDC_LINK_BY_EMAIL": {"bool_parsing": "must be true or false"},
    "OIDC_CLIENT_AUTH": {"literal_error": "must be client_secret_basic or client_secret_post"},
    "PRACTICE_OIDC_CLIENT_AUTH": {
        "literal_error": "must be client_secret_basic or client_secret_post"
    },
}


def said(error: ValidationError) -> list[str]:
    """In the order of the settings."""
    return [_said(each) for each in error.errors(include_url=False, include_input=False)]


def _said(error: Mapping[str, Any]) -> str:
    name = ".".join(str(part) for part in error["loc"]).upper() or "The settings"
    own = _SENTENCES.get(name, {}).get(error["type"])
    sentence = own or error["msg"].removeprefix("Value error, ")
    return f"{name}: {sentence}. See docs/settings.md."
