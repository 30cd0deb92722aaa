"""Contexts of the pages of the service's people, each as bare and as full as it may be."""

from datetime import date
from typing import Any

from advice_line.directory.people.held_roles import Holder
from advice_line.errors import Problem
from advice_line.web.lines import LineChoice
from advice_line.web.rendering import Choice
from tests.web.contexts_desk import Contexts
from tests.web.pieces import NOW

PERSON: dict[str, Any] = {
    "href": "/people/ABC",
    "name": "Dr Amara Example",
    "role": "consultant radiologist",
    "registration": "GMC 9990001, ends soon, on",
    "late": True,
    "expires": date(2026, 12, 31),
    "ways": [
        {
            "key": "mobile",
            "label": "Mobile",
            "value": "07700 900001",
            "verified_at": None,
            "unconfirmed": True,
            "waits": "07700 900081",
        },
        {
            "key": "email",
            "label": "Email",
            "value": "amara@example.org",
            "verified_at": NOW,
            "unconfirmed": True,
            "waits": "",
        },
    ],
    "roles": "responder, educator",
    "ended_at": None,
}
PLACES = [
    {
        "name": name,
        "ticks": [
            {"field": f"role.{key}.responder", "label": "Responder", "ticked": True},
            {"field": f"role.{key}.educator", "label": "Educator", "ticked": False},
        ],
    }
    for key, name in (("*", "every line"), ("chest", "Example Chest Advice"))
]
SOMEBODY: dict[str, Any] = {
    "person": PERSON | {"registration": "", "late": False, "expires": None},
    "here": "/people/ABC",
    "back": "/",
    "keeps": False,
    "clinician": False,
    "places": [],
    "ends": False,
    "lets_in": False,
    "registers": (Choice("GMC", "GMC"), Choice("none", "None")),
    "form": {},
    "seen": "abc",
    "sent": "",
    "history": [],
    "done": None,
    "form_token": "t0ken",
    "problems": [],
}


def _holder(page: str | None = None, *, everywhere: bool = False) -> Holder:
    return Holder("Dr Amara Example", everywhere, page)


NEW: dict[str, Any] = {
    "here": "/admin/people/new",
    "back": "/admin/people",
    "kinds": (Choice("radiologist", "consultant radiologist"), Choice("staff", "staff")),
    "registers": (Choice("GMC", "GMC"), Choice("none", "None")),
    "places": [],
    "form": {},
    "form_token": "t0ken",
    "problems": [],
}
PEOPLE_CONTEXTS: Contexts = {
    "people/every.html": (
        {
            "rows": [PERSON | {"registration": "", "expires": None}],
            "unverified": [],
            "gives": False,
            "roles": None,
            "new": "/admin/people/new",
        },
        {
            "gives": True,
            "roles": "/admin/roles",
            "new": "/admin/people/new",
            "rows": [PERSON, PERSON | {"ended_at": NOW, "late": False}],
            "unverified": ["Dr Amara Example (mobile)"],
        },
    ),
    "people/roles.html": (
        {
            "line_name": "Example Radiology Advice",
            "lines": [],
            "several": False,
            "holders": [("responder", []), ("service lead", [_holder()])],
            "changes": [],
            "people": None,
        },
        {
            "line_name": "Example Radiology Advice",
            "lines": [
                LineChoice("Example Radiology Advice", "/admin/roles?line=hotdoc", True),
                LineChoice("Example Chest Advice", "/admin/roles?line=chest", False),
            ],
            "several": True,
            "holders": [
                ("responder", [_holder("ABC"), _holder("DEF", everywhere=True)]),
                ("educator", []),
            ],
            "changes": [
                {
                    "at": NOW,
                    "person": "Dr Amara Example",
                    "what": "given: responder",
                    "everywhere": True,
                    "by": "the setup file or a command",
                },
                {
                    "at": NOW,
                    "person": "Ben Example",
                    "what": "taken away: educator",
                    "everywhere": False,
                    "by": "Olu Example",
                },
            ],
            "people": "/admin/people",
        },
    ),
    "people/new.html": (
        NEW,
        NEW
        | {
            "places": PLACES,
            "form": {"name": "Dr Amara Example", "key": "amara", "is": "radiologist"},
            "problems": [Problem("key", '"amara" is Dr Amara Example already.')],
        },
    ),
    "people/one.html": (
        SOMEBODY | {"person": PERSON | {"ended_at": NOW}, "ends": True, "lets_in": True},
        SOMEBODY
        | {
            "person": PERSON,
            "keeps": True,
            "clinician": True,
            "places": PLACES,
            "ends": True,
            "lets_in": True,
            "form": {"name": "Dr Amara Example", "body": "GMC", "number": "99", "mobile": "0770"},
            "sent": "mobile",
            "history": [{"at": NOW, "what": "changed: mobile", "by": "Olu Example"}],
            "done": "Saved.",
            "problems": [
                Problem("number", "A GMC number has 7 figures, such as GMC 9990001."),
                Problem("code-mobile", "That is not the code."),
            ],
        },
    ),
}
