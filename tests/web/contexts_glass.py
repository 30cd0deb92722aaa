"""Contexts of the pages of a broken glass, as bare and as full as they may be."""

from datetime import timedelta
from typing import Any

from advice_line.desk.glass.door import Look
from advice_line.errors import Problem
from tests.web.contexts_desk import Contexts
from tests.web.pieces import NOW

BEHIND: dict[str, Any] = {
    "reference": "K7Q2-M9FX",
    "until": NOW + timedelta(minutes=30),
    "received_at": NOW - timedelta(hours=2),
    "owner": None,
    "patient": None,
    "requester": None,
    "question": None,
    "versions": [],
}
FULL_BEHIND = BEHIND | {
    "owner": "Dr Amara Example",
    "patient": {
        "patient_name": "Edith Larkspur",
        "date_of_birth": (NOW - timedelta(days=27000)).date(),
        "nhs_number": "9990000018",
    },
    "requester": {"requester_name": "Dr Rowan Hill", "requester_role": "GP"},
    "question": {"question": "Night pain in the back for six weeks.\nPlain film or MRI?"},
    "versions": [
        {
            "version": 1,
            "author": "Dr Amara Example",
            "signed_at": NOW - timedelta(hours=1),
            "advice": "MRI of the lumbar spine.",
        }
    ],
}
LOOK = Look(
    id="7KQ2M9FX7KQ2M9FX",
    reference="K7Q2-M9FX",
    line="Example Radiology Advice",
    by="Olu Example",
    mine=False,
    opened_at=NOW - timedelta(minutes=20),
    reason="Incident 4711: who was told what on Friday evening, and when.",
    seen_by=None,
    seen_at=None,
)
OWN = Look(**(vars(LOOK) | {"id": "7KQ2M9FX7KQ2M9FY", "mine": True}))
SEEN = Look(
    **(vars(LOOK) | {"id": "7KQ2M9FX7KQ2M9FZ", "seen_by": "Dr Chidi Example", "seen_at": NOW})
)
WORDS = [
    {"at": NOW - timedelta(hours=2), "by": None, "words": "She cannot sleep for it."},
    {"at": NOW - timedelta(hours=1), "by": "Ben Example", "words": "Rang at noon."},
]
FORM: dict[str, Any] = {
    "typed": {"reference": "", "reason": ""},
    "minutes": 30,
    "form_token": "t0ken",
    "problems": [],
}
GLASS_CONTEXTS: Contexts = {
    "glass/form.html": (
        FORM,
        FORM
        | {
            "typed": {"reference": "K7Q2-M9FX", "reason": "An incident."},
            "problems": [Problem("reason", "Say why you have to see this query.")],
        },
    ),
    "glass/query.html": (
        {"behind": BEHIND, "state": "Waiting", "words": []},
        {
            "behind": FULL_BEHIND,
            "state": "Advised",
            "words": WORDS,
        },
    ),
    "glass/looks.html": (
        {"unseen": [], "seen": [], "may_break": False, "form_token": "t0ken"},
        {"unseen": [LOOK, OWN], "seen": [SEEN], "may_break": True, "form_token": "t0ken"},
    ),
}
