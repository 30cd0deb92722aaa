"""What a yes to a request takes by the rota as it is at that moment: of what has fallen out what is
still empty, of a shift what its giver still has. A yes that takes nothing is none, for nobody may
believe in a duty that somebody else has (H10)."""

from dataclasses import replace
from datetime import datetime

from advice_line.ledger.work import Work
from advice_line.rules import swap_notices
from advice_line.rules.rota_notices import Piece
from advice_line.staffing.changes import places, swap_requests
from advice_line.staffing.changes.swap_requests import Given
from advice_line.tables.directory import Line, Responder
from advice_line.tables.swaps import SwapRequest
from advice_line.trust.roles import SYSTEM
from rota import store, swaps
from rota.duty import Timetable
from rota.stretches import Stretch

Moved = list[tuple[Given, str]]
_NOBODY = "This is no longer to be taken: nobody is on duty then. Look at the rota again."


def moved(work: Work, request: SwapRequest, taker: str) -> Moved:
    """What is given and to whom; and what is given for it. Raises `errors.Conflict` where nothing
    is left of what had fallen out."""
    given, returned = swap_requests.given(work, request), swap_requests.in_return(request)
    if request.asked_by == SYSTEM.label:
        return [(each, taker) for each in _fallen_out(work, request, given)]
    there = [(given, taker)]
    return there if returned is None else [*there, (returned, given.giver)]


def hold_to(work: Work, line: Line, before: Timetable, moved: Moved) -> None:
    """Raises `errors.Conflict` where somebody comes to nothing by the change that was made."""
    after = store.timetable(work.session, line.key)
    for given, to in moved:
        left = _from_now(given, work.now)
        had = _on(before, left, to)
        if all(piece in had for piece in _on(after, left, to)):
            raise places.had_by(_holders(work, after, left), _NOBODY)


def in_part(work: Work, line: Line, asked: Given, taker: Responder) -> tuple[str, ...]:
    """What the taker must know: that they have a part only of what they were asked for."""
    after, left = store.timetable(work.session, line.key), _from_now(asked, work.now)
    on = _on(after, left, taker.key)
    if on == [(left.start, left.end)]:
        return ()
    others = [name for name in _holders(work, after, left) if name != taker.name]
    pieces = [Piece(left.tier, start, end) for start, end in on]
    return (swap_notices.in_part(pieces, others, line.time_zone),)


def _fallen_out(work: Work, request: SwapRequest, given: Given) -> list[Given]:
    """What of it is empty still, and so all that the request is about from now on."""
    line, left = swap_requests.line_of(work, request).key, _from_now(given, work.now)
    empty = places.empty(work, line, left.start, left.end)
    if not empty:
        timetable = store.timetable(work.session, line)
        raise places.had_by(_holders(work, timetable, left), _NOBODY)
    if empty == [(left.start, left.end)]:
        return [given]
    work.update(request, starts_at=empty[0][0], ends_at=empty[-1][1])
    return [replace(given, start=start, end=end) for start, end in empty]


def _from_now(given: Given, now: datetime) -> Given:
    """What has passed nobody comes to."""
    return replace(given, start=max(given.start, now))


def _on(timetable: Timetable, given: Given, person: str) -> list[Stretch]:
    return swaps.on_tier(timetable, given.tier, person, given.start, given.end)


def _holders(work: Work, timetable: Timetable, given: Given) -> list[str]:
    return places.holders(work, timetable, given.tier, given.start, given.end)
