"""Requests whose shift is not there to be given any more: it was edited, swapped otherwise or is
over. They come to nothing, and those concerned hear of it."""

from collections.abc import Mapping

from advice_line.ledger.work import Work
from advice_line.rota_kinds import SwapState
from advice_line.staffing.changes import swap_requests
from advice_line.tables.swaps import SwapRequest
from rota.duty import Timetable


def look(work: Work, rotas: Mapping[str, Timetable]) -> int:
    """Every open request, against the rotas as they are; how many lapsed."""
    return sum(lapse_if_gone(work, each, rotas) for each in swap_requests.open_ones(work))


def lapse_if_gone(work: Work, request: SwapRequest, rotas: Mapping[str, Timetable]) -> bool:
    line = rotas[swap_requests.line_of(work, request).key]
    over = request.ends_at <= work.now
    moved = [swap_requests.given(work, request), swap_requests.in_return(request)]
    if not over and all(each is None or each.stands(line) for each in moved):
        return False
    return swap_requests.settle(work, request, SwapState.LAPSED)
