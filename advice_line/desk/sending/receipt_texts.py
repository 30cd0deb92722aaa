"""What is said of an answer that waits to be read: a reference and a link, not its words (H07)."""

from collections.abc import Callable

from advice_line.desk.letter import letters
from advice_line.kinds import TaskState
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import NoticeKind
from advice_line.ports.notices import Slip
from advice_line.rules import addendum_words, question_notices, receipt_notices
from advice_line.tables.advice import Advice
from advice_line.tables.directory import Line, Responder
from advice_line.tables.queries import Query
from advice_line.tables.tasks import Task
from advice_line.trust import links


def answer_mail(work: Work, slip: Slip, address: str, *, read_here: bool) -> tuple[str, str]:
    """Its subject and its words."""
    query, line = _query(work, slip), _line(work, slip)
    advice = work.session.get_one(Advice, slip.subject_id)
    words = receipt_notices.answer_mail(
        query.reference,
        address,
        adds=adds(work, advice),
        closing=question_notices.closing(line.name, line.number, read_here=read_here),
    )
    return addendum_words.notice_subject(query.reference, advice.version), words


def adds(work: Work, advice: Advice) -> str | None:
    """That it adds to an earlier version, and to which; None of the first."""
    before = letters.earlier(work, advice)
    if not before:
        return None
    query = work.session.get_one(Query, advice.query_id)
    zone = work.session.get_one(Line, query.line_id).time_zone
    return addendum_words.adds(advice.version, before[0].finalised_at, zone)


def reminder_mail(work: Work, slip: Slip, address: str) -> tuple[str, str] | None:
    """The same of a letter of which nobody says that they have it; None once somebody does."""
    if not _still_unread(work, slip):
        return None
    query, line = _query(work, slip), _line(work, slip)
    words = receipt_notices.reminder_mail(line.name, query.reference, address, line.number)
    return f"Please say that you have it: {query.reference}", words


def _answer(work: Work, slip: Slip, url: str) -> str | None:
    if _replaced(work, slip):
        return None
    first = work.session.get_one(Advice, slip.subject_id).version == 1
    say = receipt_notices.answer_text if first else receipt_notices.addendum_text
    return _said(work, slip, url, say)


def _reminder(work: Work, slip: Slip, url: str) -> str | None:
    if not _still_unread(work, slip):
        return None
    return _said(work, slip, url, receipt_notices.reminder_text)


def _cannot_act(work: Work, slip: Slip, url: str) -> str | None:
    """To its author, and once they have not seen it in time to the lead; None once it is done."""
    task = work.session.get_one(Task, slip.subject_id)
    if task.state != TaskState.OPEN:
        return None
    reference = _query(work, slip).reference
    page = f"{url}/desk/{reference}"
    if task.owner_id is None or slip.person_id == task.owner_id:
        return receipt_notices.cannot_act(reference, page)
    author = work.session.get_one(Responder, task.owner_id).name
    return receipt_notices.cannot_act_unseen(reference, author, page)


def _said(work: Work, slip: Slip, url: str, say: Callable[[str, str, str], str]) -> str:
    link = links.newest_of_asker(work, slip.query_id or 0)
    address = f"{url}/q/{links.token(work.vault, link)}"
    return say(_line(work, slip).name, _query(work, slip).reference, address)


def _still_unread(work: Work, slip: Slip) -> bool:
    advice = work.session.get_one(Advice, slip.subject_id)
    return advice.acknowledged_as is None and not _replaced(work, slip)


def _replaced(work: Work, slip: Slip) -> bool:
    newest = letters.newest(work, slip.query_id or 0)
    return newest is not None and newest.id != slip.subject_id


def _query(work: Work, slip: Slip) -> Query:
    return work.session.get_one(Query, slip.query_id)


def _line(work: Work, slip: Slip) -> Line:
    return work.session.get_one(Line, _query(work, slip).line_id)


WORDS: dict[NoticeKind, Callable[[Work, Slip, str], str | None]] = {
    NoticeKind.ANSWER_READY: _answer,
    NoticeKind.RECEIPT_REMINDER: _reminder,
    NoticeKind.PRACTICE_CANNOT_ACT: _cannot_act,
}
