"""Contexts of liaison with practices, each as bare and as full as it may be."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from advice_line.desk.welcome.door import Practice
from advice_line.directory.liaison import Entry
from advice_line.errors import Problem
from advice_line.guidance_kinds import LiaisonKind
from advice_line.web import liaison
from advice_line.web.labels import choices
from tests.web.contexts_desk import Contexts
from tests.web.pieces import NOW
from tests.web.pieces import choices as some

ENTRY = Entry(
    id="E1",
    kind=LiaisonKind.VISIT,
    on_day=date(2026, 11, 20),
    practice="Elm Road Surgery",
    person="Dr Chidi Example",
    met="Dr Rowan Hill",
    said="Letters arrive late on Fridays.",
    action="Look at the times of the post.",
    action_owner="Dr Amara Example",
    action_by=date(2026, 11, 22),
    done_at=None,
    done_by=None,
    late=True,
)
LOG: dict[str, Any] = {
    "line": "hotdoc",
    "line_name": "Example Radiology Advice",
    "lines": [],
    "done": None,
    "to_do": [],
    "entries": [],
    "kinds": liaison.KINDS,
    "form": {"on_day": "2026-11-24"},
    "choices": {
        "kinds": choices(liaison.KINDS),
        "people": some(amara="Dr Amara Example"),
    },
    "welcome": "/admin/welcome",
    "form_token": "t0ken",
}
PRACTICE = Practice("Y99001", "Elm Road Surgery", "elmroad@example.org", NOW)
SHEET = {"href": "/admin/welcome/sheet.pdf?line=hotdoc&practice=Y99001"}
WELCOME: dict[str, Any] = {
    "line": "hotdoc",
    "line_name": "Example Radiology Advice",
    "lines": [],
    "done": None,
    "wanted": "",
    "generic": "/admin/welcome/sheet.pdf?line=hotdoc",
    "contact": "/welcome/hotdoc/contact.vcf",
    "practices": [],
    "more": 0,
    "mails": True,
    "log": "/admin/liaison",
    "form_token": "t0ken",
}
LIAISON_CONTEXTS: Contexts = {
    "coordinator/liaison.html": (
        LOG,
        LOG
        | {
            "done": "written",
            "to_do": [ENTRY],
            "entries": [
                ENTRY,
                replace(ENTRY, practice=None, done_at=NOW, done_by="Dr Amara Example", late=False),
            ],
            "problems": [Problem("said", "Write what was said.")],
        },
    ),
    "coordinator/welcome.html": (
        WELCOME,
        WELCOME
        | {
            "done": "sent",
            "wanted": "Elm",
            "practices": [
                vars(PRACTICE) | SHEET,
                vars(replace(PRACTICE, email=None, sent_at=NOW - timedelta(days=3))) | SHEET,
            ],
            "more": 3,
            "problems": [Problem("practice", "It has no address on file.")],
        },
    ),
}
