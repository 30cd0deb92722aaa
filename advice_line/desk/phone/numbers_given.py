"""A number that a caller has keyed to be rung back on."""

from advice_line.desk.owed import tasks
from advice_line.desk.query import practices
from advice_line.directory import lookups
from advice_line.directory.numbers import keyed
from advice_line.directory_kinds import IdentifiedBy
from advice_line.kinds import TaskKind
from advice_line.ledger.work import Work
from advice_line.ports.script import Say, Script, script
from advice_line.rules import wording
from advice_line.tables.queries import Query


def to_ring(work: Work, keys: str) -> str | None:
    """None for a line's own number too: ringing it back would be a call to ourselves."""
    number = keyed(keys.rstrip("#"))
    own = number is not None and lookups.line_by_number(work.session, number) is not None
    return None if own else number


def known_or_told(query: Query, served: Script) -> Script:
    """Who gave none that can be rung hears so before they wait: to hang up would end it."""
    if query.sealed_call_back is not None:
        return served
    return script(Say(words=wording.NO_NUMBER_WAITS), *served.verbs)


def keep(work: Work, query: Query, number: str) -> None:
    practices.give_number(work, query, number, IdentifiedBy.KEYED)
    work.record("query.number_keyed", query=query.id)
    trace = tasks.open_task(work, query.id or 0, TaskKind.TRACE_CALLER)
    if trace is not None:
        tasks.settle(work, trace, reason="the caller keyed a number")
        tasks.owe(work, query.id or 0, TaskKind.RING_BACK, trace.due_at)
