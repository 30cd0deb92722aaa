"""Contexts of what practices hear of, each as bare and as full as it may be."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from advice_line.desk.digests.content import Content, Question
from advice_line.directory.guidance.changes import Change
from advice_line.education.digest.jobs import Dated as Job
from advice_line.education.digest.keeping import Offered, Whole
from advice_line.education.digest.listing import Dated, Silent
from advice_line.education.digest.reading import Read
from advice_line.education.digest.sending import Ready
from advice_line.education.gaps.deciding import Gap, Gaps
from advice_line.errors import Problem
from advice_line.rules.digest_figures import Figure
from advice_line.tables.digests import PracticeDigest
from advice_line.web.digests import jobs
from tests.web.contexts_desk import Contexts
from tests.web.contexts_meetings import LINE
from tests.web.pieces import NOW

ROW = PracticeDigest(
    public_id="D1",
    line_id=1,
    month="2026-11",
    since=NOW - timedelta(days=30),
    until=NOW,
    made_at=NOW,
    small_number=5,
)
NOTHING = Content("Example Radiology Advice", "November 2026", (), (), (), (), frozenset())
FULL = replace(
    NOTHING,
    points=("No film before a scan.",),
    changes=(Change("Back pain", "New", "back-pain", 1),),
    questions=(
        Question("CK7Q-2M9", "Spine, MRI", "Film or MRI?", "MRI.", "No film before a scan."),
        Question("CK7Q-2MA", None, "Which contrast?", "Ask with the eGFR.", None),
    ),
    figures=(Figure("Questions in November 2026", "7", "4.2 each on average"),),
)
DRAFT = Whole(ROW, LINE, NOTHING, (), 0, (), mails=True, now=NOW)
APPROVED = PracticeDigest(
    **{**ROW.model_dump(), "approved_at": NOW, "approved_by": "Dr Amara Example"}
)
ONE: dict[str, Any] = {
    "back": "/digests?line=hotdoc",
    "at": "/digests/D1",
    "digest": DRAFT,
    "chosen": set(),
    "done": None,
    "form_token": "t0ken",
}
READY = Ready(ROW, LINE, NOTHING, (), "5EE4", mails=False, now=NOW)
SEND: dict[str, Any] = {"at": "/digests/D1", "digest": READY, "form_token": "t0ken"}
DISMISSED = PracticeDigest(**{**ROW.model_dump(), "dismissed_at": NOW, "dismissed_by": "Chidi"})
LIST: dict[str, Any] = {
    "line": "hotdoc",
    "line_name": "Example Radiology Advice",
    "lines": [],
    "done": None,
    "digests": [],
    "last_month": "November 2026",
    "may_draft": False,
    "silent": Silent("quarter 4 of 2026", "nothing for a year", (), "", 0, (), 0, 0),
    "mails": False,
    "form_token": "t0ken",
}
READ = Read("Elm Road Surgery", None, (), stopped=False, may_stop=False, now=NOW)
STOP = {"practice": "Elm Road Surgery", "stopped": False, "at": "/stop-digest/K1"}
JOBS = {"words": jobs.WORDS, "form_token": "t0ken"}
GAP = Gap("G1", "Spine, MRI", ("night",), ("CK7Q-2M9", "CK7Q-2MA"), NOW, None, None, None)
GAPS: dict[str, Any] = {
    "line": "hotdoc",
    "lines": [],
    "found": Gaps(LINE, (LINE,), (), (), NOW),
    "typed": {},
    "done": None,
    "form_token": "t0ken",
}
DIGEST_CONTEXTS: Contexts = {
    "digests/gaps.html": (
        GAPS,
        GAPS
        | {
            "found": Gaps(
                LINE,
                (LINE,),
                (GAP,),
                (
                    replace(GAP, decided_by="Ben Example", guidance="/guidance/spine/edit"),
                    replace(GAP, cases=(), decided_by="Ben Example", reason="It is rare."),
                ),
                NOW,
            ),
            "done": "declined",
            "problems": [Problem("reason-G1", "Say why not.")],
        },
    ),
    "digests/jobs.html": (
        JOBS | {"jobs": [Job("digest_drafts", None, None, None, at_work=False)], "done": None},
        JOBS
        | {
            "jobs": [
                Job("digest_drafts", NOW, NOW, 2, at_work=False),
                Job("pack_ahead", NOW, NOW, None, at_work=True),
            ],
            "done": "asked",
        },
    ),
    "digests/list.html": (
        LIST,
        LIST
        | {
            "done": "letters",
            "digests": [
                Dated("D1", "November 2026", NOW, "Dr Amara Example"),
                Dated("D2", "October 2026", None, None),
                Dated("D3", "September 2026", None, None, dismissed=True),
            ],
            "may_draft": True,
            "silent": Silent(
                "quarter 4 of 2026",
                "nothing since the line took its first question, on 3 November 2026",
                ("Elm Road",),
                "To Elm Road",
                2,
                (("Y99003", "Ash Grove"),),
                1,
                1,
            ),
            "mails": True,
        },
    ),
    "digests/digest.html": (
        ONE,
        ONE
        | {
            "digest": replace(
                DRAFT,
                content=FULL,
                offered=(
                    Offered("CK7Q-2M9", "Spine", "Film?", ("It has a learning point",), True),
                    Offered("CK7Q-2MA", None, "Which?", (), False),
                ),
                practices=2,
            ),
            "chosen": {"CK7Q-2M9"},
            "done": "chosen",
            "problems": [Problem("questions", "Choose at most 3.")],
        },
    ),
    "digests/send.html": (
        SEND,
        SEND
        | {
            "digest": replace(READY, content=FULL, practices=("Ash Grove", "Elm Road"), mails=True),
            "problems": [Problem("questions", "It has changed since you opened it.")],
        },
    ),
    "digests/learned.html": (
        {"found": READ, "form_token": "t0ken"},
        {
            "found": replace(
                READ,
                content=FULL,
                others=(("D2", "October 2026", "Example Radiology Advice"),),
                may_stop=True,
            ),
            "form_token": "t0ken",
        },
    ),
    "digests/stop.html": (
        STOP | {"form_token": "t0ken"},
        STOP | {"stopped": True, "form_token": "t0ken"},
    ),
}
# What one content cannot show beside another.
ALSO: tuple[tuple[str, dict[str, Any]], ...] = (
    (
        "digests/digest.html",
        ONE | {"digest": replace(DRAFT, row=APPROVED, practices=1, gone=("CK7Q-2M9",))},
    ),
    (
        "digests/digest.html",
        ONE | {"digest": replace(DRAFT, row=DISMISSED), "done": "dismissed"},
    ),
    ("digests/digest.html", ONE | {"digest": replace(DRAFT, content=FULL)}),
    (
        "digests/learned.html",
        {"found": replace(READ, stopped=True, may_stop=True), "form_token": "t0ken"},
    ),
)
