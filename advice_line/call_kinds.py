"""The closed lists of a call: what a caller asked for by key, and where in the call they are."""

from enum import StrEnum


class CallReason(StrEnum):
    """What the caller's key in the menu said; nobody computes it, and silence is no reason."""

    NOW = "now"
    LATER = "later"
    CHASING = "chasing"
    OTHER = "other"


class CallStage(StrEnum):
    """Where a call is; `rules/call_stages.py` says from where to where it may go."""

    GREETING = "greeting"
    MENU_AGAIN = "menu_again"
    ABOUT = "about"
    NUMBER = "number"
    CHOICE = "choice"
    ANSWER = "answer"
    DESK = "desk"
    HUNT = "hunt"
    QUEUE = "queue"
    TALK = "talk"
    HOLD = "hold"
    TRANSFER = "transfer"
    CLOSED = "closed"
    MESSAGE = "message"
    OVER = "over"


class DeflectionState(StrEnum):
    RINGING = "ringing"
    ANSWERED = "answered"
    UNANSWERED = "unanswered"
    WITHDRAWN = "withdrawn"


class SoundKind(StrEnum):
    """What a kept sound is: what a caller said after the tone, or a call."""

    MESSAGE = "message"
    RECORDING = "recording"
