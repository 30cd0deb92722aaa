"""A call while the line is closed: the caller hears when it opens and where else to turn, and may
leave a message; a ring back is owed at the opening."""

from advice_line.call_kinds import CallStage
from advice_line.desk.owed import call_backs, tasks
from advice_line.desk.phone import asking, stages
from advice_line.desk.query import moving
from advice_line.directory import out_of_hours
from advice_line.kinds import ContactEnded, QueryState, TaskKind
from advice_line.ledger.work import Work
from advice_line.ports.script import Say, Script, script
from advice_line.rules import deadlines, wording
from advice_line.staffing import on_duty
from advice_line.tables.directory import Line
from advice_line.tables.queries import Contact, Query
from rota import hours
from rota.opening import Closure


def closure(work: Work, line: Line) -> Closure | None:
    """What somebody closed the line for at this moment; None where its hours have."""
    return hours.closure_at(on_duty.calendar(work.session, line.key), work.now)


def told(work: Work, query: Query, contact: Contact, line: Line, first: str) -> Script:
    """After the `first` words; where no number is known, one is asked for."""
    calendar = on_duty.calendar(work.session, line.key)
    opens = hours.next_opening(calendar, work.now)
    opening = deadlines.opening_due(calendar, work.now)
    due = call_backs.opening_for(work, query, line, opening)
    moving.move(work, query, QueryState.WAITING)
    work.update(contact, ended=ContactEnded.CLOSED)
    stages.to(work, contact, CallStage.CLOSED)
    if query.sealed_call_back is not None:
        tasks.owe(work, query.id or 0, TaskKind.RING_BACK, due)
        stages.to(work, contact, CallStage.MESSAGE)
        later = due if due > opening else None
        said = wording.closed(opens, work.now, line.time_zone, out_of_hours.number(line), later)
        return script(Say(words=f"{first} {said}"), *asking.message(line))
    tasks.owe(work, query.id or 0, TaskKind.TRACE_CALLER, due)
    stages.to(work, contact, CallStage.NUMBER)
    said = wording.closed_no_number(opens, work.now, line.time_zone, out_of_hours.number(line))
    return script(Say(words=f"{first} {said}"), *asking.number(wording.ASK_NUMBER, "1"))
