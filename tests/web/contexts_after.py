"""Contexts of what follows a call: saved, checked, looked at, added to."""

from datetime import date, timedelta
from typing import Any

from advice_line.desk.receipts.acknowledged import Word
from advice_line.desk.receipts.spoken import Unreceived
from advice_line.errors import Problem
from advice_line.kinds import Acknowledgement
from advice_line.web.rendering import Choice
from tests.web.contexts_data_life import BARE_TEACHING, TEACHING
from tests.web.contexts_desk import CALL_BACK, UNTOLD, Contexts
from tests.web.contexts_filing import BARE_FOR_RECORD, FOR_RECORD
from tests.web.contexts_record import BARE_CAME, CAME, QUERY
from tests.web.contexts_report import BARE_REPORT, REPORT
from tests.web.contexts_tracers import FULL_SAID
from tests.web.contexts_written import FILES, LATER, WRITTEN
from tests.web.pieces import NOW, choices

PATIENT = {"name": "Test Patient", "date_of_birth": date(1980, 3, 31), "number": "9990000018"}
SAVED: dict[str, Any] = {
    "closed": "Elm Road Surgery",
    "hears": "by email at sam@example.org",
    "query": QUERY,
    "patient": PATIENT,
    "sent_to": "Elm Road Surgery",
    "sent_how": "letter",
    "now_is": "sent",
    "who_does_what": "The practice arranges MRI lumbar spine by 8 December 2026",
    "out_of_scope": True,
    "hints": ["Many practices cannot order PET themselves. Can this one? If not, who can?"],
    "case_reference": "CX4-2PD",
    "nominated": True,
    "worth_it": True,
    "left": 1,
    "next_path": "/desk/W2HJ-6KQ8",
    "form_token": "t0ken",
}
CHECK: dict[str, Any] = {
    "query": QUERY,
    "differences": [
        {"what": "Date of birth", "given": "31 March 1980", "on_file": "13 March 1980"}
    ],
    "fields": [("version", "3"), ("patient_name", "Test Patient")],
    "number_missing_reason": "",
    "sends_to": None,
    "form_token": "t0ken",
    "problems": [],
}
SEEN: dict[str, Any] = {
    "query": QUERY
    | {
        "state": "Advised",
        "urgency_set": "ROUTINE",
        "by_key": ["Worried about a result"],
        "received_at": NOW - timedelta(minutes=40),
        "calls_today": 3,
        "during_outage": True,
        "owner": "Dr Amara Example",
        "mine": True,
        "can_claim": False,
        "can_ring_back": True,
        "version": 9,
    },
    "patient": PATIENT,
    "question": "Six weeks of low back pain, no red flags. Is MRI needed?",
    "safety": ["Pregnancy: no", "MRI implant: yes"],
    "steps": [
        {"words": "Elm Road Surgery rang", "at": NOW - timedelta(minutes=40), "mark": "done"},
        {"words": "Ben Example did not answer", "at": NOW - timedelta(minutes=39), "mark": "bad"},
        {"words": "Dr Amara Example accepted", "at": NOW - timedelta(minutes=38), "mark": "done"},
        {"words": "The call ended", "at": NOW - timedelta(minutes=34), "mark": ""},
    ],
    "advice": [
        {
            "version": 2,
            "author": "Dr Amara Example",
            "at": NOW,
            "text": "Earlier images seen: no change.",
            "reason": "Earlier images became available",
            "loop": [
                {"words": "Sent", "at": NOW, "bad": False},
                {"words": "The address refused it", "at": NOW, "bad": True},
                {"words": "Acknowledged", "at": None, "bad": False},
            ],
        },
        {
            "version": 1,
            "author": "Dr Amara Example",
            "at": NOW - timedelta(minutes=20),
            "text": "Physiotherapy first.",
            "reason": None,
            "loop": [{"words": "Read back on the call", "at": NOW, "bad": False}],
        },
    ],
    "said": [],
    "came": BARE_CAME,
    "recordings": [],
    "countersign": None,
    "code_closed": None,
    "asker_hears": None,
    "unreceived": None,
    "read_back_by": "",
    "came_of_it": None,
    "for_record": BARE_FOR_RECORD,
    "teaching": BARE_TEACHING,
    "objecting": {},
    "report": BARE_REPORT,
    "outside": [],
    "written": None,
    "later": None,
    "owes_said": False,
    "said_words": "",
    "on_the_line": False,
    "heard_of_at": None,
    "hints": [],
    "texts": [],
    "can_write": False,
    "can_add": True,
    "can_trace": False,
    "number": "",
    "can_say_rang": False,
    "can_close": False,
    "closing": {"choices": choices(test_call="A test call"), "how": "", "words": ""},
    "calling": None,
    "call_back": None,
    "untold": None,
    "problems": [],
    "form_token": "t0ken",
}
SAID = [
    {
        "who": "Elm Road Surgery left a message",
        "at": NOW,
        "words": None,
        "note": "41 seconds",
        "sound": "/messages/S1/sound",
        "type_at": "/messages/S1",
        "files": FILES,
    },
    {
        "who": "Elm Road Surgery texted",
        "at": NOW,
        "words": "Please ring Sam on the bypass number",
        "note": "With 1 picture or file, which we do not take",
        "sound": None,
        "type_at": None,
        "files": [],
    },
]
WHICH: dict[str, Any] = {
    "query": CHECK["query"],
    "choices": [
        Choice("9990000018", "999 000 0018 (the number you entered)"),
        Choice("9990000026", "999 000 0026 (what they wrote, the question)"),
        Choice("none", "None of them"),
    ],
    "fields": [("patient_name", "Test Patient"), ("form_token", "t0ken")],
    "typed": [("nhs_number", "9990000018"), ("form_token", "t0ken")],
    "problems": [Problem("nhs_number", "Choose one.")],
    "seen": "9990000018 9990000026",
    "form_token": "t0ken",
}
AFTER_CONTEXTS: Contexts = {
    "responder/saved.html": (
        SAVED
        | {
            "patient": None,
            "sent_to": None,
            "sent_how": "phone",
            "closed": None,
            "hears": None,
            "now_is": "to_ring",
            "who_does_what": None,
            "out_of_scope": False,
            "hints": [],
            "nominated": False,
            "worth_it": None,
            "left": 0,
            "next_path": None,
        },
        SAVED,
    ),
    "responder/check.html": (
        CHECK,
        CHECK
        | {
            "sends_to": "Oak Lane Surgery",
            "problems": [Problem("number_missing_reason", "Say why they differ")],
        },
    ),
    "responder/which_number.html": (WHICH | {"problems": []}, WHICH),
    "responder/query.html": (
        SEEN
        | {
            "query": SEEN["query"]
            | {"phone": None, "owner": None, "can_claim": True, "can_ring_back": False},
            "patient": None,
            "question": None,
            "advice": [],
            "can_add": False,
        },
        SEEN
        | {
            "can_write": True,
            "can_trace": True,
            "number": "999 000 0018",
            "can_say_rang": True,
            "can_close": True,
            "calling": "We are ringing your phone. Answer it and press 1, then we ring them.",
            "call_back": CALL_BACK
            | {"ask": "Dr Fern Example", "promised": None, "owed": NOW, "unsaid": True},
            "untold": {"of": UNTOLD, "task": "T3", "owner": None},
            "said": SAID,
            "came": CAME,
            "recordings": [
                {"at": NOW, "sound": "/recordings/7KQ2", "note": "124 seconds"},
                {"at": NOW, "sound": None, "note": "9 seconds, on its way"},
            ],
            "countersign": 2,
            "report": REPORT,
            "came_of_it": {"state": "They were asked what came of it.", "said": [FULL_SAID]},
            "for_record": FOR_RECORD,
            "teaching": TEACHING,
            "objecting": {"objector": "patient", "always": "yes"},
            "code_closed": ("Elm Road Surgery", date(2026, 11, 1)),
            "asker_hears": "by email at sam@example.org",
            "unreceived": Unreceived(
                to_ring=True,
                practice=["+441632960191"],
                provider="Example Night Doctors",
                provider_number="+441632960700",
                cannot_act=Word(
                    NOW,
                    Acknowledgement.CANNOT_ACT,
                    "Mx Kit Example",
                    "The patient has moved to another practice.",
                ),
                since=Word(NOW, Acknowledgement.CLINICIAN_WILL_ACT, "Dr Sam Example, GP"),
                version=2,
            ),
            "outside": [
                {
                    "who": "Ben Example",
                    "at": NOW,
                    "about": "musculoskeletal imaging",
                    "advised": True,
                    "words": None,
                }
            ],
            "written": WRITTEN,
            "later": LATER,
            "owes_said": True,
            "said_words": "An ultrasound within the week.",
            "on_the_line": True,
            "heard_of_at": NOW - timedelta(minutes=6),
            "hints": ["R4TD-02XN", "W2HJ-6KQ8"],
            "texts": choices(
                text_ring_us="Text them: please ring us", text_we_ring="Text them: we will ring"
            ),
            "problems": [Problem("reason", "Say why this query is closed without advice.")],
        },
    ),
}
