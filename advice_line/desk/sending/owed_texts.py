"""What an SMS about what passes on says, made from what is open when it is sent."""

from collections.abc import Callable

from sqlmodel import col, select

from advice_line.kinds import PromiseState, TaskKind, TaskState
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import NoticeKind
from advice_line.ports.notices import Slip
from advice_line.rota_kinds import HandOverState
from advice_line.rules import notices, owed_notices, phone_numbers
from advice_line.tables.directory import Line, Responder
from advice_line.tables.queries import Query
from advice_line.tables.ring_backs import RingBack
from advice_line.tables.tasks import HandOver, Promise, Task

_CALLS = (TaskKind.RING_BACK, TaskKind.TRACE_CALLER)


def on_leaving(work: Work, slip: Slip, url: str) -> str | None:
    """To who leaves; None where it was all taken or done meanwhile."""
    left = _left(work, slip)
    if not left:
        return None
    return owed_notices.on_leaving([query.reference for _, query in left], f"{url}/desk")


def offered(work: Work, slip: Slip, url: str) -> str | None:
    """To who is on instead: how many there are, and by when the first."""
    left = _left(work, slip)
    if not left:
        return None
    return owed_notices.offered(
        _name(work, slip),
        [query.reference for _, query in left],
        min(task.due_at for task, _ in left),
        slip.made_at,
        _line(work, slip).time_zone,
        f"{url}/desk",
    )


def to_lead(work: Work, slip: Slip, url: str) -> str | None:
    """To the lead, for whom it now is."""
    task = work.session.exec(
        select(Task).where(
            col(Task.query_id) == slip.query_id,
            col(Task.kind).in_(_CALLS),
            col(Task.state) == TaskState.OPEN,
        )
    ).first()
    if task is None:
        return None
    query = work.session.get_one(Query, slip.query_id)
    return owed_notices.to_lead(
        _name(work, slip),
        query.reference,
        task.due_at,
        slip.made_at,
        _line(work, slip).time_zone,
        f"{url}/desk/{query.reference}",
    )


def promise_moved(work: Work, slip: Slip, _url: str) -> str | None:
    query, line = work.session.get_one(Query, slip.query_id), _line(work, slip)
    every = work.session.exec(
        select(Promise).where(col(Promise.query_id) == query.id).order_by(col(Promise.id))
    ).all()
    if not every or every[-1].state != PromiseState.OPEN:
        return None
    made, before = every[-1], every[-2] if len(every) > 1 else None
    # Who rang while the line was closed was promised no more than a call once it opens.
    sooner = before is None or made.due_at < before.due_at
    say = notices.promise_sooner if sooner else notices.promise_moved
    return say(line.name, query.reference, made.due_at, made.made_at, line.time_zone)


def promise_late(work: Work, slip: Slip, _url: str) -> str | None:
    """None where they were spoken to meanwhile."""
    query, line = work.session.get_one(Query, slip.query_id), _line(work, slip)
    newest = work.session.exec(
        select(Promise).where(col(Promise.query_id) == query.id).order_by(col(Promise.id).desc())
    ).first()
    if newest is None or newest.state not in (PromiseState.OPEN, PromiseState.BROKEN):
        return None
    return notices.promise_late(
        line.name,
        query.reference,
        newest.due_at if newest.state == PromiseState.OPEN else None,
        slip.made_at,
        line.time_zone,
        rang=_rang_in_vain(work, query, slip),
        number=phone_numbers.in_groups(line.number),
        switchboard=phone_numbers.in_groups(line.switchboard),
    )


def _rang_in_vain(work: Work, query: Query, slip: Slip) -> bool:
    tried = select(RingBack.id).where(
        col(RingBack.query_id) == query.id,
        col(RingBack.taken_at) < slip.made_at,
        col(RingBack.settled_at) < slip.made_at,
    )
    return work.session.exec(tried).first() is not None


def new_time_untold(work: Work, slip: Slip, url: str) -> str | None:
    """To whoever rings them about it; None where they know or were rung."""
    task = work.session.get_one(Task, slip.subject_id)
    if task.state != TaskState.OPEN:
        return None
    query, line = work.session.get_one(Query, slip.query_id), _line(work, slip)
    address = f"{url}/desk/{query.reference}"
    return owed_notices.new_time_untold(
        query.reference, task.due_at, slip.made_at, line.time_zone, address
    )


def put_off(work: Work, slip: Slip, url: str) -> str | None:
    """To who is there: what was promised anew in the same breath and is not done yet."""
    wanted = (
        select(Promise, Query)
        .join(Query, col(Query.id) == col(Promise.query_id))
        .where(col(Promise.made_at) == slip.made_at, col(Promise.state) == PromiseState.OPEN)
        .order_by(col(Promise.due_at), col(Promise.id))
    )
    line = _line(work, slip)
    found = [each for each in work.session.exec(wanted).all() if each[1].line_id == line.id]
    if not found:
        return None
    references = [query.reference for _, query in found]
    first = found[0][0].due_at
    return owed_notices.put_off(references, first, slip.made_at, line.time_zone, f"{url}/desk")


WORDS: dict[NoticeKind, Callable[[Work, Slip, str], str | None]] = {
    NoticeKind.OWED_ON_LEAVING: on_leaving,
    NoticeKind.OWED_OFFERED: offered,
    NoticeKind.OWED_TO_LEAD: to_lead,
    NoticeKind.PROMISE_MOVED: promise_moved,
    NoticeKind.PROMISE_LATE: promise_late,
    NoticeKind.NEW_TIME_UNTOLD: new_time_untold,
    NoticeKind.CALL_PUT_OFF: put_off,
}


def _left(work: Work, slip: Slip) -> list[tuple[Task, Query]]:
    """What this person left behind that nobody has taken."""
    wanted = (
        select(Task, Query)
        .join(HandOver, col(HandOver.task_id) == col(Task.id))
        .join(Query, col(Query.id) == col(Task.query_id))
        .where(
            col(HandOver.from_id) == slip.subject_id,
            col(HandOver.state) == HandOverState.OPEN,
            col(Task.state) == TaskState.OPEN,
        )
        .order_by(col(Task.due_at), col(Task.id))
    )
    return list(work.session.exec(wanted).all())


def _name(work: Work, slip: Slip) -> str:
    return work.session.get_one(Responder, slip.subject_id).name


def _line(work: Work, slip: Slip) -> Line:
    query = work.session.get_one(Query, slip.query_id)
    return work.session.get_one(Line, query.line_id)
