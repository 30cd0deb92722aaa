"""How long waits and reports take, for anybody: the same page for all, so that any cache may keep
it for a while."""

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.directory.waits.keeping import Shown
from advice_line.rules import waits
from advice_line.rules.waits import Age, Board
from advice_line.trust.roles import NOBODY
from advice_line.web.access import Here
from advice_line.web.frames import frame
from advice_line.web.rendering import page

router = APIRouter()
# Five minutes: what the office saves is read soon, and a link in many texts costs little.
KEPT_FOR = {"cache-control": "public, max-age=300"}


def place(line: str) -> str:
    return f"/waits/{line}"


@router.get("/waits/{line}")
def look(visit: Here, line: str) -> Response:
    shown = visit.site.waits.shown(line)
    of = shown.line
    # Nobody's frame and no cookie, whoever asks: a cache would show them to the next.
    around = frame(visit.site, NOBODY, visit.path, now=shown.now, line=(of.name, of.time_zone))
    board = shown.version.board if shown.version else None
    told = board if shown.age is not Age.TOO_OLD else None
    made = page(
        "public/waits.html",
        around,
        line={"name": of.name, "number": of.number},
        holds_on=told.holds_on if told else None,
        old=_old(shown, board),
        rows=rows(told) if told else [],
        urgent=board.urgent if board else waits.URGENT,
    )
    made.headers.update(KEPT_FOR)
    return made


def _old(shown: Shown, board: Board | None) -> str | None:
    if board is None:
        return None
    return waits.told_as_old(board, shown.today, shown.line.waits_stale_days)


def rows(board: Board) -> list[dict[str, str | None]]:
    """As the tables of `parts/waits.html` take them."""
    return [
        {
            "modality": each.modality,
            "urgency": waits.ROUTES[each.route],
            "wait": str(each.wait),
            "report": str(each.report) if each.report else None,
            "urgent_route": each.urgent_route,
        }
        for each in board.rows
    ]
