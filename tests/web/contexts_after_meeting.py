"""Contexts of what comes after a meeting, each as bare and as full as it may be."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from advice_line.education.certificates import note
from advice_line.education.certificates.credit import After, Own, Went
from advice_line.education.certificates.evaluating import Counted
from advice_line.errors import Problem
from tests.web.contexts_desk import Contexts
from tests.web.contexts_meetings import LINE
from tests.web.pieces import NOW
from tests.web.pieces import choices as some

AFTER = After(
    key="K1",
    name="Radiology and primary care",
    line=LINE,
    starts_at=NOW,
    ends_at=NOW + timedelta(hours=1),
    who="Dr Sam Example",
    length=None,
    lacking="You have not signed out.",
    learned=(),
    to_come=False,
    evaluated=None,
    now=NOW,
)
POINTS = (("Spine, MRI", "No film first."),)
THERE = replace(AFTER, length="1 hour", lacking=None, to_come=True, learned=POINTS)
DONE: dict[str, Any] = {
    "after": AFTER,
    "at": "/meet/K1",
    "done": None,
    "choices": {"useful": some(**{"5": "Very useful"}), "changes": some(yes="Yes", no="No")},
    "asked": note.ASKED,
    "form": {},
    "form_token": "t0ken",
}
WENT = Went("K1", "Radiology", NOW, NOW + timedelta(hours=1), "55 minutes")
FEW = Counted(
    id="M1",
    name="Radiology and primary care",
    line=LINE,
    starts_at=NOW,
    ends_at=NOW + timedelta(hours=1),
    small=5,
    enough=False,
    total=None,
    useful=(),
    changes=(),
    better=(),
    now=NOW,
)
MANY = replace(
    FEW,
    enough=True,
    total=7,
    useful=(("Very useful", "7"), ("Useful", "not shown")),
    changes=(("Yes", "not shown"), ("No", "not shown")),
    better=("A larger room.",),
)
CREDIT_CONTEXTS: Contexts = {
    "meetings/after.html": (
        DONE,
        DONE
        | {
            "after": THERE,
            "done": "evaluated",
            "form": {"useful": "5", "changes": "yes"},
            "problems": [Problem("useful", "Choose."), Problem("learned", "Write it.")],
        },
    ),
    "meetings/mine.html": (
        {"own": Own((), "0 minutes", NOW), "back": "/meetings", "room": "/meet"},
        {
            "own": Own((WENT, replace(WENT, length=None)), "55 minutes", NOW),
            "back": "/meetings",
            "room": "/meet",
        },
    ),
    "meetings/evaluation.html": (
        {"counted": FEW, "back": "/meetings/M1/minutes"},
        {"counted": MANY, "back": "/meetings/M1/minutes"},
    ),
}
