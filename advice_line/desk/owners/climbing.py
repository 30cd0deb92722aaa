"""The ladder of what is owed: first its owner, then the lead; bundled, and quiet outside hours.

A record that is not written is asked for at 15 minutes and every half hour after, in one notice per
person, and listed when their shift ends; the next morning the lead hears of it (H09). A ring back
goes to the lead when its time has come or the line closes, whichever is first, so that none rolls
over silently; one that nobody has taken is told again to whoever is on when it opens (H21).
"""

from datetime import datetime, timedelta

from sqlmodel import col

from advice_line.desk.countersigning import owing, said_late
from advice_line.desk.letter import letters
from advice_line.desk.owed import call_backs, tasks, telling
from advice_line.desk.receipts import ladder
from advice_line.kinds import TaskKind, TaskState
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import NoticeKind
from advice_line.rules import deadlines, working_time
from advice_line.staffing import on_duty, shifts
from advice_line.tables.directory import Line, Responder
from advice_line.tables.queries import Query
from advice_line.tables.tasks import Task

REMINDED, WITH_LEAD = 1, 2
# Reminders that fall due within this time of each other go out as one.
BUNDLE = timedelta(minutes=10)
_A_DAY = timedelta(days=1)
_CALLS_OWED = frozenset(
    {
        TaskKind.RING_BACK,
        TaskKind.TRACE_CALLER,
        TaskKind.RING_PRACTICE,
        TaskKind.RING_PROVIDER,
        TaskKind.TELL_NEW_TIME,
    }
)


def climb(work: Work, task_id: int) -> bool:
    """Do what is due for one task; False when another worker has done it."""
    task = work.session.get_one(Task, task_id)
    if task.state != TaskState.OPEN or task.act_at is None or task.act_at > work.now:
        return False
    query = work.session.get_one(Query, task.query_id)
    line = work.session.get_one(Line, query.line_id)
    if task.kind in tasks.UNWRITTEN:
        return _ask_for_record(work, task, line)
    if task.kind in _CALLS_OWED:
        return _ask_for_call(work, task, query, line)
    if task.kind == TaskKind.COUNTERSIGN:
        return _ask_for_signature(work, task, line)
    if task.kind == TaskKind.READ_SAID:
        return _ask_to_read(work, task, line)
    if task.kind == TaskKind.CANNOT_ACT:
        return _ask_to_see_why(work, task, query, line)
    if task.kind == TaskKind.NOT_FOLLOWED:
        return _ask_who_is_there(work, task, line)
    if task.kind == TaskKind.FOLLOW_UP:
        return _say_that_office_is_late(work, task, line)
    return _claim(work, task, None)


def _ask_for_signature(work: Work, task: Task, line: Line) -> bool:
    calendar = on_duty.calendar(work.session, line.key)
    if not _claim(work, task, deadlines.next_call_nag(calendar, work.now), rung=WITH_LEAD):
        return False
    advice = letters.newest(work, task.query_id)
    once = f"{task.public_id}:{work.now.isoformat()}"
    owing.tell(work, task, line, advice, once=once)
    return True


def _ask_to_read(work: Work, task: Task, line: Line) -> bool:
    """Its signer is reminded once its time has come; after that, and at once where they are gone,
    the lead hears of it too (H11)."""
    calendar = on_duty.calendar(work.session, line.key)
    rung = WITH_LEAD if task.rung or _is_gone(work, task, line) else REMINDED
    if not _claim(work, task, deadlines.next_call_nag(calendar, work.now), rung=rung):
        return False
    once = f"{task.public_id}:{work.now.isoformat()}"
    if task.owner_id is not None:
        said_late.tell(work, task, task.owner_id, once=once)
    if rung == WITH_LEAD:
        _tell_lead(work, NoticeKind.READ_SAID_OWED, task, line, task.id, once)
    return True


def _ask_to_see_why(work: Work, task: Task, query: Query, line: Line) -> bool:
    """A practice cannot act on advice, and its author has not seen why in time: they are asked
    again, and the lead hears of it (H04)."""
    again = _again_of_letter(work, task, query, line)
    if not _claim(work, task, again, rung=WITH_LEAD):
        return False
    once = f"{task.public_id}:{work.now.isoformat()}"
    kind, about = NoticeKind.PRACTICE_CANNOT_ACT, task.id
    if task.owner_id is not None:
        telling.responder(work, kind, task.owner_id, once=once, query=task.query_id, subject=about)
    _tell_lead(work, kind, task, line, about, once)
    return True


def _ask_who_is_there(work: Work, task: Task, line: Line) -> bool:
    """Its author heard at once and is not asked again; once they are gone, whoever is there instead
    hears each open morning (H23)."""
    calendar = on_duty.calendar(work.session, line.key)
    again = working_time.next_morning(calendar, work.now) or work.now + _A_DAY
    if not _claim(work, task, again):
        return False
    if not _is_gone(work, task, line):
        return True
    author = work.session.get_one(Responder, task.owner_id)
    kind, once = NoticeKind.ADVICE_NOT_FOLLOWED, f"{task.public_id}:{work.now.isoformat()}"
    for person in on_duty.in_place_of(work.session, line.key, author, work.now):
        telling.responder(
            work, kind, person.id or 0, once=once, query=task.query_id, subject=task.id
        )
    return True


def _is_gone(work: Work, task: Task, line: Line) -> bool:
    owner = work.session.get(Responder, task.owner_id) if task.owner_id else None
    return owner is not None and on_duty.is_gone(work.session, line.key, owner, work.now)


