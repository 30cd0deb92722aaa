"""What a caller would meet, by the very steps that serve callers, on rows that are taken back: a
test call leaves no query, and finds out all the same what would become of one."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from advice_line.desk import carrier_door
from advice_line.desk.phone import intake
from advice_line.ledger.work import Work
from advice_line.ports.calls import CallArrived, KeysPressed
from advice_line.ports.script import Ask, Connect, Play

# In every menu, and where none is offered, it reaches a person.
PERSON = "0"


def greeting(work: Work, event: CallArrived, at: datetime) -> tuple[str | Play, ...]:
    """The first words with which keys work; none where the line would not ask for one."""
    with _taken_back(work, at) as then:
        asked = (verb for verb in intake.call(then, event).verbs if isinstance(verb, Ask))
        return next((verb.words for verb in asked), ())


def rings_somebody(work: Work, event: CallArrived, at: datetime) -> bool:
    """Whether the hunt would ring anybody at this instant."""
    with _taken_back(work, at) as then:
        intake.call(then, event)
        query, contact = carrier_door.rows(then, event)
        pressed = KeysPressed(event.key, event.call, PERSON)
        answer = intake.greeted(then, pressed, query, contact)
        return any(isinstance(verb, Connect) for verb in answer.verbs)


@contextmanager
def _taken_back(work: Work, at: datetime) -> Iterator[Work]:
    savepoint = work.session.begin_nested()
    try:
        yield Work(work.session, at, work.by, work.vault)
    finally:
        savepoint.rollback()
        work.session.expire_all()
