"""Contexts of mails as they came: in quarantine, and of a query."""

from typing import Any

from advice_line.errors import Problem
from tests.web.contexts_desk import Contexts
from tests.web.pieces import NOW

LISTED: dict[str, Any] = {
    "path": "/admin/mail/M1",
    "line": "Example Radiology Advice",
    "came_at": NOW,
    "why": "A machine wrote it",
    "size": "12 kB",
    "late": False,
}
BARE: dict[str, Any] = {
    "came_at": NOW,
    "size": "41.0 MB",
    "why": "It is too large to be fetched: open the mailbox",
    "senders": (),
    "answers_to": (),
    "to": (),
    "subject": "",
    "text": "",
    "files": (),
    "doubtful": True,
    "whole": None,
    "deleted_at": None,
}
FULL: dict[str, Any] = BARE | {
    "size": "12 kB",
    "why": "A machine wrote it",
    "senders": ("elmroad@example.org",),
    "answers_to": ("somebody@elsewhere.example.com",),
    "to": ("advice@example.org",),
    "subject": "Out of office",
    "text": "I am away until Monday.\n\n> your question is kept",
    "files": ("film.png",),
    "doubtful": False,
    "whole": "/desk/K7Q2-M9FX/mail/M1",
}

MAIL_CONTEXTS: Contexts = {
    "coordinator/mails.html": (
        {"mails": []},
        {"mails": [LISTED | {"late": True}, LISTED | {"path": "/admin/mail/M2"}]},
    ),
    "coordinator/mail.html": (
        {
            "path": "/admin/mail/M1",
            "mail": BARE,
            "named": [],
            "reference": "",
            "done": "Dr Chidi Example has cleared it (10:20).",
            "reads_queries": False,
            "form_token": "t0ken",
            "problems": [],
        },
        {
            "path": "/admin/mail/M1",
            "mail": FULL | {"whole": None},
            "named": [
                {"reference": "K7Q2-M9FX", "party": True},
                {"reference": "H3PW-90AC", "party": False},
            ],
            "reference": "K7Q2-M9FX",
            "done": None,
            "reads_queries": True,
            "form_token": "t0ken",
            "problems": [
                Problem("reference", "No query has this reference."),
                Problem("reason", "Say why it is not for us."),
            ],
        },
    ),
    "responder/mail.html": (
        {"path": "/desk/K7Q2-M9FX", "reference": "K7Q2-M9FX", "mails": [BARE]},
        {
            "path": "/desk/K7Q2-M9FX",
            "reference": "K7Q2-M9FX",
            "mails": [FULL, BARE, FULL | {"deleted_at": NOW}],
        },
    ),
}
