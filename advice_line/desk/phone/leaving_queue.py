"""The end of a caller's wait in the queue, as the carrier tells it."""

from advice_line.desk.phone import dispatching, following, promising
from advice_line.ledger.work import Work
from advice_line.ports.queue import QueueLeft
from advice_line.ports.script import HangUp, Script, script
from advice_line.tables.directory import Line
from advice_line.tables.queries import Contact, Query


def left(work: Work, event: QueueLeft, query: Query, contact: Contact) -> Script:
    if event.caller_gone or contact.leg_over_at is not None:
        following.caller_left(work, query, contact)
        return script(HangUp())
    if contact.ended is not None:
        return script(HangUp())
    if event.kept_out and query.owner_id is None:
        line = work.session.get_one(Line, query.line_id)
        return promising.give(work, query, contact, line)
    return dispatching.afresh(work, query, contact)
