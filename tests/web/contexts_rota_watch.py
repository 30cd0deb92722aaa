"""Contexts of the rota's gaps and its history, each as bare and as full as it may be."""

from datetime import timedelta
from typing import Any

from advice_line.errors import Problem
from tests.web.contexts_desk import Contexts
from tests.web.contexts_rota import LINES, at
from tests.web.contexts_rota_forms import AGAINST
from tests.web.contexts_rota_mine import WHY

GAP: dict[str, Any] = {
    "id": "G1",
    "what": "Nobody is on tier 1",
    "who": "Tier 1",
    "start": at(74),
    "end": at(77),
    "told": [
        {"at": at(-50), "names": "Ben Example"},
        {"at": at(-1), "names": "Ben Example, Dr Chidi Example"},
    ],
    "tells_at": at(50),
    "may_take": True,
    "href": "/rota/cover?line=hotdoc&tier=1",
    "breaches": (),
}
ALONE = GAP | {
    "id": "G3",
    "what": "One person is there alone",
    "who": "Tier 1, Dr Amara Example",
    "told": [],
    "may_take": False,
}
GAPS: dict[str, Any] = {
    "lines": LINES,
    "back": "/rota",
    "line": "hotdoc",
    "done": "You are on: tier 1 of Example Advice, Wednesday 25 November, 8am to 7pm.",
    "looked_at": at(-9),
    "behind": False,
    "gaps": [GAP, GAP | {"id": "G2", "breaches": AGAINST, "tells_at": None}],
    "others": [ALONE],
    "checks": [
        {
            "who": "Dr Amara Example",
            "starts_at": at(-6),
            "asked_at": at(-7),
            "state": "answered",
            "good": True,
        },
        {
            "who": "Ben Example",
            "starts_at": at(18),
            "asked_at": at(-1),
            "state": "no answer yet",
            "good": False,
        },
    ],
    "form_token": "t0ken",
    "problems": [Problem("reason-G2", "Say why this is done all the same.")],
}
MOMENT: dict[str, Any] = {
    "at": at(-30),
    "known_at": at(-50),
    "open": True,
    "closed_reason": None,
    "opening": WHY[:1],
    "duties": [
        {"tier": "Tier 1", "name": "Dr Amara Example", "away": False, "steps": WHY},
        {"tier": "Lead", "name": "Dr Chidi Example", "away": True, "steps": WHY[:1]},
    ],
}
HISTORY: dict[str, Any] = {
    "lines": LINES,
    "back": "/rota",
    "line": "hotdoc",
    "form": {"at": "2026-11-23T08:05", "as_known_at": "2026-11-22T12:00"},
    "moment": MOMENT,
    "changes": [
        {
            "at": at(0) - timedelta(days=2),
            "by": "by Ben Example",
            "made": ["By a cover: Dr Chidi Example, Tuesday 24 November 2026 at 8am to 1pm"],
            "ended": ["By a cover: Dr Farid Example, Tuesday 24 November 2026 at 8am to 1pm"],
        }
    ],
    "problems": [],
}
BARE_HISTORY = HISTORY | {
    "lines": [],
    "form": {"at": "whenever", "as_known_at": ""},
    "moment": None,
    "changes": [],
    "problems": [Problem("at", "Give a day and a time.")],
}
ROTA_WATCH_CONTEXTS: Contexts = {
    "rota/gaps.html": (
        GAPS
        | {
            "lines": [],
            "done": None,
            "looked_at": None,
            "behind": True,
            "gaps": [],
            "others": [],
            "checks": [],
            "problems": [],
        },
        GAPS,
    ),
    "rota/history.html": (BARE_HISTORY, HISTORY),
}
