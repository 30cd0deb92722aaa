"""Contexts of the people of a practice and of its managers: as bare and as full as they may be."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from advice_line.desk.practice.appointing import Managed
from advice_line.desk.practice.people import Asked, Browser, Person
from advice_line.errors import Problem
from advice_line.practice_kinds import JoinedBy
from advice_line.rules import practice_form
from advice_line.web.practice.people import JOINED
from tests.web.contexts_desk import Contexts
from tests.web.pieces import NOW

PRACTICE, TOKEN = "Elm Road Surgery", "t0ken"
_BROWSER = Browser("0123456789abcdef", NOW - timedelta(days=1), NOW, NOW + timedelta(days=89), True)
KIM = Person(
    id="0123456789ABCDEF",
    name="Kim Marsh",
    role="practice_manager",
    registration=None,
    address="kim@elm.example.org",
    manager=True,
    joined_at=NOW - timedelta(days=40),
    joined_by=JoinedBy.ON_FILE,
    ends_at=None,
    me=True,
    new=False,
    last=True,
    browsers=(),
)
ROWAN = replace(
    KIM,
    id="1123456789ABCDEF",
    name="Dr Rowan Hill",
    role="gp",
    registration="GMC 9990002",
    address="rowan@elsewhere.example.org",
    manager=False,
    last=False,
    joined_by=JoinedBy.INVITATION,
    ends_at=NOW + timedelta(days=30),
    me=False,
    browsers=(_BROWSER, replace(_BROWSER, name="f123456789abcdef", shared=False)),
)
_ASKED = Asked(
    id="2123456789ABCDEF",
    address="lee@elsewhere.example.org",
    manager=False,
    ends_at=None,
    made_at=NOW,
    sent_at=None,
    lost=False,
)
_PEOPLE: dict[str, Any] = {
    "practice": PRACTICE,
    "people": (KIM,),
    "roles": practice_form.ROLES,
    "joined": JOINED,
    "asked": (),
    "form": {},
    "form_token": TOKEN,
}
_MANAGERS: dict[str, Any] = {
    "practices": (),
    "names": ("Elm Road Surgery (Y99001)",),
    "invited": None,
    "mails": True,
    "form": {},
    "form_token": TOKEN,
}
PEOPLE_CONTEXTS: Contexts = {
    "practice/people.html": (
        _PEOPLE,
        {
            **_PEOPLE,
            "people": (KIM, ROWAN, replace(ROWAN, id="6123456789ABCDEF", new=True)),
            "asked": (
                replace(_ASKED, manager=True, ends_at=NOW, sent_at=NOW),
                replace(_ASKED, id="4123456789ABCDEF", address="mo@elsewhere.example.org"),
                replace(_ASKED, id="5123456789ABCDEF", address="al@example.org", lost=True),
            ),
            "form": {"email": "nobody", "ends_on": "in 2 weeks", "manager": "yes"},
            "problems": [Problem("email", "“nobody” is not an email address.")],
        },
    ),
    "practice/managers.html": (
        _MANAGERS,
        {
            **_MANAGERS,
            "practices": (
                Managed("Y99001", PRACTICE, ("Kim Marsh", "Dr Rowan Hill"), 7, False),
                Managed("Y99002", "Oak Lane Surgery", (), 1, True),
            ),
            "invited": PRACTICE,
            "mails": False,
            "form": {"organisation": "Nowhere", "email": "nobody"},
            "problems": [Problem("organisation", "There is no practice of this name.")],
        },
    ),
}
