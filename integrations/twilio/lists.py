"""Implements `ports.carrier_lists.CarrierLists`: the carrier's own record of what came in."""

from datetime import datetime
from typing import Any

from twilio.http import HttpClient  # type: ignore[import-untyped] # the SDK ships no py.typed

from advice_line.ports.carrier_lists import CallListed, SoundListed, TextListed
from integrations.twilio.client import client
from integrations.twilio.errors import asking
from integrations.twilio.forms import caller, text
from integrations.twilio.statuses import leg_state

# The vendor's largest page: the SDK asks for one after the other until there is no next.
_PAGE = 1000
_CAME_IN = "inbound"
_READY, _SPOKEN = "completed", "RecordVerb"


class TwilioLists:
    def __init__(
        self, *, account_sid: str, auth_token: str, api_url: str, http: HttpClient | None = None
    ) -> None:
        """`http` stands in for the network where a test or the demo gives one."""
        self._client = client(
            account_sid=account_sid, auth_token=auth_token, api_url=api_url, http=http
        )

    def calls_since(self, number: str, since: datetime) -> list[CallListed]:
        with asking():
            listed = self._client.calls.list(to=number, start_time_after=since, page_size=_PAGE)
            found = [_call(each) for each in listed if each.direction == _CAME_IN]
        return sorted(found, key=lambda each: each.started_at)

    def texts_since(self, number: str, since: datetime) -> list[TextListed]:
        with asking():
            listed = self._client.messages.list(to=number, date_sent_after=since, page_size=_PAGE)
            found = [_text(each) for each in listed if each.direction == _CAME_IN]
        return sorted(found, key=lambda each: each.sent_at)

    def sounds_since(self, since: datetime) -> list[SoundListed]:
        with asking():
            listed = self._client.recordings.list(date_created_after=since, page_size=_PAGE)
            return [_sound(each) for each in listed if each.status == _READY and each.call_sid]


def _sound(listed: Any) -> SoundListed:
    return SoundListed(
        recording=str(listed.sid),
        call=str(listed.call_sid),
        spoken=listed.source == _SPOKEN,
        seconds=max(int(listed.duration or 0), 0),
    )


def _call(listed: Any) -> CallListed:
    state = leg_state(str(listed.status))
    return CallListed(
        call=str(listed.sid),
        caller=caller(str(listed._from or "")),
        called=str(listed.to),
        started_at=listed.start_time or listed.date_created,
        over=state.over,
        seconds=int(listed.duration or 0),
    )


def _text(listed: Any) -> TextListed:
    return TextListed(
        event=text(
            str(listed.sid),
            sender=str(listed.from_ or ""),
            called=str(listed.to),
            words=str(listed.body or ""),
            media=int(listed.num_media or 0),
        ),
        sent_at=listed.date_sent or listed.date_created,
    )
