"""Contexts of the pages of waits, each as bare and as full as it may be."""

from datetime import date
from typing import Any

from advice_line.errors import Problem
from advice_line.rules.waits_given import GivenRow
from advice_line.web.rendering import Choice
from advice_line.web.waits_form import Shown
from tests.web.contexts_desk import Contexts
from tests.web.pieces import NOW

LINE = {"name": "Example Radiology Advice", "number": "+441632960000"}
ROWS = [
    {
        "modality": "CT",
        "urgency": "Routine",
        "wait": "3 weeks",
        "report": "next working day",
        "urgent_route": "Ring the CT office on 01632 960301.",
    },
    {
        "modality": "MRI of the spine",
        "urgency": "Suspected cancer",
        "wait": "10 to 14 days",
        "report": None,
        "urgent_route": "",
    },
]
URGENT = "If life is at immediate risk, call 999. If you feel worse while you wait, tell your GP."
VERSION: dict[str, Any] = {
    "href": "/admin/waits/ABC?line=hotdoc",
    "at": NOW,
    "by": "Dr Chidi Example",
    "how": "by hand",
    "holds_on": date(2026, 11, 23),
    "stands": True,
}
GIVEN = GivenRow(1, "CT", "routine", "3 weeks", "next working day", "Ring the CT office.")
ROUTES = (Choice("routine", "Routine"), Choice("urgent", "Urgent"))
OFFICE: dict[str, Any] = {
    "lines": [],
    "line": "hotdoc",
    "line_name": "Example Radiology Advice",
    "public": "/waits/hotdoc",
    "to_fill_in": "/admin/waits/template?line=hotdoc",
    "by_hand": "/admin/waits?line=hotdoc",
    "saved": False,
    "refused": False,
    "from_file": False,
    "changes": None,
    "seen": "",
    "old": None,
    "spoken": "",
    "holds_on": "2026-11-23",
    "rows": [],
    "urgent": URGENT,
    "versions": [],
    "form_token": "t0ken",
    "problems": [],
}
WAITS_CONTEXTS: Contexts = {
    "public/waits.html": (
        {"line": LINE, "holds_on": None, "old": None, "rows": [], "urgent": URGENT},
        {
            "line": LINE,
            "holds_on": date(2026, 11, 23),
            "old": "Our figures are from 23 November and may have changed.",
            "rows": ROWS,
            "urgent": URGENT,
        },
    ),
    "coordinator/waits.html": (
        OFFICE,
        OFFICE
        | {
            "saved": True,
            "from_file": True,
            "changes": ["New: CT: 3 weeks, report next working day"],
            "old": "Our figures are from 3 November and may have changed.",
            "spoken": "Waits as of 23 November. Routine CT: 3 weeks, report next working day.",
            "rows": [
                Shown(1, GIVEN, ROUTES, "CT: 3 weeks, report next working day", open=False),
                Shown(2, GivenRow(2, "MRI", "routine", "3"), ROUTES, "MRI: 3", open=True),
            ],
            "versions": [VERSION, VERSION | {"by": "", "how": "by a command", "stands": False}],
            "problems": [
                Problem("wait-2", 'Row 2: "3" of what? Write 3 days, working days or weeks.'),
                Problem("file", "Choose a CSV or XLSX file."),
            ],
        },
    ),
    "coordinator/waits_version.html": (
        {
            "back": "/admin/waits?line=hotdoc",
            "line_name": "Example Radiology Advice",
            "version": VERSION | {"by": "", "stands": False},
            "rows": [],
            "urgent": URGENT,
        },
        {
            "back": "/admin/waits?line=hotdoc",
            "line_name": "Example Radiology Advice",
            "version": VERSION,
            "rows": ROWS,
            "urgent": URGENT,
        },
    ),
}
