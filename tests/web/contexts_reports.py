"""Contexts of reports of the audit, as bare and as full as they may be."""

from dataclasses import replace
from typing import Any

from advice_line.audit.reports import outline
from advice_line.audit.reports.changes import DEFINED_ANEW, Change
from advice_line.audit.reports.listing import Kept
from advice_line.audit.reports.one import Shown
from advice_line.errors import Problem
from advice_line.web.audit import reports
from tests.audit import a_report
from tests.web.contexts_desk import Contexts
from tests.web.contexts_meetings import LINE
from tests.web.pieces import NOW, SECTIONS

LIST: dict[str, Any] = {
    "line": "hotdoc",
    "sections": SECTIONS,
    "lines": [],
    "reports": (),
    "may_make": False,
    "period": "2026-10",
    "form_token": "t0ken",
    "problems": (),
}
SHOWN = Shown(a_report.kept(words=""), LINE, (), False, (), None, None, False, NOW)
_PARTS = reports.parts(outline.of(SHOWN.kept))
ONE: dict[str, Any] = {
    "back": "/audit/reports?line=hotdoc",
    "at": "/audit/reports/R1",
    "title": SHOWN.kept.report.title,
    "parts": _PARTS,
    "contents": [part for kind, part in _PARTS if kind == "heading"],
    "shown": SHOWN,
    "forms": [(form.value, label) for form, label in reports.FORMS],
    "words": "",
    "done": None,
    "form_token": "t0ken",
    "problems": (),
}
FULL = replace(
    SHOWN,
    kept=a_report.kept(),
    changes=(
        Change("Queries", "120", "124"),
        Change("Answered within 60 seconds", "not told", "20 of 40 (50.0%)", DEFINED_ANEW),
        Change("What nobody counts", "12", "", "it is not counted any more"),
    ),
    reopened=True,
    others=(("R0", 1), ("R2", 3)),
    words_by="Dr Chidi Example",
    words_at=NOW,
    may_keep=True,
)
REPORT_CONTEXTS: Contexts = {
    "audit/reports.html": (
        LIST,
        LIST
        | {
            "reports": (
                Kept("R2", "October 2026", "2026-10", 2, NOW, has_words=True),
                Kept("R1", "October 2026", "2026-10", 1, NOW, has_words=False),
            ),
            "may_make": True,
            "period": "next month",
            "problems": (Problem("period", '"next month" is no period.'),),
        },
    ),
    "audit/report.html": (
        ONE,
        ONE
        | {
            "shown": FULL,
            "parts": reports.parts(outline.of(FULL.kept)),
            "words": a_report.WORDS,
            "done": "words",
            "problems": (Problem("own_words", "Take the patient’s number out."),),
        },
    ),
}
