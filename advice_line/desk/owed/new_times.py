"""A promised time that is changed. The requester hears of it by text; where none reaches them, a
person rings them, and until that person says so the old time is what was promised (H23)."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from advice_line.desk.owed import call_backs, tasks, telling
from advice_line.desk.query import reading
from advice_line.directory.numbers import is_mobile
from advice_line.kinds import PromiseState, TaskKind
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import NoticeKind
from advice_line.staffing import on_duty
from advice_line.tables.directory import Line
from advice_line.tables.queries import Query
from advice_line.tables.tasks import Promise, Task

_CALLS = (TaskKind.RING_BACK, TaskKind.TRACE_CALLER)


@dataclass(frozen=True)
class Untold:
    """A requester to be rung: `old` is the time that they were promised, `new` the one that they do
    not know of."""

    task: Task
    old: datetime
    new: datetime


def later(work: Work, query: Query, call: Task, line: Line, since: datetime) -> bool:
    """A new time for the call back, counted from when somebody is there for it, and never earlier
    than what was promised; False where what was promised can stand. Where nobody is there before,
    the lead or whoever stands for them hears of it at once."""
    promised = tasks.open_promise(work, query.id or 0)
    due = call_backs.due_for(work, query, line, since)
    if promised is None or due <= promised.due_at:
        return False
    work.update(call, due_at=due, act_at=due)
    if not texts(work, query):
        _give_to_a_person(work, query, call, promised.due_at)
        return True
    _made_anew(work, query, due)
    if since > work.now:
        _tell_who_is_there(work, call, line)
    return True


def sooner(work: Work, query: Query, call: Task, line: Line, since: datetime) -> bool:
    """An earlier time for the call back, as a caller would be promised now; False where there is
    none. Whoever waits by a telephone that takes no text is rung before they expect it."""
    due = call_backs.due_for(work, query, line, since)
    if due >= call.due_at:
        return False
    climbs = due if call.owner_id else call_backs.climbs_at(work, query, line, due)
    work.update(call, due_at=due, act_at=climbs)
    if texts(work, query):
        _made_anew(work, query, due)
    _tell_whose_it_is(work, call, line)
    return True


def _tell_who_is_there(work: Work, call: Task, line: Line) -> None:
    """One notice for all that is put off at once."""
    kind, once = NoticeKind.CALL_PUT_OFF, f"{line.key}:{work.now.isoformat()}"
    for each in on_duty.leads(work.session, line.key, work.now, besides=call.owner_id):
        telling.responder(work, kind, each.id or 0, once=once, query=call.query_id, subject=call.id)


def _tell_whose_it_is(work: Work, call: Task, line: Line) -> None:
    once = f"{call.public_id}:{call.due_at.isoformat()}"
    if call.owner_id is None and call.kind == TaskKind.RING_BACK:
        call_backs.tell_on_duty(work, call, line, once)
    elif call.owner_id is not None:
        owed = NoticeKind.RING_BACK_OWED
        telling.responder(
            work, owed, call.owner_id, once=once, query=call.query_id, subject=call.id
        )


def text_lost(work: Work, query_id: int) -> None:
    """The text that told them did not get through: what they were promised is the old time. Where
    the call is still owed, somebody rings."""
    query = work.session.get_one(Query, query_id)
    call, promised = _call(work, query_id), tasks.open_promise(work, query_id)
    moved = _newest(work, query_id, PromiseState.WITHDRAWN)
    if call is not None and promised is not None and moved is not None:
        if moved.due_at < promised.due_at:
            tasks.promise_again(work, moved)
            _let_ring(work, query, moved)
        _give_to_a_person(work, query, call, moved.due_at)


def late_text_lost(work: Work, query_id: int) -> None:
    """The same of the text that a promised time has passed: the new one was promised to nobody."""
    query = work.session.get_one(Query, query_id)
    call, promised = _call(work, query_id), tasks.open_promise(work, query_id)
    broken = _newest(work, query_id, PromiseState.BROKEN)
    if call is not None and promised is not None and broken is not None:
        tasks.never_heard(work, query_id)
        work.update(broken, ring_at=promised.ring_at)
        to_be_told(work, query, call, broken.due_at, promised.due_at)


def to_be_told(work: Work, query: Query, call: Task, old: datetime, due: datetime) -> None:
    """Somebody rings to say that the call comes by `due`, and not as it was promised."""
    work.update(call, due_at=due)
    _give_to_a_person(work, query, call, old)


def told(work: Work, task: Task) -> None:
    """Somebody rang the requester and told them: from now on the new time is what was promised. A
    time that has passed as well is no promise."""
    call, promised = _call(work, task.query_id), tasks.open_promise(work, task.query_id)
    if task.kind != TaskKind.TELL_NEW_TIME or call is None or call.due_at <= work.now:
        return
    if promised is None or promised.due_at != call.due_at:
        tasks.settle_promise(work, task.query_id, PromiseState.WITHDRAWN)
        made = tasks.promise(work, task.query_id, call.due_at)
        _let_ring(work, work.session.get_one(Query, task.query_id), made)


def untold(work: Work, task: Task) -> Untold | None:
    """None for any other task, and where the call is owed no more."""
    telling_it = task.kind == TaskKind.TELL_NEW_TIME
    call = _call(work, task.query_id) if telling_it else None
    return None if call is None else Untold(task, task.due_at, call.due_at)


def pass_to(work: Work, query_id: int, owner: int | None) -> None:
    """Whoever owes the call from now on rings about its time as well."""
    task = tasks.open_task(work, query_id, TaskKind.TELL_NEW_TIME)
    if task is not None and tasks.pass_to(work, task, owner):
        telling.owner_of(work, NoticeKind.NEW_TIME_UNTOLD, task)


def texts(work: Work, query: Query) -> bool:
    """Whether their number is one that takes texts."""
    number = reading.call_back_number(work, query)
    return number is not None and is_mobile(number)


def _made_anew(work: Work, query: Query, due: datetime) -> None:
    before = tasks.settle_promise(work, query.id or 0, PromiseState.WITHDRAWN)
    made = tasks.promise(work, query.id or 0, due)
    _let_ring(work, query, made)
    broken = before == PromiseState.BROKEN
    kind = NoticeKind.PROMISE_LATE if broken else NoticeKind.PROMISE_MOVED
    telling.requester(work, query, kind, mobile=True, once=made.public_id)


def _let_ring(work: Work, query: Query, promised: Promise) -> None:
    line = work.session.get_one(Line, query.line_id)
    work.update(promised, ring_at=call_backs.rings_at(work, query, line, promised.due_at))


def _give_to_a_person(work: Work, query: Query, call: Task, old: datetime) -> None:
    """Whoever is on now, else the lead; not the one who has left."""
    line = work.session.get_one(Line, query.line_id)
    there = on_duty.first_tier(work.session, line.key, work.now)
    leads = on_duty.leads(work.session, line.key, work.now, besides=call.owner_id)
    people = [each for each in (*there, *leads) if each.id != call.owner_id]
    owner = people[0].id if people else None
    kind = TaskKind.TELL_NEW_TIME
    task = tasks.owe(work, query.id or 0, kind, old, owner=owner, act_at=max(old, work.now))
    telling.owner_of(work, NoticeKind.NEW_TIME_UNTOLD, task)


def _call(work: Work, query_id: int) -> Task | None:
    found = (tasks.open_task(work, query_id, kind) for kind in _CALLS)
    return next((each for each in found if each is not None), None)


def _newest(work: Work, query_id: int, state: PromiseState) -> Promise | None:
    wanted = (
        select(Promise)
        .where(col(Promise.query_id) == query_id, col(Promise.state) == state)
        .order_by(col(Promise.id).desc())
    )
    return work.session.exec(wanted).first()
