"""What is said to a caller on hold, and to a colleague who is asked to join."""

from advice_line.call_kinds import CallReason
from advice_line.rules import scopes, whisper_words

HOLD = "Please hold the line."
STILL_HELD = "Thank you for holding. We have not forgotten you."
ALONE = "One moment, please."
CALLER_LEFT = "The caller has hung up."
CALLER_GONE = f"{CALLER_LEFT} Goodbye."
GONE_ON = "The call has gone on without you. Goodbye."
OVER = "The call is over. Goodbye."
LEFT_BEHIND = "Your call was left on hold. Please stay on the line while we find somebody for you."
CUT_OFF = "If you were cut off, press 1 to be connected again."
CONNECTING_AGAIN = "You were cut off. We are connecting you again."
CONNECTING_THEM_AGAIN = "We are connecting you to them again."
NOT_CONNECTED = "They could not be reached again."
NOT_RECORDED = "Not recorded from now on."
RECORDED = "Recorded from now on."
# How long somebody may be alone in a room or hear the same words, in seconds.
ROUND = 10


def does_not_come(name: str, *, declined: bool) -> str:
    """To who talks and to their caller."""
    return f"{name} {'cannot join us now' if declined else 'does not answer'}."


def joining(name: str) -> str:
    return f"We are asking {name} to join us. {HOLD}"


def asks_to_join(asked_by: str, organisation: str | None, reason: str | None) -> str:
    """The whisper to a colleague: who asks, who calls and why; no patient data."""
    return (
        f"{asked_by} asks you to join {_call(organisation, reason)}. "
        "Press 1 to join. Press 2 to decline."
    )


def asks_to_take_over(
    asked_by: str, organisation: str | None, reason: str | None, tag: str | None
) -> str:
    about = f" about {scopes.name(tag)}" if tag else ""
    return (
        f"{asked_by} hands over to you {_call(organisation, reason)}{about}. "
        "Press 1 to take it: you then write its record. Press 2 to decline."
    )


def reconnects(organisation: str | None) -> str:
    source = organisation or whisper_words.UNKNOWN
    return f"Your call with {source} was cut off. They are on the line. Press 1 to go on."


def _call(organisation: str | None, reason: str | None) -> str:
    said = f"an advice call from {organisation or whisper_words.UNKNOWN}"
    known = whisper_words.REASONS.get(CallReason(reason)) if reason else None
    return f"{said}, {known}" if known else said
