"""A call back that is owed, on the pages: whom to ask for, what was tried, and by which other
number the practice is reached."""

from dataclasses import dataclass
from datetime import datetime

from advice_line.call_kinds import RingBackEnd
from advice_line.desk.ring_back.showing import CallBack, Try

_ENDS = {
    RingBackEnd.NOT_RUNG: "{who} could not be rung",
    RingBackEnd.UNANSWERED: "{who} did not answer",
    RingBackEnd.NO_KEY: "{who}'s phone was answered, no key was pressed",
    RingBackEnd.NOT_ME: "{who} asked for somebody else",
    RingBackEnd.TOO_LATE: "{who} was no longer needed",
    RingBackEnd.BUSY: "{who} rang: engaged",
    RingBackEnd.NO_ANSWER: "{who} rang: no answer",
    RingBackEnd.FAILED: "{who} rang: the number could not be reached",
    RingBackEnd.UNSAID: "{who} rang: over in a moment",
    RingBackEnd.MACHINE: "{who} rang: a machine answered",
    RingBackEnd.SPOKE: "{who} spoke to them",
}


@dataclass(frozen=True)
class ShownTry:
    words: str
    at: datetime
    mark: str


@dataclass(frozen=True)
class ShownCallBack:
    """`ask` is whom to ask for where that is known; else it was who rang at `rang_at`."""

    ask: str | None
    rang_at: datetime
    promised: datetime | None
    next_at: datetime | None
    bypass: str | None
    tries: list[ShownTry]
    unsaid: bool


def shown(seen: CallBack | None, *, mine: bool) -> ShownCallBack | None:
    """`mine`: the reader may say how a call back was that was over in a moment."""
    if seen is None:
        return None
    return ShownCallBack(
        ask=seen.whom,
        rang_at=seen.rang_at,
        promised=seen.promised,
        next_at=seen.next_at,
        bypass=seen.bypass,
        tries=[_tried(each) for each in seen.tries],
        unsaid=seen.unsaid and mine,
    )


def _tried(each: Try) -> ShownTry:
    by = " (bypass number)" if each.bypass else ""
    if each.end is None:
        return ShownTry(f"{each.who} is being rung{by}", each.at, "")
    mark = "done" if each.end is RingBackEnd.SPOKE else "bad"
    return ShownTry(_ENDS[each.end].format(who=each.who) + by, each.at, mark)
