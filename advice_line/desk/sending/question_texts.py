"""What the texts about written questions say, made from the rows as they are when they are sent."""

from collections.abc import Callable

from sqlmodel import col, select

from advice_line.desk.questions import arriving, capping
from advice_line.kinds import QueryState, TaskState, Urgency
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import NoticeKind, OutgoingState
from advice_line.ports.notices import Slip
from advice_line.rules import asked_back_notices, labels, message_cap, question_notices
from advice_line.rules.labels import PASS_REASONS
from advice_line.tables.directory import Line, Responder
from advice_line.tables.ledger import Outgoing
from advice_line.tables.passing import AskedBack, PassOn
from advice_line.tables.queries import Query
from advice_line.tables.tasks import Task
from advice_line.tables.trust import OneTimeCode
from advice_line.trust import codes, links
from advice_line.written_kinds import PassOnState, PassReason

_UNTAKEN = (QueryState.WAITING, QueryState.OFFERED)


def _received(work: Work, slip: Slip, _url: str) -> str | None:
    told = arriving.still_told(work, _query(work, slip))
    return None if told is None else question_notices.received_text(told)


def _waiting(work: Work, slip: Slip, url: str) -> str | None:
    """None once somebody has taken it."""
    query, task = _query(work, slip), work.session.get_one(Task, slip.subject_id)
    if task.state != TaskState.OPEN or query.state not in _UNTAKEN:
        return None
    zone = work.session.get_one(Line, query.line_id).time_zone
    urgency = labels.URGENCY_ASKED[Urgency(query.urgency_asked or Urgency.TWO_DAYS)]
    return question_notices.waiting(
        query.reference, urgency, task.due_at, work.now, zone, f"{url}/desk/{query.reference}"
    )


def _joined(work: Work, slip: Slip, url: str) -> str:
    reference = _query(work, slip).reference
    return question_notices.joined(reference, f"{url}/desk/{reference}")


def _asked_back(work: Work, slip: Slip, url: str) -> str | None:
    """A text carries the link alone; None once it is answered."""
    query, asked = _query(work, slip), work.session.get_one(AskedBack, slip.subject_id)
    if asked.answered_at is not None or asked.dropped_at is not None:
        return None
    token = links.token(work.vault, links.newest_of_asker(work, query.id or 0))
    line = work.session.get_one(Line, query.line_id).name
    return asked_back_notices.asked_by_text(line, query.reference, f"{url}/q/{token}")


def _silent(work: Work, slip: Slip, url: str) -> str | None:
    """None once it is answered."""
    if work.session.get_one(Task, slip.subject_id).state != TaskState.OPEN:
        return None
    query = _query(work, slip)
    page = f"{url}/desk/{query.reference}"
    return asked_back_notices.silent(query.reference, page, left=_has_left(work, query))


def _has_left(work: Work, query: Query) -> bool:
    """What was asked back last; also where no row of ours brings it, but a system fetches it."""
    statement = (
        select(Outgoing.state)
        .where(
            col(Outgoing.query_id) == query.id,
            col(Outgoing.kind) == NoticeKind.QUESTION_ASKED_BACK,
        )
        .order_by(col(Outgoing.id).desc())
        .limit(1)
    )
    state = work.session.exec(statement).first()
    return state in (None, OutgoingState.SENT, OutgoingState.DELIVERED)


def _pass_on_offered(work: Work, slip: Slip, url: str) -> str | None:
    """None once somebody has taken it, or nobody is to any more."""
    offered, query = work.session.get_one(PassOn, slip.subject_id), _query(work, slip)
    if offered.state != PassOnState.OPEN or offered.act_at is None:
        return None
    zone = work.session.get_one(Line, query.line_id).time_zone
    who, why = work.session.get_one(Responder, offered.from_id).name, PassReason(offered.reason)
    at = (offered.act_at, work.now, zone)
    if why is PassReason.AWAY:
        said = asked_back_notices.left_behind(query.reference, who, *at)
    else:
        said = asked_back_notices.offered(query.reference, who, PASS_REASONS[why], *at)
    return f"{said} {url}/desk/{query.reference}"


def _pass_on_settled(work: Work, slip: Slip, _url: str) -> str:
    offered, reference = work.session.get_one(PassOn, slip.subject_id), _query(work, slip).reference
    by = work.session.get(Responder, offered.settled_by_id) if offered.settled_by_id else None
    if by is None:
        return asked_back_notices.expired(reference)
    if offered.state == PassOnState.ACCEPTED:
        return asked_back_notices.taken(reference, by.name)
    return asked_back_notices.declined(reference, by.name)


def _code(work: Work, slip: Slip, _url: str) -> str | None:
    """None once it is used or past its time."""
    code = work.session.get_one(OneTimeCode, slip.subject_id)
    if code.used_at is not None or work.now >= code.expires_at:
        return None
    return question_notices.question_code(codes.figures(work.vault, code))


def _bundled(work: Work, slip: Slip, url: str) -> str | None:
    """None where nothing of it is still true."""
    items, line = capping.items(work, slip, url), _query(work, slip).line_id
    of = work.session.get_one(Line, line)
    return message_cap.text(of.name, items, of.number) if items else None


def _query(work: Work, slip: Slip) -> Query:
    return work.session.get_one(Query, slip.query_id)


WORDS: dict[NoticeKind, Callable[[Work, Slip, str], str | None]] = {
    NoticeKind.QUESTION_RECEIVED: _received,
    NoticeKind.QUESTION_WAITING: _waiting,
    NoticeKind.WORDS_JOINED: _joined,
    NoticeKind.QUESTION_CODE: _code,
    NoticeKind.QUESTION_ASKED_BACK: _asked_back,
    NoticeKind.ASKED_BACK_REMINDER: _asked_back,
    NoticeKind.ASKED_BACK_SILENT: _silent,
    NoticeKind.NOTICES_BUNDLED: _bundled,
    NoticeKind.PASS_ON_OFFERED: _pass_on_offered,
    NoticeKind.PASS_ON_TAKEN: _pass_on_settled,
    NoticeKind.PASS_ON_RETURNED: _pass_on_settled,
}
