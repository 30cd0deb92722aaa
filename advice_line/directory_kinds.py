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


class Part(StrEnum):
    """What is known of an organisation, in the groups by which it is said and confirmed."""

    NAME = "name"
    ADDRESS = "address"
    PHONES = "phones"
    BYPASS = "bypass"
    HOURS = "hours"
    OUT_OF_HOURS = "out_of_hours"
    EMAIL = "email"
    NETWORK = "network"
    CODE = "code"


class Origin(StrEnum):
    """By which way something came to stand in the directory."""

    SETUP = "setup"
    ODS = "ods"
    LIST = "list"
    OFFICE = "office"
    PRACTICE = "practice"
    MERGE = "merge"


# What people put right: no file takes it back by itself.
BY_HAND = frozenset({Origin.OFFICE, Origin.PRACTICE, Origin.MERGE})


class ImportState(StrEnum):
    LOOKED_OVER = "looked_over"
    SAVED = "saved"
    DISCARDED = "discarded"


class CorrectionState(StrEnum):
    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"


class ContactWay(StrEnum):
    MOBILE = "mobile"
    EMAIL = "email"
