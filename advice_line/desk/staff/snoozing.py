"""Until when somebody wants to hear no reminder of unwritten records, as the trail has it."""

from datetime import datetime, timedelta

from sqlmodel import col, select

from advice_line.ledger.work import Work
from advice_line.tables.ledger import TrailEntry
from advice_line.trust.roles import Actor

LONGEST = timedelta(hours=2)


def until(work: Work, by: Actor) -> datetime | None:
    statement = (
        select(TrailEntry)
        .where(
            col(TrailEntry.action) == "task.snoozed",
            col(TrailEntry.actor) == by.label,
            col(TrailEntry.at) > work.now - LONGEST,
        )
        .order_by(col(TrailEntry.id).desc())
        .limit(1)
    )
    last = work.session.exec(statement).first()
    ends = datetime.fromisoformat(last.detail["until"]) if last is not None else None
    return ends if ends is not None and ends > work.now else None
