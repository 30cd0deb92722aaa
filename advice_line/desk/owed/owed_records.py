"""Spoken advice is owed in writing."""

from datetime import datetime

from advice_line.desk.owed import said_before, tasks, telling
from advice_line.kinds import TaskKind
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import NoticeKind
from advice_line.rules import deadlines
from advice_line.staffing import shifts
from advice_line.tables.directory import Responder
from advice_line.tables.queries import Query
from advice_line.trust import links


def owe_record(
    work: Work, query: Query, responder_id: int, ended_at: datetime | None = None
) -> None:
    """Spoken advice is formal advice: it is owed in writing (H09), from the end of the talk, now or
    `ended_at`."""
    said_before.in_their_record(work, query, responder_id)
    due = deadlines.write_advice_due(ended_at or work.now)
    owner = work.session.get_one(Responder, responder_id)
    act_at = shifts.before_end(work.session, owner.key, work.now, due)
    task = tasks.owe(
        work, query.id or 0, TaskKind.WRITE_ADVICE, due, owner=responder_id, act_at=act_at
    )
    link = links.make(work, links.LinkKind.RECORD, query=query.id or 0, responder=responder_id)
    telling.responder(
        work,
        NoticeKind.RECORD_LINK,
        responder_id,
        once=task.public_id,
        query=query.id,
        subject=link.id,
    )
