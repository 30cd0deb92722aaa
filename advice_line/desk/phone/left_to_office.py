"""A caller whom neither desk nor answer served: the radiology office rings them back, and a person
there has it as their task (H24)."""

from datetime import datetime

from advice_line.call_kinds import CallStage
from advice_line.desk.owed import following_up, tasks
from advice_line.desk.phone import asking, stages
from advice_line.desk.query import moving
from advice_line.kinds import ContactEnded, QueryState, TaskKind
from advice_line.ledger.work import Work
from advice_line.ports.script import HangUp, Say, Script, script
from advice_line.rules import menu_words
from advice_line.tables.directory import Line
from advice_line.tables.queries import Contact, Query


def begin(work: Work, query: Query, contact: Contact) -> Script:
    """Where no number is known, one is asked for: a call back without one would be a lie."""
    if query.sealed_call_back is None:
        stages.to(work, contact, CallStage.NUMBER)
        return script(*asking.number(menu_words.NUMBER_FOR_OFFICE, "1"))
    return owe(work, query, contact)


def owe(work: Work, query: Query, contact: Contact) -> Script:
    line = work.session.get_one(Line, query.line_id)
    if query.sealed_call_back is None:
        moving.move(work, query, QueryState.WAITING)
        stages.to(work, contact, CallStage.MESSAGE)
        return script(*asking.message(line, menu_words.NO_NUMBER_FOR_OFFICE))
    due = _theirs(work, line, query)
    work.update(contact, ended=ContactEnded.DEFLECTED)
    said = menu_words.office_rings(due, work.now, line.time_zone, query.reference)
    return script(Say(words=said), HangUp())


def gone(work: Work, query: Query, contact: Contact, at: datetime | None = None) -> None:
    """Hung up, now or `at`, before the line had answered. Whose number is not known, or whom
    somebody has taken on a page meanwhile (H10), is left as whoever hangs up."""
    if query.sealed_call_back is None or query.owner_id is not None:
        return
    _theirs(work, work.session.get_one(Line, query.line_id), query, at)
    work.update(contact, ended=ContactEnded.HUNG_UP, ended_at=at or work.now)


def _theirs(work: Work, line: Line, query: Query, since: datetime | None = None) -> datetime:
    due = following_up.due_at(work, line, since)
    tasks.owe(work, query.id or 0, TaskKind.FOLLOW_UP, due)
    return due
