"""Contexts of the page of the radiology system's counts."""

from typing import Any

from advice_line.errors import Problem
from advice_line.web.lines import LineChoice
from tests.web.contexts_desk import Contexts
from tests.web.pieces import NOW, SECTIONS

_MONTH = {"label": "October 2026", "rows": 12, "at": NOW, "how": "from a file"}
EMPTY: dict[str, Any] = {
    "sections": (),
    "lines": [],
    "line": "hotdoc",
    "line_name": "Example Radiology Advice",
    "to_fill_in": "/audit/imaging/template",
    "saved": False,
    "changes": None,
    "nothing_new": False,
    "text": "",
    "months": [],
    "form_token": "t0ken",
    "problems": [],
}
FULL = EMPTY | {
    "sections": SECTIONS,
    "lines": [
        LineChoice("Example Radiology Advice", "/audit/imaging?line=hotdoc", True),
        LineChoice("Another line", "/audit/imaging?line=other", False),
    ],
    "saved": True,
    "changes": ["September 2026: 12 rows, new", "October 2026: 1 row, instead of what stands"],
    "text": "month,examination\n2026-10,CT\n",
    "months": [
        _MONTH | {"by": "Dr Chidi Example", "stands": True},
        _MONTH | {"by": "", "how": "by a command", "stands": False},
    ],
    "problems": [Problem("file", "Row 2, column E (done): This is no count.")],
}
AUDIT_IMAGING_CONTEXTS: Contexts = {"audit/imaging.html": (EMPTY, FULL)}
