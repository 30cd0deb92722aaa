"""Implements `ports.calls.Telephone` by the vendor's REST side."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from twilio.base.exceptions import (  # type: ignore[import-untyped] # the SDK ships no py.typed
    TwilioRestException,
)
from twilio.http import HttpClient  # type: ignore[import-untyped] # the same

from advice_line.errors import DeliveryDelayed, DeliveryRefused
from advice_line.ports.calls import CallSeen, Placed
from advice_line.ports.script import Step, StepName
from integrations.twilio.addresses import Addresses
from integrations.twilio.client import api_base, client
from integrations.twilio.errors import asking
from integrations.twilio.ringing import ring_timeout
from integrations.twilio.statuses import leg_state

_NOT_FOUND = 404
# How far back the carrier's newest are read when one is searched.
_MOST_LISTED = 200
# The carrier dates in whole seconds by its own clock, which may be a little behind ours.
_CLOCKS_APART = timedelta(seconds=5)
_RECORDING = re.compile(r"RE[0-9A-Za-z]{1,64}")


class TwilioTelephone:
    def __init__(
        self,
        *,
        account_sid: str,
        auth_token: str,
        public_url: str,
        api_url: str,
        http: HttpClient | None = None,
    ) -> None:
        """`http` stands in for the network where a test or the demo gives one."""
        self._account_sid = account_sid
        self._client = client(
            account_sid=account_sid, auth_token=auth_token, api_url=api_url, http=http
        )
        self._addresses = Addresses(public_url)
        self._base = api_base(api_url)

    def send_sms(self, *, sender: str, to: str, words: str, outgoing: str) -> str:
        with asking():
            message = self._client.messages.create(
                to=to,
                from_=sender,
                body=words,
                status_callback=self._addresses.sms_status(outgoing),
            )
            return _sid(message)

    def find_sms(self, *, sender: str, to: str, words: str, since: datetime) -> str | None:
        with asking():
            listed = self._client.messages.list(to=to, from_=sender, limit=_MOST_LISTED)
        same = [each for each in listed if each.body == words]
        return _newest(((each.date_created or each.date_sent, each) for each in same), since)

    def place_call(
        self, *, show: str, to: str, ring_seconds: int, attempt: str, what: Placed = Placed.BACK
    ) -> str:
        back = what is Placed.BACK
        name = StepName.BACK_ANSWERED if back else StepName.QUESTION_ANSWERED
        over = self._addresses.back_over if back else self._addresses.question_over
        with asking():
            call = self._client.calls.create(
                to=to,
                from_=show,
                url=self._addresses.step(Step(name=name, ref=attempt)),
                status_callback=over(attempt),
                status_callback_event=["completed"],
                timeout=ring_timeout(ring_seconds),
            )
            return _sid(call)

    def find_call(self, *, show: str, to: str, since: datetime) -> str | None:
        """Only calls that were asked for by REST: the legs of a hunt go to the same phones."""
        with asking():
            listed = self._client.calls.list(to=to, from_=show, limit=_MOST_LISTED)
        placed = (
            (each.date_created or each.start_time, each)
            for each in listed
            if each.direction == "outbound-api"
        )
        return _newest(placed, since)

    def look_up(self, call: str) -> CallSeen | None:
        with asking():
            try:
                seen = self._client.calls(call).fetch()
            except TwilioRestException as error:
                if error.status == _NOT_FOUND:
                    return None
                raise
            return _seen(seen)

    def look_up_dialled(self, call: str) -> CallSeen | None:
        with asking():
            dialled = self._client.calls.list(parent_call_sid=call, limit=_MOST_LISTED)
            return _seen(dialled[0]) if dialled else None

    def fetch_recording(self, recording: str) -> bytes:
        """A recording is not there at once: 404 is DeliveryDelayed, the caller asks later."""
        if not _RECORDING.fullmatch(recording):
            raise DeliveryRefused("no-recording-id")
        path = f"/2010-04-01/Accounts/{self._account_sid}/Recordings/{recording}.wav"
        with asking():
            answer = self._client.request("GET", self._base + path)
            if answer.status_code == _NOT_FOUND:
                raise DeliveryDelayed(str(_NOT_FOUND))
            if answer.status_code != 200:
                raise TwilioRestException(answer.status_code, path)
            return str(answer.text).encode("latin-1")

    def delete_recording(self, recording: str) -> None:
        if not _RECORDING.fullmatch(recording):
            raise DeliveryRefused("no-recording-id")
        with asking():
            try:
                self._client.recordings(recording).delete()
            except TwilioRestException as error:
                if error.status != _NOT_FOUND:
                    raise


def _seen(call: Any) -> CallSeen:
    return CallSeen(
        call=str(call.sid),
        state=leg_state(str(call.status)),
        seconds=int(call.duration or 0),
        started_at=call.start_time,
        ended_at=call.end_time,
    )


def _sid(made: Any) -> str:
    """The id of what was made. Raises ValueError where the answer names none."""
    if not made.sid:
        raise ValueError("the answer names no id")
    return str(made.sid)


def _newest(listed: Iterable[tuple[datetime | None, Any]], since: datetime) -> str | None:
    """The first, as the carrier lists the newest first, that was made since then.

    Compared here and not by the carrier's filter, which knows only what has already started:
    a call or text that still waits its turn would be missed and sent twice.
    """
    earliest = since.astimezone(UTC) - _CLOCKS_APART
    return next((str(each.sid) for made, each in listed if made and made >= earliest), None)
