"""The closed lists of a practice's own pages."""

from enum import StrEnum


class JoinedBy(StrEnum):
    """Why somebody was let in: by an address of their organisation's own domain, as a manager whom
    the directory names, or by an invitation."""

    DOMAIN = "domain"
    ON_FILE = "on_file"
    INVITATION = "invitation"


class EnteredBy(StrEnum):
    """By what somebody of a practice is signed in in a browser. `persona` is one click, in the
    demonstration alone."""

    CODE = "code"
    INVITATION = "invitation"
    PASSKEY = "passkey"
    SIGN_ON = "sign_on"
    PERSONA = "persona"


class Standing(StrEnum):
    """How something a practice asked or was told stands, as its own list has it."""

    WAITING = "waiting"
    ASKED_BACK = "asked_back"
    UNREAD = "unread"
    CANNOT_ACT = "cannot_act"
    FILED = "filed"
    WILL_ACT = "will_act"
    SPOKEN = "spoken"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"
