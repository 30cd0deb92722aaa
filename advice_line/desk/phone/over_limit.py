"""A caller when more calls have come than anybody is rung for. No query is lost, nobody is turned
away, for who floods a line and who has a patient before them sound the same to a machine: they are
promised a call back, and one key rings as ever."""

from advice_line.desk.guards import limits
from advice_line.desk.owed import call_backs, tasks
from advice_line.desk.phone import dispatching, promising
from advice_line.desk.query import moving
from advice_line.kinds import ContactEnded, QueryState, TaskKind
from advice_line.ledger.work import Work
from advice_line.ports.script import Ask, GoTo, HangUp, Script, Step, StepName, script
from advice_line.rules import deadlines, limit_words, menu, wording
from advice_line.tables.directory import Line
from advice_line.tables.queries import Contact, Query

_NOW = "1"
_AFTER_WORDS = 4


def told(work: Work, line: Line, contact: Contact, greeting: str) -> Script | None:
    """None where the line takes this call like any other."""
    if limits.over(work, line, contact) is None:
        return None
    keyed_step = Step(name=StepName.OVER_LIMIT)
    words = (greeting, limit_words.MANY_CALLS)
    return script(Ask(words=words, seconds=_AFTER_WORDS, then=keyed_step), GoTo(then=keyed_step))


def keyed(work: Work, query: Query, contact: Contact, keys: str) -> Script:
    """The key that says that a patient waits is believed, whoever presses it (H01). To a call that
    is over by then nothing is promised (H16)."""
    if contact.leg_over_at is not None:
        return script(HangUp())
    if keys in (_NOW, menu.PERSON):
        return dispatching.begin(work, query, contact)
    line = work.session.get_one(Line, query.line_id)
    if query.sealed_call_back is None or query.owner_id is not None:
        return promising.give(work, query, contact, line)
    return _promised(work, query, contact, line)


def _promised(work: Work, query: Query, contact: Contact, line: Line) -> Script:
    """Kept as every promise is, and without a text to the caller or to who is on: a flood of calls
    would be one of texts too."""
    moving.move(work, query, QueryState.WAITING)
    due = call_backs.promise(work, query, line, call_backs.due_for(work, query, line)).due_at
    climbs = call_backs.climbs_at(work, query, line, due)
    tasks.owe(work, query.id or 0, TaskKind.RING_BACK, due, act_at=climbs)
    work.update(contact, ended=ContactEnded.PROMISED, look_at=work.now + deadlines.LOOK_AFTER)
    return promising.told(work, query, line, due, wording.promise)
