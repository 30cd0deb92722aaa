"""What an SMS about a request for a swap says, made from the request as it is when it is sent."""

from collections.abc import Callable
from itertools import chain

from advice_line.directory import lookups
from advice_line.kinds import OfferState
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import NoticeKind
from advice_line.ports.notices import Slip
from advice_line.rota_kinds import SwapState
from advice_line.rules import swap_notices as words
from advice_line.rules.rota_notices import Name, Piece
from advice_line.staffing.changes import swap_requests
from advice_line.staffing.changes.swap_requests import Given
from advice_line.tables.swaps import SwapOffer, SwapRequest
from advice_line.trust.roles import SYSTEM
from rota import store
from rota.values import Tier

OWN_PAGE = "rota/mine"


def asked(work: Work, slip: Slip, url: str) -> str | None:
    """None for who has answered, or where somebody else has."""
    offer = work.session.get_one(SwapOffer, slip.subject_id)
    request = work.session.get_one(SwapRequest, offer.request_id)
    if request.state != SwapState.OPEN or offer.state != OfferState.SHOWN:
        return None
    returned = swap_requests.in_return(request)
    return words.asked(
        swap_requests.person(work, request.giver_id).name,
        _piece(swap_requests.given(work, request)),
        _piece(returned) if returned else None,
        offer.expires_at,
        slip.made_at,
        swap_requests.line_of(work, request).time_zone,
        f"{url}/{OWN_PAGE}",
        now=request.hand_over,
        away=request.asked_by == SYSTEM.label,
    )


def taken(work: Work, slip: Slip, _url: str) -> str | None:
    request = work.session.get_one(SwapRequest, slip.subject_id)
    taker = swap_requests.person(work, request.taker_id or 0).name
    return words.taken(taker, _shift(request), _zone(work, request))


def closed(work: Work, slip: Slip, url: str) -> str | None:
    """How the request ended, to its giver and the rota managers; to who was asked, that it has, and
    who has the shift."""
    request = work.session.get_one(SwapRequest, slip.subject_id)
    giver = swap_requests.person(work, request.giver_id)
    shift, zone = _shift(request), _zone(work, request)
    if slip.person_id == giver.id:
        return words.ended(SwapState(request.state), shift, zone, f"{url}/{OWN_PAGE}")
    if request.state == SwapState.NOBODY:
        away = request.asked_by == SYSTEM.label
        return words.nobody(giver.name, shift, zone, f"{url}/rota", away=away)
    had_by, whole = _had_by(work, slip, request)
    return words.no_longer_asked(giver.name, shift, zone, had_by, whole=whole)


def _had_by(work: Work, slip: Slip, request: SwapRequest) -> tuple[list[Name], bool]:
    """Who has the shift by the rota as it is, nobody where it is its giver alone; and whether they
    have all that is left of it."""
    line, tier = swap_requests.line_of(work, request), Tier(request.tier)
    start = min(max(request.starts_at, slip.made_at), request.ends_at)
    spans = store.timetable(work.session, line.key).timeline(start, request.ends_at)
    on = [[each.person_ref for each in span.duties if each.tier is tier] for span in spans]
    keys = list(dict.fromkeys(chain.from_iterable(on)))
    people = {each.key: each for each in lookups.responders(work.session)}
    known = [people[key] for key in keys if key in people]
    whole = all(here or not span.open for here, span in zip(on, spans, strict=True))
    if {each.id for each in known} <= {request.giver_id}:
        return [], whole
    return [None if each.id == slip.person_id else each.name for each in known], whole


WORDS: dict[NoticeKind, Callable[[Work, Slip, str], str | None]] = {
    NoticeKind.SWAP_ASKED: asked,
    NoticeKind.SWAP_TAKEN: taken,
    NoticeKind.SWAP_CLOSED: closed,
}


def _shift(request: SwapRequest) -> Piece:
    return Piece(request.tier, request.starts_at, request.ends_at)


def _piece(given: Given) -> Piece:
    return Piece(given.tier, given.start, given.end)


def _zone(work: Work, request: SwapRequest) -> str:
    return swap_requests.line_of(work, request).time_zone
