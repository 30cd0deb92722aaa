"""The radiology office: what is owed, and what did not get through. No patient data."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.desk.owed import tracing
from advice_line.desk.staff.office import Owed
from advice_line.desk.staff.texts_unread import Unread
from advice_line.desk.staff.undelivered import Late
from advice_line.errors import Invalid, Problem
from advice_line.kinds import TaskKind
from advice_line.outgoing_kinds import NoticeKind, OutChannel
from advice_line.record_kinds import ClosedAs
from advice_line.rules import closing
from advice_line.tables.ledger import TrailEntry
from advice_line.trust.roles import Action
from advice_line.web import failure_words, find_practice, systems_office
from advice_line.web.access import Here, Posted, Visit
from advice_line.web.holes import shown_holes
from advice_line.web.labels import NOTICES, OUT_CHANNELS, TASKS, by_key, choices
from advice_line.web.words import waiting_in_words

router = APIRouter()
# What a blank says.
_NOT_HERE = (ClosedAs.UNREACHABLE,)
_COUNTED = {
    TaskKind.RING_BACK: "to be rung back",
    TaskKind.WRITE_ADVICE: "records not written",
    TaskKind.WRITE_SAID: "told on the telephone, not written down",
    TaskKind.TRACE_CALLER: "callers to trace",
    TaskKind.CHECK_BOUNCE: "messages that did not arrive",
    TaskKind.CHECK_AWAY: "letters to somebody who is away",
    TaskKind.CODE_CLOSED: "letters to a practice whose code is closed",
    TaskKind.FILE_LETTER: "letters missing in the record",
    TaskKind.UNREADABLE_MAIL: "mails to be opened by hand",
    TaskKind.RING_PRACTICE: "practices to ring",
    TaskKind.TELL_NEW_TIME: "to be told a new time",
    TaskKind.FIND_PRACTICE: "practices to find",
    TaskKind.FOLLOW_UP: "callers for the office to ring",
    TaskKind.TYPE_MESSAGE: "messages to type",
    TaskKind.LOST_SOUND: "recordings that never came",
}


# What the list of who owes it says to them.
_OWED_BY_OTHERS = {
    TaskKind.WRITE_SAID: "Write down what was said before the call was passed on",
    TaskKind.READ_SAID: "Read what was said outside a scope and written since it was signed",
    TaskKind.CANNOT_ACT: "A practice cannot act on advice: its author sees why",
    TaskKind.NOT_FOLLOWED: "Urgent advice was not done as advised: its author sees why",
    TaskKind.START_ALERT: "Start the alert: a report is differed from, and management changes",
}


@dataclass(frozen=True)
class _Count:
    number: int
    words: str


@dataclass(frozen=True)
class _Task:
    id: str
    words: str
    reference: str
    organisation: str | None
    owner: str | None
    due_at: datetime
    late: str | None
    phone: str | None
    new_time: datetime | None
    message: bool
    can_finish: bool
    can_pass_on: bool
    can_trace: bool
    can_close: bool
    to_type: tuple[str, ...]
    to_find: str | None
    by_key: list[str]
    unread: Unread | None
    late_entry: bool
    during_outage: bool


@dataclass(frozen=True)
class _Message:
    id: str
    what: str
    channel: str
    to: str
    reference: str | None
    attempts: int
    failed_at: datetime | None
    next_try_at: datetime | None
    why: str | None
    can_retry: bool


@dataclass(frozen=True)
class _Refusal:
    at: datetime
    source: str
    why: str


@router.get("/admin")
def owed(visit: Here) -> Response:
    return _owed(visit)


def _owed(visit: Visit, *, status: int = 200, problems: Sequence[Problem] = ()) -> Response:
    desk = visit.site.office.owed(visit.actor)
    frame = visit.frame(now=desk.now)
    return visit.page(
        "coordinator/tasks.html",
        status=status,
        closings=[each for each in choices(closing.SAYS_IT) if each.value not in _NOT_HERE],
        problems=problems,
        now=desk.now,
        line={"name": frame.service_name},
        counts=list(_counts(desk.owed)),
        tasks=[_task(each, desk.now) for each in desk.owed],
        holes=shown_holes(desk.holes),
        outgoing_problems=desk.not_through,
        quarantined=desk.quarantined,
        alerts=desk.alerts,
        untraced=desk.untraced,
        silent_systems=systems_office.silent(visit),
        may_keep_waits=visit.actor.may(Action.CHANGE_WAITS),
        may_appoint=visit.actor.may(Action.APPOINT_MANAGER),
        may_keep_directory=visit.actor.may(Action.KEEP_DIRECTORY),
        form_token=visit.form_token(),
    )


@router.post("/admin/tasks/{task}/done")
def done(visit: Here, task: str, form: Posted) -> Response:
    visit.site.office.finish(visit.actor, task, visit.key(form))
    return visit.go("/admin")


@router.post("/admin/tasks/{task}/radiologist")
def to_radiologist(visit: Here, task: str, form: Posted) -> Response:
    visit.site.office.to_radiologist(visit.actor, task, visit.key(form))
    return visit.go("/admin")


@router.post("/admin/tasks/{task}/number")
def number_found(visit: Here, task: str, form: Posted) -> Response:
    try:
        number = form.get(tracing.FIELD, "")
        visit.site.office.number_found(visit.actor, task, number, visit.key(form))
    except Invalid as error:
        return _refused(visit, task, error)
    return visit.go("/admin")


@router.post("/admin/tasks/{task}/close")
def untraceable(visit: Here, task: str, form: Posted) -> Response:
    try:
        reason, how = form.get(closing.WORDS, ""), form.get(closing.HOW) or ClosedAs.UNREACHABLE
        visit.site.office.untraceable(visit.actor, task, reason, visit.key(form), how)
    except Invalid as error:
        return _refused(visit, task, error)
    return visit.go("/admin")


def _refused(visit: Visit, task: str, error: Invalid) -> Response:
    """The same fields stand on the page once for each task: the problem is that task's."""
    problems = [replace(each, field=f"{each.field}-{task}") for each in error.problems]
    return _owed(visit, status=422, problems=problems)


