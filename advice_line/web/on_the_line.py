"""Where a call of the list is that goes on, in words: whoever is on the line waits for no call."""

from advice_line.call_kinds import CallStage
from advice_line.desk.ring_back.placed import Calling
from advice_line.desk.staff.who_waits import Waiting

_WITH_SOMEBODY = {
    CallStage.TALK: "talking with {who}",
    CallStage.HOLD: "on hold, with {who}",
    CallStage.TRANSFER: "talking with {who}, a colleague is asked",
}
_WITH_NOBODY = {
    CallStage.HUNT: "whoever is on duty is being rung",
    CallStage.QUEUE: "in the queue",
    CallStage.MESSAGE: "leaving a message",
}
_OTHERWISE = "hearing the menu"
_BACK = {
    Calling.RINGING: "{who} is being rung for the call back",
    Calling.ASKED: "{who} is being asked to ring them back",
    Calling.TAKEN: "being rung back by {who}",
}
_BACK_BY_YOU = {
    Calling.RINGING: "your phone is being rung: answer it and press 1 to ring them back",
    Calling.ASKED: "your phone was answered: press 1 on it to ring them back",
    Calling.TAKEN: "being rung back by you",
}


def said(row: Waiting) -> str | None:
    """None where no call goes on."""
    who = "you" if row.mine else row.owner or "a colleague"
    if row.on_the_line in _WITH_SOMEBODY:
        return _WITH_SOMEBODY[row.on_the_line].format(who=who)
    if row.on_the_line is not None:
        return _WITH_NOBODY.get(row.on_the_line, _OTHERWISE)
    if row.calling is None:
        return None
    return _BACK[row.calling].format(who=row.rung) if row.rung else _BACK_BY_YOU[row.calling]


def of_others(calling: Calling, who: str | None) -> str:
    """The same as a sentence on the query's page, to whoever's phone it is not."""
    words = _BACK[calling].format(who=who or "a colleague")
    return f"{words[:1].upper()}{words[1:]}."
