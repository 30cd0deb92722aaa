"""Somebody says yes to a swap: the first yes has it, and the rota is changed in the same breath."""

from collections.abc import Collection

from advice_line.errors import AlreadyTaken
from advice_line.kinds import OfferState
from advice_line.ledger.work import Work
from advice_line.rota_kinds import SwapState
from advice_line.staffing.changes import swap_requests
from advice_line.staffing.changes.amending import Act, Notes, amend
from advice_line.staffing.changes.eligibility import Named
from advice_line.staffing.rostering.absences import make_way
from advice_line.staffing.swaps import taking_effect
from advice_line.tables.columns import opaque
from advice_line.tables.swaps import SwapRequest
from advice_line.trust.roles import Actor
from rota import store
from rota.changing import Changing


def agree(
    work: Work,
    actor: Actor,
    request: SwapRequest,
    reason: str | None,
    breaches: Collection[str] | None,
) -> Notes:
    """Raises `errors.AlreadyTaken`, `errors.Conflict` where nothing comes of it, and
    `errors.ReasonNeeded` with what is against it."""
    taker = swap_requests.person(work, actor.responder_id or 0)
    line, asked = swap_requests.line_of(work, request), swap_requests.given(work, request)
    before = store.timetable(work.session, line.key)
    moved = taking_effect.moved(work, request, taker.key)
    offer = swap_requests.offer_to(work, request, taker.id)
    if not swap_requests.settle(work, request, SwapState.ACCEPTED, taker.id):
        raise AlreadyTaken(swap_requests.person(work, request.taker_id or 0).name)
    if offer is not None and offer.state != OfferState.ACCEPTED:
        work.update(offer, state=OfferState.ACCEPTED, settled_at=work.now)

    def make(change: Changing) -> None:
        timetable = store.timetable(work.session, line.key)
        for given, to in moved:
            make_way(work, change, to, given.start, given.end)
            change.put(line.key, given.to(to, opaque(8), timetable))

    act = Act(
        "swap.agreed",
        reason=reason,
        by=request.asked_by,
        agreed_by=actor.label,
        judged=True,
        shown=breaches,
        named=tuple(Named(to, given.start, given.end) for given, to in moved),
        tell_actor=True,
    )
    notes = amend(work, actor, act, make)
    taking_effect.hold_to(work, line, before, moved)
    return (*taking_effect.in_part(work, line, asked, taker), *notes)
