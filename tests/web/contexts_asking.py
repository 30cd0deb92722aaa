"""Contexts of the form by which somebody asks, and of their own pages: as bare and as full as they
may be."""

from datetime import date, timedelta
from typing import Any

from advice_line.errors import Problem
from advice_line.rules import labels
from tests.web.contexts_desk import Contexts
from tests.web.pieces import NOW, choices

LINE = {
    "key": "hotdoc",
    "name": "Example Radiology Advice",
    "number": "+441632960000",
    "out_of_hours": "+441632960999",
}
PATIENT = {
    "patient_name": "Edith Larkspur",
    "date_of_birth": date(1950, 2, 1),
    "nhs_number": "9990000018",
    "number_missing_reason": "Visitor",
}
PAGE = {
    "title": "Back pain in adults",
    "address": "https://www.example.org/back-pain",
    "owner": "Dr Chidi Example",
    "review_on": date(2027, 3, 1),
}
FIELDS = [
    ("requester_name", "Dr Rowan Hill"),
    ("question", "Plain film or MRI?"),
    ("line", "hotdoc"),
]
ASK: dict[str, Any] = {
    "line": LINE,
    "open": False,
    "due": {each: NOW + timedelta(hours=4) for each in ("now", "today", "two_days")},
    "organisations": ("Elm Road Surgery", "Oak Lane Surgery"),
    "remembered": True,
    "fresh": False,
    "form": {
        "requester_name": "Dr Rowan Hill",
        "registration": "GMC 9990002",
        "supervising_gp": "Dr Fern Example",
        "organisation": "Elm Road Surgery",
        "email": "rowan@elsewhere.example.org",
        "number_missing_reason": "Visitor",
        "would_have_done": "referred",
    },
    "choices": {
        "requester_role": choices(**labels.REQUESTER_ROLES),
        "urgency_asked": choices(now="Now", today="Today", two_days="Within 2 days"),
        "would_have_done": choices(referred="Referred", other="Something else"),
        "number_missing_reason": choices(Newborn="Newborn"),
    },
    "form_token": "t0ken",
    "problems": [Problem("question", "Write your question; one sentence is enough.")],
}
CHECK: dict[str, Any] = {
    "line": LINE,
    "open": True,
    "asked": {
        "name": "Dr Rowan Hill",
        "role": "GP",
        "registration": "GMC 9990002",
        "supervising_gp": "Dr Fern Example",
        "organisation": "Moor End Surgery",
        "known": False,
        "email": "rowan@elsewhere.example.org",
        "number": "+441632960199",
        "question": "Plain film or MRI?",
        "urgency": "Now",
        "now": True,
        "due": NOW + timedelta(minutes=15),
        "would_have_done": "Referred",
        "would_have_done_note": "To the back clinic",
        "booking_reference": "1234 5678 9012",
        "flags": [("Pregnancy", "no")],
    },
    "patient": PATIENT,
    "guidance": [PAGE],
    "fields": FIELDS,
    "form_token": "t0ken",
    "problems": [Problem("files", "“film.svg” is no picture.")],
}
CODE: dict[str, Any] = {
    "line": LINE,
    "email": "rowan@elsewhere.example.org",
    "sent": True,
    "minutes": 10,
    "fields": FIELDS,
    "files": True,
    "form_token": "t0ken",
    "problems": [Problem("code", "That is not the code.")],
}
TOLD = {
    "due_at": NOW + timedelta(hours=4),
    "read_from": NOW + timedelta(hours=1),
    "open": False,
    "out_of_hours": "+441632960999",
}
KEPT: dict[str, Any] = {
    "here": "/q/tok",
    "reference": "K7Q2-M9FX",
    "line": LINE,
    "told": TOLD,
    "writes": True,
    "confirmed": False,
    "sent_to": "ro…@elsewhere.example.org",
    "code_sent": True,
    "minutes": 10,
    "form_token": "t0ken",
    "problems": [Problem("code", "That is not the code.")],
}
CLOSED: dict[str, Any] = {
    "here": "/q/tok",
    "reference": "K7Q2-M9FX",
    "line": LINE,
    "sent_to": "the number ending 123",
    "by_text": True,
    "sends": True,
    "elsewhere": False,
    "expired": False,
    "days": 28,
    "form_token": "t0ken",
}
QUESTION: dict[str, Any] = {
    "here": "/q/tok",
    "reference": "K7Q2-M9FX",
    "line": LINE,
    "state": "Dr Amara Example, consultant radiologist asks you something",
    "waits": True,
    "told": TOLD,
    "asked_at": NOW - timedelta(hours=1),
    "asked_by": "Dr Rowan Hill",
    "asked_how": "by the form",
    "asked_for": "Asked for: today",
    "unwritten": False,
    "patient": PATIENT,
    "said": [
        {"at": NOW, "by": None, "words": "Plain film or MRI?", "files": [("film.png", True)]},
        {"at": NOW, "by": "Dr Amara Example", "words": "Any red flags?", "files": []},
        {"at": NOW, "by": None, "words": "", "files": [("film.svg", False)]},
    ],
    "asked_back": {"words": "Any red flags?", "by": "Dr Amara Example", "due_at": NOW},
    "later": None,
    "advised": False,
    "received": False,
    "may_write": True,
    "may_withdraw": True,
    "objects": False,
    "words": "None",
    "form_token": "t0ken",
    "problems": [Problem("words", "Write what you want to tell us.")],
}
YOU: dict[str, Any] = {
    "said": [("Your name", "Dr Rowan Hill")],
    "devices": [
        {
            "name": "a1b2",
            "since": NOW,
            "used_at": NOW,
            "until": NOW + timedelta(days=90),
            "this": this,
        }
        for this in (True, False)
    ],
    "form_token": "t0ken",
}
ASKING_CONTEXTS: Contexts = {
    "requester/ask_line.html": (
        {"lines": [LINE]},
        {"lines": [LINE, LINE | {"key": "heart", "name": "Example Heart Advice"}]},
    ),
    "requester/ask.html": (
        ASK | {"open": True, "remembered": False, "fresh": True, "form": {}, "problems": []},
        ASK,
    ),
    "requester/ask_check.html": (
        CHECK
        | {
            "asked": CHECK["asked"]
            | {
                "role": None,
                "known": True,
                "number": None,
                "now": False,
                "would_have_done": None,
                "would_have_done_note": None,
                "booking_reference": None,
                "flags": [],
            },
            "patient": None,
            "guidance": [],
            "problems": [],
        },
        CHECK,
    ),
    "requester/ask_code.html": (CODE | {"sent": False, "files": False, "problems": []}, CODE),
    "requester/kept.html": (
        KEPT
        | {
            "told": TOLD | {"read_from": None, "out_of_hours": None},
            "writes": False,
            "confirmed": True,
            "sent_to": None,
            "code_sent": False,
            "problems": [],
        },
        KEPT,
    ),
    "requester/question_closed.html": (
        CLOSED | {"expired": True, "sent_to": None, "sends": False},
        CLOSED,
    ),
    "requester/question.html": (
        QUESTION
        | {
            "state": "Answered",
            "waits": False,
            "told": TOLD | {"read_from": None, "out_of_hours": None},
            "patient": None,
            "said": [],
            "asked_by": None,
            "unwritten": True,
            "asked_back": None,
            "later": {"reason": "needs a specialist opinion", "words": None, "due_at": NOW},
            "advised": True,
            "received": True,
            "may_write": False,
            "may_withdraw": False,
            "objects": True,
            "words": "",
            "problems": [],
        },
        QUESTION,
    ),
    "requester/guidance_fits.html": ({"guidance": []}, {"guidance": [PAGE]}),
    "requester/you.html": (YOU | {"said": [], "devices": []}, YOU),
}
