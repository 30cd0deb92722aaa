"""Requests that somebody else takes a shift, as rows: found, settled, and who hears of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlmodel import col, select

from advice_line.directory import lookups
from advice_line.kinds import OfferState
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import NoticeKind
from advice_line.rota_kinds import SwapState
from advice_line.staffing import telling
from advice_line.tables.directory import Line, Responder
from advice_line.tables.swaps import SwapOffer, SwapRequest
from advice_line.trust.roles import SYSTEM
from rota import swaps
from rota.duty import Timetable
from rota.stretches import Stretch
from rota.values import Swap, TakeOver, Tier

_MINUTE = timedelta(minutes=1)
# Who may still say yes: also who was not quick enough, as long as nobody else has.
_MAY_ACCEPT = (OfferState.SHOWN, OfferState.EXPIRED, OfferState.DECLINED)


@dataclass(frozen=True)
class Given:
    """What is given of whom, on which tier and when."""

    giver: str
    tier: Tier
    start: datetime
    end: datetime

    def stands(self, timetable: Timetable) -> bool:
        """Whether they have all of it, absences and take-overs of others aside."""
        return self._planned(timetable) or self._had(timetable)

    def to(self, taker: str, key: str, timetable: Timetable) -> Swap | TakeOver:
        """What they took over themselves no swap moves: it is taken over from them in turn."""
        if self._planned(timetable) or not self._had(timetable):
            return Swap(key, self.tier, self.giver, taker, self.start, self.end)
        return TakeOver(key, self.tier, taker, self.start, self.end, self.giver)

    def from_its_first_second(self, timetable: Timetable) -> "Given":
        """Pages say whole minutes, and what was put on the rota at once begins off them: a shift
        that begins within the minute is meant from there on."""
        soon = replace(self, end=min(self.end, self.start + _MINUTE))
        found = soon._when_planned(timetable) or soon._when_had(timetable)
        begun = len(found) == 1 and found[0][1] == soon.end
        return replace(self, start=found[0][0]) if begun else self

    def _planned(self, timetable: Timetable) -> bool:
        return self._when_planned(timetable) == [(self.start, self.end)]

    def _had(self, timetable: Timetable) -> bool:
        return self._when_had(timetable) == [(self.start, self.end)]

    def _when_planned(self, timetable: Timetable) -> list[Stretch]:
        return swaps.shift_of(timetable.rota, self.tier, self.giver, self.start, self.end)

    def _when_had(self, timetable: Timetable) -> list[Stretch]:
        return swaps.on_tier(timetable, self.tier, self.giver, self.start, self.end)


def given(work: Work, request: SwapRequest) -> Given:
    """What is left of it: of a hand-over, from now on."""
    start = max(request.starts_at, work.now) if request.hand_over else request.starts_at
    return Given(_key(work, request.giver_id), Tier(request.tier), start, request.ends_at)


def in_return(request: SwapRequest) -> Given | None:
    """What the one who is asked gives for it."""
    if request.return_tier is None:
        return None
    assert request.return_starts_at is not None
    assert request.return_ends_at is not None
    tier = Tier(request.return_tier)
    return Given(request.asked_of[0], tier, request.return_starts_at, request.return_ends_at)


def by_id(work: Work, public_id: str) -> SwapRequest | None:
    statement = select(SwapRequest).where(col(SwapRequest.public_id) == public_id)
    return work.session.exec(statement).first()


def open_ones(work: Work) -> list[SwapRequest]:
    wanted = col(SwapRequest.state) == SwapState.OPEN
    return list(work.session.exec(select(SwapRequest).where(wanted).order_by(col(SwapRequest.id))))


def offers(work: Work, request: SwapRequest) -> list[SwapOffer]:
    """In the order in which they were made."""
    wanted = col(SwapOffer.request_id) == request.id
    return list(work.session.exec(select(SwapOffer).where(wanted).order_by(col(SwapOffer.id))))


def offer_to(work: Work, request: SwapRequest, person: int | None) -> SwapOffer | None:
    """The one by which this person may still say yes."""
    return next(
        (
            each
            for each in offers(work, request)
            if each.responder_id == person and each.state in _MAY_ACCEPT
        ),
        None,
    )


def line_of(work: Work, request: SwapRequest) -> Line:
    found = lookups.line(work.session, request.line_id)
    assert found is not None
    return found


def person(work: Work, responder_id: int) -> Responder:
    found = lookups.responder(work.session, responder_id)
    assert found is not None
    return found


def settle(work: Work, request: SwapRequest, state: SwapState, taker: int | None = None) -> bool:
    """The end of a request; False when it has come to another. Whoever was asked and has not
    answered is asked no more."""
    ended = work.update(
        request,
        col(SwapRequest.state) == SwapState.OPEN,
        state=state,
        taker_id=taker,
        settled_at=work.now,
        act_at=None,
    )
    if not ended:
        return False
    work.record(f"rota.swap.{state}", subject=f"swap:{request.public_id}", taker=taker)
    unanswered = _unanswered(work, request)
    for each in unanswered:
        mine = each.responder_id == taker
        to = OfferState.ACCEPTED if mine else OfferState.WITHDRAWN
        work.update(each, state=to, settled_at=work.now)
    _tell(work, request, state, unanswered)
    return True


def _unanswered(work: Work, request: SwapRequest) -> list[SwapOffer]:
    return [each for each in offers(work, request) if each.state == OfferState.SHOWN]


def _tell(
    work: Work, request: SwapRequest, state: SwapState, unanswered: Sequence[SwapOffer]
) -> None:
    """Those who were asked and had not answered; and, where nobody takes it, the giver and the rota
    managers too. Of an accepted one those concerned hear as of any change, and so does a rota
    manager who was asked."""
    asked = [each.responder_id for each in unanswered if each.responder_id != request.taker_id]
    managers = [each.id or 0 for each in telling.managers(work, line_of(work, request).key)]
    if state == SwapState.ACCEPTED:
        others = [each for each in asked if each not in managers]
        _tell_each(work, NoticeKind.SWAP_TAKEN, request, others)
        return
    # Whoever is away at short notice did not ask, and is left in peace.
    others = [] if request.asked_by == SYSTEM.label else [request.giver_id]
    if state == SwapState.NOBODY:
        others += managers
    _tell_each(work, NoticeKind.SWAP_CLOSED, request, [*asked, *others])


def _tell_each(work: Work, kind: NoticeKind, request: SwapRequest, people: Sequence[int]) -> None:
    doer = lookups.responder_by_key(work.session, work.by.removeprefix("responder:"))
    for each in dict.fromkeys(people):
        if doer is None or each != doer.id:
            telling.person(
                work, kind, person(work, each), once=request.public_id, subject=request.id
            )


def _key(work: Work, responder_id: int) -> str:
    return person(work, responder_id).key
