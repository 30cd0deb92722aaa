"""What is not sent to who asked because the code of their practice is closed (H17), by a text or by
the chat as by mail."""

from advice_line.desk.query import reading
from advice_line.desk.receipts import facts, reaching
from advice_line.errors import DeliveryRefused
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import NoticeKind, Recipient
from advice_line.ports.notices import Slip
from advice_line.tables.queries import Query

# These say no more than that, and when, we ring that telephone, and lead to nothing of a patient:
# to hold them would leave somebody waiting who is rung there all the same.
_OF_A_CALL = frozenset(
    {
        NoticeKind.REFERENCE_NOTICE,
        NoticeKind.PROMISE_NOTICE,
        NoticeKind.PROMISE_MOVED,
        NoticeKind.PROMISE_LATE,
        NoticeKind.ANSWER_TEXT,
        NoticeKind.TEXT_RING_US,
        NoticeKind.TEXT_WE_RING,
    }
)


def refuse(work: Work, slip: Slip) -> None:
    """Raises `errors.DeliveryRefused`, of which the radiology office then hears."""
    if slip.recipient is not Recipient.REQUESTER or slip.query_id is None:
        return
    if slip.kind in _OF_A_CALL:
        return
    query = work.session.get_one(Query, slip.query_id)
    held = _code_held if slip.kind == NoticeKind.QUESTION_CODE else reaching.held
    if held(work, query):
        raise DeliveryRefused(facts.CODE_CLOSED)


def _code_held(work: Work, query: Query) -> bool:
    """By typing it they show that they read what goes there: held at the practice's own telephone,
    which may be anybody's now."""
    number = reading.call_back_number(work, query)
    return number is not None and reaching.rings_closed(work, query, number)
