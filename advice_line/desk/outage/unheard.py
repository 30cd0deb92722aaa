"""A call that the carrier has on its list and nobody here has heard of: it rang while we could not
answer, and whoever rang is owed a call back (H26)."""

from datetime import datetime, timedelta

from advice_line.call_kinds import CallStage
from advice_line.desk.owed import call_backs, tasks
from advice_line.desk.query import arrivals, moving
from advice_line.kinds import Channel, ContactEnded, QueryState, TaskKind
from advice_line.ledger.work import Work
from advice_line.ports.carrier_lists import CallListed
from advice_line.tables.directory import Line
from advice_line.tables.queries import Query


def keep(work: Work, line: Line, call: CallListed) -> None:
    """Whether anybody helped the caller meanwhile nobody tells us: they are rung back."""
    ended_at = call.started_at + timedelta(seconds=call.seconds)
    query, _ = arrivals.receive(
        work,
        line,
        Channel.CALL,
        call.call,
        call.caller,
        call.started_at,
        stage=CallStage.OVER,
        ended=ContactEnded.FAILED,
        ended_at=ended_at,
        leg_over_at=work.now,
    )
    moving.move(work, query, QueryState.WAITING, during_outage=True)
    owe(work, query, line, ended_at)


def owe(work: Work, query: Query, line: Line, since: datetime) -> None:
    """Due from when they were gone, be that late by now. Told to nobody by itself: who is on hears
    once of all that came, and has from now on what a call back may take before it climbs."""
    due = call_backs.due_at(work, line, since)
    kind = TaskKind.TRACE_CALLER if query.sealed_call_back is None else TaskKind.RING_BACK
    climbs = call_backs.climbs_at(work, query, line, call_backs.due_at(work, line))
    tasks.owe(work, query.id or 0, kind, due, act_at=climbs)
