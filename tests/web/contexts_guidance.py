"""Contexts of guidance, each as bare and as full as it may be."""

from dataclasses import replace
from datetime import date
from typing import Any

from markupsafe import Markup

from advice_line.directory.guidance.feedback import Answered, Said
from advice_line.directory.guidance.reading import Changed
from advice_line.errors import Problem
from advice_line.rules import comparing, guidance_text, topics
from advice_line.web import guidance_labels
from advice_line.web.labels import choices
from tests.web.contexts_desk import Contexts
from tests.web.pieces import NOW
from tests.web.pieces import choices as some

TEXT = """
## When to ask for a scan

Ask for MRI where any of these is there:

- weakness that is new or gets worse
- trouble with passing water

> Ring us the same day where you are not sure.

| What | First examination | How soon |
|---|---|---|
| Six weeks, nothing else | none | look again |
| Weakness | MRI | within days |

See [[irefer:M05]] and [[ng12:1.3.1]].
"""
PAGE = guidance_labels.Row(
    key="back-pain",
    title="Back pain in adults",
    summary="When a scan helps, and when it does not.",
    href="/guidance/back-pain",
    edit="/guidance/back-pain/edit",
    outside=False,
    owner="Dr Chidi Example",
    review_on=date(2027, 3, 1),
    overdue=False,
    audience=None,
    state="Published",
    about="Spine, MRI",
    changed_at=NOW,
    unpublished=False,
)
OUTSIDE = replace(
    PAGE,
    title="Neck lumps",
    summary="",
    href="https://www.example.org/neck",
    outside=True,
    about="",
)
OVERDUE = replace(
    PAGE,
    title="Heart failure",
    overdue=True,
    review_on=date(2026, 11, 1),
    audience="People of the service alone",
    unpublished=True,
)
DRAFT = replace(PAGE, title="Knee pain", state="Draft", unpublished=True)
LIST: dict[str, Any] = {
    "line": "hotdoc",
    "line_name": "Example Radiology Advice",
    "lines": [],
    "wanted": "",
    "guidance": [],
    "more": 0,
    "unpublished": [],
    "keeps": False,
    "changes": "/guidance/changes",
    "form_token": "t0ken",
}
SHOWN: dict[str, Any] = {
    "page": PAGE,
    "text": Markup(guidance_text.html(TEXT, "/guidance/back-pain")),  # noqa: S704 # cleaned there
    "scope": "musculoskeletal imaging",
    "version": 3,
    "published_at": NOW,
    "files": [{"href": "/guidance/back-pain/files/F1", "name": "form.pdf", "kind": "PDF"}],
    "line_name": "Example Radiology Advice",
    "address": "https://advice.example.org/guidance/back-pain",
    "public": True,
    "keeps": False,
    "feedback": "/guidance/back-pain/feedback",
}
CHANGE = Changed(
    key="back-pain",
    title="Back pain in adults",
    href="/guidance/back-pain",
    changed="Weakness is seen within days.",
    first=True,
    at=NOW,
    summary="When a scan helps.",
)
FEEDBACK: dict[str, Any] = {
    "page_title": "Back pain in adults",
    "href": "/guidance/back-pain",
    "action": "/guidance/back-pain/feedback",
    "form": {},
    "longest": 2000,
    "given": False,
    "form_token": "t0ken",
}
SAID = Said(
    id="S1",
    key="back-pain",
    title="Back pain in adults",
    at=NOW,
    version=3,
    helpful=False,
    comment="What about children?",
    has_address=True,
    answer="",
    answered_at=None,
    answered_by=None,
)
VERSION: dict[str, Any] = {
    "number": 3,
    "href": "/guidance/back-pain/versions/3",
    "changed": "Weakness is seen within days.",
    "author": "Dr Chidi Example",
    "saved_at": NOW,
    "published_at": NOW,
    "stands": True,
    "compare": "/guidance/back-pain/compare?old=2&new=3",
}
ROWS = comparing.compare(
    "One\nTwo words here\nThree\nFour\nFive\nSix\nSeven", "One\nTwo words there\nThree\nFour\nNew"
)
EDIT: dict[str, Any] = {
    "page": None,
    "at": None,
    "form": {},
    "seen": 0,
    "done": None,
    "unsaved": None,
    "meanwhile": False,
    "beside": [],
    "choices": {
        "lines": some(hotdoc="Example Radiology Advice"),
        "owners": some(chidi="Dr Chidi Example"),
        "audiences": choices(guidance_labels.AUDIENCES),
        "areas": choices(topics.TOPICS),
        "modalities": choices(topics.MODALITIES),
        "scopes": [],
    },
    "every_line": True,
    "may_publish": True,
    "may_publish_now": False,
    "versions": [],
    "ask_for_files": None,
    "files": [],
    "stats": None,
    "form_token": "t0ken",
}
FULL_EDIT: dict[str, Any] = EDIT | {
    "page": replace(PAGE, unpublished=True),
    "at": "/guidance/back-pain",
    "form": {
        "key": "back-pain",
        "title": "Back pain in adults",
        "summary": "When a scan helps.",
        "body": TEXT,
        "changed": "Weakness is seen within days.",
        "owner": "chidi",
        "review_on": "2027-03-01",
        "audience": "everyone",
        "line": "hotdoc",
        "keywords": "back pain, sciatica",
        "address": "",
        "area-spine": "yes",
        "modality-mri": "yes",
        "scope-msk": "yes",
    },
    "done": "Retired.",
    "unsaved": "What you changed in the form is not saved yet.",
    "meanwhile": True,
    "beside": ROWS,
    "choices": EDIT["choices"] | {"scopes": some(msk="musculoskeletal imaging")},
    "may_publish_now": True,
    "versions": [
        VERSION,
        VERSION | {"number": 2, "stands": False, "published_at": None, "compare": None},
    ],
    "files": [
        {
            "href": "/guidance/back-pain/files/F1",
            "remove": "/guidance/back-pain/files/F1/remove",
            "name": "picture.png",
            "kind": "PNG",
            "written": "![picture.png](files/F1)",
        }
    ],
    "stats": {
        "asked": "asked about this: 12",
        "helped": "it helped 3 of 4 who said",
        "effect": "questions on its subject: 9 in 8 weeks before it, 6 after",
    },
    "problems": [Problem("body", "Line 3: HTML such as <script> is not taken.")],
}
SHOWN_VERSION: dict[str, Any] = {
    "back": "/guidance/back-pain/edit",
    "page_title": "Back pain in adults",
    "version": VERSION,
    "title_then": "Back pain",
    "summary": "When a scan helps.",
    "text": SHOWN["text"],
    "bring_back": "/guidance/back-pain/versions/3/back",
    "seen": 4,
    "form_token": "t0ken",
}
GUIDANCE_CONTEXTS: Contexts = {
    "public/guidance.html": (
        LIST,
        LIST
        | {
            "lines": [
                {"name": "Example Chest Advice", "href": "/guidance?line=chest", "current": False}
            ],
            "wanted": "back",
            "guidance": [PAGE, OUTSIDE, OVERDUE],
            "more": 4_800,
            "unpublished": [DRAFT],
            "keeps": True,
        },
    ),
    "guidance/page.html": (
        SHOWN
        | {
            "page": replace(PAGE, overdue=True, summary="", about=""),
            "text": None,
            "scope": "",
            "published_at": None,
            "files": [],
            "line_name": None,
            "public": False,
        },
        SHOWN,
    ),
    "guidance/changes.html": (
        {"line_name": LIST["line_name"], "feed": "/guidance/feed.json", "changes": []},
        {"line_name": LIST["line_name"], "feed": "/guidance/feed.json", "changes": [CHANGE]},
    ),
    "guidance/feedback.html": (
        FEEDBACK | {"given": True},
        FEEDBACK
        | {
            "form": {"helpful": "no", "comment": "What of children?", "address": "rowan"},
            "problems": [Problem("address", "Give an email address.")],
        },
    ),
    "guidance/answered.html": (
        {"answered": Answered("Back pain", "/guidance/back-pain", "Ask.", "Dr Chidi", NOW, NOW)},
        {"answered": Answered("Back pain", "/guidance/back-pain", "Ask us.", "Dr C", NOW, NOW)},
    ),
    "guidance/heard.html": (
        {"unanswered": [], "answered": [], "typed": {}, "done": None, "form_token": "t0ken"},
        {
            "unanswered": [SAID, replace(SAID, id="S3", has_address=False)],
            "answered": [
                replace(SAID, id="S2", answer="Ring.", answered_at=NOW, answered_by="Dr Chidi")
            ],
            "typed": {"S1": "Ask about"},
            "done": "mailed",
            "form_token": "t0ken",
            "problems": [Problem("answer-S1", "Take the number out.")],
        },
    ),
    "guidance/compare.html": (
        {"back": "/guidance/back-pain/edit", "page_title": "Back", "old": 1, "new": 2, "rows": []},
        {"back": "/guidance/back-pain/edit", "page_title": "B", "old": 1, "new": 2, "rows": ROWS},
    ),
    "guidance/version.html": (
        SHOWN_VERSION
        | {
            "version": VERSION | {"stands": False, "published_at": None, "compare": None},
            "summary": "",
            "bring_back": None,
        },
        SHOWN_VERSION,
    ),
    "guidance/edit.html": (EDIT, FULL_EDIT),
}
