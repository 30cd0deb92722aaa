"""Contexts of the pages by which people of a practice sign in: as bare and as full as they may
be."""

from typing import Any

from advice_line.desk.practice.entering import Persona
from advice_line.desk.practice.passkeys import OwnPasskeys
from advice_line.errors import Problem
from advice_line.tables.practices import PracticePasskey
from advice_line.trust_kinds import SignInRefusal
from advice_line.web.labels import choices
from advice_line.web.practice.signin import COMPUTERS
from advice_line.web.refusal_words import OF_PRACTICES
from tests.web.contexts_desk import Contexts
from tests.web.contexts_practice_people import PRACTICE, TOKEN
from tests.web.pieces import NOW

ASKED = '{"challenge": "AAAA", "rpId": "advice.example.org", "userVerification": "required"}'
_SIGN_IN: dict[str, Any] = {
    "email": "",
    "next": None,
    "mails": False,
    "personas": (),
    "sign_on": None,
    "passkey": ASKED,
    "computer": None,
    "computers": choices(COMPUTERS),
    "form_token": TOKEN,
}
_BARE = OwnPasskeys("Dr Rowan Hill", PRACTICE, (), None, False, NOW)
_KEPT = PracticePasskey(
    public_id="0123456789ABCDEF",
    requester_id=1,
    credential_id="id",
    public_key="key",
    sign_count=0,
    name="My phone",
    made_at=NOW,
)
_OWN: dict[str, Any] = {
    "seen": _BARE,
    "again": "/practice/signin?next=/practice/sign-in",
    "form_token": TOKEN,
    "problems": [],
}
SIGN_IN_CONTEXTS: Contexts = {
    "practice/sign_in.html": (
        _SIGN_IN,
        {
            **_SIGN_IN,
            "email": "nobody",
            "next": "/practice",
            "mails": True,
            "personas": (Persona("0123456789ABCDEF", "Kim Marsh", "Practice manager, Elm Road"),),
            "sign_on": "NHSmail",
            "computer": "shared",
            "problems": [
                Problem("email", "“nobody” is not an email address."),
                Problem("computer", "Say who uses this computer."),
            ],
        },
    ),
    "practice/not_signed_on.html": (
        {
            "words": OF_PRACTICES[SignInRefusal.WRONG_NONCE],
            "code": "wrong_nonce",
            "others": "/practice/signin",
        },
        {
            "words": OF_PRACTICES[SignInRefusal.UNKNOWN_PERSON],
            "code": "unknown_person",
            "others": "/practice/signin",
        },
    ),
    "practice/own_sign_in.html": (
        _OWN,
        {
            **_OWN,
            "seen": OwnPasskeys(
                "Dr Rowan Hill",
                PRACTICE,
                (_KEPT, PracticePasskey(**_KEPT.model_dump() | {"used_at": NOW})),
                ASKED,
                True,
                NOW,
            ),
            "problems": [Problem("", "Others use this computer too.")],
        },
    ),
}
