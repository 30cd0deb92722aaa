"""What somebody who holds the GP's phone hears now, and which of its keys to press: by where the
call is."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from advice_line.call_kinds import CallStage

_S = CallStage
_MENU = (
    "The line asks what it is about. Press a key on the GP’s phone: 1 for advice now, 2 for advice "
    "that can wait, 3 to chase a request or a report, 4 for anything else, 0 for a person."
)
_HUNT = "Listen to the GP’s phone: the line rings whoever is on duty, one after the other."


@dataclass(frozen=True)
class Hears:
    """`keys` shows all keys of the GP's phone."""

    words: str
    keys: bool = False


_BY_STAGE = {
    _S.GREETING: Hears(_MENU),
    _S.MENU_AGAIN: Hears(_MENU),
    _S.ABOUT: Hears("Listen to the GP’s phone: the line knows of an earlier call."),
    _S.CHOICE: Hears(
        "The line offers a time to be rung back. Press 1 on the GP’s phone for that, or 2 to wait "
        "for somebody now."
    ),
    _S.NUMBER: Hears(
        "The line asks for a number to ring back. Type one on the keys of the GP’s phone, such as "
        "07700900555 and #, or wait.",
        keys=True,
    ),
    _S.ANSWER: Hears(
        "The line says how long scans and reports take. On the GP’s phone, 1 asks for a text, 2 is "
        "worried about a result, 0 reaches a person; or hang up."
    ),
    _S.DESK: Hears("Listen to the GP’s phone: the line rings a desk."),
    _S.HUNT: Hears(_HUNT),
    _S.QUEUE: Hears(
        "Everybody is busy, so the GP waits in the queue. Press 1 on the GP’s phone to be rung "
        "back, or wait until somebody is free."
    ),
    _S.MESSAGE: Hears(
        "The line takes a message. After the tone press Say the example on the GP’s phone, then "
        "hang up."
    ),
    _S.CLOSED: Hears("Listen to the GP’s phone: the line says when it opens."),
}
# Their own words say all that their keys do.
IN_FULL = frozenset(
    {_S.GREETING, _S.MENU_AGAIN, _S.CHOICE, _S.NUMBER, _S.ANSWER, _S.QUEUE, _S.MESSAGE}
)
GOES_ON = Hears("Listen to the GP’s phone: the line says how it goes on.")
UNANSWERED = Hears(
    "The server does not answer. The GP hears what was begun; as soon as the line has to be asked "
    "again, the carrier itself puts the GP through to the hospital’s switchboard."
)
SWITCHBOARD = Hears(
    "The server does not answer, so the carrier itself puts the GP through to the hospital’s "
    "switchboard. Hang up the GP’s phone, then let the server come back."
)


_KEY = re.compile(r"\bpress \d", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.?!])\s+")


def asks(entries: Sequence[Mapping[str, Any]]) -> str | None:
    """The sentences with which a phone, by its entries, asks for a key at this moment: until one is
    pressed, or something else is said."""
    sentences: list[str] = []
    for entry in reversed(entries):
        found = [each for each in _SENTENCE.split(entry["words"]) if _KEY.search(each)]
        if entry["kind"] == "sms":
            continue
        if entry["kind"] != "said" or not found:
            break
        sentences[:0] = found
    return " ".join(sentences) or None


def hears(stage: str | None) -> Hears:
    return _BY_STAGE.get(CallStage(stage), GOES_ON) if stage else GOES_ON
