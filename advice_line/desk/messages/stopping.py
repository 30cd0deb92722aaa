"""Who wants no more texts: STOP is remembered by number and line, and kept whatever we might wish
to say. The carrier blocks them too; here it is so that nothing is tried, and that it is shown."""

from datetime import datetime, timedelta

from sqlmodel import col

from advice_line.desk.owed import untexted
from advice_line.desk.query import arrivals
from advice_line.desk.tracers import asking
from advice_line.directory import lookups
from advice_line.ledger.once import insert_once
from advice_line.ledger.work import Ledger, Work
from advice_line.outgoing_kinds import NoticeKind
from advice_line.ports.notices import Slip
from advice_line.rules import text_answers
from advice_line.staffing import telling
from advice_line.tables.directory import Line, Responder
from advice_line.tables.ledger import Outgoing
from advice_line.tables.messages import TextSender
from advice_line.trust.roles import SYSTEM

FAILURE = "stopped"
# So that two machines do not answer each other for ever.
_QUIET = timedelta(minutes=10)


def stop(work: Work, line: Line, mark: str, person: Responder | None) -> str | None:
    """The answer is the last thing this number is texted; none to who has stopped before."""
    row = _row(work, line, mark)
    if not work.update(row, col(TextSender.stopped_at).is_(None), stopped_at=work.now):
        return None
    subject = f"responder:{person.key}" if person else None
    work.record("texts.stopped", subject=subject, line=line.key)
    if person is None:
        return text_answers.stopped(line.name, line.number)
    for manager in telling.managers(work, line.key):
        if manager.id != person.id:
            once = f"{line.id}:{work.now.isoformat()}"
            kind = NoticeKind.DUTY_TEXTS_STOPPED
            telling.person(work, kind, manager, once=once, subject=person.id)
    return text_answers.stopped_on_duty(line.name)


def start(work: Work, line: Line, mark: str) -> str:
    row = _row(work, line, mark)
    if work.update(row, col(TextSender.stopped_at).is_not(None), stopped_at=None):
        work.record("texts.started", line=line.key)
    return text_answers.started(line.name)


def may_answer(work: Work, line: Line, mark: str) -> bool:
    """Whether this number may have another answer that it did not ask for; from now on it has."""
    row = _row(work, line, mark)
    if row.stopped_at is not None:
        return False
    before: datetime | None = row.answered_at
    if before is not None and work.now - before < _QUIET:
        work.record("text.not_answered", line=line.key)
        return False
    work.update(row, answered_at=work.now)
    return True


def refuses(ledger: Ledger, slip: Slip, sender: str, to: str) -> bool:
    """Whether this text may not go: its row says why, and what it was to tell the requester
    becomes somebody's to tell."""
    with ledger.look(SYSTEM.label) as look:
        if not _stopped_number(look, sender, to):
            return False
    with ledger.work(SYSTEM.label) as work:
        work.change(Outgoing, col(Outgoing.public_id) == slip.public_id, failure=FAILURE)
        subject = f"outgoing:{slip.public_id}"
        work.record("outgoing.stopped", query=slip.query_id, subject=subject)
        untexted.owe(work, slip)
        asking.lost(work, slip)
    return True


def _stopped_number(work: Work, sender: str, to: str) -> bool:
    line = lookups.line_by_number(work.session, sender)
    mark = arrivals.number_mark(work, to)
    return line is not None and mark is not None and arrivals.is_stopped(work.session, line, mark)


def _row(work: Work, line: Line, mark: str) -> TextSender:
    insert_once(
        work.session,
        TextSender,
        ("line_id", "number_mark"),
        line_id=line.id,
        number_mark=mark,
    )
    return work.session.get_one(TextSender, (line.id, mark), with_for_update=True)
