"""The closed lists of what clinical systems may do, and of what they are told."""

from enum import StrEnum


class Scope(StrEnum):
    """What a key may be used for."""

    RAISE = "raise"
    READ = "read"
    LETTER = "letter"
    ACKNOWLEDGE = "acknowledge"


class HookKind(StrEnum):
    """What a system is told of its organisation's queries."""

    STATE = "query.state"
    LETTER = "letter.ready"
    ASKED_BACK = "question.asked_back"
    DELAY = "delay.promised"


class LetterForm(StrEnum):
    """In which form a letter was fetched."""

    PDF = "pdf"
    TEXT = "text"
    FHIR = "fhir"
