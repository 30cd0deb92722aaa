"""A call back that is owed, on the pages: whom to ask for, what was tried, and by which other
number the practice is reached."""

from dataclasses import dataclass
from datetime import datetime

from advice_line.call_kinds import RingBackEnd
from advice_line.desk.ring_back.showing import CallBack, Try

_ENDS = {
    RingBackEnd.NOT_RUNG: "{who} could not be rung for the call back",
    RingBackEnd.UNANSWERED: "{who} was rung for the call back: no answer",
    RingBackEnd.NO_KEY: "{who} was rung for the call back: answered, no key pressed",
    RingBackEnd.NOT_ME: "{who} was rung for the call back: asked for somebody else",
    RingBackEnd.TOO_LATE: "{who} was rung for the call back: no longer needed",
    RingBackEnd.BUSY: "{who} rang them back: engaged",
    RingBackEnd.NO_ANSWER: "{who} rang them back: no answer",
    RingBackEnd.FAILED: "{who} rang them back: the number could not be reached",
    RingBackEnd.UNSAID: "{who} rang them back: over in a moment",
    RingBackEnd.MACHINE: "{who} rang them back: a machine answered",
    RingBackEnd.SPOKE: "{who} rang them back and spoke to them",
}


@dataclass(frozen=True)
class ShownTry:
    words: str
    at: datetime
    mark: str


@dataclass(frozen=True)
class ShownCallBack:
    """`ask` is whom to ask for where that is known; else it was who rang at `rang_at`. `owed` is by
    when, where no time was promised."""

    ask: str | None
    rang_at: datetime
    promised: datetime | None
    owed: datetime | None
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
        owed=None if seen.promised else seen.due_at,
        next_at=seen.next_at,
        bypass=seen.bypass,
        tries=[tried(each) for each in seen.tries],
        unsaid=seen.unsaid and mine,
    )


def tried(each: Try) -> ShownTry:
    by = " (bypass number)" if each.bypass else ""
    if each.end is None:
        return ShownTry(_going_on(each).format(who=each.who) + by, each.at, "")
    mark = "done" if each.end is RingBackEnd.SPOKE else "bad"
    return ShownTry(_ENDS[each.end].format(who=each.who) + by, each.at, mark)


def _going_on(each: Try) -> str:
    if each.answered:
        return "{who} rang them back: it was picked up"
    return "{who} is ringing them back" if each.taken else "{who} is being rung for the call back"
