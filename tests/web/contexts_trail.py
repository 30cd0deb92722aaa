"""Contexts of who saw a query, and of the trail."""

from datetime import date, timedelta
from typing import Any

from tests.web.contexts_desk import Contexts
from tests.web.pieces import NOW

LOOK: dict[str, Any] = {
    "at": NOW - timedelta(minutes=4),
    "who": "Dr Amara Example",
    "role": "responder",
    "what": "The query's page",
    "why": "It was theirs",
}
SEEN: dict[str, Any] = {
    "reference": "K7Q2-M9FX",
    "path": "/desk/K7Q2-M9FX/seen",
    "more": True,
    "emptied": None,
    "looks": [LOOK, LOOK | {"who": "Elm Road Surgery, by its link", "role": None, "why": None}],
}
ROW: dict[str, Any] = {
    "at": NOW - timedelta(minutes=4),
    "who": "Dr Amara Example",
    "what": "The query's page",
    "path": "/desk/K7Q2-M9FX/seen",
    "reference": "K7Q2-M9FX",
    "about": "Advice 4F7A9C01D2E3B456",
    "chained": True,
}
GIVEN = dict.fromkeys(("person", "reference", "action", "start", "end"), "")
HEAD: dict[str, Any] = {
    "day": date(2026, 11, 23),
    "position": 48210,
    "put_at": NOW - timedelta(hours=9),
    "failure": None,
}

TRAIL_CONTEXTS: Contexts = {
    "governance/seen.html": (
        {
            "seen": SEEN
            | {"looks": [], "more": False, "emptied": {"at": NOW, "receipt": "4F7A9C01D2E3B456"}},
            "query": None,
            "trail": "/admin/trail",
        },
        {"seen": SEEN, "query": "/desk/K7Q2-M9FX", "trail": None},
    ),
    "governance/trail.html": (
        {
            "given": GIVEN,
            "people": [],
            "actions": [],
            "rows": [],
            "older": None,
            "file": None,
            "head": None,
            "waiting": False,
            "problems": (),
        },
        {
            "given": GIVEN | {"person": "responder:amara", "start": "2026-11-23"},
            "people": [{"value": "responder:amara", "label": "Dr Amara Example"}],
            "actions": [{"value": "looks", "label": "Every look at a record"}],
            "rows": [
                ROW,
                ROW | {"path": None, "reference": None, "about": None, "chained": False},
            ],
            "older": "/admin/trail?before=7",
            "file": "/admin/trail/file?",
            "head": HEAD,
            "waiting": True,
            "problems": (),
        },
    ),
    "governance/patient.html": (
        {"number": "", "found": None, "form_token": "token", "problems": ()},
        {"number": "999 000 0018", "found": [SEEN], "form_token": "token", "problems": ()},
    ),
}
