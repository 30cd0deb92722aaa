"""Contexts of a person's own shifts, each as bare and as full as it may be."""

from datetime import date, timedelta
from typing import Any

from advice_line.errors import Problem
from tests.web.contexts_desk import Contexts
from tests.web.contexts_rota import SHIFT, at, link
from tests.web.contexts_rota_forms import AGAINST, PEOPLE
from tests.web.pieces import choices

REQUEST: dict[str, Any] = {
    "id": "R1",
    "words": "Dr Amara Example asks: can you take this?",
    "when": "Wednesday 25 November 2026, 8am to 1pm, tier 1",
    "in_return": None,
    "state": "open",
    "open": True,
    "waiting_for": None,
    "answer_by": None,
    "may_accept": True,
    "may_withdraw": False,
    "breaches": (),
}
OWN_REQUEST = REQUEST | {
    "id": "R3",
    "words": "To swap (Ben Example)",
    "in_return": "Friday 27 November 2026, 1pm to 7pm, tier 1",
    "waiting_for": "Dr Farid Example",
    "answer_by": at(3),
    "may_accept": False,
    "may_withdraw": True,
}
LONG_NAME = "Dr Wilhelmina-Alexandrina Featherstonehaugh-Cholmondeley takes it"
ROW: dict[str, Any] = {
    "href": SHIFT,
    "day": date(2026, 11, 24),
    "times": "8am to 1pm",
    "where": "Tier 1, Example Radiology Advice",
    "how": None,
    "state": "now",
}
MINE: dict[str, Any] = {
    "done": "Asked. You stay on the rota until somebody says yes.",
    "to_me": [REQUEST, REQUEST | {"id": "R2", "breaches": AGAINST}],
    "mine": [
        OWN_REQUEST,
        OWN_REQUEST | {"id": "R4", "state": LONG_NAME, "open": False, "may_withdraw": False},
    ],
    "on_now": [
        {"href": SHIFT, "tier": "Tier 1", "line": "Example Radiology Advice", "until": at(4)}
    ],
    "paused_until": None,
    "pauses": choices(**{"30": "30 minutes", "60": "1 hour", "120": "2 hours"}),
    "weeks": [
        {
            "label": "23 to 29 November 2026",
            "shifts": [
                ROW,
                ROW | {"day": date(2026, 11, 25), "state": "asked"},
                ROW | {"day": date(2026, 11, 27), "state": "", "how": "swap"},
            ],
        },
        {
            "label": "30 November to 6 December 2026",
            "shifts": [ROW | {"day": date(2026, 12, 1), "state": ""}],
        },
    ],
    "away": [{"key": "a1", "words": "Leave", "start": at(300), "end": at(400)}],
    "feed": {"id": "f1", "address": "https://advice.example.org/rota/feed/s3cret.ics"},
    "form_token": "t0ken",
    "problems": [
        Problem("reason-R2", "Say why this is done all the same."),
        Problem("until", "Give the day and the time from which you may be rung again."),
    ],
}
BARE_MINE = MINE | {
    "done": None,
    "to_me": [],
    "mine": [],
    "paused_until": at(0.5),
    "weeks": [],
    "away": [],
    "feed": None,
    "problems": [],
}
FIELDS = [
    ("line", "hotdoc"),
    ("tier", "1"),
    ("person", "amara"),
    ("at", "2026-11-24T08:00:00Z"),
    ("start", "2026-11-24T08:00:00Z"),
    ("end", "2026-11-24T13:00:00Z"),
]
WHOSE: dict[str, Any] = {
    "name": "Dr Amara Example",
    "mine": True,
    "on_now": False,
    "tier": "Tier 1",
    "line": "Example Radiology Advice",
    "start": at(18),
    "end": at(23),
    "how": "swap",
    "supervisor": "Dr Chidi Example",
    "fields": FIELDS,
}
WHY = [
    {
        "words": "By the pattern “weekdays”",
        "by": "by the setup file",
        "at": at(-2000),
        "reason": None,
    },
    {
        "words": "Dr Amara Example instead of Ben Example, by a swap",
        "by": "by Ben Example, agreed by Dr Amara Example",
        "at": at(0) - timedelta(days=2),
        "reason": "Meeting",
    },
]
OWN_SHIFT: dict[str, Any] = {
    "back": link("/rota/mine", "My shifts"),
    "shift": WHOSE,
    "why": WHY,
    "may_ask": True,
    "at_once": False,
    "ask": "/rota/mine/ask",
    "part": {"start": "2026-11-25T08:00", "end": "2026-11-25T13:00"},
    "people": PEOPLE[1:],
    "swap_href": "/rota/mine/swap?line=hotdoc",
    "away_href": "/rota/mine/away",
    "cover_href": "/rota/cover?line=hotdoc",
    "absence_href": "/rota/absence?person=amara",
    "may_take_over": False,
    "undo": {"action": "/rota/take-over/abc/end", "label": "Give it back"},
    "breaches": [],
    "form_token": "t0ken",
    "problems": [Problem("end", "They are not on that tier for all of it.")],
}
ELSES = OWN_SHIFT | {
    "shift": WHOSE | {"mine": False, "on_now": True, "how": None, "supervisor": None},
    "why": [],
    "ask": "/rota/ask",
    "swap_href": None,
    "away_href": None,
    "cover_href": None,
    "absence_href": None,
    "may_take_over": True,
    "undo": None,
    "breaches": AGAINST,
    "problems": [],
}
SWAP: dict[str, Any] = {
    "back": link(SHIFT, "Your shift"),
    "given": "Wednesday 25 November 2026, 8am to 1pm, tier 1",
    "colleagues": [
        {"name": "Ben Example", "href": "/rota/mine/swap?of=ben", "current": True},
        {"name": "Dr Chidi Example", "href": "/rota/mine/swap?of=chidi", "current": False},
    ],
    "chosen": "ben",
    "theirs": choices(
        **{
            "1,2026-11-27T13:00:00Z,2026-11-27T19:00:00Z": "Friday 27 November 2026, 1pm to 7pm",
            "2,2026-11-30T08:00:00Z,2026-11-30T13:00:00Z": "Monday 30 November 2026, 8am to 1pm",
        }
    ),
    "fields": FIELDS,
    "form_token": "t0ken",
}
ROTA_MINE_CONTEXTS: Contexts = {
    "rota/swap.html": (SWAP | {"chosen": None, "theirs": []}, SWAP),
    "rota/mine.html": (BARE_MINE, MINE),
    "rota/shift.html": (ELSES, OWN_SHIFT),
}
