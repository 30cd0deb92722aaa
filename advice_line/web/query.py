"""One query as staff see it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.data_life import objecting
from advice_line.desk.owed import said_before, tracing
from advice_line.desk.owners import taking
from advice_line.desk.receipts import said as read_back
from advice_line.desk.staff.opening import Open
from advice_line.errors import Invalid, Problem
from advice_line.kinds import (
    AlertWord,
    QueryState,
    TaskKind,
    Urgency,
)
from advice_line.rules import closing
from advice_line.rules.record import Patient
from advice_line.web import (
    call_backs,
    for_record,
    labels,
    later,
    naming,
    on_the_line,
    query_steps,
    query_words,
    recording,
    report,
    teaching,
    timeline_words,
    tracer_words,
    untold,
    words_came,
    written,
)
from advice_line.web.access import Here, Visit
from advice_line.web.later import LaterShown

router = APIRouter()
_CLAIMABLE = (QueryState.RECEIVED, QueryState.WAITING, QueryState.OFFERED)


@dataclass(frozen=True)
class _Query:
    path: str
    reference: str
    state: str
    asked_by: str
    phone: str | None
    late_entry: bool
    during_outage: bool
    urgency_asked: str | None
    urgency_set: str | None
    by_key: list[str]
    received_at: datetime
    calls_today: int
    owner: str | None
    mine: bool
    can_claim: bool
    can_ring_back: bool
    version: int


@dataclass(frozen=True)
class _Patient:
    name: str
    date_of_birth: date | None
    number: str | None


@router.get("/desk/{reference}")
def look(visit: Here, reference: str) -> Response:
    return page(visit, reference)


def acted(
    visit: Visit, reference: str, form: Mapping[str, str], act: Callable[[], object]
) -> Response:
    """To its page again after `act`; where that raises `errors.Invalid`, with what was typed."""
    try:
        act()
    except Invalid as error:
        return page(visit, reference, status=422, problems=error.problems, typed=form)
    return visit.go(f"/desk/{reference}")


def page(
    visit: Visit,
    reference: str,
    *,
    status: int = 200,
    problems: Sequence[Problem] = (),
    typed: Mapping[str, str] = MappingProxyType({}),
    closing_over: Mapping[str, str] | None = None,
) -> Response:
    """`typed` is what was sent about it and could not be used; `closing_over` what was sent to
    close it, over words that its page had not shown."""
    seen = visit.site.records.open(visit.actor, reference, with_words=True)
    came = words_came.of(seen, closing_over)
    mine, advised = seen.owned, bool(seen.versions)
    reaches = seen.written.reaches if seen.written else None
    return visit.page(
        "responder/query.html",
        status=status,
        now=seen.now,
        of=seen.line,
        query=_query(seen),
        patient=patient(seen.patient),
        question=seen.question.question if seen.question else None,
        safety=query_words.safety(seen.question),
        steps=timeline_words.steps(seen, seen.so_far),
        advice=[
            query_steps.version(
                each, seen.countersigners.get(each.advice.version), call=seen.written is None
            )
            for each in reversed(seen.versions)
        ],
        outside=query_words.outside(seen),
        said=query_words.shown(seen) if seen.written is None else [],
        written=written.shown(seen, typed),
        owes_said=seen.owes_said,
        said_words=typed.get(said_before.FIELD, ""),
        recordings=recording.shown(seen),
        countersign=seen.versions[-1].advice.version if seen.may_countersign else None,
        on_the_line=seen.talking and seen.owned,
        hints=seen.linked,
        texts=query_words.offered(seen),
        can_write=mine and not advised and seen.query.state == QueryState.ACCEPTED,
        can_add=mine and advised,
        can_trace=_owed(seen, TaskKind.TRACE_CALLER),
        number=typed.get(tracing.FIELD, ""),
        can_say_rang=_owed(seen, TaskKind.RING_BACK, TaskKind.TRACE_CALLER),
        can_close=taking.may_close(seen.query, seen.author, going_on=seen.going_on),
        closing={
            "choices": labels.choices(closing.LABELS),
            "how": typed.get(closing.HOW, ""),
            "words": typed.get(closing.WORDS, ""),
        },
        calling=None if seen.heard_of_at else _calling(seen),
        heard_of_at=seen.heard_of_at,
        call_back=call_backs.shown(seen.call_back, mine=seen.owned),
        later=_later(visit, seen, typed),
        untold=_untold(seen),
        code_closed=(seen.organisation, seen.code_closed_on) if seen.code_closed_on else None,
        asker_hears=written.hears(reaches) if reaches else None,
        unreceived=visit.site.spoken.unreceived(visit.actor, reference),
        read_back_by=typed.get(read_back.READ_BACK_BY, ""),
        came_of_it=tracer_words.card(visit.site.tracers.shown.of(visit.actor, reference)),
        report=report.shown(visit, seen, typed),
        for_record=for_record.shown(visit, seen),
        teaching=teaching.shown(visit, reference, seen.query),
        objecting={name: typed.get(name, "") for name in (objecting.OBJECTOR, objecting.ALWAYS)},
        form_token=visit.form_token(),
        came=came,
        problems=[*problems, *words_came.problems(seen, came, "Nothing was closed")],
    )


def _query(seen: Open) -> _Query:
    query = seen.query
    asked, given = query.urgency_asked, query.urgency_set
    free = _free(seen)
    return _Query(
        path=f"/desk/{query.reference}",
        reference=query.reference,
        state=labels.STATES[QueryState(query.state)],
        asked_by=naming.of(seen),
        phone=seen.number,
        late_entry=query.late_entry,
        during_outage=query.during_outage,
        urgency_asked=labels.URGENCY_ASKED[Urgency(asked)] if asked else None,
        urgency_set=labels.URGENCY_SET[AlertWord(given)] if given else None,
        by_key=labels.by_key(query_steps.keys_said(seen)),
        received_at=query.received_at,
        calls_today=seen.calls_today,
        owner=seen.owner,
        mine=seen.owned,
        can_claim=free,
        can_ring_back=_may_ring_back(seen, free),
        version=query.version,
    )


def _free(seen: Open) -> bool:
    """Nobody's, or left behind by who has gone off duty."""
    if seen.passing_on and not seen.owned:
        return True
    return seen.owner is None and seen.query.state in _CLAIMABLE


