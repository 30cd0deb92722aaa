"""A person with a phone, for stories that read as speech; works on any CarrierControl."""

from collections.abc import Callable
from datetime import datetime
from typing import Self

from integrations.sandbox.control import CarrierControl
from integrations.sandbox.views import HeardView, LegView, SmsView

_STEP_SECONDS = 0.5


class Person:
    """Whoever holds the phone `number`. Steps that wait let time pass, `within` seconds at most.

    `hears` looks only at what was said after the last thing that was heard, so that a story's
    order is the call's order; what it passes over stays in `unheard()`.
    """

    def __init__(self, control: CarrierControl, number: str) -> None:
        self._control = control
        self.number = number
        self._after = 0
        self._matched: set[int] = set()
        self._read: set[str] = set()

    def now(self) -> datetime:
        return self._control.now()

    def rings(self, number: str, withheld: bool = False) -> Self:
        self._control.call(self.number, number, withheld)
        return self

    def hears(self, words: str, within: float = 90) -> Self:
        """Wait for `words` (any case) to be said. Raises AssertionError with what was said."""
        if not self._waits_until(lambda: self._finds(words), within):
            raise AssertionError(
                f"{self.number} did not hear {words!r} within {within} s. {self._recap()}"
            )
        return self

    def never_heard(self, words: str) -> Self:
        said = [one["text"] for one in self.heard()]
        assert not any(words.lower() in one.lower() for one in said), f"{words!r} in {said}"
        return self

    def presses(self, keys: str) -> Self:
        self._control.press(self.number, keys)
        return self

    def says(self, words: str) -> Self:
        self._control.speak(self.number, words)
        return self

    def answers(self) -> Self:
        self._control.answer(self.number)
        return self

    def rejects(self) -> Self:
        self._control.reject(self.number)
        return self

    def hangs_up(self) -> Self:
        self._control.hang_up(self.number)
        return self

    def waits(self, seconds: float) -> Self:
        self._control.advance(seconds)
        return self

    def is_rung(self, within: float = 90) -> Self:
        def rings() -> bool:
            return any(leg["status"] == "ringing" for leg in self._legs())

        if not self._waits_until(rings, within):
            raise AssertionError(f"{self.number} was not rung within {within} s.")
        return self

    def is_cut_off(self, within: float = 30) -> Self:
        """Wait until the line is dead."""

        def is_dead() -> bool:
            return all(leg["ended"] is not None for leg in self._legs())

        if not self._waits_until(is_dead, within):
            raise AssertionError(f"{self.number} is still on the line. {self._recap()}")
        return self

    def is_talking(self) -> bool:
        return any(leg["joined"] is not None for leg in self._legs())

    def texts(self, number: str, body: str) -> Self:
        self._control.text(self.number, number, body)
        return self

    def reads(self, words: str, within: float = 10) -> SmsView:
        """Wait for an SMS with `words` (any case) that was not read before, and return it."""
        found: list[SmsView] = []

        def came() -> bool:
            found.extend(
                sms
                for sms in self._control.inbox(self.number)
                if sms["sid"] not in self._read and words.lower() in sms["body"].lower()
            )
            return bool(found)

        if not self._waits_until(came, within):
            got = [sms["body"] for sms in self._control.inbox(self.number)]
            raise AssertionError(f"{self.number} got no SMS with {words!r}, but {got}.")
        self._read.add(found[0]["sid"])
        return found[0]

    def heard(self) -> list[HeardView]:
        """All this phone heard on all its calls, oldest first."""
        return [one for leg in self._legs() for one in leg["heard"]]

    def unheard(self) -> list[str]:
        """What was said to this phone and no `hears` asked for."""
        return [one["text"] for place, one in enumerate(self.heard()) if place not in self._matched]

    def unread(self) -> list[str]:
        inbox = self._control.inbox(self.number)
        return [sms["body"] for sms in inbox if sms["sid"] not in self._read]

    def _waits_until(self, happened: Callable[[], bool], within: float) -> bool:
        """Let time pass in small steps; False when it has not happened after `within` seconds."""
        waited = 0.0
        while not happened():
            if waited >= within:
                return False
            self._control.advance(_STEP_SECONDS)
            waited += _STEP_SECONDS
        return True

    def _legs(self) -> list[LegView]:
        return self._control.legs(self.number)

    def _finds(self, words: str) -> bool:
        for place, one in enumerate(self.heard()):
            if place >= self._after and words.lower() in one["text"].lower():
                self._after = place + 1
                self._matched.add(place)
                return True
        return False

    def _recap(self) -> str:
        said = " | ".join(one["text"] for one in self.heard()) or "nothing"
        faults = "; ".join(fault["message"] for fault in self._control.faults())
        return f"It heard: {said}." + (f" Faults: {faults}" if faults else "")
