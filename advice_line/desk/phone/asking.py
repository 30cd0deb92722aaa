"""What a caller is asked for: a number to be rung back on, a message."""

from advice_line.ports.script import Ask, GoTo, Record, Say, Step, StepName, Verb
from advice_line.rules import message_words, wording
from advice_line.tables.directory import Line

# How many seconds of silence after a number was asked for mean "go on".
AFTER_NUMBER_ASKED = 8


def number(words: str, attempt: str, then: StepName = StepName.NUMBER_GIVEN) -> tuple[Verb, ...]:
    """Keyed or not, the call goes on; `attempt` says how often it was asked for."""
    given = Step(name=then, ref=attempt)
    return (
        Ask(words=(words,), keys=None, seconds=AFTER_NUMBER_ASKED, then=given),
        GoTo(then=given),
    )


def message(line: Line, words: str = wording.LEAVE_MESSAGE) -> tuple[Verb, ...]:
    """Before the tone the caller hears that what they say is kept, and for how long they may."""
    left, ready = Step(name=StepName.MESSAGE_LEFT), Step(name=StepName.MESSAGE_READY)
    notice = message_words.notice(line.words, line.message_seconds)
    return (
        Say(words=f"{words} {notice}"),
        Record(max_seconds=line.message_seconds, then=left, ready=ready),
        GoTo(then=left),
    )
