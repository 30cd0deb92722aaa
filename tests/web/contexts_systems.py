"""Contexts of the office's page of clinical systems."""

from datetime import timedelta
from typing import Any

from tests.web.contexts_desk import Contexts
from tests.web.pieces import NOW

HOOK: dict[str, Any] = {
    "id": "H1",
    "whose": "Elm Road Surgery",
    "host": "records.elmroad.example.org",
    "told": "states, letters",
    "waiting": 0,
    "answered_at": NOW - timedelta(minutes=4),
    "failing_since": None,
    "why": None,
    "ended": None,
}
SILENT = HOOK | {
    "id": "H2",
    "waiting": 12,
    "failing_since": NOW - timedelta(hours=3),
    "why": "its certificate does not prove who it is",
}
KEY: dict[str, Any] = {
    "id": "K1",
    "whose": "Elm Road Surgery",
    "name": "Its record system",
    "may": "ask, read, fetch letters, acknowledge",
    "expires_at": NOW + timedelta(days=90),
    "last_used_at": NOW - timedelta(minutes=4),
    "good": True,
    "code_closed": False,
}

SYSTEMS_CONTEXTS: Contexts = {
    "coordinator/systems.html": (
        {"silent": [], "hooks": [], "keys": []},
        {
            "silent": [SILENT],
            "hooks": [
                HOOK,
                HOOK | {"id": "H3", "answered_at": None},
                HOOK | {"id": "H4", "ended": "It said that it is there no more"},
            ],
            "keys": [
                KEY | {"code_closed": True},
                KEY | {"id": "K2", "good": False, "last_used_at": None},
            ],
        },
    ),
}
