"""Contexts of what the watch of the rota leads to."""

from typing import Any

from advice_line.web.take_gap import Gap
from tests.web.contexts_desk import Contexts

MORNING = Gap("F1", "Example Radiology Advice", "Tuesday 24 November, 8am to 1pm")
AFTERNOON = Gap("F2", "Example Radiology Advice", "Tuesday 24 November, 1pm to 7pm")
TAKE: dict[str, Any] = {
    "person": "Dr Chidi Example",
    "gaps": [],
    "taken": None,
    "notes": (),
    "action": "/rota/take/tok",
    "form_token": "t0ken",
}
TAKEN = TAKE | {
    "gaps": [AFTERNOON],
    "taken": MORNING,
    "notes": ("Dr Chidi Example is away then.",),
}
WATCH_CONTEXTS: Contexts = {"rota/take.html": (TAKE, TAKEN)}
