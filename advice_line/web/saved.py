"""After signing: where the letter goes, gentle questions about it, the case for teaching, whether
it was worth the time."""

from zoneinfo import ZoneInfo

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.desk.letter import letters
from advice_line.desk.staff.opening import Open
from advice_line.errors import NotFound
from advice_line.kinds import TaskKind
from advice_line.tables.advice import Advice
from advice_line.web import written
from advice_line.web.access import Here, Posted
from advice_line.web.query import patient

router = APIRouter()


@router.get("/desk/{reference}/saved")
def saved(visit: Here, reference: str) -> Response:
    seen = visit.site.records.open(visit.actor, reference)
    if not seen.owned or not seen.versions:
        raise NotFound
    left = visit.site.worklist.mine(visit.actor).unwritten
    newest = seen.versions[-1]
    by_phone = _by_phone(
        seen, newest.advice, mailed=visit.site.records.mailed(visit.actor, reference)
    )
    return visit.page(
        "responder/saved.html",
        now=seen.now,
        of=seen.line,
        query={"path": f"/desk/{seen.query.reference}", "reference": seen.query.reference},
        patient=patient(newest.record.patient),
        sent_to=seen.sends_to or (None if by_phone else seen.organisation),
        sent_how="phone" if by_phone else "letter" if seen.full_letter else "notice",
        closed=_closed(seen, newest.advice),
        hears=written.hears(seen.written.reaches)
        if seen.written is not None and seen.written.reaches is not None
        else None,
        now_is=_now_is(seen, newest.advice, by_phone=by_phone),
        who_does_what=letters.who_does_what(newest.record.body.action),
        out_of_scope=not newest.advice.within_scope,
        hints=visit.site.records.hints(visit.actor, reference),
        case_reference=seen.case.reference,
        nominated=seen.case.nominated_at is not None,
        worth_it=newest.advice.worth_it,
        left=len(left),
        next_path=f"/desk/{left[0].query.reference}" if left else None,
        form_token=visit.form_token(),
    )


@router.post("/desk/{reference}/nominate")
def nominate(visit: Here, reference: str, _form: Posted) -> Response:
    visit.site.library.nominate(visit.actor, reference)
    return visit.go(f"/desk/{reference}/saved")


@router.post("/desk/{reference}/worth")
def worth(visit: Here, reference: str, form: Posted) -> Response:
    visit.site.worth.said(visit.actor, reference, form.get("worth", ""))
    return visit.go(f"/desk/{reference}/saved")


def _by_phone(seen: Open, advice: Advice, *, mailed: bool) -> bool:
    """No address was on file when it was signed, or was any more when it should have been sent."""
    return not mailed or (seen.sends_to is None and advice.sent_at is None)


def _closed(seen: Open, advice: Advice) -> str | None:
    """The practice to which it was not sent, since its code was closed as it was signed (H17)."""
    if seen.code_closed_on is None or advice.acknowledged_at is not None:
        return None
    day = advice.finalised_at.astimezone(ZoneInfo(seen.line.time_zone)).date()
    return seen.organisation if day >= seen.code_closed_on else None


def _now_is(seen: Open, advice: Advice, *, by_phone: bool) -> str:
    """How far it has come: the page may be opened again days later."""
    if by_phone:
        owed = any(task.kind == TaskKind.RING_PRACTICE for task in seen.tasks)
        return "to_ring" if owed else "rung"
    if advice.acknowledged_at:
        return "acknowledged"
    if advice.failed_at:
        return "failed"
    return "sent" if advice.sent_at else "on_its_way"
