"""The menu after the greeting: once more for who pressed nothing, and then a person."""

from advice_line.call_kinds import CallReason, CallStage
from advice_line.desk.phone import (
    chases,
    deflecting,
    dispatching,
    offering_back,
    spoken_answers,
    stages,
)
from advice_line.kinds import Urgency
from advice_line.ledger.work import Work
from advice_line.ports.script import Ask, GoTo, Script, Step, StepName, script
from advice_line.rules import menu, menu_words, wording
from advice_line.tables.directory import Line
from advice_line.tables.queries import Contact, Query

# How many seconds of silence after the greeting, and after keys were named, mean "go on".
AFTER_GREETING = 1
AFTER_MENU = 3
TO_A_PERSON, GO_ON = "1", "2"


def first(work: Work, line: Line, contact: Contact, greeting: str) -> Script:
    """The greeting and what may be pressed; keys work from its first word."""
    desks = deflecting.offered(work, line, contact)
    offered = menu.read(line.menu).offered
    keys = menu_words.first(line.words, desks) if offered else wording.menu(desks)
    words = (greeting, keys) if keys else (greeting,)
    return _ask(words, AFTER_MENU if keys else AFTER_GREETING, Step(name=StepName.GREETED))


def _ask(words: tuple[str, ...], seconds: int, then: Step) -> Script:
    return script(Ask(words=words, keys=1, seconds=seconds, then=then), GoTo(then=then))


def keyed(work: Work, query: Query, contact: Contact, keys: str, *, last: bool = False) -> Script:
    """Nothing, or a key that nothing has, hears a shorter menu; at the `last` one a person."""
    line = work.session.get_one(Line, query.line_id)
    offered = menu.read(line.menu).offered
    reason = menu.REASONS.get(keys) if offered else None
    if reason is not None:
        _keep(work, query, contact, reason)
        return _for_reason(work, query, contact, reason)
    desk = deflecting.chosen(work, query, contact, keys)
    if desk is not None:
        return deflecting.ring(work, query, contact, desk)
    if offered and keys != menu.PERSON and not last:
        stages.to(work, contact, CallStage.MENU_AGAIN)
        again = Step(name=StepName.MENU_AGAIN)
        return _ask((menu_words.again(line.words),), AFTER_MENU, again)
    return dispatching.begin(work, query, contact)


def _keep(work: Work, query: Query, contact: Contact, reason: CallReason) -> None:
    """As the caller said it: the urgency is theirs, nobody computes it."""
    work.update(contact, reason=reason)
    work.record("contact.reason", query=query.id, subject=f"contact:{contact.public_id}")
    if reason is CallReason.NOW and query.urgency_asked is None:
        work.update(query, urgency_asked=Urgency.NOW)


def _for_reason(work: Work, query: Query, contact: Contact, reason: CallReason) -> Script:
    if reason is CallReason.LATER:
        return offering_back.offer(work, query, contact)
    if reason not in menu.SERVED:
        return dispatching.begin(work, query, contact)
    if reason is CallReason.CHASING and chases.before(work, query, contact):
        work.record("contact.chased_before", query=query.id, subject=f"contact:{contact.public_id}")
        return _offer_person(work, query, contact, 1)
    return _serve(work, query, contact, reason)


def _offer_person(work: Work, query: Query, contact: Contact, asked: int) -> Script:
    """Before anything else: a missed result may be behind a second chase (H24)."""
    line = work.session.get_one(Line, query.line_id)
    stages.to(work, contact, CallStage.ABOUT)
    words = menu_words.chased_before(line.words)
    return _ask((words,), AFTER_MENU, Step(name=StepName.CHASED_KEYED, ref=str(asked)))


def chased_keyed(work: Work, query: Query, contact: Contact, asked: int, keys: str) -> Script:
    if keys == GO_ON:
        return _serve(work, query, contact, CallReason.CHASING)
    if keys not in (TO_A_PERSON, menu.PERSON) and asked < menu.MOST_MISSED:
        return _offer_person(work, query, contact, asked + 1)
    return dispatching.begin(work, query, contact)


def _serve(work: Work, query: Query, contact: Contact, reason: CallReason) -> Script:
    """A desk that is manned, else what the line says by itself."""
    key, _ = menu.SERVED[reason]
    desk = deflecting.chosen(work, query, contact, key)
    if desk is not None:
        return deflecting.ring(work, query, contact, desk)
    return spoken_answers.tell(work, query, contact, reason)
