"""Contexts of links, codes and error pages."""

from typing import Any

from advice_line.errors import Problem
from advice_line.trust_kinds import SignInRefusal
from advice_line.web.refusal_words import WORDS
from tests.web.contexts_desk import Contexts

ASKED = '{"challenge": "AAAA", "rpId": "advice.example.org"}'
CODE: dict[str, Any] = {
    "action": "/signin/code",
    "again": "/signin",
    "sent_to": "the mobile ending 001",
    "minutes": 10,
    "form_token": "t0ken",
    "problems": [],
}
WRONG_CODE = {"problems": [Problem("code", "That is not the code we sent last")]}
SIGN_IN: dict[str, Any] = {
    "mobile": "",
    "next": None,
    "personas": [],
    "texts": True,
    "hospital": None,
    "form_token": "t0ken",
    "problems": [],
}
EXPIRED: dict[str, Any] = {
    "heading": "This link has expired",
    "explanation": "Links to a record last 12 hours. What you wrote is kept.",
    "sent_to": "the mobile ending 001",
    "action": "/r/tok/fresh",
    "sent": False,
    "form_token": "t0ken",
}
PROBLEM: dict[str, Any] = {
    "number": 404,
    "heading": None,
    "sentence": None,
    "back_href": None,
    "back_label": None,
    "retry": False,
    "typed": (),
    "reference": None,
    "telephone": None,
    "mend": None,
}
FULL_PROBLEM = PROBLEM | {
    "number": 409,
    "heading": "Nothing was changed",
    "sentence": "Already taken by Ben Example.",
    "back_href": "/desk",
    "back_label": "Your list",
    "retry": True,
    "typed": ("The exchange says that it came from 01632 960101.",),
    "reference": "7H2KQ0",
    "telephone": "+441632960000",
    "mend": "Go back to see how it stands now.",
}

LINK = {
    "reference": "K7Q2-M9FX",
    "person": "Dr Amara Example",
    "action": "/r/tok",
    "passkey": ASKED,
    "next": "/desk/K7Q2-M9FX/record",
    "form_token": "t0ken",
}
WAITING: dict[str, Any] = {
    "here": "/q/tok",
    "reference": "K7Q2-M9FX",
    "line": {"name": "Example Radiology Advice", "number": None},
    "sent_to": "el…@example.org",
    "mails": True,
    "form_token": "t0ken",
}

NOT_SIGNED_IN: dict[str, Any] = {
    "words": WORDS[SignInRefusal.ENDED],
    "subject": None,
    "code": "ended",
    "again": None,
    "others": "/signin",
    "name": "your Northwick account",
}

SIGN_IN_CONTEXTS: Contexts = {
    "public/not_signed_in.html": (
        NOT_SIGNED_IN,
        NOT_SIGNED_IN
        | {
            "words": WORDS[SignInRefusal.UNKNOWN_PERSON],
            "subject": "a3f1c2d4-5b6e-4f70-8a91-b2c3d4e5f607",
            "code": "unknown_person",
            "again": "/signin/oidc",
        },
    ),
    "public/signed_out_there.html": (
        {"address": "#maincontent", "name": "your Northwick account"},
        {"address": "#maincontent", "name": "your Northwick account"},
    ),
    "public/sign_in.html": (
        SIGN_IN | {"texts": False},
        SIGN_IN
        | {
            "mobile": "nobody",
            "next": "/desk",
            "hospital": "your Northwick account",
            "personas": [
                {"key": "amara", "name": "Dr Amara Example", "role": "Consultant radiologist"},
                {
                    "key": "ben",
                    "name": "Ben Example",
                    "role": "Advanced practitioner, rota manager",
                },
                {"key": "cleo", "name": "Cleo Example", "role": "Radiology office"},
            ],
            "problems": [Problem("mobile", "Enter a mobile number, such as 07700 900123")],
        },
    ),
    "public/sign_in_code.html": (CODE, CODE | WRONG_CODE),
    "public/link_expired.html": (EXPIRED, EXPIRED | {"sent": True}),
    "public/problem.html": (PROBLEM, FULL_PROBLEM),
    "public/busy.html": (
        {"action": "/desk/K7Q2-M9FX/record", "fields": [], "file": False},
        {
            "action": "/desk/K7Q2-M9FX/record",
            "fields": [("form_token", "t0ken"), ("advice", "Physiotherapy first.")],
            "file": True,
        },
    ),
    "responder/link.html": (LINK | {"passkey": None}, LINK),
    "requester/waiting.html": (
        WAITING | {"mails": False},
        WAITING | {"line": {"name": "Example Radiology Advice", "number": "+441632960000"}},
    ),
    "requester/code.html": (
        CODE | {"here": "/q/tok", "action": "/q/tok/open", "again": "/q/tok/code"},
        CODE | {"here": "/q/tok"} | WRONG_CODE,
    ),
}
