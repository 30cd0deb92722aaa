"""What a real network does to us on its bad days, each as a named switch."""

import threading
from dataclasses import dataclass, field
from enum import StrEnum


class Chaos(StrEnum):
    """Names as the command line takes them; `EXPLAINED` says what each does."""

    DUPLICATE_CALLBACKS = "duplicate-callbacks"
    REORDER_CALLBACKS = "reorder-callbacks"
    DROP_CALLBACKS = "drop-callbacks"
    DELAY_CALLBACKS = "delay-callbacks"
    RETRY_SAME_TOKEN = "retry-same-token"  # noqa: S105 - the name of a switch, no secret
    FAIL_OVER = "fail-over"
    ACTION_AFTER_HANGUP = "action-after-hangup"
    NO_ACTION_AFTER_HANGUP = "no-action-after-hangup"
    DECLINED_REPORTED_COMPLETED = "declined-reported-completed"
    DECLINED_REPORTED_NO_ANSWER = "declined-reported-no-answer"
    ACCEPT_AFTER_CALLER_LEFT = "accept-after-caller-left"
    REST_429 = "rest-429"
    REST_5XX = "rest-5xx"
    REST_TIMEOUT_AFTER_SUCCESS = "rest-timeout-after-success"
    EXTRA_FIELDS = "extra-fields"
    LANDLINE_UNDELIVERED = "landline-undelivered"
    DEAF = "deaf"
    MUTE = "mute"


EXPLAINED: dict[Chaos, str] = {
    Chaos.DUPLICATE_CALLBACKS: "every status callback is posted twice",
    Chaos.REORDER_CALLBACKS: "status callbacks of a call arrive in swapped pairs",
    Chaos.DROP_CALLBACKS: "no status callback is ever posted",
    Chaos.DELAY_CALLBACKS: "every status callback comes 30 seconds late",
    Chaos.RETRY_SAME_TOKEN: "the answer to each voice request is lost once and the request is "
    "repeated with the same I-Twilio-Idempotency-Token, where its address allows that",
    Chaos.FAIL_OVER: "the number's own voice address is out of reach, its fallback is asked",
    Chaos.ACTION_AFTER_HANGUP: "a Dial's action is requested after the caller hung up",
    Chaos.NO_ACTION_AFTER_HANGUP: "the action of a Dial or of a queue is not requested after the "
    "caller hung up",
    Chaos.DECLINED_REPORTED_COMPLETED: "a declined whisper is reported as completed",
    Chaos.DECLINED_REPORTED_NO_ANSWER: "a declined whisper is reported as no-answer",
    Chaos.ACCEPT_AFTER_CALLER_LEFT: "a caller who hangs up does not stop the phone that rings",
    Chaos.REST_429: "the first two writing REST requests are refused as too many",
    Chaos.REST_5XX: "the first two writing REST requests end in a server error",
    Chaos.REST_TIMEOUT_AFTER_SUCCESS: "the first writing REST request is done, its answer lost",
    Chaos.EXTRA_FIELDS: "every webhook carries fields nobody has heard of",
    Chaos.LANDLINE_UNDELIVERED: "an SMS to a landline is accepted and fails later with 30006",
    Chaos.DEAF: "keys pressed on a dialled phone are never delivered",
    Chaos.MUTE: "an SMS is accepted and never reaches a phone, nor is anything reported of it",
}

_TIMES: dict[Chaos, int] = {
    Chaos.REST_429: 2,
    Chaos.REST_5XX: 2,
    Chaos.REST_TIMEOUT_AFTER_SUCCESS: 1,
}


@dataclass
class ChaosBoard:
    """Which switches are on; those that wear off count down with each `strikes`."""

    _left: dict[Chaos, int | None] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def set(self, name: str, times: int | None = None) -> None:
        """Turn `name` on, for `times` strikes (default: the switch's own, else for good).

        Raises ValueError for a name that is no switch.
        """
        switch = Chaos(name)
        self._left[switch] = times if times is not None else _TIMES.get(switch)

    def clear(self) -> None:
        self._left.clear()

    def on(self, switch: Chaos) -> bool:
        return switch in self._left and self._left[switch] != 0

    def strikes(self, switch: Chaos) -> bool:
        """True where the switch is on; one of its times is used up."""
        with self._lock:
            if not self.on(switch):
                return False
            left = self._left[switch]
            if left is not None:
                self._left[switch] = left - 1
            return True

    def names(self) -> list[str]:
        return sorted(switch.value for switch in self._left if self.on(switch))
