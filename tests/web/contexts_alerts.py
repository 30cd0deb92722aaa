"""Contexts of the pages of alerts, as bare and as full as they may be."""

from datetime import timedelta
from typing import Any

from advice_line.alert_kinds import AlertAnswer, AlertEnd, AlertState
from advice_line.desk.alerting.shown import AlertListed, AlertSeen, Fact, Source
from advice_line.errors import Difference, Problem
from advice_line.kinds import AlertWord
from advice_line.rules.record import Patient
from advice_line.web import alert_words
from advice_line.web.unread_office import UnreadShown
from tests.web.contexts_alert_link import (
    ALSO_BY_LINK,
    BARE_PATIENT,
    COULD_NOT,
    LINE,
    LINK_CONTEXTS,
    PATIENT,
)
from tests.web.contexts_desk import Contexts
from tests.web.pieces import FEW_PRACTICES, NOW, choices


def _listed(**changes: Any) -> AlertListed:
    facts: dict[str, Any] = {
        "reference": "A4Q-2PD",
        "word": AlertWord.CRITICAL,
        "practice": "Elm Road Surgery",
        "state": AlertState.RECEIVED,
        "with_lead": True,
        "started_at": NOW - timedelta(hours=2),
        "deadline_at": NOW - timedelta(hours=1),
        "ended_at": None,
        "about": "K7Q2-M9FX",
    }
    return AlertListed(**(facts | changes))


OPEN = _listed()
ENDED = _listed(
    reference="A9X-7BC",
    word=AlertWord.CANCER,
    state=AlertState.AGREED,
    with_lead=False,
    ended_at=NOW,
    about=None,
)
ROWS = [alert_words.row(each, NOW) for each in (OPEN, ENDED)]


def _seen(listed: AlertListed, **changes: Any) -> AlertSeen:
    facts: dict[str, Any] = {
        "listed": listed,
        "line": LINE,
        "patient": Patient(patient_name="Test Patient"),
        "words": "A mass at the left hilum, on the film of today.",
        "primary_site": None,
        "started_by": "Dr Amara Example",
        "closed_on": None,
        "bypass_number": None,
        "numbers": (),
        "provider": None,
        "provider_number": None,
        "rings_provider": False,
        "answered": None,
        "answered_by": None,
        "answered_at": None,
        "could_not": None,
        "ended": None,
        "ended_by": None,
        "spoke_to": None,
        "spoke_at": None,
        "told_by": None,
        "not_left": False,
        "agreed": None,
        "reason": None,
        "facts": (Fact(NOW, "started", Source.STAFF, "Dr Amara Example"),),
        "now": NOW,
    }
    return AlertSeen(**(facts | changes))


FACTS = (
    Fact(NOW, "sent", Source.US),
    Fact(NOW, "delivered", Source.MAIL_SERVER),
    Fact(NOW, "opened", Source.PRACTICE),
    Fact(NOW, "climbed", Source.US, step="ring_provider"),
    Fact(NOW, "cannot_act", Source.PRACTICE, COULD_NOT.by, why=COULD_NOT.why),
)


def _page(seen: AlertSeen, **changes: Any) -> dict[str, Any]:
    return {
        "alert": alert_words.row(seen.listed, NOW),
        "seen": seen,
        "patient": PATIENT,
        "critical": seen.listed.word is AlertWord.CRITICAL,
        "ended": alert_words.STATES[seen.listed.state] if seen.ended else None,
        "untold": seen.listed.state is AlertState.WITHDRAWN_UNTOLD,
        "whom": [],
        "steps": alert_words.steps(seen.facts),
        "typed": {},
        "form_token": "t0ken",
        "problems": [],
    } | changes