def patient(known: Patient | None) -> _Patient | None:
    if known is None:
        return None
    return _Patient(known.patient_name, known.date_of_birth, known.nhs_number)


def _may_ring_back(seen: Open, free: bool) -> bool:
    takes = seen.number is not None and (free or seen.owned)
    return takes and not seen.going_on and seen.query.state != QueryState.CLOSED


def _owed(seen: Open, *kinds: TaskKind) -> bool:
    """While one of these is owed, and by nobody else."""
    owed = any(task.kind in kinds for task in seen.tasks)
    return owed and (seen.owned or seen.owner is None)


def _untold(seen: Open) -> dict[str, object] | None:
    """Whose it is to tell them, and by which task, where it is the reader's."""
    found = untold.shown(seen.untold, seen.organisation, seen.number)
    if seen.untold is None or found is None:
        return None
    task = seen.untold.task
    mine = task.owner_id in (None, seen.author.id)
    return {"of": found, "task": task.public_id if mine else None, "owner": seen.untold_owner}


def _calling(seen: Open) -> str | None:
    """Of a call back that is going on: to whoever's phone it is, what they do with it."""
    if seen.calling is None:
        return None
    if seen.calling.responder_id == seen.author.id:
        return labels.CALLING[seen.calling.calling].format(who=naming.of(seen))
    return on_the_line.of_others(seen.calling.calling, seen.called)


def _later(visit: Visit, seen: Open, typed: Mapping[str, str]) -> LaterShown | None:
    if seen.written is None:
        return None
    return later.shown(visit.site.delaying.seen(visit.actor, seen.query.reference), typed)
