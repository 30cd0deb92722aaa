"""The stages of a call: one table, which `desk/phone/stages.py` holds every call to and from which
`docs/call-stages.md` is drawn.

    python -m advice_line.rules.call_stages > docs/call-stages.md
"""

import sys
from dataclasses import dataclass

from advice_line.call_kinds import CallStage

_S = CallStage
STARTS = {_S.GREETING: "they ring", _S.TALK: "rung back, and put through"}


@dataclass(frozen=True)
class Transition:
    """`when` is the label on the picture."""

    source: CallStage
    to: CallStage
    when: str


TABLE = (
    Transition(_S.GREETING, _S.CLOSED, "the line is closed"),
    Transition(_S.GREETING, _S.NUMBER, "the number is withheld"),
    Transition(_S.GREETING, _S.HUNT, "no key, or the key of advice"),
    Transition(_S.GREETING, _S.MENU_AGAIN, "a key that nothing has, or none"),
    Transition(_S.GREETING, _S.ANSWER, "a key that the line answers by itself"),
    Transition(_S.MENU_AGAIN, _S.ANSWER, "a key that the line answers by itself"),
    Transition(_S.GREETING, _S.ABOUT, "chasing again, or there is an open query"),
    Transition(_S.MENU_AGAIN, _S.ABOUT, "chasing again, or there is an open query"),
    Transition(_S.ABOUT, _S.CHOICE, "about something else that can wait"),
    Transition(_S.ABOUT, _S.HUNT, "a person, or no key twice"),
    Transition(_S.ABOUT, _S.NUMBER, "the number is withheld"),
    Transition(_S.ABOUT, _S.DESK, "on to the desk"),
    Transition(_S.ABOUT, _S.ANSWER, "on to the answer"),
    Transition(_S.ANSWER, _S.HUNT, "worried, or the key of a person"),
    Transition(_S.ANSWER, _S.NUMBER, "the number is withheld"),
    Transition(_S.MENU_AGAIN, _S.NUMBER, "the number is withheld"),
    Transition(_S.MENU_AGAIN, _S.HUNT, "any key that is no desk's, or none"),
    Transition(_S.MENU_AGAIN, _S.DESK, "a desk's key"),
    Transition(_S.GREETING, _S.DESK, "a desk's key, or the number that a closed line names"),
    Transition(_S.GREETING, _S.MESSAGE, "many calls have come, and no number is known"),
    Transition(_S.CLOSED, _S.NUMBER, "the number is withheld"),
    Transition(_S.CLOSED, _S.MESSAGE, "heard when it opens"),
    Transition(_S.DESK, _S.NUMBER, "the desk does not answer, the number is withheld"),
    Transition(_S.DESK, _S.HUNT, "the desk does not answer"),
    Transition(_S.DESK, _S.CLOSED, "nor does the number that was named"),
    Transition(_S.GREETING, _S.CHOICE, "the key of what can wait"),
    Transition(_S.MENU_AGAIN, _S.CHOICE, "the key of what can wait"),
    Transition(_S.MENU_AGAIN, _S.MESSAGE, "somebody has taken it, and no number is known"),
    Transition(_S.CHOICE, _S.NUMBER, "the number is withheld"),
    Transition(_S.CHOICE, _S.HUNT, "would rather wait, or presses nothing"),
    Transition(_S.CHOICE, _S.MESSAGE, "somebody has taken it, and no number is known"),
    Transition(_S.NUMBER, _S.HUNT, "keyed, or not"),
    Transition(_S.NUMBER, _S.MESSAGE, "the line is closed, or nobody is free"),
    Transition(_S.HUNT, _S.TALK, "a responder presses 1"),
    Transition(_S.HUNT, _S.MESSAGE, "nobody is free and no number is known"),
    Transition(_S.HUNT, _S.QUEUE, "everybody who may be rung is busy or in a quiet window"),
    Transition(_S.QUEUE, _S.HUNT, "somebody is free"),
    Transition(_S.QUEUE, _S.MESSAGE, "nobody gets free in time, and no number is known"),
    Transition(_S.TALK, _S.HUNT, "they could not be joined, or were cut off"),
    Transition(_S.TALK, _S.HOLD, "the responder holds the caller"),
    Transition(_S.TALK, _S.TRANSFER, "a colleague is asked to join or to take over"),
    Transition(_S.HOLD, _S.TALK, "taken back, or held as long as may be"),
    Transition(_S.HOLD, _S.TRANSFER, "a colleague is asked to join or to take over"),
    Transition(_S.HOLD, _S.HUNT, "the responder is gone"),
    Transition(_S.TRANSFER, _S.TALK, "the colleague joins, or does not"),
    Transition(_S.TRANSFER, _S.HUNT, "the responder is gone"),
)
# Whoever is on the line may hang up at any instant, and every stage ends in a row of call_outcomes.
_ENDS = {
    _S.TALK: "talked",
    _S.HOLD: "talked",
    _S.TRANSFER: "talked",
    _S.HUNT: "promised, or gone",
    _S.QUEUE: "promised, or gone",
    _S.DESK: "the desk answered, the office rings, or gone",
    _S.MESSAGE: "a message, or none",
    _S.GREETING: "gone",
    _S.MENU_AGAIN: "gone",
    _S.ABOUT: "gone",
    _S.ANSWER: "heard, by text, or the office rings",
    _S.CHOICE: "promised, or gone",
    _S.NUMBER: "promised, or gone",
    _S.CLOSED: "gone",
}

_PAIRS = {(each.source, each.to) for each in TABLE}


def may(source: str | None, to: CallStage) -> bool:
    """Whether the table has this transition; every stage may end, and no call begins again."""
    if source is None:
        return to in STARTS
    if source == to:
        return True
    return source != _S.OVER and (to is _S.OVER or (_S(source), to) in _PAIRS)


def diagram() -> str:
    """The table as a Mermaid state diagram, ended by a newline."""
    starts = [f"    [*] --> {stage}: {when}" for stage, when in STARTS.items()]
    steps = [f"    {each.source} --> {each.to}: {each.when}" for each in TABLE]
    ends = [f"    {stage} --> over: {when}" for stage, when in _ENDS.items()]
    return "\n".join(["stateDiagram-v2", *starts, *steps, *ends, "    over --> [*]"]) + "\n"


def page() -> str:
    """The whole of `docs/call-stages.md`, ended by a newline."""
    return f"{_ABOVE}```mermaid\n{diagram()}```\n"


_ABOVE = """# The stages of a call

Where a caller can be, and what leads from there. The picture is drawn from the table that the desk
holds every call to (`advice_line/rules/call_stages.py`): a step that the table does not have is
written into the trail as `call.odd_stage` and never breaks a live call. How each end is kept says
[How a call ends](call-outcomes.md).

"""

if __name__ == "__main__":
    sys.stdout.write(page())
