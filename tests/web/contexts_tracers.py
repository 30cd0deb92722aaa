"""Contexts of the pages that ask what came of advice, as bare and as full as they may be."""

from datetime import timedelta
from typing import Any

from advice_line.errors import Problem
from tests.web.contexts_desk import Contexts
from tests.web.contexts_letter import letter
from tests.web.contexts_signin import CODE, EXPIRED
from tests.web.pieces import NOW, choices

LINE = {"name": "Example Radiology Advice", "number": "+441632960000"}
SAID = {
    "words": "Not known yet",
    "source": "you",
    "at": NOW - timedelta(days=1),
    "more": (),
    "found": None,
    "feedback": None,
}
FULL_SAID = SAID | {
    "words": "Not done: the patient did not come",
    "source": "the radiology office, from the radiology system (Dr Chidi Example)",
    "more": ("Done on 3 December 2026", "A referral was avoided"),
    "found": "A disc at L5",
    "feedback": "Thank you",
}
TYPED = {"outcome": "", "reason": "", "avoided": "", "found": "", "feedback": "", "done_on": ""}
REASONS = choices(not_arranged="Nobody has arranged it", other="Another reason")
ASKED: dict[str, Any] = {
    "id": "TR1",
    "reference": "K7Q2-M9FX",
    "advised_at": NOW - timedelta(days=30),
    "patient": letter().patient,
    "version": 1,
    "advice": "MRI lumbar spine.",
    "said": [SAID],
    "typed": TYPED,
    "corrects": None,
}
ANSWERED = ASKED | {
    "id": "TR3",
    "reference": "H3PW-90AC",
    "said": [FULL_SAID],
    "corrects": "AN1",
}
PAGE: dict[str, Any] = {
    "here": "/you/tracers/tok",
    "line": LINE,
    "practice": False,
    "asked": [],
    "answered": [],
    "reasons": REASONS,
    "avoided": choices(imaging="Imaging", neither="Neither"),
    "form_token": "t0ken",
    "problems": [],
}
CLOSED: dict[str, Any] = {
    "here": "/you/tracers/tok",
    "line": LINE,
    "sent_to": "el…@example.org",
    "by_text": False,
    "sends": True,
    "expired": False,
    "days": 60,
    "form_token": "t0ken",
}
LISTED: dict[str, Any] = {
    "path": "/admin/tracers/TR1",
    "reference": "K7Q2-M9FX",
    "organisation": "Elm Road Surgery",
    "advised_at": NOW - timedelta(days=30),
    "asked_at": NOW - timedelta(days=1),
    "next_at": NOW + timedelta(days=59),
    "why": None,
    "said": [SAID],
}
BARE_LISTED = LISTED | {
    "path": "/admin/tracers/TR2",
    "reference": "H3PW-90AC",
    "organisation": None,
    "asked_at": None,
    "next_at": None,
    "why": "Nobody has answered",
    "said": [],
}
ONE: dict[str, Any] = {
    "tracer": BARE_LISTED,
    "answered": True,
    "patient": None,
    "test": None,
    "form": TYPED,
    "outcomes": choices(done="Done as advised", not_done="Not done"),
    "reasons": REASONS,
    "form_token": "t0ken",
    "problems": [],
}
_HERE = "/you/tracers/tok"
# The same pages ask for another code, and for a fresh link.
ALSO: list[tuple[str, dict[str, Any]]] = [
    (
        "requester/code.html",
        CODE | {"here": _HERE, "action": f"{_HERE}/open", "again": f"{_HERE}/code"},
    ),
    ("public/link_expired.html", EXPIRED | {"action": f"{_HERE}/fresh"}),
]
TRACER_CONTEXTS: Contexts = {
    "requester/tracers_closed.html": (CLOSED | {"expired": True}, CLOSED | {"by_text": True}),
    "requester/tracers.html": (
        PAGE,
        PAGE
        | {
            "practice": True,
            "asked": [
                ASKED | {"typed": TYPED | {"found": "A disc", "avoided": "imaging"}},
                ASKED | {"id": "TR2", "reference": "W2HJ-6KQ8", "patient": None, "said": []},
            ],
            "answered": [ANSWERED],
            "problems": [
                Problem("reason-TR1", "Choose why it was not done, then press once more."),
                Problem("outcome-TR2", "Press what came of it."),
            ],
        },
    ),
    "coordinator/tracers.html": (
        {"unanswered": [], "waiting": []},
        {"unanswered": [BARE_LISTED], "waiting": [LISTED]},
    ),
    "coordinator/tracer.html": (
        ONE,
        ONE
        | {
            "tracer": LISTED,
            "answered": False,
            "patient": letter().patient,
            "test": "MRI lumbar spine",
            "problems": [Problem("done_on", "Write the day on which it was done.")],
        },
    ),
}
