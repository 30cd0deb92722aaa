"""Who waits on a line for somebody to be free, in which order, and for how long by its own figures.
Lines share nothing."""

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import col, select

from advice_line.call_kinds import CallStage
from advice_line.kinds import ContactEnded, PromiseState
from advice_line.ledger.work import Work
from advice_line.rules import deadlines, queue, ring_backs
from advice_line.rules.queue import Waiting
from advice_line.tables.directory import Line
from advice_line.tables.queries import Contact, Query
from advice_line.tables.tasks import Promise
from rota import walltime

# Whoever waits is heard of every ten seconds or so; who is not has left, and nobody told us yet.
HEARD_OF = timedelta(seconds=30)
# Nobody stands behind a place for which the system has not tried to ring for so long.
SEEN_TO = timedelta(minutes=1)


def in_order(work: Work, line: Line) -> list[Waiting]:
    """Those who hold, and those who have hung up and are rung back in their turn."""
    holding = [(*each, False) for each in work.session.exec(_holding(work, line))]
    kept = [(*each, True) for each in work.session.exec(_places_kept(work, line))]
    return queue.in_order(Waiting(*each) for each in (*holding, *kept))


def _holding(work: Work, line: Line) -> Any:
    still_there = work.now - HEARD_OF + deadlines.LOOK_AFTER
    return (
        select(Contact.id, Contact.reason, Contact.queued_at)
        .join(Query, col(Query.id) == col(Contact.query_id))
        .where(
            col(Query.line_id) == line.id,
            col(Contact.stage) == CallStage.QUEUE,
            col(Contact.queued_at).is_not(None),
            col(Contact.ended).is_(None),
            col(Contact.leg_over_at).is_(None),
            col(Contact.look_at) >= still_there,
        )
    )


def _places_kept(work: Work, line: Line) -> Any:
    """Only while the system would ring for them at this moment: not those who are being rung, nor
    those who did not answer."""
    return (
        select(Contact.id, Contact.reason, Promise.queued_at)
        .join(Query, col(Query.id) == col(Contact.query_id))
        .join(Promise, col(Promise.query_id) == col(Query.id))
        .where(
            col(Query.line_id) == line.id,
            col(Query.owner_id).is_(None),
            col(Contact.queued_at) == col(Promise.queued_at),
            col(Promise.state) == PromiseState.OPEN,
            col(Promise.ring_at) <= work.now + ring_backs.LOOK_AGAIN,
            col(Promise.ring_at) > work.now - SEEN_TO,
        )
    )


def ahead_of(work: Work, line: Line, own: Waiting) -> list[Waiting]:
    """Those of them who are served before this caller, who may have only come."""
    others = [each for each in in_order(work, line) if each.contact_id != own.contact_id]
    turn = queue.in_order([*others, own])
    return turn[: turn.index(own)]


def newest_talks(work: Work, line: Line) -> list[int]:
    """Seconds of the line's talks of today, the newest first."""
    zone = ZoneInfo(line.time_zone)
    today = walltime.day_start(walltime.local_day(work.now, zone), zone)
    statement = (
        select(Contact.bridged_seconds)
        .join(Query, col(Query.id) == col(Contact.query_id))
        .where(
            col(Query.line_id) == line.id,
            col(Contact.ended) == ContactEnded.TALKED,
            col(Contact.ended_at) >= today,
            col(Contact.bridged_seconds) > 0,
        )
        .order_by(col(Contact.ended_at).desc())
        .limit(queue.MOST)
    )
    return [seconds for seconds in work.session.exec(statement) if seconds]
