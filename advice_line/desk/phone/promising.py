"""A caller nobody could take: a time in words, kept as promise, task and SMS."""

from datetime import datetime

from advice_line.call_kinds import CallStage
from advice_line.desk import call_backs, moving, reading, tasks, telling
from advice_line.desk.phone import asking, stages
from advice_line.directory.numbers import is_mobile
from advice_line.kinds import ContactEnded, NoticeKind, QueryState
from advice_line.ledger.work import Work
from advice_line.ports.script import HangUp, Say, Script, script
from advice_line.rules import deadlines, wording
from advice_line.tables.directory import Line, Responder
from advice_line.tables.queries import Contact, Query


def give(work: Work, query: Query, contact: Contact, line: Line) -> Script:
    """Without a number to ring a promise would be a lie: such a caller is asked to leave one."""
    if query.sealed_call_back is None:
        stages.to(work, contact, CallStage.MESSAGE)
        return script(*asking.message(line, wording.NOBODY_NO_NUMBER))
    if query.state != QueryState.WAITING:
        moving.move(work, query, QueryState.WAITING)
    due = _promised(work, query, contact, line)
    words = wording.promise(
        due,
        work.now,
        line.time_zone,
        query.reference,
        out_of_hours=_out_of_hours(work, query, line, due),
    )
    return script(Say(words=words), HangUp())


def owner_rings_back(work: Work, query: Query, contact: Contact) -> Script:
    """Claimed on a page while the phones were ringing: the caller hears who will ring back."""
    owner = work.session.get_one(Responder, query.owner_id)
    line = work.session.get_one(Line, query.line_id)
    if query.sealed_call_back is None:
        stages.to(work, contact, CallStage.MESSAGE)
        return script(*asking.message(line, wording.has_owner_no_number(owner.name)))
    due = _promised(work, query, contact, line)
    words = wording.has_owner(
        owner.name,
        due,
        work.now,
        line.time_zone,
        query.reference,
        out_of_hours=_out_of_hours(work, query, line, due),
    )
    return script(Say(words=words), HangUp())


def _promised(work: Work, query: Query, contact: Contact, line: Line) -> datetime:
    """The time promised, now a row, a task and an SMS."""
    due = call_backs.due_at(work, line)
    tasks.promise(work, query.id or 0, due)
    call_backs.owe_call(work, query, line, due)
    work.update(contact, ended=ContactEnded.PROMISED, look_at=work.now + deadlines.LOOK_AFTER)
    number = reading.call_back_number(work, query)
    telling.requester(
        work, query, NoticeKind.PROMISE_NOTICE, number is not None and is_mobile(number)
    )
    return due


def _out_of_hours(work: Work, query: Query, line: Line, due: datetime) -> str | None:
    """Where else the asker can turn, when the line closes before the promised time (H21)."""
    return line.switchboard if call_backs.climbs_at(work, query, line, due) < due else None
