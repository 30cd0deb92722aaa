"""A caller nobody could take: a time in words, kept as promise, task and SMS."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from advice_line.call_kinds import CallStage
from advice_line.desk.owed import call_backs, tasks, telling
from advice_line.desk.phone import asking, other_number, stages
from advice_line.desk.query import moving, reading
from advice_line.directory import out_of_hours
from advice_line.directory.numbers import is_mobile
from advice_line.kinds import ContactEnded, QueryState
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import NoticeKind
from advice_line.ports.script import Script, script
from advice_line.rules import deadlines, queue_words, ring_back_words, wording
from advice_line.tables.directory import Line, Responder
from advice_line.tables.queries import Contact, Query

# Whoever said when they ring back is rung for it so long before.
SOON = timedelta(minutes=2)


def give(work: Work, query: Query, contact: Contact, line: Line) -> Script:
    """Without a number to ring a promise would be a lie: such a caller is asked to leave one."""
    if query.owner_id is not None:
        return owner_rings_back(work, query, contact)
    if query.sealed_call_back is None:
        stages.to(work, contact, CallStage.MESSAGE)
        return script(*asking.message(line, wording.NOBODY_NO_NUMBER))
    if query.state != QueryState.WAITING:
        moving.move(work, query, QueryState.WAITING)
    due = _promised(work, query, contact, line)
    return told(work, query, line, due, wording.promise)


def owner_rings_back(
    work: Work, query: Query, contact: Contact, due: datetime | None = None
) -> Script:
    """Somebody has taken the query without speaking to the caller, who hears who will ring back:
    claimed on a page while the phones were ringing, or by their own word when (`due`)."""
    owner = work.session.get_one(Responder, query.owner_id)
    line = work.session.get_one(Line, query.line_id)
    if query.sealed_call_back is None:
        stages.to(work, contact, CallStage.MESSAGE)
        return script(*asking.message(line, wording.has_owner_no_number(owner.name)))
    due = _promised(work, query, contact, line, due, due and due - SOON)
    return told(work, query, line, due, partial(wording.has_owner, owner.name))


def chosen(work: Work, query: Query, contact: Contact, line: Line, due: datetime) -> Script:
    """The caller would rather be rung back by then than wait."""
    if query.state != QueryState.WAITING and query.owner_id is None:
        moving.move(work, query, QueryState.WAITING)
    due = _promised(work, query, contact, line, due)
    return told(work, query, line, due, ring_back_words.promised)


def keeps_place(work: Work, query: Query, contact: Contact, line: Line) -> Script:
    """The caller would rather be rung back as soon as somebody is free than hold. Where a person
    sees to that, only the time is promised."""
    if query.owner_id is not None:
        return owner_rings_back(work, query, contact)
    if query.state != QueryState.WAITING:
        moving.move(work, query, QueryState.WAITING)
    due = _promised(work, query, contact, line, ring_at=work.now)
    made = tasks.open_promise(work, query.id or 0)
    soon = made is not None and made.ring_at is not None
    if made is not None and soon:
        work.update(made, queued_at=contact.queued_at)
    said = queue_words.kept_place if soon else ring_back_words.promised
    return told(work, query, line, due, said)


def _promised(
    work: Work,
    query: Query,
    contact: Contact,
    line: Line,
    due: datetime | None = None,
    ring_at: datetime | None = None,
) -> datetime:
    """The time promised, now a row, a task and an SMS; `ring_at` where the system sees to it sooner
    than it would by itself."""
    due = due or call_backs.due_for(work, query, line)
    due = call_backs.promise(work, query, line, due, ring_at).due_at
    call_backs.owe_call(work, query, line, due)
    work.update(contact, ended=ContactEnded.PROMISED, look_at=work.now + deadlines.LOOK_AFTER)
    number = reading.call_back_number(work, query)
    telling.requester(
        work, query, NoticeKind.PROMISE_NOTICE, number is not None and is_mobile(number)
    )
    return due


def told(work: Work, query: Query, line: Line, due: datetime, words: Callable[..., str]) -> Script:
    """The last words to whoever is promised a call back by `due`."""
    said = words(
        due,
        work.now,
        line.time_zone,
        query.reference,
        out_of_hours=_out_of_hours(work, query, line, due),
    )
    if call_backs.by_bypass(work, query, due):
        said = f"{said} {ring_back_words.BY_BYPASS}"
    return other_number.promised(query, line, said)


def _out_of_hours(work: Work, query: Query, line: Line, due: datetime) -> str | None:
    """Where else the asker can turn, when the line or their practice closes before the promised
    time (H21, H22)."""
    closes = call_backs.climbs_at(work, query, line, due) < due
    closes = closes or call_backs.closed_meanwhile(work, query, line, due)
    return out_of_hours.number(line) if closes else None
