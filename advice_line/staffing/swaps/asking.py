"""Whom a request for a swap is put to, one after the other or all at once, and when the next is.

Asked of everybody, it goes to those against whom nothing speaks, who are not on the line meanwhile
already, and who have least duty around that time; asked of people by name, to these in their order.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import islice

from sqlmodel import col, func, select

from advice_line.directory import lookups
from advice_line.kinds import OfferState
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import NoticeKind
from advice_line.rota_kinds import SwapState
from advice_line.rules import swap_offers
from advice_line.rules.eligibility import Breach
from advice_line.staffing import telling
from advice_line.staffing.changes import eligibility, swap_requests
from advice_line.staffing.changes.amending import every_rota
from advice_line.staffing.changes.eligibility import Named
from advice_line.staffing.changes.swap_requests import Given
from advice_line.tables.directory import Responder
from advice_line.tables.swaps import SwapOffer, SwapRequest
from rota import comparing, swaps
from rota.duty import Timetable
from rota.values import LineRota, Swap, TakeOver

# Whoever has worked least in this time around a shift is asked first.
_FAIR = timedelta(weeks=4)


def move_on(work: Work, request: SwapRequest) -> None:
    """Put it to whoever comes next, and say when the one after is asked; with nobody left it has
    come to nothing."""
    start = swap_requests.given(work, request).start
    at_once = swap_offers.all_at_once(work.now, start)
    _expire(work, request)
    waiting = [each for each in _offers(work, request) if each.state == OfferState.SHOWN]
    if at_once or not waiting:
        for each in islice(_not_asked(work, request), None if at_once else 1):
            waiting.append(_put(work, request, each, start, at_once=at_once))
    if not waiting:
        swap_requests.settle(work, request, SwapState.NOBODY)
        return
    due = [min(each.expires_at for each in waiting)]
    if not at_once:
        due.append(start - swap_offers.ALL_AT_ONCE)
    work.update(request, act_at=max(work.now, min(due)))


def breaches(work: Work, request: SwapRequest, taker: str) -> tuple[Breach, ...]:
    """What is against this person's taking it, and against the giver's taking what is given for
    it."""
    given = swap_requests.given(work, request)
    line = swap_requests.line_of(work, request).key
    returned = swap_requests.in_return(request)
    moved = [given] if returned is None else [given, returned]
    return against(work, line, moved, taker)


def against(work: Work, line: str, moved: Sequence[Given], taker: str) -> tuple[Breach, ...]:
    """The first of what is moved goes to the taker, the second back to its giver."""
    before = every_rota(work)
    takers = [taker, *(each.giver for each in moved[:1])]
    named = [
        Named(person, each.start, each.end) for each, person in zip(moved, takers, strict=False)
    ]
    after = {**before, line: Timetable(_swapped(before[line], moved, takers))}
    there = {key: _there(each, named) for key, each in after.items()}
    reach = min(each.start for each in moved), max(each.end for each in moved)
    return eligibility.breaches(work, before, there, reach, named=named)


def next_due(work: Work) -> datetime | None:
    wanted = select(func.min(SwapRequest.act_at)).where(col(SwapRequest.state) == SwapState.OPEN)
    return work.session.exec(wanted).one()


def _offers(work: Work, request: SwapRequest) -> list[SwapOffer]:
    return swap_requests.offers(work, request)


def _expire(work: Work, request: SwapRequest) -> None:
    for each in _offers(work, request):
        if each.state == OfferState.SHOWN and each.expires_at <= work.now:
            work.update(each, state=OfferState.EXPIRED, settled_at=work.now)


def _put(
    work: Work, request: SwapRequest, to: Responder, start: datetime, *, at_once: bool
) -> SwapOffer:
    zone = swap_requests.line_of(work, request).time_zone
    told = work.now if at_once else swap_offers.told_at(work.now, start, zone)
    expires = request.ends_at if at_once else swap_offers.answer_by(work.now, start, zone)
    offer = work.add(
        SwapOffer(
            request_id=request.id or 0,
            responder_id=to.id or 0,
            offered_at=work.now,
            expires_at=expires,
            state=OfferState.SHOWN,
        )
    )
    work.record("rota.swap.offered", subject=f"swap:{request.public_id}", person=to.key)
    once = request.public_id
    telling.person(work, NoticeKind.SWAP_ASKED, to, once=once, subject=offer.id, after=told)
    return offer


def _not_asked(work: Work, request: SwapRequest) -> Iterator[Responder]:
    asked = {each.responder_id for each in _offers(work, request)} | {request.giver_id}
    return (each for each in _candidates(work, request) if each.id not in asked)


def _candidates(work: Work, request: SwapRequest) -> Iterator[Responder]:
    people = {each.key: each for each in lookups.responders(work.session)}
    if request.asked_of:
        yield from (people[key] for key in request.asked_of if key in people)
        return
    given = swap_requests.given(work, request)
    line = swap_requests.line_of(work, request).key
    rotas = every_rota(work)
    ranked = sorted(people.values(), key=lambda each: _rank(rotas, line, given, each.key))
    for each in ranked:
        free = each.key != given.giver and lookups.may_be_rung(each, line)
        if free and all(one.warning for one in against(work, line, [given], each.key)):
            yield each


def _rank(
    rotas: Mapping[str, Timetable], line: str, given: Given, person: str
) -> tuple[bool, timedelta, str]:
    there = comparing.stretches(rotas[line], person, given.start, given.end)
    window = given.start - _FAIR, given.end + _FAIR
    duty = [
        piece for each in rotas.values() for piece in comparing.stretches(each, person, *window)
    ]
    worked = sum((end - start for start, end in comparing.joined(duty)), timedelta())
    return bool(there), worked, person


def _swapped(timetable: Timetable, moved: Sequence[Given], takers: Sequence[str]) -> LineRota:
    rota = timetable.rota
    supposed = [
        each.to(taker, f"supposed-{place}", timetable)
        for place, (each, taker) in enumerate(zip(moved, takers, strict=False))
    ]
    taken = [each for each in supposed if isinstance(each, TakeOver)]
    swapped = [each for each in supposed if isinstance(each, Swap)]
    return replace(rota, swaps=(*rota.swaps, *swapped), take_overs=(*rota.take_overs, *taken))


def _there(timetable: Timetable, named: Sequence[Named]) -> Timetable:
    """As if these people were not away when they are named."""
    rota = timetable.rota
    for each in named:
        rota = swaps.present(rota, each.person, each.start, each.end)
    return timetable if rota is timetable.rota else Timetable(rota)
