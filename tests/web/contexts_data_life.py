"""Contexts of the pages of information governance."""

from datetime import timedelta
from typing import Any

from advice_line.desk.mailbox.mails_there import There
from advice_line.education.packs.packs_made import Made, Stale
from advice_line.errors import Problem
from advice_line.web.rendering import Choice
from tests.web.contexts_desk import Contexts
from tests.web.pieces import NOW

BEFORE = NOW - timedelta(days=3)
ROW: dict[str, Any] = {
    "line": "Example Radiology Advice",
    "what": "a mail as it came",
    "kept": "mail",
    "days": 90,
    "count": 1,
    "held": 2,
}
RECEIPT: dict[str, Any] = {
    "receipt": {"public_id": "R1", "cause": "retention", "opened_at": BEFORE, "closed_at": NOW},
    "objects": 12,
    "good": True,
    "batches": [
        {
            "kept": "rota_history",
            "count": 12,
            "line_key": None,
            "rule": "2192 days",
            "oldest": BEFORE,
            "newest": NOW,
        }
    ],
}
HOLD: dict[str, Any] = {
    "id": "H1",
    "on": "Elm Road Surgery",
    "queries": 1,
    "made_by": "Ines Example",
    "made_at": BEFORE,
    "first_day": None,
    "last_day": None,
    "lifted_at": None,
    "lifted_by": None,
    "lifted_reason": None,
    "reason": "A claim is announced",
}
OBJECTION: dict[str, Any] = {
    "id": "O1",
    "reference": None,
    "objector": "patient",
    "queries": 2,
    "made_by": "Ines Example",
    "made_at": BEFORE,
    "lifted_at": None,
    "own_page": False,
}
_WHO = [Choice("patient", "The patient"), Choice("requester", "Who asked")]
BARE_TEACHING: dict[str, Any] = {
    "objections": [],
    "may_write": True,
    "always": False,
    "choices": _WHO,
    "held_since": None,
}
TEACHING = BARE_TEACHING | {
    "objections": [
        OBJECTION,
        OBJECTION | {"id": "O2", "objector": "requester", "own_page": True, "reference": "K7"},
    ],
    "always": True,
    "held_since": BEFORE,
}
STALE_PACKS = [
    Stale("CX4-2PD", NOW, (Made(BEFORE, "Dr Amara Example", "pptx"),)),
    Stale("C9K-7TT", NOW, (Made(BEFORE, "Dr Amara Example", "pptx"), Made(NOW, "a command", "md"))),
]
ASKED: dict[str, Any] = {
    "id": "E1",
    "about": "K7Q2-M9FX",
    "state": "asked",
    "asked_by": "Ines Example",
    "asked_at": BEFORE,
    "settled_at": None,
    "settled_by": None,
    "receipt": None,
    "reason": "Asked for in writing",
    "mine": False,
    "stuck": False,
    "there": None,
}
ONE: dict[str, Any] = {
    "reference": "K7Q2-M9FX",
    "at": BEFORE,
    "parts": {"queries": 1, "sound_pieces": 2},
    "in_time": True,
}
KEPT: dict[str, Any] = {
    "reference": "K7Q2-M9FX",
    "at": BEFORE,
    "counts": {"queries": 1, "messages": 2},
}
CAUSES = {"retention": "their time being over"}
FORM: dict[str, Any] = {"form": {}, "form_token": "t", "problems": []}
_KINDS = [Choice("query", "A query"), Choice("patient", "A patient")]
_ASKERS = [Choice("patient", "A patient"), Choice("requester", "Somebody who asks")]
_ON = [
    Choice("query", "A query"),
    *_ASKERS,
    Choice("organisation", "A practice"),
    Choice("span", "Days"),
]
_STATES = {"asked": "Waits for a second person", "done": "Erased"}
_EXTENTS = [Choice("all", "All of it")]
WRONG = {"problems": [Problem("reason", "Say why.")]}
DONE = ASKED | {"state": "done", "settled_at": NOW, "settled_by": "Odd Example", "receipt": "R1"}

DATA_LIFE_CONTEXTS: Contexts = {
    "service/data.html": (
        FORM
        | {
            "rows": [],
            "receipts": [],
            "causes": CAUSES,
            "there": There(),
            "by": "",
            "until": None,
            "waiting": 0,
        },
        {
            "rows": [ROW, ROW | {"kept": "code", "held": 0, "in_mailbox": 3}],
            "receipts": [RECEIPT],
            "causes": CAUSES,
            "there": There(gone=4, waiting=1, missed=2),
            "by": "2026-12-31",
            "until": NOW.date(),
            "waiting": 2,
            "problems": [Problem("by", "We could not read this as a day.")],
        },
    ),
    "service/data_receipt.html": (
        {"shown": RECEIPT | {"good": None}, "cause": "by an erasure", "batches": []},
        {
            "shown": RECEIPT | {"good": False},
            "cause": "their time being over",
            "batches": [("What a rota was until it was changed", RECEIPT["batches"][0])],
        },
    ),
    "service/data_holds.html": (
        FORM | {"held": [], "kinds": _ON, "lines": []},
        FORM
        | {"kinds": _ON, "lines": [Choice("hotdoc", "Hot line")], "form": {"kind": "span"}}
        | {
            "held": [
                HOLD,
                HOLD
                | {"id": "H2", "first_day": BEFORE.date(), "last_day": NOW.date(), "queries": 3},
                HOLD
                | {
                    "id": "H3",
                    "lifted_at": NOW,
                    "lifted_by": "Odd Example",
                    "lifted_reason": "It is over",
                },
            ]
        }
        | WRONG,
    ),
    "service/data_objections.html": (
        FORM | {"objections": [], "objectors": _WHO},
        FORM
        | {"objectors": _WHO}
        | {"objections": [OBJECTION, OBJECTION | {"id": "O2", "own_page": True, "reference": "K7"}]}
        | {"problems": [Problem("number", "Look again.")]},
    ),
    "service/data_access.html": (
        FORM | {"found": None, "kinds": _ASKERS, "shortest": 12},
        FORM
        | {
            "found": {"kind": "patient", "kept": [KEPT], "doubtful": ["M4RT-7XKD", "Q2ZV-88KC"]},
            "kinds": _ASKERS,
            "shortest": 12,
            "problems": [Problem("passphrase", "Use at least 12 characters.")],
        },
    ),
    "service/data_erasures.html": (
        FORM | {"erasures": [], "states": {}, "kinds": _KINDS, "extents": _EXTENTS},
        FORM
        | {"erasures": [ASKED, DONE | {"id": "E2"}], "states": _STATES}
        | {"kinds": [*_KINDS, _ASKERS[1]], "extents": _EXTENTS}
        | WRONG,
    ),
    "service/data_erasure.html": (
        {
            "asked": ASKED | {"mine": True},
            "extent": "All of it",
            "state": "Waits for a second person",
            "goes": [],
            "stays": [],
            "form_token": "t",
        },
        {
            "asked": DONE | {"state": "asked", "there": There(gone=2, waiting=1, missed=1)},
            "extent": "All of it",
            "state": "Erased",
            "goes": [ONE],
            "stays": [(ONE, "A legal hold stands on it")],
            "form_token": "t",
        },
    ),
}
