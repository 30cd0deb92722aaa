"""What the carrier plays while our server cannot answer: a static document that it keeps itself.

It must live elsewhere than our server, as a TwiML Bin for example (H13).
"""

from twilio.twiml.voice_response import (  # type: ignore[import-untyped] # the SDK ships no py.typed
    VoiceResponse,
)

from integrations.twilio.rendering import say

EMERGENCY = "If life is at immediate risk hang up and call 999."
CONNECTING = (
    "The radiology advice line cannot answer at the moment. "
    "We are connecting you to the hospital switchboard. Please ask for the duty radiologist."
)
_RING_SECONDS = 60


def fallback_document(*, switchboard: str, show: str) -> str:
    """The document for one line: `switchboard` is dialled and shown `show`, the line's number."""
    response = VoiceResponse()
    say(response, f"{EMERGENCY} {CONNECTING}")
    response.dial(switchboard, caller_id=show, timeout=_RING_SECONDS)
    say(response, f"The switchboard did not answer. Its number is {_read_out(switchboard)}.")
    say(response, EMERGENCY)
    return str(response)


def _read_out(number: str) -> str:
    """Digit by digit, as dialled within the United Kingdom."""
    national = f"0{number.removeprefix('+44')}" if number.startswith("+44") else number
    return " ".join(national.removeprefix("+"))
