"""Requests for a swap as pages read them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import col, or_, select

from advice_line.kinds import OfferState
from advice_line.ledger.work import Work
from advice_line.rota_kinds import SwapState
from advice_line.staffing.changes import swap_requests
from advice_line.staffing.rostering.reader import Reader
from advice_line.staffing.swaps import asking
from advice_line.tables.swaps import SwapOffer, SwapRequest
from advice_line.trust.roles import Action, Actor

# What has come to an end is shown for so long.
SHOWN_FOR = timedelta(days=14)


@dataclass(frozen=True)
class Part:
    """A stretch of somebody's duty on one tier of the same line."""

    tier: str
    start: datetime
    end: datetime


@dataclass(frozen=True)
class Asked:
    """A request and how far it is, for the page. `state` is "open", "accepted", "withdrawn",
    "lapsed" or "nobody" (all who were asked said no or nothing). `waiting_for` are the names of
    those who are asked now, `answer_by` when the next is. `breaches` are what is against the
    reader's taking it, each a sentence: accepting it then needs a reason."""

    id: str
    line: str
    line_name: str
    time_zone: str
    giver: str
    giver_name: str
    given: Part
    in_return: Part | None
    now: bool
    state: str
    taker_name: str | None
    waiting_for: tuple[str, ...]
    answer_by: datetime | None
    may_accept: bool
    may_withdraw: bool
    breaches: tuple[str, ...]
    asked_at: datetime


@dataclass(frozen=True)
class Requests:
    """`mine` the reader asked for (everybody's, for who may change the rota), `to_me` wait for
    their answer; each the newest first. What has ended is shown for two weeks."""

    mine: tuple[Asked, ...]
    to_me: tuple[Asked, ...]
    now: datetime


def requests(work: Work, actor: Actor, reader: Reader) -> Requests:
    recent = or_(
        col(SwapRequest.state) == SwapState.OPEN,
        col(SwapRequest.settled_at) > work.now - SHOWN_FOR,
    )
    rows = work.session.exec(
        select(SwapRequest).where(recent).order_by(col(SwapRequest.id).desc())
    ).all()
    mine = [each for each in rows if _is_mine(work, each, actor)]
    return Requests(
        mine=tuple(_asked(work, each, actor, reader) for each in mine),
        to_me=tuple(_to_me(work, rows, actor, reader)),
        now=work.now,
    )


def _is_mine(work: Work, row: SwapRequest, actor: Actor) -> bool:
    if row.giver_id == actor.responder_id:
        return True
    return actor.may(Action.CHANGE_ROTA, swap_requests.line_of(work, row).key)


def _to_me(
    work: Work, rows: Sequence[SwapRequest], actor: Actor, reader: Reader
) -> Iterator[Asked]:
    for each in rows:
        offer = swap_requests.offer_to(work, each, actor.responder_id)
        if each.state == SwapState.OPEN and offer and offer.state != OfferState.DECLINED:
            yield _asked(work, each, actor, reader)


def _asked(work: Work, request: SwapRequest, actor: Actor, reader: Reader) -> Asked:
    line = swap_requests.line_of(work, request)
    names = {each.id: each.name for each in reader.people.values()}
    giver = swap_requests.person(work, request.giver_id)
    is_open = request.state == SwapState.OPEN
    offer = swap_requests.offer_to(work, request, actor.responder_id)
    waiting = [each for each in swap_requests.offers(work, request) if _waits(each)]
    returned = swap_requests.in_return(request)
    own = request.giver_id == actor.responder_id
    return Asked(
        id=request.public_id,
        line=line.key,
        line_name=line.name,
        time_zone=line.time_zone,
        giver=giver.key,
        giver_name=giver.name,
        given=Part(request.tier, request.starts_at, request.ends_at),
        in_return=Part(returned.tier, returned.start, returned.end) if returned else None,
        now=request.hand_over,
        state=request.state,
        taker_name=names.get(request.taker_id),
        waiting_for=tuple(names[each.responder_id] for each in waiting) if is_open else (),
        answer_by=request.act_at,
        may_accept=is_open and offer is not None,
        may_withdraw=is_open and (own or actor.may(Action.CHANGE_ROTA, line.key)),
        breaches=_against(work, request, reader) if is_open and offer else (),
        asked_at=request.asked_at,
    )


def _waits(offer: SwapOffer) -> bool:
    return offer.state == OfferState.SHOWN


def _against(work: Work, request: SwapRequest, reader: Reader) -> tuple[str, ...]:
    found = asking.breaches(work, request, reader.key or "")
    return tuple(each.sentence for each in found if not each.warning)
