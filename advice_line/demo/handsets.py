"""The simulated telephones as the demonstration's page shows them: pure, from the carrier's views.

Shapes are those of the header of web/templates/demo/demo.html.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from advice_line.rules import phone_numbers
from advice_line.web import words
from integrations.sandbox.views import LegView, SmsView

_BEEP = "[beep]"
_MARK = "[the link]"
# Of ours: what somebody typed into a letter may be an address as well.
_LINK = re.compile(r"http://localhost:\d+\S*")
_STATES = {
    "idle": "Ready",
    "ringing": "Ringing",
    "calling": "Calling",
    "in_call": "In a call",
    "ended": "Call ended",
}
_WAS_ENGAGED = "Was rung while on a call: engaged"
_NEVER_ANSWERED = {"busy": "Rejected"}  # by the network's word; "Not answered" for any other


@dataclass(frozen=True)
class Own:
    """What the holder of a phone did, as the page was told."""

    id: str
    at: datetime
    number: str
    words: str


@dataclass(frozen=True)
class Handset:
    """`idle_words` is what stands there while nothing happens, `keys` are those that are in sight;
    `calls` and `texts` say whether its holder may place calls and send texts (only the GP's phone
    may)."""

    key: str
    number: str
    idle_words: str
    keys: str
    calls: bool = False
    texts: bool = False


def phone(
    handset: Handset,
    legs: Sequence[LegView],
    inbox: Iterable[SmsView],
    own: Iterable[Own],
    zone: str,
) -> dict[str, Any]:
    """PHONE of the page, entries oldest first; `legs` and `inbox` are this number's alone."""
    leg = in_hand(legs)
    state = _state(leg)
    # What somebody did comes before what they heard at that instant, for it is its cause.
    entries = [*_did(own), *_heard(legs), *_missed(legs), *_texts(inbox)]
    entries.sort(key=lambda entry: entry[0])
    return {
        "key": handset.key,
        "state": "in_call" if state == "calling" else state,
        "state_words": _state_words(state, handset, leg),
        "can": [*_can(state, handset, leg), *(["text"] if handset.texts else [])],
        "keys": handset.keys,
        "entries": [_entry(at, zone, **rest) for at, rest in entries],
    }


def in_hand(legs: Sequence[LegView]) -> LegView | None:
    """The call that a phone is on, else its last: one that finds it engaged is never its own."""
    live = [leg for leg in legs if leg["ended"] is None]
    own = [leg for leg in legs if not _engaged(leg, legs)]
    return next(iter(live), None) or next(reversed(own), None)


def _engaged(leg: LegView, legs: Sequence[LegView]) -> bool:
    """Whether the phone was on another call when it was to ring."""
    return leg["status"] == "busy" and any(
        other["created"] < leg["created"] and (other["ended"] or leg["created"]) >= leg["created"]
        for other in legs
    )


def listens(leg: LegView) -> bool:
    """Whether somebody would hear who speaks on it now, or a message be taken."""
    return leg["ended"] is None and (leg["taped"] or leg["joined"] is not None)


def split_link(text: str) -> tuple[str, str | None]:
    """The words without the first address of this service in them, which leaves a mark where more
    follows on its line, and the address; line ends stay where they are."""
    found = _LINK.search(text)
    if found is None:
        return text.strip(), None
    link = found.group().rstrip(".")
    follows = text[found.start() + len(link) :].splitlines()[:1]
    mark = _MARK if any(each.strip(" .") for each in follows) else ""
    lines = (" ".join(line.split()) for line in text.replace(link, mark).splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip().rstrip(":"), link


def _state(leg: LegView | None) -> str:
    if leg is None:
        return "idle"
    if leg["ended"] is not None:
        return "ended"
    if leg["answered"] is not None:
        return "in_call"
    if leg["direction"] == "inbound":
        return "calling"
    # Before it rings the network is still setting up the call: nobody could answer it yet.
    return "ringing" if leg["status"] == "ringing" else "idle"


def _state_words(state: str, handset: Handset, leg: LegView | None) -> str:
    if leg is None or state == "idle":
        return handset.idle_words
    if state == "ended" and leg["answered"] is None and leg["direction"] != "inbound":
        return _NEVER_ANSWERED.get(leg["status"], "Not answered")
    return _STATES[state]


def _can(state: str, handset: Handset, leg: LegView | None) -> list[str]:
    if state == "ringing":
        return ["answer"] if handset.calls else ["answer", "decline"]
    if leg is not None and state in ("in_call", "calling"):
        heard = handset.calls and listens(leg)
        return ["hang_up", "key", *(["speak"] if heard else [])]
    return ["call"] if handset.calls else []


Timed = tuple[datetime, dict[str, Any]]


def _heard(legs: Iterable[LegView]) -> Iterable[Timed]:
    for leg in legs:
        for place, heard in enumerate(leg["heard"]):
            # Of the tones only the one after which somebody has to speak.
            if heard["source"] != "media" or heard["text"] == _BEEP:
                at = datetime.fromisoformat(heard["at"])
                yield at, {"id": f"{leg['sid']}-{place}", "kind": "said", "said": heard["text"]}


def _missed(legs: Sequence[LegView]) -> Iterable[Timed]:
    for leg in legs:
        if _engaged(leg, legs):
            at = datetime.fromisoformat(leg["created"])
            yield at, {"id": leg["sid"], "kind": "own", "said": _WAS_ENGAGED}


def _texts(inbox: Iterable[SmsView]) -> Iterable[Timed]:
    for sms in inbox:
        said, link = split_link(sms["body"])
        sender = phone_numbers.in_groups(sms["from_number"])
        yield (
            datetime.fromisoformat(sms["at"]),
            {"id": sms["sid"], "kind": "sms", "said": said, "sender": sender, "link": link},
        )


def _did(own: Iterable[Own]) -> Iterable[Timed]:
    for each in own:
        yield each.at, {"id": each.id, "kind": "own", "said": each.words}


def _entry(
    at: datetime,
    zone: str,
    *,
    id: str,
    kind: str,
    said: str,
    sender: str | None = None,
    link: str | None = None,
) -> dict[str, Any]:
    return {
        "id": id,
        "kind": kind,
        "words": said,
        "at_words": words.clock_time(at, zone),
        "from": sender,
        "link": link,
    }
