"""Implements `ports.live.LiveTelephone` by the vendor's REST side."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from twilio.base.exceptions import (  # type: ignore[import-untyped] # the SDK ships no py.typed
    TwilioRestException,
)
from twilio.http import HttpClient  # type: ignore[import-untyped] # the same

from advice_line.errors import DeliveryDelayed, DeliveryRefused
from advice_line.ports.script import Step, StepName
from integrations.twilio.addresses import Addresses
from integrations.twilio.client import client
from integrations.twilio.errors import asking
from integrations.twilio.ringing import ring_timeout
from integrations.twilio.telephone import TwilioTelephone

_NOT_FOUND = 404
_OVER = 21220
_BEING_MADE = ("in-progress", "paused")


class TwilioLiveCalls:
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
        self._client = client(
            account_sid=account_sid, auth_token=auth_token, api_url=api_url, http=http
        )
        self._addresses = Addresses(public_url)
        self._calls = TwilioTelephone(
            account_sid=account_sid,
            auth_token=auth_token,
            public_url=public_url,
            api_url=api_url,
            http=http,
        )

    def send_on(self, call: str, then: Step) -> None:
        with asking():
            self._change(call, url=self._addresses.step(then))

    def hang_up(self, call: str) -> None:
        with asking():
            self._change(call, status="completed")

    def stop_ringing(self, call: str) -> None:
        with asking():
            self._change(call, status="canceled")

    def hold(self, room: str, call: str, hears: Step) -> None:
        address = self._addresses.step(hears)
        with asking():
            self._participant(room, call, hold=True, hold_url=address, hold_method="POST")

    def fetch_back(self, room: str, call: str) -> None:
        with asking():
            self._participant(room, call, hold=False)

    def tell(self, room: str, call: str, hears: Step) -> None:
        address = self._addresses.step(hears)
        with asking():
            self._participant(room, call, announce_url=address, announce_method="POST")

    def ring_colleague(self, *, show: str, to: str, ring_seconds: int, colleague: str) -> str:
        """By a call of its own, and never as a participant: that would let in a machine (H06)."""
        asked = Step(name=StepName.COLLEAGUE_ASKED, ref=colleague)
        with asking():
            call = self._client.calls.create(
                to=to,
                from_=show,
                url=self._addresses.step(asked),
                status_callback=self._addresses.colleague_over(colleague),
                status_callback_event=["completed"],
                timeout=ring_timeout(ring_seconds),
            )
            return str(call.sid)

    def find_call(self, *, show: str, to: str, since: datetime) -> str | None:
        return self._calls.find_call(show=show, to=to, since=since)

    def record(self, call: str, contact: str) -> str:
        """The call's own leg, so that it goes on when the call moves into a conference."""
        told = self._addresses.step(Step(name=StepName.CALL_RECORDED, ref=contact))
        with asking(), _of_a_call():
            begun = self._client.calls(call).recordings.create(
                recording_channels="dual",
                recording_track="both",
                trim="do-not-trim",
                recording_status_callback=told,
                recording_status_callback_event=["completed"],
            )
            return str(begun.sid)

    def find_recording(self, call: str) -> str | None:
        with asking():
            listed = self._client.calls(call).recordings.list()
            return next((str(each.sid) for each in listed if each.status in _BEING_MADE), None)

    def silence(self, call: str, recording: str, *, silent: bool) -> None:
        paused = {"status": "paused", "pause_behavior": "silence"}
        with asking(), _of_a_call():
            of = self._client.calls(call).recordings(recording)
            of.update(**(paused if silent else {"status": "in-progress"}))

    def _change(self, call: str, **to: str) -> None:
        with _of_a_call():
            self._client.calls(call).update(**to)

    def _participant(self, room: str, call: str, **to: Any) -> None:
        """Somebody who is not in it yet will be in a moment."""
        try:
            self._conference(room).participants(call).update(**to)
        except TwilioRestException as error:
            if error.status == _NOT_FOUND:
                raise DeliveryDelayed("not-in-the-room") from error
            raise

    def _conference(self, room: str) -> Any:
        """The vendor changes a conference by its own id alone."""
        found = self._client.conferences.list(friendly_name=room, status="in-progress", limit=1)
        if not found:
            raise DeliveryDelayed("no-room")
        return self._client.conferences(found[0].sid)


@contextmanager
def _of_a_call() -> Iterator[None]:
    """Of one that is over the vendor does nothing any more."""
    try:
        yield
    except TwilioRestException as error:
        if error.code == _OVER or error.status == _NOT_FOUND:
            raise DeliveryRefused("call-over") from error
        raise
