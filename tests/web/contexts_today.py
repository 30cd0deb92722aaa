"""Contexts of today's board: a line at rest, and two on a bad day."""

from datetime import timedelta
from typing import Any

from advice_line.desk.staff.today import Board, Due, Lot, On
from advice_line.desk.staff.todays_calls import Hour, TodaysCalls
from tests.web.contexts_desk import Contexts
from tests.web.pieces import NOW

_HOUR = timedelta(hours=1)
_NONE, _NOTHING = Lot(0, None), Due(0, None, 0)
_LATER = NOW + 2 * _HOUR
_HOURS = (Hour(NOW - 2 * _HOUR, 4, 2, 1, 0), Hour(NOW - _HOUR, 0, 0, 0, 0), Hour(NOW, 12, 8, 0, 2))


def _board(**changed: Any) -> Board:
    plain: dict[str, Any] = {
        "name": "Example Radiology Advice",
        "key": "hotdoc",
        "open": False,
        "until": None,
        "on": (),
        "calls": TodaysCalls((), None),
        "nobody_has": _NONE,
        "call_backs": _NOTHING,
        "answers": _NOTHING,
        "records": _NOTHING,
        "alerts": 0,
        "alarms": (),
    }
    return Board(**(plain | changed))


def _tile(words: str, count: int = 0, **changed: Any) -> dict[str, Any]:
    plain = {"words": words, "count": count, "since": None, "due": None, "late": 0, "href": None}
    return plain | changed


def _line(board: Board, tiles: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    return {"board": board, "tiles": tiles, "hours": [], "on": []} | more


_CALM = _line(_board(), [_tile("Waiting on the telephone"), _tile("Call backs owed")])
_ON = [
    ("Tier 1", [On("1", "Dr Amara Example", _LATER), On("1", "Dr Ben Example-Longer", _LATER)]),
    ("Lead", [On("lead", "Dr Chidi Example", _LATER)]),
]
_BUSY = _line(
    _board(open=True, until=_LATER, alarms=("The test call failed.",)),
    [
        _tile("Waiting on the telephone", 2, since=NOW - timedelta(minutes=4), href="/desk"),
        _tile("Nobody has taken", 14, since=NOW - 30 * _HOUR, href="/desk"),
        _tile("Call backs owed", 3, due=NOW - _HOUR, late=2, href="/desk"),
        _tile("Written questions to answer", 1, due=_LATER, href="/desk"),
        _tile("Records to write", 120, due=NOW - 50 * _HOUR, late=118, href="/desk"),
        _tile("Alerts that nobody has ended", 1, href="/alerts"),
    ],
    hours=[
        {"name": name, "hour": hour}
        for name, hour in zip(("9am", "10am", "1am again"), _HOURS, strict=True)
    ],
    on=_ON,
)
_DESERTED = _line(_board(key="other", name="Another line", open=True), [_tile("Nobody has taken")])
EMPTY: dict[str, Any] = {"as_of": NOW, "alarms": [], "lines": [_CALM]}
FULL: dict[str, Any] = {
    "as_of": NOW,
    "alarms": ["More was spent today than the limit."],
    "lines": [_BUSY, _DESERTED],
}
TODAY_CONTEXTS: Contexts = {
    "responder/today.html": (EMPTY, FULL),
    "responder/today_now.html": (EMPTY | {"lines": []}, FULL),
}