@router.get("/admin/outgoing")
def not_through(visit: Here) -> Response:
    found = visit.site.undelivered.seen(visit.actor)
    return visit.page(
        "coordinator/outgoing.html",
        now=found.now,
        dead=[_message(late, can_retry=found.can_mend) for late in found.dead],
        waiting=[_message(late, can_retry=False) for late in found.waiting],
        refused=[_refusal(entry) for entry in found.refused],
        form_token=visit.form_token(),
    )


@router.post("/admin/outgoing/{row}/retry")
def retry(visit: Here, row: str, form: Posted) -> Response:
    visit.site.undelivered.retry(visit.actor, row, visit.key(form))
    return visit.go("/admin/outgoing")


def _counts(tasks: tuple[Owed, ...]) -> Iterator[_Count]:
    found = Counter(TaskKind(each.task.kind) for each in tasks)
    for kind, words in _COUNTED.items():
        yield _Count(found[kind], words)


def _task(owed: Owed, now: datetime) -> _Task:
    kind = TaskKind(owed.task.kind)
    return _Task(
        id=owed.task.public_id,
        words=_OWED_BY_OTHERS.get(kind) or TASKS[kind],
        reference=owed.reference,
        organisation=owed.organisation,
        owner=owed.owner,
        due_at=owed.task.due_at,
        late=waiting_in_words(now - owed.task.due_at) if owed.task.due_at < now else None,
        phone=owed.number,
        new_time=owed.untold.new if owed.untold else None,
        message=owed.message,
        can_finish=owed.can_finish,
        can_pass_on=owed.can_pass_on,
        can_trace=owed.can_trace,
        can_close=owed.can_close,
        to_find=_to_find(owed),
        to_type=tuple(f"/messages/{each}" for each in owed.to_type),
        by_key=by_key(owed.by_key),
        unread=owed.unread,
        late_entry=owed.late_entry,
        during_outage=owed.during_outage,
    )


def _message(late: Late, *, can_retry: bool) -> _Message:
    row = late.row
    return _Message(
        id=row.public_id,
        what=NOTICES[NoticeKind(row.kind)],
        channel=OUT_CHANNELS[OutChannel(row.channel)],
        to=late.to,
        reference=late.reference,
        attempts=row.attempts,
        failed_at=row.settled_at or row.made_at,
        next_try_at=row.next_try_at,
        why=failure_words.why(row.failure),
        can_retry=can_retry and row.settled_at is not None,
    )


def _refusal(entry: TrailEntry) -> _Refusal:
    return _Refusal(entry.at, entry.subject or "unknown", str(entry.detail.get("reason", "")))


def _to_find(owed: Owed) -> str | None:
    """Where it is said which practice it is."""
    if owed.task.kind != TaskKind.FIND_PRACTICE:
        return None
    return find_practice.PLACE.format(task=owed.task.public_id)
