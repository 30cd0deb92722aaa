"""A responder differs from the issued report of a query. Does it change management? Then the
practice must hear of it by an alert, and an addendum is asked for until somebody says that it
exists. The reporter is told either way, for learning (RCR AuditLive XR-704)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import col, func, or_, select

from advice_line.alert_kinds import AlertEnd
from advice_line.desk.owed import tasks, telling
from advice_line.desk.query import moving
from advice_line.directory import lookups
from advice_line.errors import Conflict
from advice_line.kinds import TaskKind, TaskState
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import NoticeKind
from advice_line.rules import report_form, working_time
from advice_line.staffing import on_duty
from advice_line.tables.alerts import Alert, ReportDifference
from advice_line.tables.directory import Line
from advice_line.tables.queries import Query
from advice_line.tables.tasks import Task
from rota import walltime

WORDS, ADDENDUM_BY = "report_differences.sealed_words", "report_differences.sealed_addendum_by"
NO_ALERT = "report_differences.sealed_no_alert"
KINDS = tasks.OF_A_REPORT
REPORTER_TOLD_WITHIN = timedelta(days=14)
# An alert that somebody has to start is not left lying.
STARTED_WITHIN = timedelta(minutes=15)
AGAIN = timedelta(minutes=30)
REMINDED, WITH_LEAD = 1, 2
_A_DAY = timedelta(days=1)
OWED = {
    TaskKind.START_ALERT: "An alert about a report that you differ from is not started yet",
    TaskKind.ADDENDUM_REQUEST: "A report still needs its addendum",
    TaskKind.TELL_REPORTER: "A reporter has still to be told how their report was read",
}


@dataclass(frozen=True)
class Differs:
    """`words` are how, `addendum_by` whose addendum it is that somebody has said exists, `no_alert`
    why no alert is needed after all."""

    at: datetime
    by: str
    changes_management: bool
    words: str | None = field(repr=False)
    addendum_on: date | None
    addendum_by: str | None
    addendum_said_at: datetime | None
    addendum_said_by: str | None
    no_alert: str | None = field(default=None, repr=False)
    no_alert_at: datetime | None = None
    no_alert_by: str | None = None


def differ(work: Work, query: Query, by: int, form: Mapping[str, str]) -> bool:
    """Whether it changes management. Raises `errors.Invalid`."""
    changes, words = report_form.difference(form)
    query = moving.locked(work, query.id or 0)
    row = work.add(
        ReportDifference(
            query_id=query.id or 0,
            by_id=by,
            at=work.now,
            changes_management=changes,
            sealed_words=work.vault.seal(words, WORDS) if words else None,
        )
    )
    subject = f"difference:{row.public_id}"
    work.record("report.differs", query=query.id, subject=subject, changes=changes)
    told = work.now + REPORTER_TOLD_WITHIN
    tasks.owe(work, query.id or 0, TaskKind.TELL_REPORTER, told, owner=by)
    if changes:
        start = work.now + STARTED_WITHIN
        tasks.owe(work, query.id or 0, TaskKind.START_ALERT, start, owner=by)
        _owe_addendum(work, query)
    return changes


def _owe_addendum(work: Work, query: Query) -> None:
    """By the next morning; the lead hears of it then and on each one after."""
    morning = _next_morning(work, query)
    tasks.owe(work, query.id or 0, TaskKind.ADDENDUM_REQUEST, morning)


def _next_morning(work: Work, query: Query) -> datetime:
    line = work.session.get_one(Line, query.line_id)
    calendar = on_duty.calendar(work.session, line.key)
    return working_time.next_morning(calendar, work.now) or work.now + _A_DAY


def climb(work: Work, task: Task) -> bool:
    """Whose it is first, then the lead as well; an alert that is not started every half hour, what
    is left each morning. False when another worker has done it."""
    if task.state != TaskState.OPEN or task.act_at is None or task.act_at > work.now:
        return False
    query = work.session.get_one(Query, task.query_id)
    at_once = task.kind == TaskKind.START_ALERT
    again = work.now + AGAIN if at_once else _next_morning(work, query)
    rung = WITH_LEAD if task.rung or task.owner_id is None else REMINDED
    was = (col(Task.act_at) == task.act_at, col(Task.state) == TaskState.OPEN)
    if not work.update(task, *was, act_at=again, rung=rung):
        return False
    subject = f"task:{task.public_id}"
    work.record("task.climbed", query=task.query_id, subject=subject, rung=rung)
    _tell(work, task, query)
    return True


def _tell(work: Work, task: Task, query: Query) -> None:
    line = work.session.get_one(Line, query.line_id)
    people = telling.there_for(work, line, task.owner_id)
    if task.rung == WITH_LEAD:
        people += [each.id for each in on_duty.leads(work.session, line.key, work.now)]
    once = f"{task.public_id}:{work.now.isoformat()}"
    for person in sorted({each for each in people if each is not None}):
        telling.responder(
            work, NoticeKind.REPORT_OWED, person, once=once, query=query.id, subject=task.id
        )


def addendum_exists(work: Work, query: Query, by: int, form: Mapping[str, str]) -> None:
    """Of which day and by whom, by the word of who has seen it. Raises `errors.Invalid`, and
    `errors.Conflict` where somebody was first."""
    query = moving.locked(work, query.id or 0)
    task = tasks.newest(work, query.id or 0, TaskKind.ADDENDUM_REQUEST)
    if task is None:
        raise Conflict("No addendum was asked for.")
    zone = ZoneInfo(work.session.get_one(Line, query.line_id).time_zone)
    noted, today = (walltime.local_day(at, zone) for at in (_noted_at(work, query), work.now))
    on, whose = report_form.addendum(form, noted, today)
    if not tasks.settle(work, task, by=by, reason="the addendum exists"):
        raise tasks.done_already(work, task, by)
    work.change(
        ReportDifference,
        col(ReportDifference.query_id) == query.id,
        col(ReportDifference.changes_management).is_(True),
        col(ReportDifference.addendum_said_at).is_(None),
        addendum_on=on,
        sealed_addendum_by=work.vault.seal(whose, ADDENDUM_BY),
        addendum_said_at=work.now,
        addendum_said_by_id=by,
    )
    work.record("report.addendum", query=query.id)


def alert_started(work: Work, query: Query, alert: Alert) -> None:
    tasks.settle_kind(
        work, query.id or 0, TaskKind.START_ALERT, by=alert.started_by_id, reason=_by(alert)
    )


def alert_withdrawn(work: Work, alert: Alert) -> None:
    """Where it was started because somebody differs from a report, and no other stands, another is
    owed, or a reason: the practice knows nothing of the difference any more."""
    if alert.query_id is None:
        return
    task = tasks.newest(work, alert.query_id, TaskKind.START_ALERT)
    if task is None or task.reason != _by(alert):
        return
    stands = select(Alert.id).where(
        col(Alert.query_id) == alert.query_id,
        or_(col(Alert.ended_as).is_(None), col(Alert.ended_as) != AlertEnd.WITHDRAWN),
    )
    if work.session.exec(stands.limit(1)).first() is None:
        due = work.now + STARTED_WITHIN
        kind = TaskKind.START_ALERT
        tasks.owe(work, alert.query_id, kind, due, owner=alert.ended_by_id)


def _by(alert: Alert) -> str:
    return f"alert {alert.reference}"


def no_alert(work: Work, query: Query, by: int, form: Mapping[str, str]) -> None:
    """None is needed after all, by somebody who says why. Raises `errors.Invalid`, and
    `errors.Conflict` where somebody was first."""
    why = report_form.no_alert(form)
    query = moving.locked(work, query.id or 0)
    task = tasks.newest(work, query.id or 0, TaskKind.START_ALERT)
    if task is None:
        raise Conflict("No alert was asked for.")
    if not tasks.settle(work, task, by=by, reason="no alert is needed"):
        raise tasks.done_already(work, task, by)
    newest = (
        select(func.max(ReportDifference.id))
        .where(col(ReportDifference.query_id) == query.id)
        .where(col(ReportDifference.changes_management).is_(True))
    )
    work.change(
        ReportDifference,
        col(ReportDifference.id) == work.session.exec(newest).one(),
        no_alert_at=work.now,
        no_alert_by_id=by,
        sealed_no_alert=work.vault.seal(why, NO_ALERT),
    )
    work.record("report.no_alert", query=query.id)


def _noted_at(work: Work, query: Query) -> datetime:
    """When the last difference was, that still needs its addendum; now where none does."""
    wanted = select(func.max(ReportDifference.at)).where(
        col(ReportDifference.query_id) == query.id,
        col(ReportDifference.changes_management).is_(True),
        col(ReportDifference.addendum_said_at).is_(None),
    )
    found: datetime | None = work.session.exec(wanted).one()
    return found or work.now


def of(work: Work, query: Query) -> tuple[Differs, ...]:
    """The oldest first."""
    names = {each.id: each.name for each in lookups.responders(work.session)}
    wanted = (
        select(ReportDifference)
        .where(col(ReportDifference.query_id) == query.id)
        .order_by(col(ReportDifference.id))
    )
    return tuple(_shown(work, row, names) for row in work.session.exec(wanted))


def _shown(work: Work, row: ReportDifference, names: Mapping[int | None, str]) -> Differs:
    words, whose = row.sealed_words, row.sealed_addendum_by
    return Differs(
        at=row.at,
        by=names.get(row.by_id, ""),
        changes_management=row.changes_management,
        words=work.vault.open(words, WORDS) if words else None,
        addendum_on=row.addendum_on,
        addendum_by=work.vault.open(whose, ADDENDUM_BY) if whose else None,
        addendum_said_at=row.addendum_said_at,
        addendum_said_by=names.get(row.addendum_said_by_id),
        no_alert=work.vault.open(row.sealed_no_alert, NO_ALERT) if row.sealed_no_alert else None,
        no_alert_at=row.no_alert_at,
        no_alert_by=names.get(row.no_alert_by_id),
    )
