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


class SignInRefusal(StrEnum):
    """Why nobody was signed in though they came back from the hospital's sign-in: as the trail
    keeps it. The first ones are of the way there and back, the next of the token, then of who it is
    about. The last three, and those of the token, are also why the provider's word that somebody
    has signed out is not believed."""

    NOT_BEGUN_HERE = "not_begun_here"
    USED_BEFORE = "used_before"
    DECLINED = "declined"
    PROVIDER_DOWN = "provider_down"
    PROVIDER_ODD = "provider_odd"
    CODE_REFUSED = "code_refused"
    NO_TOKEN = "no_token"  # noqa: S105 # a reason, and no secret
    WRONG_ISSUER = "wrong_issuer"
    WRONG_AUDIENCE = "wrong_audience"
    WRONG_NONCE = "wrong_nonce"
    WRONG_ALGORITHM = "wrong_algorithm"
    WRONG_SIGNATURE = "wrong_signature"
    UNKNOWN_KEY = "unknown_key"
    EXPIRED = "expired"
    FROM_THE_FUTURE = "from_the_future"
    NOT_ANEW = "not_anew"
    NO_SECOND_FACTOR = "no_second_factor"
    UNKNOWN_PERSON = "unknown_person"
    EMAIL_UNPROVEN = "email_unproven"
    ENDED = "ended"
    NO_ROLES = "no_roles"
    NOT_A_SIGN_OUT = "not_a_sign_out"
    NOT_ONCE = "not_once"
    NAMES_NOBODY = "names_nobody"
