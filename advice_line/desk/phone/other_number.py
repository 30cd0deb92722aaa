"""Nobody knows whose number it is on which a caller has just been promised a call back: they hear
that it is that one, and may give another."""

from advice_line.desk.phone import asking, numbers_given
from advice_line.directory_kinds import IdentifiedBy
from advice_line.ledger.work import Work
from advice_line.ports.script import Ask, HangUp, Say, Script, Step, StepName, script
from advice_line.rules import menu, menu_words, wording
from advice_line.tables.directory import Line
from advice_line.tables.queries import Contact, Query

GIVES_ANOTHER = "2"
AFTER_PROMISE = 3


def promised(query: Query, line: Line, words: str) -> Script:
    """The last words of a call that a promise ends."""
    if query.identified_by != IdentifiedBy.NOTHING or not menu.read(line.menu).offered:
        return script(Say(words=words), HangUp())
    step = Step(name=StepName.OTHER_NUMBER)
    spoken = (words, menu_words.ON_THIS_NUMBER)
    return script(Ask(words=spoken, keys=1, seconds=AFTER_PROMISE, then=step), HangUp())


def chosen(contact: Contact, keys: str) -> Script:
    if keys != GIVES_ANOTHER or contact.leg_over_at is not None:
        return script(HangUp())
    return script(*asking.number(menu_words.OTHER_NUMBER, "1", StepName.OTHER_GIVEN))


def given(work: Work, query: Query, _contact: Contact, asked: int, keys: str) -> Script:
    """A number that cannot be rung is asked for once more; without one the old one stands."""
    number = numbers_given.to_ring(work, keys)
    if number is None and keys and asked == 1:
        return script(*asking.number(wording.ASK_NUMBER_AGAIN, "2", StepName.OTHER_GIVEN))
    if number is None:
        return script(Say(words=menu_words.OLD_NUMBER_STANDS), HangUp())
    numbers_given.keep(work, query, number)
    return script(Say(words=menu_words.on_number(number)), HangUp())
