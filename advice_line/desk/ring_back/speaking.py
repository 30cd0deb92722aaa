"""Ringing a requester back: the responder's phone is rung first, then the requester sees the
line's number and never the responder's."""

from advice_line.desk import moving, owed_records, reading, tasks
from advice_line.desk.ring_back import placed
from advice_line.kinds import (
    ContactEnded,
    PromiseState,
    QueryState,
    TaskKind,
)
from advice_line.ledger.work import Work
from advice_line.ports.calls import BackEvent
from advice_line.ports.script import Ask, Connect, HangUp, Say, Script, Step, StepName, script
from advice_line.rules import wording
from advice_line.tables.directory import Line, Organisation
from advice_line.tables.queries import Contact, Query

ACCEPT = "1"
RING_REQUESTER_SECONDS = 40


def answered(work: Work, event: BackEvent) -> Script:
    """The responder's phone was picked up: who and when promised, before any key connects."""
    outgoing = placed.outgoing(work, event.attempt)
    query = moving.locked(work, outgoing.query_id or 0)
    placed.contact(work, event, query)
    line = work.session.get_one(Line, query.line_id)
    organisation = (
        work.session.get(Organisation, query.organisation_id) if query.organisation_id else None
    )
    promised = tasks.open_promise(work, query.id or 0)
    words = wording.ring_back_whisper(
        organisation.name if organisation else None,
        promised.due_at if promised else None,
        line.time_zone,
    )
    keyed_step = Step(name=StepName.BACK_KEYED, ref=event.attempt)
    return script(
        Ask(words=(words,), keys=1, seconds=8, then=keyed_step),
        Say(words=wording.NO_KEY),
        HangUp(),
    )


def keyed(work: Work, event: BackEvent) -> Script:
    outgoing = placed.outgoing(work, event.attempt)
    query = moving.locked(work, outgoing.query_id or 0)
    number = reading.call_back_number(work, query)
    if event.keys != ACCEPT or number is None:
        return script(HangUp())
    line = work.session.get_one(Line, query.line_id)
    return script(
        Connect(
            number=number,
            ring_seconds=RING_REQUESTER_SECONDS,
            show_number=line.number,
            whisper=None,
            watch=Step(name=StepName.BACK_LEG, ref=event.attempt),
            then=Step(name=StepName.BACK_ENDED, ref=event.attempt),
        )
    )


def joined(work: Work, event: BackEvent) -> None:
    """The requester picked up. What was promised is kept at this moment, whoever hangs up first."""
    outgoing = placed.outgoing(work, event.attempt)
    query = moving.locked(work, outgoing.query_id or 0)
    contact = placed.contact(work, event, query)
    if contact.ended is not None:
        return
    work.update(contact, ended=ContactEnded.TALKED)
    work.record("contact.talked", query=query.id, subject=f"contact:{contact.public_id}")
    tasks.settle_promise(work, query.id or 0, PromiseState.KEPT)
    for kind in (TaskKind.RING_BACK, TaskKind.TELL_NEW_TIME):
        tasks.settle_kind(work, query.id or 0, kind, by=outgoing.person_id)


def ended(work: Work, event: BackEvent) -> Script:
    """The connection to the requester is over; not answered, the task stays where it is."""
    if event.bridged:
        joined(work, event)
        _close(work, event)
        return script(HangUp())
    return script(Say(words=wording.RING_BACK_FAILED), HangUp())


def over(work: Work, event: BackEvent) -> None:
    _close(work, event)


def _close(work: Work, event: BackEvent) -> None:
    query = moving.locked(work, placed.outgoing(work, event.attempt).query_id or 0)
    close(work, query, placed.contact(work, event, query), event.seconds)


def close(work: Work, query: Query, contact: Contact, seconds: int) -> None:
    """The responder's leg is over; said twice, it changes nothing the second time."""
    if contact.ended_at is not None:
        return
    if contact.ended is None:
        work.update(contact, ended=ContactEnded.FAILED, ended_at=work.now, look_at=None)
        work.record("contact.failed", query=query.id, subject=f"contact:{contact.public_id}")
        return
    work.update(contact, ended_at=work.now, bridged_seconds=seconds, look_at=None)
    if query.state == QueryState.ACCEPTED and query.owner_id is not None:
        owed_records.owe_record(work, query, query.owner_id)
