"""Who waits on a line for somebody to be free, in which order, and for how long by its own figures.
Lines share nothing."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from sqlmodel import col, select

from advice_line.call_kinds import CallStage
from advice_line.kinds import ContactEnded
from advice_line.ledger.work import Work
from advice_line.rules import deadlines, queue
from advice_line.rules.queue import Waiting
from advice_line.tables.directory import Line
from advice_line.tables.queries import Contact, Query
from rota import walltime

# Whoever waits is heard of every ten seconds or so; who is not has left, and nobody told us yet.
HEARD_OF = timedelta(seconds=30)


def in_order(work: Work, line: Line) -> list[Waiting]:
    still_there = work.now - HEARD_OF + deadlines.LOOK_AFTER
    statement = (
        select(Contact.id, Contact.reason, Contact.queued_at)
        .join(Query, col(Query.id) == col(Contact.query_id))
        .where(
            col(Query.line_id) == line.id,
            col(Contact.stage) == CallStage.QUEUE,
            col(Contact.ended).is_(None),
            col(Contact.leg_over_at).is_(None),
            col(Contact.look_at) >= still_there,
        )
    )
    found = work.session.exec(statement)
    return queue.in_order(
        Waiting(contact_id, reason, since)
        for contact_id, reason, since in found
        if contact_id is not None and since is not None
    )


def ahead_of(work: Work, line: Line, contact: Contact) -> list[Waiting]:
    """Those of them who are served before this caller, who may have only come."""
    others = [each for each in in_order(work, line) if each.contact_id != contact.id]
    if not others:
        return []
    own = Waiting(contact.id or 0, contact.reason, contact.queued_at or work.now)
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
