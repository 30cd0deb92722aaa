"""Gather: keys work while its words are still being said, and the first one stops them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from xml.etree.ElementTree import Element

from integrations.sandbox.legs import Elapsed, Key, Leg, Script
from integrations.sandbox.stage import Stage
from integrations.sandbox.twiml import Document, flag, number
from integrations.sandbox.verbs import pause, play, say

_WORDS = {"Say": say, "Play": play, "Pause": pause}


@dataclass
class _Keys:
    """What was pressed, and whether it is enough."""

    most: int
    finish: str
    digits: str = ""
    done: bool = False

    def take(self, key: str) -> None:
        if self.finish and key in self.finish:
            self.done = True
            return
        self.digits += key
        self.done = len(self.digits) == self.most


def gather(stage: Stage, leg: Leg, verb: Element, document: Document) -> Script[Document | None]:
    keys = _Keys(number(verb, "numDigits", 0), verb.get("finishOnKey", "#"))
    yield from _while_speaking(_words(stage, leg, list(verb), document), keys)
    yield from _until_enough(leg, keys, number(verb, "timeout", 5))
    if not keys.digits and not flag(verb, "actionOnEmptyResult", False):
        return None
    address = document.address(verb.get("action", ""))
    return stage.fetch(leg, address, [("Digits", keys.digits)])


def _words(stage: Stage, leg: Leg, nested: Sequence[Element], document: Document) -> Script[None]:
    for verb in nested:
        yield from _WORDS[verb.tag](stage, leg, verb, document)


def _while_speaking(words: Script[None], keys: _Keys) -> Script[None]:
    try:
        until: datetime | None = next(words)
        while True:
            happened = yield until
            if isinstance(happened, Key):
                keys.take(happened.digit)
                return
            until = words.send(happened)
    except StopIteration:
        return
    finally:
        words.close()


def _until_enough(leg: Leg, keys: _Keys, timeout: float) -> Script[None]:
    while not keys.done:
        until = leg.network.now() + timedelta(seconds=timeout)
        happened = yield until
        while not isinstance(happened, Key | Elapsed):
            happened = yield until
        if isinstance(happened, Elapsed):
            return
        keys.take(happened.digit)
