"""Contexts of the rota's files, calendars, proposals and figures, as bare and as full as may be."""

from datetime import date
from typing import Any

from advice_line.errors import Problem
from advice_line.staffing.plans.planned import Figures
from tests.web.contexts_desk import Contexts
from tests.web.contexts_rota import LINES, at, link
from tests.web.contexts_rota_forms import AGAINST, PEOPLE, TIERS

PERIOD = {"first_day": "2026-11-24", "last_day": "2027-01-19"}
FILES: dict[str, Any] = {
    "lines": LINES,
    "back": "/rota",
    "line": "hotdoc",
    "done": "The address is below.",
    "form": PERIOD | {"sessions": "AM 08:00-13:00", "url": "http://x", "tier": "1"},
    "feeds": [
        {
            "id": "F1",
            "made_by": "Ben Example",
            "made_at": at(-400),
            "last_read_at": at(-1),
            "address": "https://advice.example.org/rota/feed/s3cret.ics",
        },
        {
            "id": "F2",
            "made_by": "",
            "made_at": at(-500),
            "last_read_at": None,
            "address": None,
        },
    ],
    "may_import": True,
    "sources": [
        {
            "id": "S1",
            "words": "Tier 1: calendar.example.org, 12 shifts to come",
            "failure": "The calendar did not answer within 10 seconds.",
            "notes": ['"AX, on call" names nobody known here.'],
            "last_good_at": at(-26),
        },
        {
            "id": "S2",
            "words": "Lead: rota.example.org, 1 shift to come",
            "failure": None,
            "notes": [],
            "last_good_at": None,
        },
    ],
    "tiers": TIERS,
    "form_token": "t0ken",
    "problems": [
        Problem("last_day", "The end must come after the beginning."),
        Problem("file", "Choose a CSV or XLSX file."),
        Problem("sessions", '"AM 08:00-13:00" names no times.'),
        Problem("url", "Give an address that begins with https://."),
    ],
}
NOTES = [
    {"row": 4, "column": "who", "message": '"AX" is nobody known; write a key or initials.'},
    {"row": 9, "column": "", "message": "The same shift stands in row 3; it is taken once."},
]
IMPORT: dict[str, Any] = {
    "back": link("/rota/files", "Files and calendars"),
    "here": "/rota/import/i1",
    "line_name": "Example Radiology Advice",
    "shape": "a grid of days and sessions",
    "state": "open",
    "good": 2,
    "wrong": NOTES[:1],
    "notes": NOTES[1:],
    "shifts": [
        {
            "rows": "2, 3",
            "tier": "Tier 1",
            "who": "Dr Amara Example",
            "start": at(200),
            "end": at(205),
            "change": "new",
        },
    ],
    "form": {"reason": ""},
    "breaches": AGAINST,
    "form_token": "t0ken",
    "problems": [
        Problem("rows", "1 row has a problem. Mend the file, or import the good shifts only."),
        Problem("reason", "Say why this is done all the same."),
    ],
}
BARE_IMPORT = IMPORT | {
    "good": 1,
    "wrong": [],
    "notes": [],
    "shifts": IMPORT["shifts"][:1],
    "breaches": [],
    "problems": [],
}
FIGURES = [
    Figures("amara", "Dr Amara Example", 31, 186.5, 4, 2, 1, 5, proposed=3),
    Figures("ben", "Ben Example", 22, 132.0, 2, 0, 1, 0, proposed=1),
]
CHARTS = [
    {
        "title": "Sessions",
        "counts": "Number of sessions",
        "rows": [
            {"label": "Dr Amara Example", "count": "31", "share": 100},
            {"label": "Ben Example", "count": "22", "share": 71},
        ],
    }
]
UNSOCIAL = (
    "Unsocial ones lie by more than half of their time outside 9am to 5pm, on weekends or on bank"
    " holidays."
)
FAIRNESS: dict[str, Any] = {
    "lines": LINES,
    "back": "/rota",
    "line": "hotdoc",
    "form": PERIOD,
    "unsocial": UNSOCIAL,
    "charts": CHARTS,
    "figures": FIGURES,
    "problems": [],
}
PLAN: dict[str, Any] = {
    "lines": LINES,
    "back": "/rota",
    "line": "hotdoc",
    "form": PERIOD | {"tier_1": "yes", "tier_2": "yes"},
    "unsocial": UNSOCIAL,
    "tiers": TIERS,
    "form_token": "t0ken",
    "problems": [Problem("last_day", "The last day must not come before the first.")],
}
SESSION: dict[str, Any] = {
    "slot": "p1",
    "tier": "Tier 1",
    "start": at(200),
    "end": at(205),
    "unsocial": True,
    "person": "ben",
    "name": "Ben Example",
    "why": "Ben Example has the fewest sessions of the four who could take it.",
    "edited": True,
    "people": PEOPLE,
    "others": ["Dr Amara Example is away.", "Dr Chidi Example is on duty already."],
    "breaches": tuple(AGAINST[:1]),
}
EMPTY = SESSION | {
    "slot": "p2",
    "person": None,
    "name": None,
    "why": "Nobody can take it: everybody is away.",
    "unsocial": False,
    "edited": False,
    "others": [],
    "breaches": (),
}
PROPOSAL: dict[str, Any] = {
    "back": link("/rota/plan", "Plan a period"),
    "here": "/rota/plan/x1",
    "line_name": "Example Radiology Advice",
    "first_day": date(2026, 12, 1),
    "last_day": date(2027, 1, 31),
    "state": "open",
    "solver": "all sessions together, by OR-Tools",
    "filled": 1,
    "sessions": [SESSION, EMPTY],
    "charts": CHARTS,
    "figures": FIGURES,
    "form": {"reason": ""},
    "breaches": AGAINST,
    "form_token": "t0ken",
    "problems": [Problem("reason", "Say why this is done all the same.")],
}
BARE_PROPOSAL = PROPOSAL | {
    "state": "moved",
    "filled": 0,
    "sessions": [],
    "charts": [],
    "figures": [],
    "breaches": [],
    "problems": [],
}
ROTA_FILE_CONTEXTS: Contexts = {
    "rota/files.html": (
        FILES
        | {
            "lines": [],
            "done": None,
            "form": PERIOD,
            "feeds": [],
            "may_import": False,
            "sources": [],
            "problems": [],
        },
        FILES,
    ),
    "rota/import.html": (BARE_IMPORT, IMPORT),
    "rota/fairness.html": (
        FAIRNESS | {"lines": [], "charts": [], "figures": []},
        FAIRNESS | {"problems": [Problem("first_day", "Give a day.")]},
    ),
    "rota/plan.html": (PLAN | {"lines": [], "problems": []}, PLAN),
    "rota/proposal.html": (BARE_PROPOSAL, PROPOSAL),
}
