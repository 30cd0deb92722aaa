"""Giving a shift away: asked for, offered, accepted or not."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlmodel import col, select

from advice_line.directory import lookups
from advice_line.errors import AlreadyTaken, Conflict, Expired, Invalid, NotFound, Problem
from advice_line.kinds import OfferState
from advice_line.ledger.work import Work
from advice_line.rota_kinds import SwapState
from advice_line.staffing.changes import swap_lapsing, swap_requests
from advice_line.staffing.changes.amending import Done, every_rota, once
from advice_line.staffing.changes.swap_requests import Given
from advice_line.staffing.rostering.reader import reader_of
from advice_line.staffing.rota_door import (
    RotaDoor,
    changing,
    known_people,
    line_of,
    person_of,
    they_are,
    zone_of,
)
from advice_line.staffing.swaps import asking, shown
from advice_line.staffing.swaps.agreeing import agree
from advice_line.staffing.swaps.shown import Part, Requests
from advice_line.staffing.wall_clock import WallClock
from advice_line.tables.swaps import SwapRequest
from advice_line.trust.roles import SYSTEM, Action, Actor, require
from rota import store
from rota.values import Tier

LONGEST = timedelta(days=31)
_ENDS = {
    SwapState.WITHDRAWN: "This request was withdrawn: its owner keeps the shift.",
    SwapState.NOBODY: "Nobody took this shift in time, so that its owner has it still.",
}
_NOBODYS = "Nobody has this shift yet. You can take it on the page of gaps."
_OVER = "This request has lapsed: its shift is over."
_CHANGED = "This request has lapsed: its shift was changed. Look at the rota again."

_NO_REQUEST = "There is no such request."


class Swapping(RotaDoor):
    def ask(
        self,
        actor: Actor,
        *,
        line: str,
        tier: str,
        start: datetime,
        end: datetime,
        of: Sequence[str] | None,
        in_return: Part | None = None,
        now: bool = False,
        person: str | None = None,
        form_key: str | None = None,
    ) -> Done:
        """Ask the people named in `of`, in that order, or with None everybody eligible in turn, to
        take this part of one's duty; `in_return` for a part of theirs, which needs exactly one of
        them. Within two hours of its start all are asked at once, and the first yes has it. With
        `now` it is a hand-over from the moment of acceptance: until then the giver stays on. A rota
        manager may ask on behalf of a `person`. `Done.key` is the request's id.

        Raises `errors.Invalid` where they are not on that tier throughout, and where nobody can be
        asked."""
        require(actor, Action.CHANGE_OWN_DUTY, line)

        def step(work: Work) -> Done:
            giver = person_of(work, actor, person, line)
            clock = WallClock(zone_of(line_of(work, line)), work.now)
            since = max(work.now, clock.instant(start, "start")) if now else start
            since, until = clock.stretch(since, end, longest=LONGEST, what="A shift")
            given = Given(giver.key, Tier.read(tier), since, until).from_its_first_second(
                store.timetable(work.session, line)
            )
            asked_of = _asked_of(work, giver.key, of)
            returned = _returned(clock, asked_of, in_return)
            _hold_to_shifts(work, actor, line, given, returned)
            request = _opened(work, line, giver.id or 0, given, returned, asked_of, now=now)
            asking.move_on(work, request)
            if request.state != SwapState.OPEN:
                raise Invalid([Problem("of", _NOBODY)])
            return Done(tuple(clock.notes), request.public_id)

        return once(self._ledger, actor, form_key, step)

    def accept(
        self,
        actor: Actor,
        request_id: str,
        reason: str | None = None,
        *,
        breaches: Collection[str] | None = None,
        form_key: str | None = None,
    ) -> Done:
        """`Done.notes` say which part the actor has, where it is not all. Raises
        `errors.AlreadyTaken`, `errors.Conflict` where somebody else is on already, `errors.Expired`
        for a request that lapsed or was withdrawn, `errors.NotFound` for one that was not put to
        the actor, and `errors.ReasonNeeded`."""
        require(actor, Action.CHANGE_OWN_DUTY)
        self._lapse_if_gone(actor, request_id)

        def step(work: Work) -> Done:
            request = _locked(work, request_id)
            if request.state == SwapState.ACCEPTED and request.taker_id == actor.responder_id:
                return Done(key=request.public_id)
            if swap_requests.offer_to(work, request, actor.responder_id) is None:
                _refuse_ended(work, request)
                raise NotFound("You were not asked to take this shift.")
            _refuse_ended(work, request)
            return Done(agree(work, actor, request, reason, breaches), request.public_id)

        return once(self._ledger, actor, form_key, step)

    def decline(self, actor: Actor, request_id: str) -> None:
        """The next is asked at once. Raises `errors.NotFound`, `errors.Conflict` for what the actor
        has taken, and as `accept` does for a request that has ended."""
        require(actor, Action.CHANGE_OWN_DUTY)
        self._lapse_if_gone(actor, request_id)
        with changing(self._ledger, actor) as work:
            request = _locked(work, request_id)
            offer = swap_requests.offer_to(work, request, actor.responder_id)
            if request.state == SwapState.ACCEPTED and request.taker_id == actor.responder_id:
                raise Conflict("You have taken this shift. To give it away, ask for somebody else.")
            _refuse_ended(work, request)
            if offer is None:
                raise NotFound("You are not asked to take this shift.")
            if offer.state != OfferState.DECLINED:
                work.update(offer, state=OfferState.DECLINED, settled_at=work.now)
                work.record("rota.swap.declined", subject=f"swap:{request.public_id}")
                asking.move_on(work, request)

    def withdraw(self, actor: Actor, request_id: str) -> None:
        """Those who were asked hear of it. Raises `errors.NotFound`, `errors.Conflict` for one that
        is accepted already, and `errors.Expired` for one that came to nothing by itself."""
        require(actor, Action.CHANGE_OWN_DUTY)
        self._lapse_if_gone(actor, request_id)
        with changing(self._ledger, actor) as work:
            request = _locked(work, request_id)
            line = swap_requests.line_of(work, request).key
            person_of(work, actor, swap_requests.person(work, request.giver_id).key, line)
            if request.state == SwapState.ACCEPTED:
                taker = swap_requests.person(work, request.taker_id or 0).name
                raise Conflict(f"{taker} has taken it already. Ask them to give it back.")
            if request.state != SwapState.WITHDRAWN:
                _refuse_ended(work, request)
            swap_requests.settle(work, request, SwapState.WITHDRAWN)

    def requests_of(self, actor: Actor) -> Requests:
        require(actor, Action.SEE_ROTA)
        with self._ledger.look(actor.label) as work:
            return shown.requests(work, actor, reader_of(work, actor))

    def move_on(self) -> int:
        """Do what is due: ask the next, or let come to nothing what has."""
        require(SYSTEM, Action.SWEEP)
        with self._ledger.look(SYSTEM.label) as work:
            due = [each.public_id for each in swap_requests.open_ones(work) if _due(work, each)]
        return sum(self._move_on(each) for each in due)

    def next_due(self) -> datetime | None:
        with self._ledger.look(SYSTEM.label) as work:
            return asking.next_due(work)

    def _move_on(self, request_id: str) -> int:
        with changing(self._ledger, SYSTEM) as work:
            request = _locked(work, request_id)
            if request.state != SwapState.OPEN or not _due(work, request):
                return 0
            if not swap_lapsing.lapse_if_gone(work, request, every_rota(work)):
                asking.move_on(work, request)
            return 1

    def _lapse_if_gone(self, actor: Actor, request_id: str) -> None:
        """In a transaction of its own: what is then refused leaves nothing else behind."""
        with changing(self._ledger, SYSTEM) as work:
            request = _locked(work, request_id)
            if not actor.may(Action.CHANGE_OWN_DUTY, swap_requests.line_of(work, request).key):
                raise NotFound(_NO_REQUEST)
            if request.state == SwapState.OPEN:
                swap_lapsing.lapse_if_gone(work, request, every_rota(work))


def _due(work: Work, request: SwapRequest) -> bool:
    return request.act_at is not None and request.act_at <= work.now


def _locked(work: Work, request_id: str) -> SwapRequest:
    """The work holds the rotas already, as whoever changes them does before anything else."""
    statement = select(SwapRequest).where(col(SwapRequest.public_id) == request_id)
    held = statement.with_for_update()
    found = work.session.exec(held, execution_options={"populate_existing": True}).first()
    if found is None:
        raise NotFound(_NO_REQUEST)
    return found


def _refuse_ended(work: Work, request: SwapRequest) -> None:
    if request.state == SwapState.ACCEPTED:
        raise AlreadyTaken(swap_requests.person(work, request.taker_id or 0).name)
    if request.state == SwapState.LAPSED:
        raise Expired(_OVER if request.ends_at <= (request.settled_at or work.now) else _CHANGED)
    if request.state != SwapState.OPEN:
        asked_by_us = request.asked_by == SYSTEM.label
        raise Expired(_whose(work, request) if asked_by_us else _ENDS[SwapState(request.state)])


def _whose(work: Work, request: SwapRequest) -> str:
    """Of a shift that fell out: its owner is away, and has not kept it."""
    line = swap_requests.line_of(work, request).key
    on = store.timetable(work.session, line).on_duty(max(request.starts_at, work.now))
    people = lookups.responders_by_key(work.session, {each.person_ref for each in on})
    there = [people[each.person_ref].name for each in on if each.tier.value == request.tier]
    return f"{there[0]} has this shift now." if there else _NOBODYS


def _asked_of(work: Work, giver: str, of: Sequence[str] | None) -> tuple[str, ...]:
    if of is None:
        return ()
    known_people(work, "of", of)
    asked = tuple(dict.fromkeys(each for each in of if each != giver))
    if not asked:
        raise Invalid([Problem("of", "Name somebody else, or ask everybody.")])
    return asked


def _returned(clock: WallClock, asked_of: Sequence[str], part: Part | None) -> Given | None:
    if part is None:
        return None
    if len(asked_of) != 1:
        raise Invalid([Problem("of", "To have a shift of theirs for it, ask one person.")])
    since, until = clock.stretch(part.start, part.end, longest=LONGEST, what="A shift")
    return Given(asked_of[0], Tier.read(part.tier), since, until)


def _hold_to_shifts(
    work: Work, actor: Actor, line: str, given: Given, returned: Given | None
) -> None:
    """Raises `errors.Invalid` for a shift that is not theirs to give."""
    timetable = store.timetable(work.session, line)
    for field, each in (("start", given), ("in_return", returned)):
        if each is not None and not each.stands(timetable):
            giver = lookups.responder_by_key(work.session, each.giver)
            there = they_are(actor, giver) if giver else f"{each.giver} is"
            said = f"{there} not on this tier for all of that time. Look at the rota again."
            raise Invalid([Problem(field, said)])
    for other in swap_requests.open_ones(work):
        theirs = swap_requests.given(work, other)
        same = theirs.giver == given.giver and theirs.tier is given.tier
        if same and theirs.start < given.end and given.start < theirs.end:
            said = "Somebody is asked for this time already. Withdraw that request first."
            raise Invalid([Problem("start", said)])


def _opened(
    work: Work,
    line: str,
    giver_id: int,
    given: Given,
    returned: Given | None,
    asked_of: Sequence[str],
    *,
    now: bool,
) -> SwapRequest:
    request = work.add(
        SwapRequest(
            line_id=line_of(work, line).id or 0,
            giver_id=giver_id,
            tier=given.tier.value,
            starts_at=given.start,
            ends_at=given.end,
            hand_over=now,
            return_tier=returned.tier.value if returned else None,
            return_starts_at=returned.start if returned else None,
            return_ends_at=returned.end if returned else None,
            asked_of=list(asked_of),
            asked_at=work.now,
            asked_by=work.by,
            state=SwapState.OPEN,
        )
    )
    subject = f"swap:{request.public_id}"
    work.record("rota.swap.asked", subject=subject, line=line, tier=given.tier, giver=given.giver)
    return request


_NOBODY = "Nobody can be asked: something speaks against everybody. Ask somebody by name."
