"""What the buttons of the demonstration's page do, and what was done at its phones so far."""

import itertools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from advice_line.demo import callers, calls_in_play, fictional, handsets, questions, tour
from advice_line.demo.callers import CALLERS
from advice_line.demo.chat_page import ChatActs
from advice_line.demo.doings import Doings
from advice_line.demo.handsets import Own
from advice_line.demo.mail_acts import MailActs
from advice_line.demo.people import BY_KEY
from advice_line.demo.questions import Question
from advice_line.demo.record_folder import RecordActs
from advice_line.demo.situations import Situations
from advice_line.demo.stage import Stage
from advice_line.demo.tour import Reached
from advice_line.errors import Invalid, Problem
from advice_line.rules import phone_numbers

CALLER = "caller"
LONGEST_TEXT = 1600
_UNHEARD = (
    "Nobody hears that now. A message is taken from the tone on, until the line speaks again."
)
_KEYS = "0123456789*#"
_EXAMPLES = questions.examples()

Body = Mapping[str, Any]


@dataclass
class Acting:
    """`since` is when the play began."""

    stage: Stage
    since: datetime
    situations: Situations
    own: list[Own] = field(default_factory=list)
    _count: Iterator[int] = field(default_factory=itertools.count)

    def act(self, body: Body) -> str | None:
        """Do what a button says; a sentence where it cannot be done now.

        Raises `errors.Invalid` for what no button says.
        """
        elsewhere = self._elsewhere().get(str(body.get("act", "")))
        if elsewhere is not None:
            return elsewhere(body)
        who = str(body.get("phone", ""))
        act = _acts().get(str(body.get("act", "")))
        if act is None or (who != CALLER and who not in BY_KEY):
            raise Invalid([Problem("act", _NO_BUTTON)])
        try:
            return act(self, who, body)
        except LookupError:
            return "There is no call on that telephone now."

    def _elsewhere(self) -> Mapping[str, Callable[[Body], str | None]]:
        """What is done on no telephone."""
        return {
            **MailActs(self.stage).each(),
            **ChatActs(self.stage).each(),
            **RecordActs(self.stage).each(),
        }

    def _call(self, who: str, body: Body) -> str | None:
        caller = callers.BY_KEY.get(str(body.get("as", "")))
        if caller is None or who != CALLER:
            raise Invalid([Problem("as", "Choose who rings.")])
        line = phone_numbers.in_groups(fictional.NUMBER)
        hidden = ", number withheld" if caller.withheld else ""
        self._did(caller.number, f"Rang {line}{hidden}", self.stage.phones.now())
        self.situations.ringing()
        self.stage.phones.call(caller.number, fictional.NUMBER, caller.withheld)
        return None

    def _text(self, who: str, body: Body) -> str | None:
        caller = callers.BY_KEY.get(str(body.get("as", "")))
        if caller is None or who != CALLER or not caller.texts:
            raise Invalid([Problem("as", "Only a mobile that shows its number sends texts here.")])
        words = str(body.get("words", "")).strip()
        if not words:
            raise Invalid([Problem("words", "Write what the text says.")])
        if len(words) > LONGEST_TEXT:
            said = f"A text has {LONGEST_TEXT} characters at most; this one has {len(words)}."
            raise Invalid([Problem("words", said)])
        at = self.stage.phones.now()
        self.stage.phones.text(caller.number, fictional.NUMBER, words)
        self._did(caller.number, f"Texted: {words}", at)
        return None

    def _speak(self, who: str, body: Body) -> str | None:
        """Whoever holds the phone says the example's question aloud, where it is heard."""
        leg = handsets.in_hand(self.stage.phones.legs(self._number_of(who, body)))
        if leg is None or not handsets.listens(leg):
            return _UNHEARD
        example = example_of(self._reached())
        words = f"This is {example.caller}. {example.question}"
        speak = self.stage.phones.speak
        self._does(who, body, f"Said: {words}", lambda number: speak(number, words))
        return None

    def _situation(self, _who: str, body: Body) -> str:
        """Raises `errors.Invalid` for what no button says."""
        do = self.situations.each().get(str(body.get("what", "")))
        if do is None:
            raise Invalid([Problem("what", _NO_BUTTON)])
        return do()

    def _fill(self, _who: str, _body: Body) -> str:
        """Somebody has typed the example into the record of the query that was reached."""
        reached = self._reached()
        if reached.reference is None or reached.owner is None or reached.written:
            return "There is no record to write now."
        Doings(self.stage).draft(reached.owner, reached.reference, example_of(reached))
        return "The example is in the record: open its link, or load its page again, and save it."

    def _answer(self, who: str, body: Body) -> None:
        self._does(who, body, "Answered", self.stage.phones.answer)

    def _decline(self, who: str, body: Body) -> None:
        self._does(who, body, "Rejected the call", self.stage.phones.reject)

    def _hang_up(self, who: str, body: Body) -> None:
        self._does(who, body, "Hung up", self.stage.phones.hang_up)

    def _key(self, who: str, body: Body) -> None:
        key = str(body.get("key", ""))
        if len(key) != 1 or key not in _KEYS:
            raise Invalid([Problem("key", "That is no key of a telephone.")])
        press = self.stage.phones.press
        self._does(who, body, f"Pressed {key}", lambda number: press(number, key))

    def _does(self, who: str, body: Body, said: str, do: Callable[[str], None]) -> None:
        at, number = self.stage.phones.now(), self._number_of(who, body)
        do(number)
        self._did(number, said, at)

    def _reached(self) -> Reached:
        with self.stage.service.ledger.look("demo") as work:
            return tour.reached(work, self.since)

    def _number_of(self, who: str, body: Body) -> str:
        if who != CALLER:
            return BY_KEY[who].mobile
        held = callers.BY_KEY.get(str(body.get("as", "")), CALLERS[0])
        legs = calls_in_play.legs_since(self.stage, self.since)
        return calls_in_play.caller_shown(legs, held).number

    def _did(self, number: str, said: str, at: datetime) -> None:
        self.own.append(Own(f"own-{next(self._count)}", at, number, said))


_NO_BUTTON = "No button of this page says that."


def next_example(reached: Reached) -> Question:
    """For whoever asks next."""
    return _EXAMPLES[reached.calls % len(_EXAMPLES)]


def example_of(reached: Reached) -> Question:
    """One for each call, in turn."""
    return _EXAMPLES[max(0, reached.calls - 1) % len(_EXAMPLES)]


def _acts() -> Mapping[str, Callable[[Acting, str, Body], str | None]]:
    return {
        "call": Acting._call,
        "text": Acting._text,
        "answer": Acting._answer,
        "decline": Acting._decline,
        "hang_up": Acting._hang_up,
        "key": Acting._key,
        "fill": Acting._fill,
        "speak": Acting._speak,
        "situation": Acting._situation,
    }
