"""Contexts of the pages that anybody may see, each as bare and as full as it may be."""

from datetime import date, timedelta
from typing import Any

from tests.web.contexts_desk import HOLE, Contexts
from tests.web.pieces import FIXED, NOW

LINE = {
    "name": "Example Radiology Advice",
    "number": "+441632960000",
    "email": "advice@example.org",
    "out_of_hours": "+441632960999",
}
OTHER = {
    "href": "/?line=chest",
    "name": "Example Chest Advice",
    "number": "+441632960050",
    "open": False,
    "changes_at": NOW + timedelta(days=1),
    "closed_reason": None,
}
HOME: dict[str, Any] = {
    "line": LINE,
    "hours": [{"days": "Monday to Friday", "times": "8am to 7pm"}],
    "open": True,
    "changes_at": NOW + timedelta(hours=5),
    "closed_reason": None,
    "patient_number": "NHS number",
    "call_back_minutes": 30,
    "qualifications": [
        {
            "role": "Consultant radiologist",
            "names": ["Dr Amara Example", "Dr Chidi Example", "Dr Farid Example"],
            "registration": "Registered with the GMC",
            "people": 3,
            "scope": None,
            "on_duty": True,
        },
        {
            "role": "Advanced practitioner",
            "names": [],
            "registration": "Registered with the HCPC",
            "people": 1,
            "scope": "Answers about musculoskeletal and chest",
            "on_duty": False,
        },
    ],
    "upcoming": [
        {"day": date(2026, 11, 24), "words": "8am to 7pm", "note": None},
        {"day": date(2026, 11, 25), "words": "8am to 7pm", "note": None},
        {"day": date(2026, 11, 26), "words": "Closed", "note": "Staff training day"},
        {"day": date(2026, 11, 27), "words": "8am to 7pm", "note": None},
        {"day": date(2026, 11, 28), "words": "Closed", "note": None},
    ],
    "holes": [HOLE],
    "fixed_sentence": FIXED,
    "ask": "/ask/hotdoc",
    "guidance": "/guidance",
    "waits": "/waits/hotdoc",
    "others": [OTHER, OTHER | {"name": "Example Heart Advice", "open": True}],
}
SIGNED_OUT: dict[str, Any] = {
    "sign_in": "/signin",
    "action": "/rota/cover",
    "fields": [("form_token", "t0ken"), ("who", "ben"), ("start", "2026-11-25T13:00")],
    "file": False,
    "by_code": False,
}
PUBLIC_CONTEXTS: Contexts = {
    "public/signed_out.html": (
        SIGNED_OUT | {"fields": SIGNED_OUT["fields"][:1]},
        SIGNED_OUT | {"file": True, "by_code": True},
    ),
    "public/home.html": (
        HOME
        | {
            "line": LINE | {"email": None},
            "open": False,
            "changes_at": None,
            "closed_reason": "Bank holiday: Christmas Day",
            "qualifications": [],
            "upcoming": [],
            "holes": [],
            "guidance": None,
            "waits": None,
            "others": [],
        },
        HOME,
    ),
}
