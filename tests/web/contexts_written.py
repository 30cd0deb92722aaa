"""Contexts of a written question on its page, and of what is looked over before it leaves."""

from datetime import date, timedelta
from typing import Any

from advice_line.desk.staff.who_asks import WhoAsks
from tests.web.contexts_desk import Contexts
from tests.web.contexts_record import QUERY, RECORD
from tests.web.pieces import NOW, choices

FILES = [
    {"name": "film.png", "href": "/desk/K7Q2-M9FX/files/7KQ2", "note": "PNG, 812 kB"},
    {"name": "notes.docm", "href": None, "note": "of a kind that is not taken: not kept"},
]
_STEP: dict[str, Any] = {"mark": "", "text": None, "inside": False, "files": []}
STEPS = [
    _STEP
    | {
        "words": "Elm Road Surgery wrote (email)",
        "at": NOW - timedelta(hours=2),
        "text": "A mass on the chest film. What next?",
        "files": FILES,
    },
    _STEP
    | {"words": "Dr Amara Example claimed it", "at": NOW - timedelta(hours=1), "mark": "done"},
    _STEP
    | {
        "words": "Ben Example noted, among colleagues",
        "at": NOW - timedelta(minutes=50),
        "text": "Seen last week.",
        "inside": True,
    },
    _STEP
    | {
        "words": "Ben Example could not take it: it stayed with Dr Amara Example",
        "at": NOW - timedelta(minutes=40),
        "mark": "bad",
    },
]
_PROMISED: dict[str, Any] = {
    "by": "Dr Amara Example",
    "made_at": NOW - timedelta(minutes=30),
    "due_at": NOW + timedelta(days=2),
    "reason": "needs a specialist opinion",
    "words": "I want to ask our chest radiologist first.",
    "state": "",
}
LATER: dict[str, Any] = {
    "promised": [_PROMISED | {"state": "put off once more", "words": None}, _PROMISED],
    "may_promise": True,
    "reasons": choices(specialist="needs a specialist opinion"),
    "typed": {"later_until": "2026-11-26T12:00", "later_reason": "specialist"},
}
WRITTEN: dict[str, Any] = {
    "by": "email",
    "asker": WhoAsks(
        name="Kit Example",
        role="Practice nurse",
        registration="NMC 99A0001E",
        supervising_gp="Dr Sam Example",
        organisation="Moor End Surgery",
        listed=False,
        number="+441632960199",
        email="sam@example.org",
    ),
    "without_us": "Requested imaging. A CT",
    "words": "A mass on the chest film. What next?",
    "unwritten": False,
    "mail": "/desk/K7Q2-M9FX/mail",
    "proven": False,
    "files": FILES,
    "steps": STEPS,
    "due_at": NOW - timedelta(minutes=5),
    "late": True,
    "waited": {"asked_at": NOW - timedelta(minutes=30), "due_at": NOW + timedelta(hours=3)},
    "way": "by email to sam@example.org (a link to your words: no more may go there)",
    "offered": {
        "giver": "Dr Amara Example",
        "to": "Ben Example",
        "reason": "needs a specialist opinion",
        "words": "He knows these films.",
        "until": NOW + timedelta(minutes=30),
        "mine": True,
        "may_accept": True,
        "may_decline": True,
    },
    "pass_on_to": choices(
        anybody="Whoever is on and in whose scope it is", ben="Ben Example (chest, on now)"
    ),
    "reasons": choices(specialist="needs a specialist opinion", other="another reason"),
    "tags": choices(chest="chest", msk="musculoskeletal imaging"),
    "typed": {"ask_back": "Is there a pacemaker?", "note": "", "pass_reason": "specialist"},
}
ASK_BACK: dict[str, Any] = {
    "path": "/desk/K7Q2-M9FX",
    "reference": "K7Q2-M9FX",
    "asker": "Dr Rowan Hill",
    "goes": "by email to sam@example.org (the words themselves)",
    "words": "Is there a pacemaker?",
    "patient": {
        "name": "Test Patient",
        "date_of_birth": date(1980, 3, 31),
        "number": "9990000018",
    },
    "form_token": "t0ken",
}
LOOK_OVER: dict[str, Any] = {
    "query": QUERY | {"wrote": True},
    "asker": "Dr Rowan Hill",
    "addendum_reason": "Earlier images became available",
    "differs_because": "Newborn",
    "basis": ["Images seen: CT 2 October 2026."],
    "patient": ASK_BACK["patient"],
    "question": "A mass on the chest film. What next?",
    "advice": "CT of the chest.",
    "test": "CT chest",
    "who_does_what": "The practice: CT chest, by 8 December 2026",
    "guideline": "NG12 1.1.1",
    "urgency_set": "URGENT",
    "for_patient": "The scan shows what it is.",
    "safety": ["Pregnancy: no"],
    "sends_to": "Elm Road Surgery",
    "closed": None,
    "hears": "by email at sam@example.org",
    "fields": [("version", "0"), ("patient_name", "Test Patient"), ("form_token", "t0ken")],
    "form_token": "t0ken",
}
# The record of what came in writing has another button than that of a call.
ALSO: list[tuple[str, dict[str, Any]]] = [
    ("responder/record.html", RECORD | {"query": QUERY | {"wrote": True}})
]
_BARE: dict[str, Any] = {
    "addendum_reason": None,
    "differs_because": None,
    "basis": [],
    "patient": None,
    "test": None,
    "who_does_what": None,
    "guideline": None,
    "urgency_set": None,
    "for_patient": None,
    "safety": [],
}
WRITTEN_CONTEXTS: Contexts = {
    "responder/look_over.html": (
        LOOK_OVER | _BARE | {"sends_to": None, "closed": "Elm Road Surgery", "hears": None},
        LOOK_OVER,
    ),
    "responder/ask_back.html": (ASK_BACK | {"asker": None, "patient": None}, ASK_BACK),
}
