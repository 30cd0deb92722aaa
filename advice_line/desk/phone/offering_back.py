"""A caller whose question can wait is offered a time to be rung back, or somebody now."""

from datetime import datetime

from sqlmodel import col, select

from advice_line.call_kinds import CallStage
from advice_line.desk.phone import asking, dispatching, numbers_given, promising, stages
from advice_line.desk.query import practices
from advice_line.kinds import PromiseState, Urgency
from advice_line.ledger.work import Work
from advice_line.ports.calls import KeysPressed
from advice_line.ports.script import Ask, GoTo, HangUp, Say, Script, Step, StepName, script
from advice_line.rules import call_back_times, ring_back_words, targets, wording
from advice_line.rules.call_back_times import Load
from advice_line.staffing import on_duty
from advice_line.tables.directory import Line
from advice_line.tables.queries import Contact, Query
from advice_line.tables.tasks import Promise

RING_BACK = "1"
PEOPLE = ("2", "0")
AFTER_CHOICE = 5


def offer(work: Work, query: Query, contact: Contact) -> Script:
    """Where no time is left that would do, somebody is found now."""
    if contact.leg_over_at is not None:
        return script(HangUp())
    if query.owner_id is not None:
        return promising.owner_rings_back(work, query, contact)
    line = work.session.get_one(Line, query.line_id)
    due = _time(work, query, line)
    if due is None:
        hunt = dispatching.begin(work, query, contact)
        said = f"{ring_back_words.NO_TIME} {ring_back_words.FINDING}"
        return script(Say(words=said), *hunt.verbs)
    work.update(contact, offered_back_at=due)
    stages.to(work, contact, CallStage.CHOICE)
    return _ask(work, line, due, 1)


def _ask(work: Work, line: Line, due: datetime, asked: int) -> Script:
    step = Step(name=StepName.CALL_BACK_CHOSEN, ref=str(asked))
    words = ring_back_words.choice(line.words, due, work.now, line.time_zone)
    return script(Ask(words=(words,), keys=1, seconds=AFTER_CHOICE, then=step), GoTo(then=step))


def chosen(work: Work, event: KeysPressed, asked: int, query: Query, contact: Contact) -> Script:
    """1 is rung back, 2 waits; nothing or another key hears the question once more, then waits."""
    due = contact.offered_back_at
    if contact.leg_over_at is not None:
        return script(HangUp())
    if event.keys == RING_BACK and due is not None:
        return _promise(work, query, contact, due)
    if event.keys not in PEOPLE and asked == 1 and due is not None:
        line = work.session.get_one(Line, query.line_id)
        return _ask(work, line, due, 2)
    return dispatching.begin(work, query, contact)


def number_given(
    work: Work, event: KeysPressed, asked: int, query: Query, contact: Contact
) -> Script:
    """Without a number nobody can be rung back: who keys none twice hears so, and waits for
    somebody."""
    number = numbers_given.to_ring(work, event.keys)
    if number is None and event.keys and asked == 1:
        return _ask_number(wording.ASK_NUMBER_AGAIN, 2)
    if number is None or contact.offered_back_at is None:
        return numbers_given.known_or_told(query, dispatching.next_hop(work, query, contact))
    numbers_given.keep(work, query, number)
    return _promise(work, query, contact, contact.offered_back_at)


def _promise(work: Work, query: Query, contact: Contact, due: datetime) -> Script:
    if query.owner_id is not None:
        return promising.owner_rings_back(work, query, contact)
    if query.sealed_call_back is None:
        stages.to(work, contact, CallStage.NUMBER)
        return _ask_number(wording.ASK_NUMBER, 1)
    line = work.session.get_one(Line, query.line_id)
    return promising.chosen(work, query, contact, line, due)


def _ask_number(words: str, asked: int) -> Script:
    return script(*asking.number(words, str(asked), StepName.CALL_BACK_NUMBER))


def _time(work: Work, query: Query, line: Line) -> datetime | None:
    calendar = on_duty.calendar(work.session, line.key)
    asked = line.targets.get(query.urgency_asked or Urgency.TODAY)
    return call_back_times.offered(
        calendar,
        work.now,
        Load(
            people=lambda at: len(on_duty.who(work.session, line.key, at)),
            due=_promised(work, line),
            practice=practices.open_hours(work, query),
        ),
        minutes=line.call_back_minutes,
        latest=targets.read(asked).due(calendar, query.received_at) if asked else None,
    )


def _promised(work: Work, line: Line) -> list[datetime]:
    statement = (
        select(Promise.due_at)
        .join(Query, col(Query.id) == col(Promise.query_id))
        .where(col(Query.line_id) == line.id, col(Promise.state) == PromiseState.OPEN)
    )
    return list(work.session.exec(statement))
