"""A caller whom words may serve: what the line says by itself, by text too, and from every point
of it one key to a person. Who presses nothing is the radiology office's to ring (H24)."""

from advice_line.call_kinds import CallReason, CallStage, DeflectionKind, DeflectionState
from advice_line.desk.owed import telling
from advice_line.desk.phone import (
    chases,
    deflections,
    dispatching,
    following,
    left_to_office,
    stages,
)
from advice_line.desk.query import arrivals, moving, reading
from advice_line.directory.numbers import is_mobile
from advice_line.directory.waits import standing
from advice_line.kinds import QueryState
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import NoticeKind
from advice_line.ports.script import Ask, GoTo, HangUp, Say, Script, Step, StepName, script
from advice_line.rules import menu, menu_words, wording
from advice_line.tables.directory import Line
from advice_line.tables.queries import Contact, Deflection, Query

BY_TEXT, WORRIED, AGAIN = "1", "2", "3"
# How many seconds of silence after the choices mean that none is made.
AFTER_CHOICES = 5
# The shortest that the carrier can wait for a key before it comes back.
AFTER_FIRST_WORDS = 1


def tell(work: Work, query: Query, contact: Contact, reason: CallReason) -> Script:
    key, called = menu.SERVED[reason]
    if not moving.move(work, query, QueryState.DEFLECTED, deflected_to=called):
        return dispatching.begin(work, query, contact)  # taken on a page meanwhile
    deflections.tell(work, contact, DeflectionKind.ANSWER, key, called)
    stages.to(work, contact, CallStage.ANSWER)
    return _begin(work, query, contact, 1)


def heard(work: Work, query: Query, contact: Contact, asked: int, keys: str) -> Script:
    """The carrier has said the first words, and nothing was pressed into them: from now on hanging
    up is a choice."""
    row = deflections.told_for(work, contact)
    if keys or row is None or contact.leg_over_at is not None:
        return keyed(work, query, contact, asked, keys)
    deflections.heard(work, row)
    _, rest = _words(work, work.session.get_one(Line, query.line_id), contact)
    return _choices(work, query, row, asked, rest)


def keyed(work: Work, query: Query, contact: Contact, asked: int, keys: str) -> Script:
    """`asked` counts how often the choices were named."""
    row = deflections.told_for(work, contact)
    if row is None or contact.leg_over_at is not None:
        if keys in (menu.PERSON, WORRIED):
            _worried(work, query, contact, keys)
            following.wanted_a_person(work, query, contact)
        return script(HangUp())
    if keys == BY_TEXT and _textable(work, query):
        return _text(work, query, contact, row)
    if keys in (menu.PERSON, WORRIED):
        _worried(work, query, contact, keys)
        return to_a_person(work, query, contact, row)
    if keys == AGAIN and asked < menu.MOST_HEARD:
        return _begin(work, query, contact, asked + 1)
    work.update(row, missed=row.missed + 1)
    if row.missed < menu.MOST_MISSED:
        return _choices(work, query, row, asked + 1)
    deflections.settle(work, row, DeflectionState.UNANSWERED, DeflectionState.TOLD)
    return left_to_office.begin(work, query, contact)


def to_a_person(work: Work, query: Query, contact: Contact, row: Deflection) -> Script:
    deflections.settle(work, row, DeflectionState.WITHDRAWN, DeflectionState.TOLD)
    moving.move(work, query, QueryState.WAITING)
    return dispatching.begin(work, query, contact)


def _worried(work: Work, query: Query, contact: Contact, keys: str) -> None:
    if keys == WORRIED:
        chases.worried(work, query, contact)


def _begin(work: Work, query: Query, contact: Contact, asked: int) -> Script:
    """The way to a person and the first sentence; the rest once they have been heard."""
    line = work.session.get_one(Line, query.line_id)
    first, _ = _words(work, line, contact)
    step = Step(name=StepName.ANSWER_HEARD, ref=str(asked))
    words = (menu_words.before_answer(line.words), first)
    row = deflections.told_for(work, contact)
    return _ask(work, row, words, AFTER_FIRST_WORDS, step)


def _words(work: Work, line: Line, contact: Contact) -> tuple[str, str]:
    """The line's own words; else how long scans and reports take, which most want to know, and
    where everything else is asked. The first sentence, and the rest."""
    reason = CallReason(contact.reason or CallReason.OTHER)
    own = menu.answer(line.answers, reason)
    if own is not None:
        return menu_words.opening(own.words)
    default = menu_words.default_answer(reason, line.switchboard)
    figures = standing.spoken(work, line)
    return menu_words.opening(f"{figures} {default}" if figures else default)


def _choices(work: Work, query: Query, row: Deflection, asked: int, *before: str) -> Script:
    line = work.session.get_one(Line, query.line_id)
    choices = menu_words.after_answer(line.words, mobile=_textable(work, query))
    step = Step(name=StepName.ANSWER_KEYED, ref=str(asked))
    words = tuple(each for each in (*before, choices) if each)
    return _ask(work, row, words, AFTER_CHOICES, step)


def _ask(
    work: Work, row: Deflection | None, words: tuple[str, ...], silence: int, then: Step
) -> Script:
    if row is not None:
        deflections.told_again(work, row, wording.spoken(" ".join(words)), silence)
    return script(Ask(words=words, keys=1, seconds=silence, then=then), GoTo(then=then))


def _textable(work: Work, query: Query) -> bool:
    """Whether a text would come: who has said STOP gets none, and is offered none."""
    number = reading.call_back_number(work, query)
    mark = arrivals.number_mark(work, number)
    if number is None or mark is None or not is_mobile(number):
        return False
    line = work.session.get_one(Line, query.line_id)
    return not arrivals.is_stopped(work.session, line, mark)


def _text(work: Work, query: Query, contact: Contact, row: Deflection) -> Script:
    text = deflections.tell(work, contact, DeflectionKind.TEXT, row.key, row.reason)
    deflections.settle(work, text, DeflectionState.ANSWERED, DeflectionState.TOLD)
    following.served(work, row, query, contact)
    telling.requester(work, query, NoticeKind.ANSWER_TEXT, mobile=True)
    return script(Say(words=menu_words.TEXT_COMES), HangUp())
