"""Implements `ports.carrier_lists.CarrierLists`: the carrier's own record of what came in."""

from collections.abc import Mapping
from datetime import datetime, timedelta
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
        """A room's recording names a conference alone, and only that has the name we gave it."""
        with asking():
            listed = self._client.recordings.list(date_created_after=since, page_size=_PAGE)
            ready = [each for each in listed if each.status == _READY]
            asked = any(each.conference_sid for each in ready)
            rooms = self._rooms(since) if asked else {}
            return [_sound(each, rooms) for each in ready]

    def _rooms(self, since: datetime) -> dict[str, str]:
        """The vendor lists conferences by the day; one may have begun before midnight."""
        listed = self._client.conferences.list(
            date_created_after=(since - timedelta(days=1)).date(), page_size=_PAGE
        )
        return {str(each.sid): str(each.friendly_name) for each in listed}


def _sound(listed: Any, rooms: Mapping[str, str]) -> SoundListed:
    room = rooms.get(str(listed.conference_sid))
    return SoundListed(
        recording=str(listed.sid),
        call=None if listed.conference_sid else listed.call_sid,
        room=room,
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
