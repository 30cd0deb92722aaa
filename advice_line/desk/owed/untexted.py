"""What a text was to tell a requester becomes somebody's to tell where it does not reach them: it
got lost, or its number wants no more of them (H04, H21, H23, H24)."""

from advice_line.desk.owed import following_up, left_over, new_times
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import NoticeKind
from advice_line.ports.notices import Slip


def owe(work: Work, slip: Slip) -> None:
    if slip.query_id is None:
        return
    if slip.kind == NoticeKind.PROMISE_MOVED:
        new_times.text_lost(work, slip.query_id)
    if slip.kind == NoticeKind.PROMISE_LATE:
        new_times.late_text_lost(work, slip.query_id)
    if slip.kind == NoticeKind.ANSWER_TEXT:
        following_up.text_lost(work, slip.query_id)
    if slip.kind == NoticeKind.QUESTION_LEFT:
        left_over.not_told(work, slip.query_id)
