"""The responder's list: what to write, who waits, what else is owed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from fastapi import APIRouter
from starlette.responses import HTMLResponse, Response

from advice_line.desk.staff.offers_shown import Offered
from advice_line.desk.staff.texts_unread import Unread
from advice_line.desk.staff.who_waits import Waiting
from advice_line.desk.staff.worklist import TOLD_BY_HAND, Listed, Owed
from advice_line.desk.staff.written import CHANNELS as WRITTEN
from advice_line.kinds import Channel, TaskKind, Urgency
from advice_line.rules import quiet
from advice_line.rules.labels import PASS_REASONS
from advice_line.trust.roles import Action
from advice_line.web import alert_words, call_backs, on_the_line, query_steps
from advice_line.web.access import Here, Posted, Visit
from advice_line.web.call_backs import ShownCallBack
from advice_line.web.holes import shown_holes
from advice_line.web.labels import CHANNELS, TASKS, TIERS, URGENCY_ASKED, by_key
from advice_line.web.naming import asked_by
from advice_line.web.numbers import whole
from advice_line.web.rendering import render
from advice_line.web.rota import asked
from advice_line.web.untold import ShownUntold, shown
from rota.values import Tier

router = APIRouter()
SNOOZE_MINUTES = 30


@dataclass(frozen=True)
class _Shift:
    on_duty: bool
    until: datetime | None
    tier: str | None
    next_at: datetime | None


@dataclass(frozen=True)
class _Unwritten:
    path: str
    reference: str
    asked_by: str
    ended_at: datetime
    due_at: datetime
    late: bool
    late_entry: bool
    during_outage: bool


@dataclass(frozen=True)
class _Waiting:
    path: str
    reference: str
    asked_by: str
    phone: str | None
    urgency_asked: str | None
    urgency_key: str | None
    waiting_minutes: int
    channel: str
    promise_due_at: datetime | None
    due_at: datetime | None
    late: bool
    owner: str | None
    mine: bool
    can_claim: bool
    can_ring_back: bool
    call_back: ShownCallBack | None
    going_on: str | None
    heard_of_at: datetime | None
    written: bool
    left_message: bool
    by_key: list[str]
    unread: Unread | None
    outside_of: str | None
    late_entry: bool
    during_outage: bool
    answer_due_at: datetime | None
    offered: str | None
    can_accept: bool
    version: int


@dataclass(frozen=True)
class _Task:
    id: str
    words: str
    path: str
    reference: str
    due_at: datetime
    late: bool
    late_entry: bool
    during_outage: bool
    can_finish: bool
    untold: ShownUntold | None
    said: str | None


@router.get("/desk")
def desk(visit: Here) -> Response:
    if not visit.actor.may(Action.CLAIM):
        return visit.go("/admin")
    # Of before it is read: what comes meanwhile is then asked for once more.
    mark = visit.site.worklist.mark(visit.actor)
    listed = visit.site.worklist.mine(visit.actor)
    return visit.page(
        "responder/desk.html",
        now=listed.now,
        shift=_shift(listed),
        stretch=visit.site.quiet.stretch(visit.actor),
        quiet_minutes=quiet.MINUTES,
        most_quiet=quiet.MOST,
        holes=shown_holes(listed.holes),
        seen=mark,
        **_list(visit, listed),
    )


@router.get("/desk/list")
def middle(visit: Here, seen: str = "") -> Response:
    """The list alone, for the page that shows it to ask for; nothing where it still stands as it
    was `seen`: the page then changes nothing."""
    mark = visit.site.worklist.mark(visit.actor)
    if mark is not None and seen == mark:
        return Response(status_code=204)
    listed = visit.site.worklist.mine(visit.actor)
    frame, context = visit.frame(now=listed.now), _list(visit, listed)
    return HTMLResponse(render("responder/desk_list.html", frame=frame, seen=mark, **context))


@router.post("/desk/snooze")
def snooze(visit: Here, form: Posted) -> Response:
    minutes = whole(form.get("minutes", ""), otherwise=SNOOZE_MINUTES)
    visit.site.worklist.snooze(visit.actor, min(minutes, 24 * 60))
    return visit.go("/desk")


@router.post("/desk/quiet")
def be_quiet(visit: Here, form: Posted) -> Response:
    minutes = whole(form.get("minutes", ""), otherwise=quiet.MINUTES[0])
    visit.site.quiet.begin(visit.actor, minutes, visit.key(form))
    return visit.go("/desk")


@router.post("/desk/quiet/end")
def end_quiet(visit: Here, _form: Posted) -> Response:
    visit.site.quiet.end(visit.actor)
    return visit.go("/desk")


@router.post("/desk/tasks/{task}/done")
def done(visit: Here, task: str, form: Posted) -> Response:
    visit.site.worklist.finish(visit.actor, task, visit.key(form))
    return visit.go("/desk")


def _list(visit: Visit, listed: Listed) -> dict[str, Any]:
    requests = visit.site.swapping.requests_of(visit.actor)
    me = visit.actor.responder_id
    rows = [_waiting(each, listed.now, me) for each in listed.waiting]
    # The reader's own first, what is offered to them among it; each part in its order.
    rows.sort(key=lambda row: not (row.mine or row.can_accept))
    return {
        "unwritten": [_unwritten(each, listed.now) for each in listed.unwritten],
        "on_call": _on_call(visit),
        "snoozed_until": listed.snoozed_until,
        "going_on": [each for each in rows if each.going_on and not each.heard_of_at],
        "in_doubt": [each for each in rows if each.going_on and each.heard_of_at],
        "waiting": [each for each in rows if not each.going_on],
        "tasks": list(_tasks(listed)),
        "alerts": _alerts(visit, listed),
        "asked": [asked.in_one_line(each) for each in requests.to_me],
        "form_token": visit.form_token(),
    }


def _alerts(visit: Visit, listed: Listed) -> list[alert_words.Row]:
    found = visit.site.alerts.open(visit.actor)
    return [alert_words.row(each, listed.now) for each in found]


def _on_call(visit: Visit) -> str | None:
    """The reference of what the reader talks about."""
    if not visit.actor.may(Action.SEE_QUERY):
        return None
    return visit.site.during_calls.mine(visit.actor)


def _shift(listed: Listed) -> _Shift:
    shift = listed.shift
    tier = TIERS[Tier(shift.tier)] if shift.tier else None
    return _Shift(shift.on_duty, shift.until, tier, shift.next_at)


def _unwritten(owed: Owed, now: datetime) -> _Unwritten:
    return _Unwritten(
        path=f"/desk/{owed.query.reference}",
        reference=owed.query.reference,
        asked_by=asked_by(owed.organisation, known_number=owed.query.sealed_call_back is not None),
        ended_at=owed.ended_at,
        due_at=owed.task.due_at,
        late=owed.task.due_at < now,
        late_entry=owed.query.late_entry,
        during_outage=owed.query.during_outage,
    )


def _waiting(row: Waiting, now: datetime, me: int | None) -> _Waiting:
    query, promise = row.query, row.promise
    due = row.answer_due_at or row.due_at or (promise.due_at if promise else None)
    urgency = Urgency(query.urgency_asked) if query.urgency_asked else None
    return _Waiting(
        path=f"/desk/{query.reference}",
        reference=query.reference,
        asked_by=asked_by(
            row.organisation, known_number=row.number is not None, wrote=query.channel in WRITTEN
        ),
        phone=row.number,
        urgency_asked=URGENCY_ASKED[urgency] if urgency else None,
        urgency_key=urgency,
        waiting_minutes=int((now - query.received_at).total_seconds() // 60),
        channel=CHANNELS[Channel(query.channel)],
        promise_due_at=promise.due_at if promise else None,
        due_at=row.due_at,
        late=due is not None and due < now,
        owner=row.owner,
        mine=row.mine,
        can_claim=row.can_claim,
        can_ring_back=row.can_ring_back,
        call_back=call_backs.shown(row.call_back, mine=row.mine),
        going_on=on_the_line.said(row),
        heard_of_at=row.heard_of_at,
        written=row.written,
        left_message=row.left_message,
        by_key=by_key(row.by_key),
        unread=row.unread,
        outside_of=row.outside_of,
        late_entry=query.late_entry,
        during_outage=query.during_outage,
        answer_due_at=row.answer_due_at,
        offered=_offered(row.offered, me) if row.offered else None,
        can_accept=row.offered is not None and not row.mine and row.offered.to_id == me,
        version=query.version,
    )


def _offered(offered: Offered, me: int | None) -> str:
    to = "you" if offered.to_id == me and me is not None else offered.to or "whoever is on"
    return f"offered to {to} by {offered.giver}: {PASS_REASONS[offered.reason]}"


def _tasks(listed: Listed) -> Iterator[_Task]:
    for owed in (*listed.to_sign, *listed.others):
        yield _task(owed, TASKS[TaskKind(owed.task.kind)], listed.now)
    for owed in listed.left_to_lead:
        yield _task(owed, f"Not written yet by {owed.owner or 'nobody'}", listed.now)


def _task(owed: Owed, words: str, now: datetime) -> _Task:
    return _Task(
        id=owed.task.public_id,
        words=words,
        path=f"/desk/{owed.query.reference}",
        reference=owed.query.reference,
        due_at=owed.task.due_at,
        late=owed.task.due_at < now,
        late_entry=owed.query.late_entry,
        during_outage=owed.query.during_outage,
        can_finish=owed.task.kind in TOLD_BY_HAND,
        untold=shown(owed.untold, owed.organisation, owed.number),
        said=query_steps.acknowledged(owed.said) if owed.said else None,
    )
