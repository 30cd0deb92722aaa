"""The door to texting a requester: one of two fixed sentences, never words of anybody's own.

Whatever somebody writes in a text may be about a patient, and a text is read by whoever holds the
telephone (H07, H19); so it says only that we ring, or asks them to.
"""

from advice_line.call_kinds import MessageKind
from advice_line.desk.owed import tasks
from advice_line.desk.query import arrivals, reading, theirs
from advice_line.directory.numbers import is_mobile
from advice_line.errors import AlreadyTaken, Conflict, NotFound
from advice_line.kinds import Channel, TaskKind
from advice_line.ledger import inbox, outbox
from advice_line.ledger.work import Ledger, Work
from advice_line.outgoing_kinds import NoticeKind, OutChannel, Recipient
from advice_line.tables.directory import Line, Responder
from advice_line.tables.messages import Message
from advice_line.tables.queries import Query
from advice_line.trust.roles import Action, Actor, require

PAGE = "page"
FIXED = (NoticeKind.TEXT_RING_US, NoticeKind.TEXT_WE_RING)


class TextAnswers:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def text(self, by: Actor, reference: str, notice: str, token: str) -> None:
        """Raises `errors.NotFound` for another sentence, `errors.AlreadyTaken` where a colleague
        has the query, and `errors.Conflict` where no text may go to its requester."""
        require(by, Action.CLAIM)
        if notice not in FIXED:
            raise NotFound("There is no such text.")
        with self._ledger.work(by.label) as work:
            query = theirs.held(work, by, Action.CLAIM, reference)
            if query.owner_id not in (None, by.responder_id):
                raise AlreadyTaken(work.session.get_one(Responder, query.owner_id).name)
            if notice not in offered(work, query):
                raise Conflict("No text can go to this requester. Please ring them.")
            if inbox.receive(work, PAGE, token):
                _queue(work, query, NoticeKind(notice), by)


def offered(work: Work, query: Query) -> tuple[NoticeKind, ...]:
    """What its requester may be texted: nothing to who has not texted us about it, has no mobile or
    wants no more; that we ring only while somebody owes that."""
    number = reading.call_back_number(work, query)
    line = work.session.get_one(Line, query.line_id)
    mark = arrivals.number_mark(work, number)
    texted = any(each.channel == Channel.SMS for each in reading.contacts(work, query))
    if not texted or number is None or mark is None or not is_mobile(number):
        return ()
    if arrivals.is_stopped(work.session, line, mark):
        return ()
    owed = tasks.open_task(work, query.id or 0, TaskKind.RING_BACK) is not None
    return FIXED if owed else FIXED[:1]


def _queue(work: Work, query: Query, notice: NoticeKind, by: Actor) -> None:
    owed = tasks.open_task(work, query.id or 0, TaskKind.RING_BACK)
    sent = work.add(
        Message(
            query_id=query.id or 0,
            at=work.now,
            kind=MessageKind.OUTGOING,
            channel=Channel.SMS,
            author_id=by.responder_id,
            notice=notice,
        )
    )
    work.record("query.answered_by_text", query=query.id, notice=notice.value)
    outbox.put(
        work,
        notice,
        once=f"{notice}:{sent.public_id}",
        channel=OutChannel.SMS,
        recipient=Recipient.REQUESTER,
        query=query.id,
        subject=owed.id if owed else None,
    )