FORM: dict[str, Any] = {
    "about": None,
    "line": "hotdoc",
    "lines": choices(hotdoc="Example Radiology Advice", msk="Example MSK Advice"),
    "practices": FEW_PRACTICES,
    "words": alert_words.WORDS,
    "form": {},
    "owed_by": None,
    "form_token": "t0ken",
    "problems": [],
}
TYPED = {
    "organisation": "Y99001",
    "patient_name": "Test Patient",
    "date_of_birth": "31 3 1980",
    "nhs_number": "999 000 0018",
    "word": "cancer",
    "message": "A mass.",
}
FIELDS = [*TYPED.items(), ("form_token", "t0ken")]
LOOK_OVER: dict[str, Any] = {
    "about": None,
    "word": "URGENT",
    "key": "today",
    "critical": False,
    "patient": BARE_PATIENT,
    "words": "A mass.",
    "primary_site": None,
    "practice": "Elm Road Surgery",
    "mailed": False,
    "full": False,
    "closed_on": None,
    "provider": None,
    "deadline_at": NOW + timedelta(days=2),
    "fields": FIELDS,
    "form_token": "t0ken",
}
DIFFERS: dict[str, Any] = {
    "differences": [Difference("Date of birth", "31 March 1980", "31 March 1981")],
    "fields": FIELDS,
    "difference_reason": "",
    "form_token": "t0ken",
    "problems": [],
}
UNTOLD = _page(
    _seen(
        _listed(state=AlertState.WITHDRAWN_UNTOLD, ended_at=NOW),
        ended=AlertEnd.WITHDRAWN,
        ended_by="Dr Amara Example",
        reason="It is another patient's film.",
    ),
    problems=[Problem("read_back", "It counts only once they have read it back to you.")],
)
ALSO = [("alerts/alert.html", UNTOLD), *ALSO_BY_LINK]


def _unread(**changes: Any) -> UnreadShown:
    facts: dict[str, Any] = {
        "reference": "A4Q-2PD",
        "practice": "Elm Road Surgery",
        "numbers": [("telephone", "+441632960101")],
        "word": "URGENT",
        "key": "today",
        "state": "Nobody has acknowledged it yet",
        "went_at": NOW,
        "sent_at": NOW,
        "delivered_at": NOW,
        "opened_at": NOW,
        "then": "its practice is rung",
        "next_at": NOW + timedelta(days=2),
    }
    return UnreadShown(**(facts | changes))


_LETTER = _unread(
    reference="K7Q2-M9FX",
    practice="Practice not known",
    numbers=[],
    word=None,
    key="plain",
    state=None,
    sent_at=None,
    delivered_at=None,
    opened_at=None,
)
ALERT_CONTEXTS: Contexts = {
    **LINK_CONTEXTS,
    "coordinator/unread.html": (
        {"alerts": [], "letters": []},
        {"alerts": [_unread()], "letters": [_LETTER]},
    ),
    "alerts/board.html": ({"open": [], "ended": []}, {"open": ROWS[:1], "ended": ROWS[1:]}),
    "alerts/form.html": (
        FORM | {"lines": []},
        FORM
        | {
            "about": "K7Q2-M9FX",
            "form": TYPED,
            "owed_by": NOW,
            "problems": [Problem("primary_site", "Say where the primary is suspected.")],
        },
    ),
    "alerts/look_over.html": (
        LOOK_OVER,
        LOOK_OVER
        | {
            "about": "K7Q2-M9FX",
            "patient": PATIENT,
            "primary_site": "Lung",
            "mailed": True,
            "full": True,
            "closed_on": NOW.date(),
            "word": "CRITICAL",
            "key": "now",
            "critical": True,
            "provider": "Example Night Doctors",
        },
    ),
    "alerts/differs.html": (DIFFERS, DIFFERS | {"difference_reason": "It is right."}),
    "alerts/alert.html": (
        _page(_seen(OPEN), patient=BARE_PATIENT),
        _page(
            _seen(
                OPEN,
                primary_site="Lung",
                closed_on=NOW.date(),
                bypass_number="+441632960102",
                numbers=("+441632960101", "+447700900101"),
                provider="Example Night Doctors",
                provider_number="+441632960700",
                rings_provider=True,
                answered=AlertAnswer.CANNOT_ACT,
                answered_by="Dr Sam Example, GP",
                answered_at=NOW,
                could_not=COULD_NOT,
                facts=FACTS,
            ),
            problems=[
                Problem("whom", "Say whom you spoke to: the practice, or who acts for it."),
                Problem("spoke_to", "Write the name of whom you spoke to."),
                Problem("spoke_role", "Write their role, such as GP."),
                Problem("read_back", "It counts only once they have read it back to you."),
                Problem("reason", "Write why the alert is withdrawn."),
            ],
            typed={"agreed": "She is seen tonight.", "spoke_at": "25:00"},
            whom=choices(practice="Elm Road Surgery", provider="Example Night Doctors"),
        ),
    ),
}
