"""A caller waits for somebody who is talking or wants to end something undisturbed. Every round
says where in the queue they are and looks whether somebody can be rung by now; the rounds have a
bound, and whoever reaches it is promised a call back."""

from datetime import timedelta

from advice_line.call_kinds import CallStage
from advice_line.desk.phone import choosing, promising, stages, waiting
from advice_line.desk.phone.choosing import Choice
from advice_line.desk.query import moving
from advice_line.kinds import QueryState
from advice_line.ledger.work import Work
from advice_line.ports.script import (
    Ask,
    GoTo,
    HangUp,
    Leave,
    Script,
    Step,
    StepName,
    Verb,
    Wait,
    script,
)
from advice_line.rules import deadlines, queue, queue_words, wording
from advice_line.tables.directory import Line
from advice_line.tables.queries import Contact, Query

# How long one round is, and how long at least a key is waited for when all is said.
ROUND, LEAST_SILENCE = timedelta(seconds=10), 2
RUNG_BACK = "1"


def may_wait(work: Work, contact: Contact, line: Line, choice: Choice) -> bool:
    """Whether somebody will be free whom they may have, and the line's time is not yet over."""
    since = contact.queued_at or work.now
    return bool(choice.later) and work.now < since + timedelta(seconds=line.queue_seconds)


def enter(work: Work, query: Query, contact: Contact, line: Line) -> Script:
    if query.state != QueryState.WAITING:
        moving.move(work, query, QueryState.WAITING)
    stages.to(work, contact, CallStage.HUNT)
    stages.to(work, contact, CallStage.QUEUE)
    work.record("call.queued", query=query.id, subject=f"contact:{contact.public_id}")
    number = _next_round(work, contact)
    work.update(contact, queued_at=contact.queued_at or work.now)
    return script(
        Wait(
            queue=line.key,
            during=Step(name=StepName.QUEUE_JOINED, ref=number),
            then=Step(name=StepName.QUEUE_LEFT, ref=number),
        )
    )


def told(work: Work, query: Query, contact: Contact, *, first: bool = False) -> Script:
    """One round. Whoever leaves the queue here is rung for, or promised a time, once they have
    left: a waiting room can do neither."""
    if contact.leg_over_at is not None or contact.ended is not None:
        return script(HangUp())
    line = work.session.get_one(Line, query.line_id)
    choice = choosing.choose(work, contact, line, work.now + timedelta(seconds=line.hunt_seconds))
    served = choice.step is not None or query.owner_id is not None
    if served or not may_wait(work, contact, line, choice):
        return script(Leave())
    return script(*_said(work, query, contact, line, choice, first=first))


def keyed(work: Work, query: Query, contact: Contact, keys: str) -> Script:
    """1 keeps the caller's place while they hang up; any other key waits on."""
    if contact.leg_over_at is not None or contact.ended is not None:
        return script(HangUp())
    if keys != RUNG_BACK or query.sealed_call_back is None:
        return script(_to_next(work, contact))
    if query.owner_id is not None:
        return script(Leave())
    line = work.session.get_one(Line, query.line_id)
    return promising.keeps_place(work, query, contact, line)


def _said(
    work: Work, query: Query, contact: Contact, line: Line, choice: Choice, *, first: bool
) -> tuple[Verb, ...]:
    can_ring_back = query.sealed_call_back is not None
    words = queue_words.again(position=choice.place, can_ring_back=can_ring_back)
    if first:
        talks = waiting.newest_talks(work, line)
        words = queue_words.first(
            line.words,
            quiet=all(each.quiet and not each.busy for each in choice.later),
            position=choice.place,
            expected=queue.expected(choice.place, talks, choice.talking),
            can_ring_back=can_ring_back,
        )
    silence = int((ROUND - wording.spoken(words)).total_seconds())
    keyed = Step(name=StepName.QUEUE_KEYED, ref=str(contact.queue_round))
    ask = Ask(words=(words,), keys=1, seconds=max(LEAST_SILENCE, silence), then=keyed)
    return ask, _to_next(work, contact)


def _to_next(work: Work, contact: Contact) -> GoTo:
    return GoTo(then=Step(name=StepName.QUEUE_ROUND, ref=_next_round(work, contact)))


def _next_round(work: Work, contact: Contact) -> str:
    """A round of its own name: a request with another one's would be answered as that was (H16)."""
    work.update(
        contact, queue_round=contact.queue_round + 1, look_at=work.now + deadlines.LOOK_AFTER
    )
    return str(contact.queue_round)
