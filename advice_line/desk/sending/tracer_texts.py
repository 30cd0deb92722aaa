"""What is said to who is asked what came of advice: a link, and nothing of whom it is about
(H07)."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlmodel import col, select

from advice_line.desk.sending.said import NO_ADDRESS
from advice_line.desk.tracers import reach
from advice_line.errors import DeliveryRefused
from advice_line.kinds import TaskState
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import NoticeKind, OutChannel
from advice_line.ports.notices import Slip
from advice_line.rules import tracer_notices
from advice_line.tables.directory import Line, Responder
from advice_line.tables.queries import Query
from advice_line.tables.tasks import Task
from advice_line.tables.tracers import Tracer
from advice_line.tables.trust import AccessLink, OneTimeCode
from advice_line.tracer_kinds import TracerState
from advice_line.trust import codes, links

KINDS = frozenset({NoticeKind.TRACER_ASKED, NoticeKind.TRACER_CODE})


@dataclass(frozen=True)
class Said:
    line: Line
    to: str
    subject: str
    words: str


def mail(work: Work, slip: Slip, url: str) -> Said | None:
    """None once it is answered, or the code used. Raises `errors.DeliveryRefused` where nobody can
    be written to any more."""
    query = work.session.get_one(Query, slip.query_id)
    whom, line = reach.of(work, query), work.session.get_one(Line, query.line_id)
    if slip.kind == NoticeKind.TRACER_CODE:
        figures = _figures(work, slip)
        words = tracer_notices.code_mail(line.name, figures) if figures else None
        subject = "Your one-time code"
    else:
        address = _address(work, slip, url)
        words = tracer_notices.asked_mail(line.name, address, line.number) if address else None
        subject = tracer_notices.SUBJECT
    if words is None:
        return None
    if whom is None or (whom.channel, whom.recipient) != (slip.channel, slip.recipient):
        raise DeliveryRefused(NO_ADDRESS)
    return Said(line, whom.to, subject, words)


def _asked(work: Work, slip: Slip, url: str) -> str | None:
    address, query = _address(work, slip, url), work.session.get_one(Query, slip.query_id)
    name = work.session.get_one(Line, query.line_id).name
    return tracer_notices.asked_text(name, address) if address else None


def _address(work: Work, slip: Slip, url: str) -> str | None:
    """None where nothing that it asked about is open any more."""
    link = work.session.get_one(AccessLink, slip.subject_id)
    waits = (TracerState.ASKED, TracerState.NO_ANSWER)
    open_ones = select(Tracer.id).where(
        col(Tracer.link_id) == link.id, col(Tracer.state).in_(waits)
    )
    if work.session.exec(open_ones).first() is None or not links.usable(link, work):
        return None
    return _page(work, link, url)


def _code(work: Work, slip: Slip, url: str) -> str | None:
    """In the chat with the page on which it is typed, which else would be that of a question."""
    figures = _figures(work, slip)
    if figures is None:
        return None
    words = tracer_notices.code_text(figures)
    if slip.channel != OutChannel.CHAT:
        return words
    link = work.session.get_one(AccessLink, _the_code(work, slip).link_id)
    return f"{words} {_page(work, link, url)}/code"


def _page(work: Work, link: AccessLink, url: str) -> str:
    return f"{url}/you/tracers/{links.token(work.vault, link)}"


def _the_code(work: Work, slip: Slip) -> OneTimeCode:
    return work.session.get_one(OneTimeCode, slip.subject_id)


def _figures(work: Work, slip: Slip) -> str | None:
    """None once it is used or past its time."""
    code = _the_code(work, slip)
    if code.used_at is not None or work.now >= code.expires_at:
        return None
    return codes.figures(work.vault, code)


def _not_followed(work: Work, slip: Slip, url: str) -> str | None:
    """To its author, or to who is there instead; None once it is done."""
    task = work.session.get_one(Task, slip.subject_id)
    if task.state != TaskState.OPEN:
        return None
    reference = work.session.get_one(Query, slip.query_id).reference
    page = f"{url}/desk/{reference}"
    if task.owner_id is None or slip.person_id == task.owner_id:
        return tracer_notices.not_followed(reference, page)
    author = work.session.get_one(Responder, task.owner_id).name
    return tracer_notices.not_followed_of(reference, author, page)


WORDS: dict[NoticeKind, Callable[[Work, Slip, str], str | None]] = {
    NoticeKind.TRACER_ASKED: _asked,
    NoticeKind.TRACER_CODE: _code,
    NoticeKind.ADVICE_NOT_FOLLOWED: _not_followed,
}
