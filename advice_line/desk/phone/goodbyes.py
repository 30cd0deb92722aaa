"""The last words of a talk."""

from advice_line.kinds import QueryState
from advice_line.ports.script import Ask, HangUp, Say, Step, StepName, Verb
from advice_line.rules import room_words, wording
from advice_line.tables.queries import Contact, Query

_SECONDS = 4


def after_talk(query: Query, contact: Contact) -> tuple[Verb, ...]:
    """Whoever was cut off is connected again, once: nobody can tell for them that a talk broke
    off."""
    words = wording.after_talk(query.reference)
    if query.state != QueryState.ACCEPTED or contact.cut_off_at is not None:
        return Say(words=words), HangUp()
    keyed = Step(name=StepName.CUT_OFF)
    ask = Ask(words=(words, room_words.CUT_OFF), keys=1, seconds=_SECONDS, then=keyed)
    return ask, HangUp()