def _again_of_letter(work: Work, task: Task, query: Query, line: Line) -> datetime:
    calendar = on_duty.calendar(work.session, line.key)
    advice = letters.newest(work, query.id or 0)
    if advice is None:  # its caller was not reached, and waits
        return deadlines.next_call_nag(calendar, work.now)
    urgent = ladder.is_urgent(query, advice)
    return deadlines.next_letter_nag(calendar, task.made_at, work.now, urgent=urgent)


def _ask_for_record(work: Work, task: Task, line: Line) -> bool:
    owner = work.session.get_one(Responder, task.owner_id)
    calendar = on_duty.calendar(work.session, line.key)
    to_lead = deadlines.lead_hears(calendar, task.due_at) <= work.now
    shift_over = task.act_at is not None and shifts.ends_at(work.session, owner.key, task.act_at)
    nag = deadlines.next_nag(calendar, work.now)
    next_at = shifts.before_end(work.session, owner.key, work.now, nag)
    if not _claim(work, task, next_at, rung=WITH_LEAD if to_lead else REMINDED):
        return False
    _bundle(work, task, next_at)
    kind = NoticeKind.UNWRITTEN_AT_SHIFT_END if shift_over else NoticeKind.UNWRITTEN_RECORDS
    once = work.now.isoformat()
    telling.responder(work, kind, owner.id or 0, once=once, query=task.query_id, subject=owner.id)
    if to_lead:
        _tell_lead(work, NoticeKind.UNWRITTEN_TO_LEAD, task, line, owner.id, once)
    return True


def _bundle(work: Work, task: Task, next_at: datetime) -> None:
    """The owner's other records that are due about now are in the same notice."""
    work.change(
        Task,
        col(Task.owner_id) == task.owner_id,
        col(Task.kind).in_(tasks.UNWRITTEN),
        col(Task.state) == TaskState.OPEN,
        col(Task.act_at) <= work.now + BUNDLE,
        act_at=next_at,
    )


def _ask_for_call(work: Work, task: Task, query: Query, line: Line) -> bool:
    # Asked while the line was closed: the first to hear of it is who is on when it opens.
    asked = (query.received_at, task.made_at)
    closed = not any(on_duty.is_open(work.session, line.key, at) for at in asked)
    before, office = task.rung, _office_first(work, task, query, line)
    rung = REMINDED if office or (closed and not before) else WITH_LEAD
    if not _claim(work, task, _again_of_call(work, task, query, line), rung=rung):
        return False
    untold = task.kind == TaskKind.TELL_NEW_TIME
    kind = NoticeKind.NEW_TIME_UNTOLD if untold else NoticeKind.RING_BACK_OWED
    once = f"{task.public_id}:{work.now.isoformat()}"
    owner, about = task.owner_id, task.id
    if owner is not None:
        telling.responder(work, kind, owner, once=once, query=task.query_id, subject=about)
    elif office:
        for each in office:
            person = each.id or 0
            telling.responder(work, kind, person, once=once, query=task.query_id, subject=about)
    elif before or rung == REMINDED or _is_urgent_letter(work, task, query):
        call_backs.tell_on_duty(work, task, line, once)
    if rung == WITH_LEAD:
        _tell_lead(work, kind, task, line, about, once)
    return True


def _office_first(work: Work, task: Task, query: Query, line: Line) -> list[Responder]:
    """Of a letter that is not urgent the radiology office hears first, and nobody else does before
    the next morning (decision 0050)."""
    advice = letters.newest(work, query.id or 0)
    letter = task.kind == TaskKind.RING_PRACTICE and task.owner_id is None and advice is not None
    if task.rung or not letter or _is_urgent_letter(work, task, query):
        return []
    return on_duty.office(work.session, line.key, work.now)


def _is_urgent_letter(work: Work, task: Task, query: Query) -> bool:
    """Whoever is on is there to ring about it at once, and not only the lead."""
    advice = letters.newest(work, query.id or 0)
    of_letter = task.kind in (TaskKind.RING_PRACTICE, TaskKind.RING_PROVIDER)
    return of_letter and advice is not None and ladder.is_urgent(query, advice)


def _again_of_call(work: Work, task: Task, query: Query, line: Line) -> datetime:
    if task.kind == TaskKind.RING_PRACTICE:
        return _again_of_letter(work, task, query, line)
    return deadlines.next_call_nag(on_duty.calendar(work.session, line.key), work.now)


def _say_that_office_is_late(work: Work, task: Task, line: Line) -> bool:
    """A caller was told by when the radiology office rings. It is no radiologist's to do, so the
    lead hears of it and nobody else who is on duty (H24)."""
    calendar = on_duty.calendar(work.session, line.key)
    next_at = deadlines.next_call_nag(calendar, work.now)
    if not _claim(work, task, next_at, rung=WITH_LEAD):
        return False
    once = f"{task.public_id}:{work.now.isoformat()}"
    _tell_lead(work, NoticeKind.RING_BACK_OWED, task, line, task.id, once)
    return True


def _tell_lead(
    work: Work, kind: NoticeKind, task: Task, line: Line, subject: int | None, once: str
) -> None:
    for person in on_duty.leads(work.session, line.key, work.now):
        if person.id is not None and person.id != task.owner_id:
            telling.responder(
                work, kind, person.id, once=once, query=task.query_id, subject=subject
            )


def _claim(work: Work, task: Task, next_at: datetime | None, *, rung: int | None = None) -> bool:
    claimed = work.update(
        task,
        col(Task.act_at) == task.act_at,
        col(Task.state) == TaskState.OPEN,
        act_at=next_at,
        rung=task.rung if rung is None else max(task.rung, rung),
    )
    if claimed and rung is not None:
        work.record(
            "task.climbed", query=task.query_id, subject=f"task:{task.public_id}", rung=rung
        )
    return claimed
