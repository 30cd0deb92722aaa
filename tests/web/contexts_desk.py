"""Contexts of the responder's list, as bare and as full as it may be."""

from datetime import datetime, timedelta
from typing import Any

from advice_line.web import alert_words
from tests.web.pieces import NOW

Contexts = dict[str, tuple[dict[str, Any], dict[str, Any]]]

ALERTS = [
    alert_words.Row(
        path="/alerts/A4Q-2PD",
        reference="A4Q-2PD",
        word="CRITICAL",
        key="now",
        practice="Elm Road Surgery",
        state="Acknowledged by its link, and not yet read back",
        with_lead=True,
        deadline_at=NOW - timedelta(days=9),
        late=True,
        ended_at=None,
        about="K7Q2-M9FX",
    )
]
CALL_BACK = {
    "ask": None,
    "rang_at": NOW - timedelta(minutes=32),
    "promised": NOW + timedelta(minutes=6),
    "owed": None,
    "next_at": NOW + timedelta(minutes=1),
    "bypass": "+441632960191",
    "tries": [
        {
            "words": "Ben Example was rung for the call back: no answer",
            "at": NOW - timedelta(minutes=2),
            "mark": "bad",
        },
        {
            "words": "Dr Amara Example rang them back: engaged",
            "at": NOW - timedelta(minutes=1),
            "mark": "bad",
        },
    ],
    "unsaid": False,
}
WAITING = {
    "path": "/desk/R4TD-02XN",
    "reference": "R4TD-02XN",
    "asked_by": "Ash Tree Medical Centre",
    "phone": "+441632960144",
    "urgency_asked": "Now",
    "urgency_key": "now",
    "waiting_minutes": 7,
    "channel": "Telephone",
    "promise_due_at": NOW - timedelta(minutes=2),
    "due_at": None,
    "late": True,
    "owner": None,
    "mine": False,
    "can_claim": True,
    "can_ring_back": True,
    "call_back": CALL_BACK,
    "going_on": None,
    "heard_of_at": None,
    "outside_of": None,
    "written": False,
    "left_message": False,
    "by_key": ["A patient is waiting"],
    "unread": None,
    "late_entry": False,
    "during_outage": False,
    "answer_due_at": None,
    "offered": None,
    "can_accept": False,
    "version": 2,
}
WAITING_TODAY = WAITING | {
    "late_entry": True,
    "during_outage": True,
    "unread": {"texts": 2, "since": NOW - timedelta(minutes=9), "written": False},
    "reference": "W2HJ-6KQ8",
    "asked_by": "Oakfield Surgery",
    "urgency_asked": "Today",
    "urgency_key": "today",
    "by_key": [],
    "waiting_minutes": 65,
    "promise_due_at": NOW + timedelta(minutes=21),
    "due_at": NOW,
    "late": False,
    "can_ring_back": False,
    "call_back": None,
    "phone": None,
}
WAITING_MINE = WAITING_TODAY | {
    "reference": "ZC81-TT0P",
    "asked_by": "Emergency department",
    "urgency_asked": None,
    "urgency_key": None,
    "owner": "Dr Amara Example",
    "mine": True,
    "can_claim": False,
    "can_ring_back": True,
    "phone": "+441632960180",
}
WAITING_WRITTEN = WAITING_MINE | {"reference": "ZC82-TT1P", "written": True, "left_message": True}
WAITING_WORRIED = WAITING_MINE | {
    "reference": "ZC83-TT2P",
    "by_key": ["Chasing a request or a report", "Worried about a result"],
    "unread": {"texts": 1, "since": NOW - timedelta(minutes=3), "written": True},
}
WAITING_OFFERED = WAITING_TODAY | {
    "reference": "ZC84-TT3P",
    "channel": "Email",
    "owner": "Dr Amara Example",
    "can_claim": False,
    "due_at": None,
    "promise_due_at": None,
    "answer_due_at": NOW + timedelta(hours=2),
    "offered": "offered to you by Dr Amara Example: needs a specialist opinion",
    "can_accept": True,
}
GOING_ON = WAITING_TODAY | {
    "reference": "QX41-7YK2",
    "asked_by": "Vicarage Road Surgery",
    "going_on": "talking with Dr Amara Example",
    "can_claim": False,
    "owner": "Dr Amara Example",
}
NOT_RUNG = {"can_ring_back": False, "call_back": None, "outside_of": "Ben Example"}
IN_QUEUE = WAITING | NOT_RUNG | {"reference": "QX42-7YK3", "going_on": "in the queue"}
LAST_HEARD = {"reference": "QX43-7YK4", "heard_of_at": NOW - timedelta(minutes=4)}
IN_DOUBT = IN_QUEUE | LAST_HEARD
UNTOLD = {
    "who": "Elm Road Surgery",
    "phone": "+441632960101",
    "old": NOW + timedelta(minutes=30),
    "new": NOW + timedelta(hours=3),
}
TASK = {
    "id": "T1",
    "words": "Ring Elm Road Surgery: the letter bounced",
    "path": "/desk/H3PW-90AC",
    "reference": "H3PW-90AC",
    "due_at": NOW + timedelta(minutes=30),
    "late": False,
    "late_entry": True,
    "during_outage": True,
    "can_finish": True,
    "untold": None,
    "said": "Received and filed (Pat Example, secretary)",
}
DESK_LIST = {
    "unwritten": [
        {
            "path": "/desk/K7Q2-M9FX",
            "reference": "K7Q2-M9FX",
            "asked_by": "Elm Road Surgery",
            "ended_at": NOW - timedelta(minutes=18),
            "due_at": NOW - timedelta(minutes=3),
            "late": True,
            "late_entry": True,
            "during_outage": True,
        }
    ],
    "snoozed_until": None,
    "going_on": [GOING_ON, IN_QUEUE],
    "in_doubt": [IN_DOUBT],
    "waiting": [
        WAITING,
        WAITING_TODAY,
        WAITING_MINE,
        WAITING_WRITTEN,
        WAITING_WORRIED,
        WAITING_OFFERED,
    ],
    "tasks": [
        TASK,
        TASK
        | {
            "id": "T2",
            "words": "Tell them the new time of their call back",
            "late_entry": False,
            "during_outage": False,
            "untold": UNTOLD,
        },
    ],
    "alerts": ALERTS,
    "on_call": "K7Q2-M9FX",
    "seen": "5ba1e0c2",
    "asked": ["Dr Dora Example asks whether you take Monday 30 November, 8am to 1pm, tier 1"],
    "form_token": "t0ken",
}
EMPTY_LIST: dict[str, Any] = {
    "alerts": [],
    "on_call": None,
    "seen": None,
    "asked": [],
    "unwritten": [],
    "snoozed_until": None,
    "going_on": [],
    "in_doubt": [],
    "waiting": [],
    "tasks": [],
    "form_token": "t0ken",
}
HOLE = {
    "starts_at": NOW + timedelta(hours=3),
    "ends_at": NOW + timedelta(hours=5),
    "deserted": True,
}


def at(hours: float) -> datetime:
    return NOW + timedelta(hours=hours)


DESK_CONTEXTS: Contexts = {
    "responder/desk.html": (
        EMPTY_LIST
        | {
            "shift": {"on_duty": True},
            "stretch": {
                "interruptions": {"rings": 0, "minutes": 0},
                "quiet_until": None,
                "windows": 0,
            },
            "quiet_minutes": (3, 5, 10),
            "most_quiet": 6,
            "holes": [],
        },
        DESK_LIST
        | {
            "shift": {"on_duty": True, "until": at(4), "tier": "Tier 1", "next_at": None},
            "stretch": {
                "interruptions": {"rings": 4, "minutes": 23},
                "quiet_until": at(0.1),
                "windows": 2,
            },
            "quiet_minutes": (3, 5, 10),
            "most_quiet": 6,
            "holes": [HOLE, HOLE | {"deserted": False}],
        },
    ),
    "responder/desk_list.html": (EMPTY_LIST, DESK_LIST | {"snoozed_until": at(0.5)}),
}
