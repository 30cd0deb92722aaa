"""The test call before a line opens: the two legs that are nobody's telephone, their addresses."""

from typing import TYPE_CHECKING

from twilio.http import HttpClient  # type: ignore[import-untyped] # the SDK ships no py.typed
from twilio.twiml.voice_response import (  # type: ignore[import-untyped] # the same
    VoiceResponse,
)

from advice_line.ports.line_checks import CheckEvent, LineCheckDesk
from advice_line.ports.script import StepName
from integrations.twilio import forms
from integrations.twilio.client import client
from integrations.twilio.errors import asking

if TYPE_CHECKING:
    # Only the pages' process has use for what serves them.
    from integrations.twilio.doors import Doors
    from integrations.twilio.posted import Posted

# Half a second each: the key comes while the greeting is still said.
_WAITS = "w" * 10
_PERSON = "0"
_RINGS = 20


class TwilioLineCaller:
    """Implements `ports.line_checks.LineCaller`."""

    def __init__(
        self, *, account_sid: str, auth_token: str, api_url: str, http: HttpClient | None = None
    ) -> None:
        self._client = client(
            account_sid=account_sid, auth_token=auth_token, api_url=api_url, http=http
        )

    def ring(self, *, number: str, line: str, most_seconds: int) -> str:
        heard = VoiceResponse()
        heard.play(digits=f"{_WAITS}{_PERSON}")
        heard.pause(length=most_seconds)
        with asking():
            call = self._client.calls.create(
                to=line,
                from_=number,
                twiml=str(heard),
                timeout=_RINGS,
                time_limit=most_seconds,
            )
            return str(call.sid)


def routes(doors: "Doors", desk: LineCheckDesk) -> None:
    doors.step(StepName.CHECK_KEYED, _event, desk.keyed)
    doors.step(StepName.CHECK_WHISPER, _event, desk.whisper, whisper=True)
    doors.step(StepName.CHECK_ACCEPTED, _event, desk.accepted, whisper=True)
    doors.step(StepName.CHECK_ENDED, _event, desk.ended)


def _event(post: "Posted") -> CheckEvent:
    pressed = forms.keys_pressed(post)
    return CheckEvent(
        pressed.key,
        pressed.call,
        post.ref,
        keys=pressed.keys,
        bridged=post.get("DialBridged") == "true",
    )
