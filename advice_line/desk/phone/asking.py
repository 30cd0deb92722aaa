"""What a caller is asked for: a number to be rung back on, a message."""

from advice_line.ports.script import Ask, GoTo, Record, Say, Step, StepName, Verb
from advice_line.rules import wording

# How many seconds of silence after a number was asked for mean "go on".
AFTER_NUMBER_ASKED = 8


def number(words: str, attempt: str) -> tuple[Verb, ...]:
    """Keyed or not, the call goes on; `attempt` says how often it was asked for."""
    given = Step(name=StepName.NUMBER_GIVEN, ref=attempt)
    return (
        Ask(words=(words,), keys=None, seconds=AFTER_NUMBER_ASKED, then=given),
        GoTo(then=given),
    )


def message(words: str = wording.LEAVE_MESSAGE) -> tuple[Verb, ...]:
    left = Step(name=StepName.MESSAGE_LEFT)
    return (
        Say(words=words),
        Record(then=left, ready=Step(name=StepName.MESSAGE_READY)),
        GoTo(then=left),
    )
