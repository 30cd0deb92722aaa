"""Context and state of the demonstration's page."""

from typing import Any

from tests.web.contexts_desk import Contexts

PHONES = [
    {
        "key": "amara",
        "name": "Dr Amara Example",
        "role": "Consultant radiologist",
        "number": "+447700900001",
    },
    {
        "key": "ben",
        "name": "Ben Example",
        "role": "Advanced practitioner",
        "number": "+447700900002",
    },
    {
        "key": "chidi",
        "name": "Dr Chidi Example",
        "role": "Radiology registrar",
        "number": "+447700900003",
    },
]
DEMO: dict[str, Any] = {
    "line": {"name": "Example Radiology Advice", "number": "+441632960000"},
    "ward": {"key": "ward", "name": "Dr Wanda Ward"},
    "writers": [
        {
            "key": "Y99001",
            "label": "Elm Road Surgery",
            "hint": "A practice on file. The answer comes whole.",
        },
        {
            "key": "stranger",
            "label": "Somebody unknown",
            "hint": "No practice has this address, and nothing proves who writes.",
        },
    ],
    "callers": [
        {
            "key": "Y99001",
            "label": "Elm Road Surgery",
            "hint": "A GP’s mobile. The letter comes by mail.",
            "number": "+447700900101",
        },
        {
            "key": "withheld",
            "label": "Withheld number",
            "hint": "The line asks for a number to ring back.",
            "number": None,
        },
    ],
    "phones": PHONES,
    "places": [
        {"href": "/", "label": "The line's public page"},
        {"href": "/desk", "label": "A responder's list"},
        {"href": "/library", "label": "The library"},
    ],
    "form_token": "t0ken",
}


def _entry(number: int, kind: str, words: str, **more: Any) -> dict[str, Any]:
    return {
        "id": f"e{number}",
        "kind": kind,
        "words": words,
        "at_words": "2:05pm",
        "from": None,
        "link": None,
    } | more


STATE: dict[str, Any] = {
    "situation": {"stopped": False, "quiet": True, "recorded": True},
    "run": "2026-11-24T14:00:00+00:00",
    "next": {
        "number": 2,
        "of": 6,
        "words": "Dr Amara Example’s phone rings. Press Answer on it.",
        "target": "phone-amara",
        "passes": True,
        "beside": {"href": "/signin?next=/desk/K7Q2-M9FX/call", "label": "Open the live call"},
        "href": None,
        "label": None,
        "fill": True,
        "keys": False,
    },
    "example": {
        "caller": "Dr Sam Example, GP",
        "patient": "Edith Larkspur, born 3 May 1959",
        "question": "Heel pain. An X-ray to look for a spur?",
        "advice": "No X-ray.",
        "learning": "The spur is a bystander.",
    },
    "letter": "Edith Larkspur, born 3 May 1959",
    "now_words": "Tuesday 24 November 2026 at 2:05pm",
    "notice": None,
    "steps": [
        {"words": "Place a call", "state": "done"},
        {"words": "Accept it with 1", "state": "now"},
        {"words": "Hang up", "state": "todo"},
        {"words": "Write the advice", "state": "todo"},
        {"words": "Read the letter", "state": "todo"},
        {"words": "See the case", "state": "todo"},
    ],
    "caller": {
        "key": "caller",
        "as": "Y99001",
        "state": "in_call",
        "state_words": "In a call",
        "can": ["hang_up", "key", "text"],
        "keys": "12340",
        "entries": [
            _entry(1, "own", "Rang 01632 960000"),
            _entry(
                2,
                "said",
                "You are through to radiology advice. If life is at immediate risk hang up and "
                "call 999.",
            ),
            _entry(3, "sms", "Reference K7Q2-M9FX.", **{"from": "01632 960000"}),
        ],
    },
    "phones": [
        {
            "key": "amara",
            "on_duty": True,
            "state": "ringing",
            "state_words": "Ringing",
            "can": ["answer", "decline"],
            "keys": "1235*",
            "entries": [],
        },
        {
            "key": "ben",
            "on_duty": True,
            "state": "in_call",
            "state_words": "In a call",
            "can": ["hang_up", "key"],
            "keys": "1235*",
            "entries": [
                _entry(4, "said", "Radiology advice call from Elm Road Surgery, press 1 to accept.")
            ],
        },
        {
            "key": "chidi",
            "on_duty": False,
            "state": "idle",
            "state_words": "Not on duty",
            "can": [],
            "keys": "1235*",
            "entries": [
                _entry(
                    5,
                    "sms",
                    "1 record to write.",
                    **{"from": "01632 960000", "link": "/desk/link/tok"},
                )
            ],
        },
    ],
    "mails": [
        {
            "id": "m1",
            "sent": False,
            "from": "advice@example.org",
            "can": ["reply", "away", "bounce"],
            "to": "elmroad@example.org",
            "subject": "A reply is waiting: K7Q2-M9FX",
            "words": "A reply to your question K7Q2-M9FX is waiting.",
            "at_words": "2:11pm",
            "link": "/q/tok",
            "files": ["K7Q2-M9FX.pdf"],
        }
    ],
    "staff_mails": [
        {
            "id": "m2",
            "sent": False,
            "from": "advice@example.org",
            "can": [],
            "to": "ben@example.org",
            "subject": "Rota: a gap",
            "words": "All of it stands on the page of gaps",
            "at_words": "2:12pm",
            "link": "/rota/gaps",
            "files": [],
        }
    ],
    "slack": {
        "as": "amara",
        "messages": [
            {
                "id": "1.2",
                "from": "Advice Line",
                "where": "#hot-doc",
                "alone": False,
                "words": [
                    {"words": "K7Q2-M9FX", "bold": True, "link": None},
                    {
                        "words": "\nAsked for: today\nWaits for somebody to take it",
                        "bold": False,
                        "link": None,
                    },
                ],
                "at_words": "2:13pm",
                "buttons": [
                    {"label": "Claim", "link": None},
                    {"label": "Open", "link": "/desk/K7Q2-M9FX"},
                ],
            }
        ],
        "form": {
            "id": "V1",
            "title": "Close without advice",
            "words": [{"words": "K7Q2-M9FX. Asked for: today.", "bold": False, "link": None}],
            "buttons": [],
            "send": "Close",
            "close": "Back",
            "faults": ["Choose why this query is closed without advice."],
            "fields": [{"label": "Why it is closed", "hint": None, "options": ["A test"]}],
        },
    },
    "record": {
        "folder": "/var/spool/advice-line/record",
        "count": 1,
        "waiting": 1,
        "letters": [
            {
                "name": "V28ZR0PCZZ1Q49AA",
                "files": ["V28ZR0PCZZ1Q49AA.pdf", "V28ZR0PCZZ1Q49AA.txt"],
                "taken": False,
            }
        ],
    },
}
DEMO_CONTEXTS: Contexts = {
    "demo/demo.html": (DEMO | {"phones": [], "callers": [], "writers": [], "places": []}, DEMO)
}
