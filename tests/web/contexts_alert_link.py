"""Contexts of the practice's pages of an alert, as bare and as full as they may be."""

from datetime import date, timedelta
from typing import Any

from advice_line.alert_kinds import AlertAnswer, AlertEnd
from advice_line.desk.alerting.box import AlertOpened
from advice_line.desk.alerting.rows import CouldNot
from advice_line.errors import Problem
from advice_line.kinds import AlertWord
from advice_line.rules.record import Patient
from advice_line.tables.directory import Line
from tests.web.contexts_desk import Contexts
from tests.web.contexts_signin import CODE
from tests.web.pieces import NOW

HERE = "/a/tok"
LINE = Line(
    key="hotdoc",
    name="Example Radiology Advice",
    number="+441632960000",
    email="advice@example.org",
    time_zone="Europe/London",
    switchboard="+441632960999",
)
PATIENT = {"name": "Test Patient", "date_of_birth": date(1980, 3, 31), "number": "9990000018"}
BARE_PATIENT = {"name": "Test Patient", "date_of_birth": None, "number": None}
COULD_NOT = CouldNot("Dr Sam Example, GP", NOW, "She has moved.")


def _opened(**changes: Any) -> AlertOpened:
    facts: dict[str, Any] = {
        "reference": "A4Q-2PD",
        "word": AlertWord.CANCER,
        "line": LINE,
        "organisation": "Elm Road Surgery",
        "patient": Patient(patient_name="Test Patient"),
        "words": "A mass at the left hilum.",
        "primary_site": "Lung",
        "started_by": "Dr Amara Example",
        "started_at": NOW,
        "deadline_at": NOW + timedelta(days=2),
        "answered": None,
        "answered_by": None,
        "answered_at": None,
        "could_not": None,
        "ended": None,
        "reason": None,
        "now": NOW,
    }
    return AlertOpened(**(facts | changes))


def _read(alert: AlertOpened, **changes: Any) -> dict[str, Any]:
    return {
        "here": HERE,
        "back": None,
        "signs": None,
        "clinical": True,
        "alert": alert,
        "means": "CANCER: a cancer is suspected",
        "key": "today",
        "critical": False,
        "patient": PATIENT,
        "acts": False,
        "cannot": False,
        "withdrawn": False,
        "may_answer": True,
        "answered_by": "",
        "cannot_act_reason": "",
        "form_token": "t0ken",
        "problems": [],
    } | changes


WAITING: dict[str, Any] = {
    "here": HERE,
    "reference": "A4Q-2PD",
    "word": "CRITICAL",
    "key": "now",
    "line_name": "Example Radiology Advice",
    "number": "+441632960000",
    "sent_to": "el…@example.org",
    "mails": False,
    "form_token": "t0ken",
}
# The same pages ask for an alert's code, and for a fresh link to it.
ALSO_BY_LINK: list[tuple[str, dict[str, Any]]] = [
    (
        "requester/code.html",
        CODE | {"here": HERE, "action": f"{HERE}/open", "again": f"{HERE}/code"},
    ),
    (
        "public/link_expired.html",
        {
            "heading": "This link has expired",
            "explanation": "Links to an alert last 28 days. The alert is still there.",
            "sent_to": "el…@example.org",
            "action": f"{HERE}/fresh",
            "sent": False,
            "form_token": "t0ken",
        },
    ),
]
LINK_CONTEXTS: Contexts = {
    "alerts/waiting.html": (WAITING, WAITING | {"mails": True}),
    "alerts/opened.html": (
        _read(_opened(), patient=BARE_PATIENT),
        _read(
            _opened(
                answered=AlertAnswer.CANNOT_ACT,
                answered_by="Dr Sam Example, GP",
                answered_at=NOW,
                could_not=COULD_NOT,
                ended=AlertEnd.WITHDRAWN,
                reason="It is another patient's film.",
            ),
            cannot=True,
            withdrawn=True,
            may_answer=True,
            problems=[Problem("answered_by", "Write your name, so that we know who.")],
        ),
    ),
}
