"""Contexts of the pages of patterns, each as bare and as full as it may be."""

from datetime import date
from typing import Any

from advice_line.errors import Problem
from tests.web.contexts_desk import Contexts
from tests.web.contexts_rota import LINES, link
from tests.web.contexts_rota_forms import AGAINST, PEOPLE, TIERS
from tests.web.pieces import choices

SESSIONS = [
    "Week 1, Mon-Fri, 08:00-13:00, tier 1: Dr Amara Example",
    "Week 2, Mon-Fri, 08:00-19:00, tier 1: Ben Example, supervised by Dr Amara Example",
]
PATTERNS: dict[str, Any] = {
    "lines": LINES,
    "back": "/rota",
    "line": "hotdoc",
    "done": "Saved. What was before that day stays as it was.",
    "patterns": [
        {
            "key": "weekdays",
            "href": "/rota/pattern?key=weekdays",
            "pieces": [
                {
                    "first": date(2026, 3, 2),
                    "last": date(2027, 1, 12),
                    "weeks": 2,
                    "sessions": SESSIONS,
                },
                {"first": date(2027, 1, 13), "last": None, "weeks": 1, "sessions": SESSIONS[:1]},
            ],
        },
        {"key": "saturdays", "href": "/rota/pattern?key=saturdays", "pieces": []},
    ],
    "new": "/rota/pattern?line=hotdoc",
    "version": "7.abc",
    "form": {"key": "weekdays", "last_day": ""},
    "form_token": "t0ken",
    "problems": [Problem("last_day-weekdays", "Give the last day on which it holds.")],
}
FIRST: dict[str, Any] = {
    "number": 1,
    "name": "s1",
    "given": {
        "week": "1",
        "days": "mon-fri",
        "time": "08:00-13:00",
        "tier": "1",
        "turns": "together",
        "supervisor": "",
    },
    "who": ["amara", ""],
    "words": SESSIONS[0],
    "open": False,
}
SECOND = FIRST | {
    "number": 2,
    "name": "s2",
    "given": FIRST["given"] | {"days": "mon-fry", "turns": "week", "supervisor": "amara"},
    "who": ["amara", "ben", "chidi", "ben", ""],
    "words": None,
    "open": True,
}
PATTERN: dict[str, Any] = {
    "back": link("/rota/patterns", "Patterns"),
    "line": "hotdoc",
    "line_name": "Example Radiology Advice",
    "known": False,
    "form": {"from_day": "2026-11-24", "valid_from": "2026-11-23", "cycle_weeks": "1"},
    "rows": [FIRST | {"given": {}, "who": ["", ""], "words": None, "open": True}],
    "tiers": TIERS,
    "turns": choices(together="All of them at once", week="In turn, a week each"),
    "people": PEOPLE,
    "radiologists": PEOPLE[:1],
    "breaches": [],
    "version": "7.abc",
    "form_token": "t0ken",
    "problems": [],
}
FULL_PATTERN = PATTERN | {
    "known": True,
    "form": PATTERN["form"] | {"key": "weekdays", "cycle_weeks": "2", "reason": "From January"},
    "rows": [FIRST, SECOND],
    "breaches": AGAINST,
    "problems": [
        Problem("s2-days", '"fry" in "mon-fry" is not a weekday.'),
        Problem("reason", "Say why this is done all the same."),
    ],
}
ROTA_PATTERN_CONTEXTS: Contexts = {
    "rota/patterns.html": (
        PATTERNS | {"lines": [], "done": None, "patterns": [], "form": {}, "problems": []},
        PATTERNS,
    ),
    "rota/pattern.html": (PATTERN, FULL_PATTERN),
}
