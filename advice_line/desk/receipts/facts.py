"""What becomes of the mail that carries a version: each fact by itself, and a loss somebody's to
see to at once (H04)."""

from sqlmodel import col, select

from advice_line.desk.filing import putting
from advice_line.desk.owed import tasks
from advice_line.desk.receipts import ladder
from advice_line.kinds import TaskKind
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import NoticeKind, OutgoingState
from advice_line.ports.notices import Slip
from advice_line.tables.advice import Advice
from advice_line.tables.ledger import Outgoing
from advice_line.tables.queries import Query

# Nothing was tried: the code of the organisation is closed (H17).
CODE_CLOSED = "code_closed"
LETTERS = frozenset({NoticeKind.LETTER, NoticeKind.LETTER_NOTICE, NoticeKind.ANSWER_READY})


def sent(work: Work, slip: Slip) -> None:
    """Handed to whoever carries it, which is not yet delivered. What had failed before has not
    failed any more, unless it was to somebody else: they have it no more for this copy."""
    putting.sent(work, slip)
    if slip.kind in LETTERS:
        own = col(Advice.id) == slip.subject_id
        work.change(Advice, own, col(Advice.sent_at).is_(None), sent_at=work.now)
        if not _lost_to_others(work, slip):
            work.change(Advice, own, failed_at=None, failure=None)


def _lost_to_others(work: Work, slip: Slip) -> bool:
    """Whether the newest copy to the practice, or to who asked, came to nothing; not that of the
    one to whom this went."""
    newest = (
        select(Outgoing.state)
        .where(
            col(Outgoing.subject_id) == slip.subject_id,
            col(Outgoing.kind).in_(LETTERS),
            col(Outgoing.recipient) != slip.recipient,
        )
        .order_by(col(Outgoing.id).desc())
    )
    return work.session.exec(newest).first() == OutgoingState.DEAD


def delivered(work: Work, row: Outgoing) -> None:
    """By the word of the server that took it, which is not that anybody has read it."""
    if row.kind in LETTERS:
        own = col(Advice.id) == row.subject_id
        work.change(Advice, own, col(Advice.delivered_at).is_(None), delivered_at=work.now)


def lost(work: Work, slip: Slip, code: str, *, nowhere: bool) -> None:
    """It came to nothing. Of any word to a practice whose code is closed, or from its addresses,
    somebody finds out who has the patient now. Of a letter, if it is urgent or there is no address
    (`nowhere`), the practice is rung; else somebody looks at the address."""
    if slip.query_id is None:
        return
    if code == CODE_CLOSED:
        tasks.owe(work, slip.query_id, TaskKind.CODE_CLOSED, work.now)
    if slip.kind not in LETTERS:
        return
    work.change(Advice, col(Advice.id) == slip.subject_id, failed_at=work.now, failure=code)
    query = work.session.get_one(Query, slip.query_id)
    advice = work.session.get(Advice, slip.subject_id) if slip.subject_id else None
    urgent = advice is not None and ladder.is_urgent(query, advice)
    if code == CODE_CLOSED and not urgent:
        return
    owed = TaskKind.RING_PRACTICE if nowhere or urgent else TaskKind.CHECK_BOUNCE
    tasks.owe(work, slip.query_id, owed, work.now)
