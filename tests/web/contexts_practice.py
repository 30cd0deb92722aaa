"""Contexts of a practice's own pages: as bare and as full as they may be."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from advice_line.desk.asking.own_words import AskedBack, Own, Said
from advice_line.errors import Problem
from advice_line.kinds import Channel, QueryState, Urgency
from advice_line.rules import practice_form
from advice_line.rules.record import Patient, Requester
from advice_line.rules.told import Told
from advice_line.tables.directory import Line
from advice_line.web.labels import choices
from advice_line.web.practice.home import Shown
from advice_line.web.practice.signin import COMPUTERS
from tests.web.contexts_alert_link import LINK_CONTEXTS
from tests.web.contexts_desk import Contexts
from tests.web.contexts_letter import LETTER
from tests.web.contexts_own_figures import OWN_FIGURES_CONTEXTS
from tests.web.contexts_practice_people import PEOPLE_CONTEXTS, PRACTICE, TOKEN
from tests.web.contexts_practice_signin import SIGN_IN_CONTEXTS
from tests.web.pieces import NOW

ROLES = choices(practice_form.ROLES)
_LINE = Line(
    key="hotdoc",
    name="Example Radiology Advice",
    number="+441632960000",
    email="advice@example.org",
    time_zone="Europe/London",
    switchboard="+441632960999",
)
QUESTION = Shown(
    href="/practice/queries/K7Q2-M9FX",
    reference="K7Q2-M9FX",
    word=None,
    key="plain",
    standing="Nobody has acknowledged it",
    asked_by="Dr Rowan Hill",
    channel="Telephone",
    at=NOW - timedelta(hours=3),
    answered_at=NOW - timedelta(hours=2),
    sent_at=NOW - timedelta(hours=2),
    opened_at=NOW - timedelta(hours=1),
    by=None,
    said_at=None,
)
ALERT = replace(
    QUESTION,
    href="/practice/alerts/AK7Q-M9F",
    reference="AK7Q-M9F",
    word="URGENT",
    key="now",
    standing="Nobody here can act on it",
    asked_by=None,
    channel=None,
    sent_at=None,
    opened_at=None,
    by="Dr Sam Example, GP",
    said_at=NOW,
)
_ANSWERS = {
    "here": QUESTION.href,
    "signs": "Dr Rowan Hill, GP",
    "words": "",
    "form_token": TOKEN,
    "problems": [],
}
_OWN = Own(
    line=_LINE,
    state=QueryState.ASKED_BACK,
    with_whom="Dr Amara Example, consultant radiologist",
    told=Told(
        line="Example Radiology Advice",
        reference="K7Q2-M9FX",
        due_at=NOW,
        now=NOW,
        time_zone="Europe/London",
        read_from=NOW,
        closes_at=None,
        out_of_hours=None,
    ),
    received_at=NOW - timedelta(hours=1),
    channel=Channel.FORM,
    urgency=Urgency.TODAY,
    requester=Requester(requester_name="Dr Rowan Hill"),
    patient=Patient(
        patient_name="Edith Larkspur", date_of_birth=date(1950, 2, 1), nhs_number="9990000018"
    ),
    question=None,
    said=(Said(NOW, None, "Plain film or MRI?", (("scan.png", True), ("film.tif", False))),),
    asked_back=AskedBack("Has she a pacemaker?", "Dr Amara Example", NOW + timedelta(hours=2)),
    later=None,
    advised=False,
    received=False,
    now=NOW,
)
_JOIN: dict[str, Any] = {
    "address": "rowan@elm.example.org",
    "practice": PRACTICE,
    "refused": None,
    "action": "/practice/join",
    "form": {},
    "roles": ROLES,
    "computers": (),
    "form_token": TOKEN,
}
_INVITED: dict[str, Any] = {
    "here": "/practice/invited/0123456789ABCDEFs3cret",
    "practice": PRACTICE,
    "manager": False,
    "ends_at": None,
    "sent_to": "le…@elsewhere.example.org",
    "over": None,
    "mails": True,
    "form_token": TOKEN,
}
_CODE: dict[str, Any] = {
    "action": "/practice/signin/code",
    "again": "/practice/signin",
    "minutes": 10,
    "computer": None,
    "computers": choices(COMPUTERS),
    "form_token": TOKEN,
}
_DETAILS: dict[str, Any] = {
    "practice": PRACTICE,
    "code": "Y99001",
    "phones": (),
    "bypass": None,
    "email": None,
    "domains": (),
    "open": {},
    "out_of_hours": None,
    "number": "+441632960000",
    "line_email": "advice@example.org",
    "manages": False,
    "waiting": (),
    "at_once": (),
    "kept": (),
    "done": False,
    "confirmed": False,
    "form_token": TOKEN,
}
PRACTICE_CONTEXTS: Contexts = (
    PEOPLE_CONTEXTS
    | SIGN_IN_CONTEXTS
    | OWN_FIGURES_CONTEXTS
    | {
        "practice/code.html": (
            _CODE,
            {**_CODE, "computer": "own", "problems": [Problem("code", "That is not the code.")]},
        ),
        "practice/join.html": (
            {**_JOIN, "practice": None, "refused": "No practice has this address."},
            {
                **_JOIN,
                "form": {"member_name": "Dr Rowan Hill", "member_role": "gp", "computer": "shared"},
                "computers": choices(COMPUTERS),
                "problems": [Problem("registration", "Write the register before the number.")],
            },
        ),
        "practice/invited.html": (
            {**_INVITED, "over": "This invitation was used before. Each works once."},
            {**_INVITED, "manager": True, "ends_at": NOW + timedelta(days=30)},
        ),
        "practice/home.html": (
            {
                "practice": PRACTICE,
                "me": "Dr Rowan Hill",
                "unread": (),
                "open": (),
                "over": (),
                "others": (),
                "form_token": TOKEN,
            },
            {
                "practice": PRACTICE,
                "me": "Dr Rowan Hill",
                "unread": (ALERT, QUESTION),
                "open": (
                    replace(QUESTION, reference="L7Q2-M9FX", asked_by=None, answered_at=None),
                ),
                "over": (
                    replace(QUESTION, reference="M7Q2-M9FX", by="Dr Sam Example, GP", said_at=NOW),
                ),
                "others": (("3123456789ABCDEF", "Oak Lane Surgery"),),
                "form_token": TOKEN,
            },
        ),
        "practice/unread.html": (
            {"practice": PRACTICE, "unread": ()},
            {"practice": PRACTICE, "unread": (ALERT, QUESTION, replace(QUESTION, asked_by=None))},
        ),
        "practice/question.html": (
            {
                "reference": "K7Q2-M9FX",
                "state": "Waiting",
                "channel": "Form",
                "received_at": NOW,
                "own": None,
                **_ANSWERS,
            },
            {
                "reference": "K7Q2-M9FX",
                "state": "Asked back",
                "channel": "Form",
                "received_at": NOW,
                "own": _OWN,
                **_ANSWERS,
                "words": "No.",
                "problems": [Problem("words", "There is room for 8,000 characters. Shorten it.")],
            },
        ),
        "practice/change.html": (
            {"practice": PRACTICE, "form": {}, "form_token": TOKEN},
            {
                "practice": PRACTICE,
                "form": {"name": PRACTICE, "phones": "nobody", "open": "mon-fri 08:00-18:30"},
                "form_token": TOKEN,
                "problems": [Problem("phones", "Telephones: “nobody” is no number.")],
            },
        ),
        "practice/details.html": (
            _DETAILS,
            {
                **_DETAILS,
                "phones": ("+441632960101", "+447700900101"),
                "bypass": "+441632960191",
                "email": "elmroad@example.org",
                "domains": ("elm.example.org",),
                "open": {"mon-fri": ["08:00-18:30"]},
                "out_of_hours": ("Example Night Doctors", "+441632960700"),
                "manages": True,
                "waiting": (("telephones", "Kim Marsh", NOW),),
                "at_once": ("opening hours",),
                "kept": ("telephones",),
                "done": True,
            },
        ),
    }
)

_SIGNED = {"back": "/practice", "signs": "Dr Rowan Hill, GP", "problems": []}
_GATE = "/practice/invited/0123456789ABCDEFs3cret"
ALSO: list[tuple[str, dict[str, Any]]] = [
    (
        "practice/question.html",
        {
            **PRACTICE_CONTEXTS["practice/question.html"][1],
            "own": replace(_OWN, state=QueryState.ACCEPTED, asked_back=None),
            "problems": [Problem("", "Nothing is asked any more. Nothing was sent.")],
        },
    ),
    ("requester/letter.html", LETTER | _SIGNED | {"here": QUESTION.href}),
    ("practice/join.html", {**_JOIN, "action": f"{_GATE}/join"}),
    ("alerts/opened.html", LINK_CONTEXTS["alerts/opened.html"][0] | _SIGNED | {"here": ALERT.href}),
    (
        "requester/code.html",
        {
            "here": _GATE,
            "action": f"{_GATE}/open",
            "again": f"{_GATE}/code",
            "sent_to": "le…@elsewhere.example.org",
            "minutes": 10,
            "form_token": TOKEN,
            "problems": [],
        },
    ),
]
