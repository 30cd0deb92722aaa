"""When the database cannot answer in time: "one moment please", and the same question again.

Bounded: after `MOST` rounds the carrier is given up to its fallback address. What the first
request carried and the carrier does not repeat travels in the (signed) query; more than one key
does not, because an address is no place for what may be somebody's number: the question is then
put to the caller once more.
"""

from collections.abc import Mapping
from urllib.parse import urlencode

from twilio.twiml.voice_response import (  # type: ignore[import-untyped] # the SDK ships no py.typed
    VoiceResponse,
)

from advice_line.errors import Busy
from integrations.twilio.addresses import Addresses
from integrations.twilio.posted import Posted
from integrations.twilio.rendering import say

COUNT = "again"
MOST = 3
_WAIT = 2
_CARRIED = (
    "Digits",
    "DialCallStatus",
    "DialCallDuration",
    "DialBridged",
    "QueueResult",
    "RecordingDuration",
    "RecordingSid",
)


def rounds(query: Mapping[str, str]) -> int:
    """How often this question was put off already; anything odd counts as too often."""
    value = query.get(COUNT, "0")
    return int(value) if value in {"0", "1", "2", "3"} else MOST


def carried(query: Mapping[str, str]) -> dict[str, str]:
    """The fields of the first try, empty for a first try."""
    if COUNT not in query:
        return {}
    return {name: query[name] for name in _CARRIED if name in query}


def one_moment(post: Posted, done: int, addresses: Addresses, *, whisper: bool) -> str:
    """The document that says so, waits and comes back. A whisper may neither pause nor redirect:
    there a question that takes no answer does the waiting, and hanging up ends it, since the
    carrier would join the two where the document ends.
    """
    address = addresses.same(post.path, urlencode({COUNT: done + 1, **_to_carry(post)}))
    response = VoiceResponse()
    if whisper:
        gather = response.gather(
            input="dtmf", num_digits=1, timeout=_WAIT, action=address, action_on_empty_result=True
        )
        say(gather, Busy.sentence)
        response.hangup()
    else:
        say(response, Busy.sentence)
        response.pause(length=_WAIT)
        response.redirect(address)
    return str(response)


def _to_carry(post: Posted) -> dict[str, str]:
    values = {name: post.get(name) for name in _CARRIED}
    return {
        name: value
        for name, value in values.items()
        if value and not (name == "Digits" and len(value) > 1)
    }
