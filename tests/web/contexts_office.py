"""Contexts of the radiology office's pages: its tasks, messages to type, what did not go out."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from advice_line.desk.staff.who_asks import WhoAsks
from advice_line.errors import Problem
from tests.web.contexts_desk import HOLE, Contexts
from tests.web.pieces import FEW_PRACTICES, MANY_PRACTICES, NOW, choices

MESSAGE: dict[str, Any] = {
    "path": "/messages/S1",
    "back": "/admin",
    "reference": "K7Q2-M9FX",
    "said_at": NOW,
    "seconds": 41,
    "typed": False,
    "gone": False,
    "delete_after": NOW,
    "text": "",
    "form_token": "t0ken",
    "problems": [],
}
TASK: dict[str, Any] = {
    "id": "T1",
    "words": "Ring the practice: the letter bounced",
    "reference": "H3PW-90AC",
    "organisation": "Elm Road Surgery",
    "owner": None,
    "due_at": NOW - timedelta(minutes=20),
    "late": "20 minutes",
    "phone": "+441632960144",
    "new_time": None,
    "message": False,
    "can_finish": True,
    "can_pass_on": False,
    "can_trace": False,
    "can_close": False,
    "to_type": (),
    "to_find": None,
    "by_key": [],
    "unread": None,
    "late_entry": False,
    "during_outage": False,
}
NURSE = WhoAsks(
    name="Kit Example",
    role="Practice nurse",
    registration=None,
    supervising_gp=None,
    organisation="Moor End Surgery",
    listed=False,
    number="+441632960199",
    email="kit@example.org",
)
PRACTICE: dict[str, Any] = {
    "here": "/admin/tasks/T1/practice",
    "reference": "H3PW-90AC",
    "asker": NURSE,
    "practices": MANY_PRACTICES,
    "chosen": "",
    "form_token": "t0ken",
    "problems": [],
}
OUTGOING: dict[str, Any] = {
    "id": "X1",
    "what": "Advice letter",
    "channel": "Email",
    "to": "Elm Road Surgery",
    "reference": "H3PW-90AC",
    "attempts": 1,
    "why": "550: the address does not exist",
}

OFFICE_CONTEXTS: Contexts = {
    "coordinator/message.html": (
        MESSAGE | {"typed": True, "gone": True, "delete_after": None},
        MESSAGE
        | {
            "text": "It is Sam",
            "problems": [
                Problem("text", 'Type what the caller said, or choose "Nothing on it".'),
                Problem("reason", "Say why there is nothing to type."),
            ],
        },
    ),
    "coordinator/tasks.html": (
        {
            "line": {"name": "Example Radiology Advice"},
            "counts": [],
            "tasks": [],
            "holes": [],
            "outgoing_problems": 0,
            "quarantined": 0,
            "alerts": 0,
            "untraced": 0,
            "silent_systems": None,
            "may_keep_waits": False,
            "may_appoint": False,
            "may_keep_directory": False,
            "closings": choices(test_call="A test call"),
            "form_token": "t0ken",
        },
        {
            "line": {"name": "Example Radiology Advice"},
            "counts": [
                {"number": 2, "words": "waiting for a call back"},
                {"number": 1, "words": "record not written"},
                {"number": 0, "words": "callers to trace"},
            ],
            "tasks": [
                TASK,
                TASK | {"id": "T9", "to_find": "/admin/tasks/T9/practice"},
                TASK
                | {
                    "id": "T2",
                    "words": "Write the advice",
                    "owner": "Ben Example",
                    "due_at": NOW + timedelta(days=9),
                    "late": None,
                    "phone": None,
                    "can_finish": False,
                },
                TASK
                | {
                    "id": "T7",
                    "words": "Ring the caller: it is for the radiology office",
                    "can_pass_on": True,
                    "by_key": ["Chasing a request or a report", "Worried about a result"],
                    "unread": {"texts": 1, "since": NOW - timedelta(minutes=3)},
                    "late_entry": True,
                    "during_outage": True,
                },
                TASK
                | {
                    "id": "T3",
                    "words": "Trace the caller: no number was left",
                    "phone": None,
                    "message": True,
                    "can_finish": False,
                    "can_trace": True,
                    "can_close": True,
                },
                TASK
                | {
                    "id": "T4",
                    "words": "Tell them the new time of their call back",
                    "new_time": NOW + timedelta(hours=2),
                },
                TASK
                | {"id": "T5", "words": "Type what the caller said", "to_type": ("/messages/S1",)},
            ],
            "problems": [Problem("number-T3", "This is no telephone number that we can ring.")],
            "holes": [HOLE, HOLE | {"deserted": False}],
            "outgoing_problems": 3,
            "quarantined": 2,
            "alerts": 3,
            "untraced": 3,
            "silent_systems": 1,
            "may_keep_waits": True,
            "may_appoint": True,
            "may_keep_directory": True,
            "closings": choices(test_call="A test call"),
            "form_token": "t0ken",
        },
    ),
    "coordinator/practice.html": (
        PRACTICE
        | {"asker": replace(NURSE, name=None, role=None, number=None, email=None)}
        | {"practices": FEW_PRACTICES},
        PRACTICE | {"problems": [Problem("organisation", "Choose a practice from the list.")]},
    ),
    "coordinator/outgoing.html": (
        {"dead": [], "waiting": [], "refused": [], "form_token": "t0ken"},
        {
            "dead": [OUTGOING | {"failed_at": NOW, "can_retry": True}],
            "waiting": [OUTGOING | {"id": "X2", "next_try_at": NOW, "attempts": 3}],
            "refused": [
                {"at": NOW, "source": "telephone", "why": "it named another account"},
                {"at": NOW, "source": "telephone", "why": "it rang a number that is no line"},
            ],
            "form_token": "t0ken",
        },
    ),
}
