"""How stories, the demo and tests drive the telephone.

In the same process::

    carrier = Carrier(start, client_post(test_client))     # or loopback_post({public: local})
    control = InProcessControl(carrier)
    http_client = SandboxHttpClient(carrier.rest)          # for twilio.rest.Client(http_client=…)
    clock = carrier.clock                                  # has now(): the application's Clock

With the carrier as a process of its own (`python -m integrations.sandbox --help`)::

    control = HttpControl("http://127.0.0.1:PORT")

and the same story on either::

    control.own("+441632960000", voice_url="https://…/twilio/voice/incoming#rc=2&rp=ct,rt,5xx",
                status_callback="https://…", voice_fallback_url="https://…", sms_url="https://…")
    control.bin("https://handler.example.org/outage", "<Response>…</Response>")
    control.behaves("+447700900001", declines())
    control.behaves("+447700900002", accepts(talks_for=60))

    gp = Person(control, "+441632960101")
    gp.rings("+441632960000").hears("immediate risk").presses("2")
    gp.hears("call you back").hangs_up()
    control.advance(30)
    assert not control.faults()

Time stands still except in `advance` and in those steps of a Person that wait (`hears`, `reads`,
`is_rung`). What a person does (`press`, `hang_up`, …) happens at once, webhooks included; what
REST asks for happens at the next `advance`, `advance(0)` at least. An SMS is in the inbox two
seconds after it was accepted. Words take a second for fifteen characters; keys pressed during
a Gather's words cut them short. Where a phone was not told how to behave it rings until somebody
answers or rejects.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol, TypeVar

from integrations.sandbox.carrier import Carrier
from integrations.sandbox.chaos import EXPLAINED, Chaos
from integrations.sandbox.holding import When
from integrations.sandbox.phones import Behaviour
from integrations.sandbox.records import Form
from integrations.sandbox.signing import signed_headers
from integrations.sandbox.views import (
    FaultView,
    LegView,
    RecordingView,
    RestView,
    SmsView,
    WebhookView,
    fault_view,
    leg_view,
    recording_view,
    rest_view,
    sms_view,
    webhook_view,
)

T = TypeVar("T")


class CarrierControl(Protocol):
    """Numbers are E.164. A person who is on no call cannot press, speak, answer or hang up:
    LookupError. Unknown names of switches or addresses: ValueError."""

    def now(self) -> datetime: ...
    def advance(self, seconds: float = 0) -> None: ...

    def begin(self, start: str, seed: str) -> None:
        """Forget everything and go on at `start`, such as 2026-11-23T09:00:00Z, earlier or later:
        the next story to processes that live on. `seed` makes ids that none of them has seen."""
        ...

    def own(
        self,
        number: str,
        voice_url: str = "",
        status_callback: str = "",
        voice_fallback_url: str = "",
        sms_url: str = "",
    ) -> None:
        """Give the account a number; an empty address leaves what is set."""
        ...

    def bin(self, url: str, twiml: str) -> None:
        """Keep a static document at the carrier, such as the fallback that dials elsewhere."""
        ...

    def behaves(self, number: str, *behaviours: Behaviour) -> None:
        """How the phone takes its next calls, one each; the last stands for all that follow."""
        ...

    def call(self, from_number: str, to_number: str, withheld: bool = False) -> str:
        """Place a call to one of the account's numbers; returns the call's id."""
        ...

    def answer(self, number: str) -> None: ...
    def reject(self, number: str) -> None: ...
    def press(self, number: str, keys: str) -> None: ...
    def speak(self, number: str, words: str) -> None: ...
    def hang_up(self, number: str) -> None: ...

    def text(self, from_number: str, to_number: str, body: str) -> str:
        """Send an SMS to one of the account's numbers; returns its id."""
        ...

    def legs(self, number: str | None = None) -> list[LegView]:
        """All legs, or those of one phone, oldest first."""
        ...

    def inbox(self, number: str) -> list[SmsView]:
        """The SMS that reached this phone, oldest first."""
        ...

    def messages(self) -> list[SmsView]: ...
    def recordings(self) -> list[RecordingView]: ...
    def faults(self) -> list[FaultView]: ...
    def webhooks(self) -> list[WebhookView]: ...
    def rest_log(self) -> list[RestView]: ...

    def chaos(self, name: str, times: int | None = None) -> None:
        """Turn a switch on (chaos.py); `times` limits how often it strikes."""
        ...

    def calm(self) -> None:
        """Turn all switches off."""
        ...

    def hold(self, method: str, path_part: str, when: When = "after", times: int = 1) -> str:
        """Withhold the answer to REST requests such as ("POST", "/Messages.json")."""
        ...

    def held(self, hold_id: str) -> list[str]:
        """What a hold has caught so far, as "METHOD /path"."""
        ...

    def release(self, hold_id: str, answered: bool = True) -> None:
        """Send the withheld answers, or drop their connections."""
        ...

    def forge(self, url: str, form: Form, signed: bool = True) -> int:
        """Post a form the carrier would not send, properly signed or not; the answer's status,
        0 where none came. It is no fault, whatever the answer."""
        ...


