"""Contexts of a call that is going on."""

from datetime import timedelta
from typing import Any

from tests.web.contexts_desk import Contexts
from tests.web.pieces import NOW, choices

CALL: dict[str, Any] = {
    "path": "/desk/K7Q2-M9FX",
    "reference": "K7Q2-M9FX",
    "asked_by": "Elm Road Surgery",
    "reason": "a patient is waiting",
    "live": True,
    "stage": "The caller is on hold",
    "heard_of_at": None,
    "held": True,
    "held_until": NOW + timedelta(minutes=3),
    "asking": False,
    "minutes": 4,
    "mine": True,
    "host": True,
    "owner": "Dr Amara Example",
    "asked": [{"words": "Ben Example did not answer", "at": NOW, "waiting": False}],
    "others": ["H3PW-90AC", "Q2ZZ-81FT"],
    "recorded": True,
    "paused": True,
    "recording_changes": True,
    "can_write": True,
    "can_ring_back": True,
    "shows": "choose",
}
BARE_CALL = CALL | {
    "asked_by": "A withheld number",
    "reason": None,
    "stage": "You are talking",
    "heard_of_at": NOW - timedelta(minutes=6),
    "held": False,
    "held_until": None,
    "mine": False,
    "owner": None,
    "asked": [],
    "others": [],
    "paused": False,
    "recording_changes": False,
    "can_write": False,
    "can_ring_back": False,
}
NOW_BARE = {"call": BARE_CALL, "form_token": "t0ken"}
NOW_FULL = {"call": CALL, "form_token": "t0ken"}
CHOSEN = {
    "people": choices(ben="Ben Example (on duty; answers about msk, chest)"),
    "who": "ben",
    "tags": choices(chest="chest", msk="msk"),
    "tag": "",
    "outside_of": None,
}
CALL_CONTEXTS: Contexts = {
    "responder/call_now.html": (NOW_BARE, NOW_FULL),
    "responder/call.html": (
        NOW_BARE | {"people": [], "who": "", "tags": [], "tag": "", "outside_of": "msk"},
        NOW_FULL | CHOSEN,
    ),
}
