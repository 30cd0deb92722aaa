"""What the carrier's own record says of a ring back whose end nobody told us (H16)."""

from datetime import datetime

from advice_line.desk.ring_back import placed, speaking, trying
from advice_line.kinds import ContactEnded
from advice_line.ledger.work import Work
from advice_line.ports.calls import CallSeen
from advice_line.tables.queries import Contact, Query


def looked_up(
    work: Work,
    query: Query,
    contact: Contact,
    seen: CallSeen,
    dialled: CallSeen | None,
    over_at: datetime,
) -> None:
    """`seen` is the responder's leg, which is over since `over_at`, `dialled` the requester's, if
    there was one."""
    back = placed.of_contact(work, query, contact)
    if back is None:
        work.update(contact, ended=ContactEnded.FAILED, ended_at=over_at, look_at=None)
        return
    if dialled is not None:
        trying.leg_moved(work, back, dialled.state, dialled.seconds, dialled.started_at)
    speaking.close(work, back, seen.state, over_at)