class InProcessControl:
    """CarrierControl over the object itself."""

    def __init__(self, carrier: Carrier) -> None:
        self.carrier = carrier

    def now(self) -> datetime:
        return self.carrier.clock.now()

    def advance(self, seconds: float = 0) -> None:
        self.carrier.advance(seconds)

    def begin(self, start: str, seed: str) -> None:
        self.carrier.begin(datetime.fromisoformat(start), seed)

    def own(
        self,
        number: str,
        voice_url: str = "",
        status_callback: str = "",
        voice_fallback_url: str = "",
        sms_url: str = "",
    ) -> None:
        given = {
            "voice_url": voice_url,
            "status_callback": status_callback,
            "voice_fallback_url": voice_fallback_url,
            "sms_url": sms_url,
        }
        self.carrier.own(number, **{name: value for name, value in given.items() if value})

    def bin(self, url: str, twiml: str) -> None:
        self.carrier.bin(url, twiml)

    def behaves(self, number: str, *behaviours: Behaviour) -> None:
        self.carrier.exchange.phone(number).behaves(list(behaviours))

    def call(self, from_number: str, to_number: str, withheld: bool = False) -> str:
        return self._at_once(
            lambda: self.carrier.exchange.arrive(from_number, to_number, withheld)
        ).sid

    def answer(self, number: str) -> None:
        self._at_once(lambda: self.carrier.exchange.pick_up(number))

    def reject(self, number: str) -> None:
        self._at_once(lambda: self.carrier.exchange.reject(number))

    def press(self, number: str, keys: str) -> None:
        self._at_once(lambda: self.carrier.exchange.press_keys(number, keys))

    def speak(self, number: str, words: str) -> None:
        self._at_once(lambda: self.carrier.exchange.speak(number, words))

    def hang_up(self, number: str) -> None:
        self._at_once(lambda: self.carrier.exchange.hang_up(number))

    def text(self, from_number: str, to_number: str, body: str) -> str:
        return self._at_once(
            lambda: self.carrier.messaging.receive(from_number, to_number, body)
        ).sid

    def legs(self, number: str | None = None) -> list[LegView]:
        every = self.carrier.exchange.legs.values()
        return [leg_view(leg) for leg in list(every) if number in (None, leg.person)]

    def inbox(self, number: str) -> list[SmsView]:
        return [sms_view(sms) for sms in self.carrier.exchange.phone(number).inbox]

    def messages(self) -> list[SmsView]:
        return [sms_view(sms) for sms in list(self.carrier.network.messages.values())]

    def recordings(self) -> list[RecordingView]:
        return [recording_view(one) for one in list(self.carrier.network.recordings.values())]

    def faults(self) -> list[FaultView]:
        return [fault_view(fault) for fault in self.carrier.faults]

    def webhooks(self) -> list[WebhookView]:
        return [webhook_view(hook) for hook in self.carrier.webhooks]

    def rest_log(self) -> list[RestView]:
        return [rest_view(call) for call in self.carrier.rest_log]

    def chaos(self, name: str, times: int | None = None) -> None:
        self.carrier.chaos.set(name, times)

    def calm(self) -> None:
        self.carrier.chaos.clear()

    def hold(self, method: str, path_part: str, when: When = "after", times: int = 1) -> str:
        return self.carrier.holds.hold(method, path_part, when, times)

    def held(self, hold_id: str) -> list[str]:
        return self.carrier.holds.caught(hold_id)

    def release(self, hold_id: str, answered: bool = True) -> None:
        self.carrier.holds.release(hold_id, answered)

    def forge(self, url: str, form: Form, signed: bool = True) -> int:
        account = self.carrier.account
        headers = {"Content-Type": "application/x-www-form-urlencoded; charset=UTF-8"}
        if signed:
            headers |= signed_headers(account.signing_secret, url, form, account.algorithm)
        return self.carrier.hooks.send_as_is("forged", url, form, headers).status or 0

    def _at_once(self, act: Callable[[], T]) -> T:
        """People take turns with time: nothing they do falls into the middle of an event."""
        with self.carrier.clock.driving():
            done = act()
            self.carrier.advance(0)
        return done


def switches() -> dict[str, str]:
    """Every chaos switch by name, with what it does."""
    return {switch.value: EXPLAINED[switch] for switch in Chaos}
