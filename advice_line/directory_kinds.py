"""The closed lists of the directory."""

from enum import StrEnum


class OrganisationKind(StrEnum):
    PRACTICE = "practice"
    DEPARTMENT = "department"


class IdentifiedBy(StrEnum):
    """How the requester's organisation was recognised; a calling number is a hint, never proof, and
    so is an email address that its sender has not confirmed, or what they `said` in a form of the
    practice they are of. `account` is one of the chat service, `device` a browser in which an
    address was confirmed, `key` that of their organisation's clinical system."""

    NUMBER = "number"
    KEYED = "keyed"
    PERSON = "person"
    ADDRESS = "address"
    ACCOUNT = "account"
    DEVICE = "device"
    KEY = "key"
    SAID = "said"
    NOTHING = "nothing"
