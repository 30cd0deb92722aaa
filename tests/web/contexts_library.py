"""Contexts of the library."""

from typing import Any

from advice_line.education.cases.warned import Warned
from advice_line.education.finding.asking import Wanted
from advice_line.education.packs.packs_made import Made
from advice_line.errors import Problem
from tests.web.contexts_data_life import STALE_PACKS
from tests.web.contexts_desk import Contexts
from tests.web.pieces import NOW, choices

ROW: dict[str, Any] = {
    "reference": "CX4-2PD",
    "state": "Approved",
    "state_key": "approved",
    "practice": "Practice A",
    "about": "Low back pain, MRI",
    "question": "Six weeks of low back pain in somebody aged 45 to 49. Is MRI needed?",
}
DRAFT_ROW = ROW | {
    "reference": "C9K-7TT",
    "state": "To check",
    "state_key": "draft",
    "about": None,
    "question": None,
}
LINES = [
    {"name": "Example Chest Advice", "href": "/library?line=chest", "current": False},
    {"name": "Example Radiology Advice", "href": "/library?line=hotdoc", "current": True},
]
MONTHS = [
    {"href": "/library?month=2026-11&line=hotdoc", "label": "November 2026", "current": True},
    {"href": "/library?month=2026-10&line=hotdoc", "label": "October 2026", "current": False},
]
CASE: dict[str, Any] = {
    "reference": "C9K-7TT",
    "state": "To check",
    "state_key": "proposed",
    "practice": "Practice A",
    "came_of_it": "Done as advised",
    "about": "Low back pain, MRI",
    "tags": (("About", "Spine"), ("Age", "45-49"), ("Status", "To discuss")),
    "status": "discuss",
    "author": "Dr Amara Example",
    "confirmed_at": None,
    "approved_by": None,
    "approved_at": None,
}
PARTS = [
    {"text": "Mrs ", "removed": False, "why": None},
    {"text": "Test Patient", "removed": True, "why": "the patient's name"},
    {"text": ", six weeks of low back pain since ", "removed": False, "why": None},
    {"text": "12 October 2026", "removed": True, "why": None},
    {"text": ". Is MRI needed?", "removed": False, "why": None},
]
FORM = {
    "question": "[Name], six weeks of low back pain. Is MRI needed?",
    "advice": "Physiotherapy first.",
    "learning_point": "Without red flags, MRI rarely changes the first six weeks.",
    "topic": "spine",
    "modality": None,
    "question_type": "whether",
    "age_band": None,
    "guidelines": "irefer:M05",
}
ONE_CASE: dict[str, Any] = {
    "case": CASE,
    "question_parts": PARTS,
    "advice_parts": PARTS[2:3],
    "found_parts": PARTS[2:3],
    "form": FORM,
    "pictures": [
        {
            "id": "p1cture",
            "words": "Plain film of the lumbar spine.",
            "checked": False,
            "may_check": True,
            "may_drop": True,
        }
    ],
    "sources": choices(f1le="film.png"),
    "downloads": choices(**{"/library/C9K-7TT/pdf": "PDF", "/library/C9K-7TT/md": "Markdown"}),
    "lists": choices(l1st="Backs"),
    "choices": {
        "topic": choices(spine="Spine", chest="Chest", other="Other"),
        "modality": choices(xr="Plain film", mri="MRI", none="No imaging"),
        "question_type": choices(whether="Is imaging needed", which="Which imaging"),
        "age_band": choices(**{"45-49": "45-49", "50-54": "50-54"}),
        "status": choices(discuss="To discuss", standard_met="Standard of care met"),
    },
    "may_judge": True,
    "whys": choices(recognised="Somebody is named or was recognised", rare="It is so rare"),
    "out": {"at": NOW, "why": "Somebody is named or was recognised"},
    "query": "K7Q2-M9FX",
    "warned": Warned(
        ("Fewer than 5 cases of this line in 12 months have area “Spine”.",), ("25/11", "77"), "m"
    ),
    "undoable": [],
    "reasons": choices(clinical="A clinical word, sign or eponym", guideline="A guideline"),
    "chosen": {},
    "alike": [("C0P-AAB", "back, pain")],
    "missing": (),
    "may_confirm": True,
    "may_approve": False,
    "why_not_approve": "You wrote this advice: somebody else approves it.",
    "form_token": "t0ken",
    "version": "v2",
    "problems": [
        Problem("question", "There is still a number in it that looks like an NHS number")
    ],
}
TO_APPROVE = ONE_CASE | {
    "case": CASE | {"confirmed_at": NOW, "approved_by": "Ben Example", "approved_at": NOW},
    "found_parts": [],
    "undoable": choices(**{"question:12": "Thomas (question, name)"}),
    "may_confirm": False,
    "may_approve": True,
    "why_not_approve": None,
    "missing": ("topic", "imaging"),
    "problems": [],
}
MONTH: dict[str, Any] = {
    "lines": LINES,
    "back": "/library?month=2026-11&line=hotdoc",
    "month": {"label": "November 2026", "value": "2026-11"},
    "figures": [
        {"number": 84, "words": "queries"},
        {"number": "12 min", "words": "median time to a clinician"},
        {"number": 61, "words": "avoided imaging or changed it"},
    ],
    "charts": [
        {
            "title": "Queries by who asked",
            "counts": "Number",
            "rows": [
                {"label": "Practices", "count": "70", "share": 100},
                {"label": "Hospital departments", "count": "14", "share": 20},
                {"label": "Not known", "count": "fewer than 5", "share": 4},
            ],
        }
    ],
    "first": [
        ROW
        | {
            "advice": "Physiotherapy first.",
            "learning_point": "Without red flags, MRI rarely changes the first six weeks.",
            "would_have_done": "Requested imaging",
            "outcome": "another test than the asker would have done",
        }
    ],
    "folded": [ROW | {"advice": "", "learning_point": "", "would_have_done": "", "outcome": ""}],
    "number": 2,
    "made": Made(NOW, "Dr Amara Example", "pptx"),
    "as_what": "as slides",
    "waiting": "12 of 14 cases are not approved yet: they stand in no pack.",
    "drawn": True,
    "other": "/library/month/2026-11",
    "slides": "/library/month/2026-11/pptx?charts=yes",
    "downloads": [{"href": "/library/month/2026-11.md", "label": "Markdown"}],
}

SEARCH: dict[str, Any] = {
    "wanted": Wanted(),
    "kept": {},
    "lines": (),
    "filters": [
        {"name": "topic", "label": "About", "value": "", "choices": choices(spine="Spine")}
    ],
    "narrowed": False,
    "sorts": choices(newest="Newest first", best="Best first"),
    "searched": False,
    "said": "",
    "notes": [],
    "cases": [],
    "older": None,
    "saved": [],
    "name": "",
    "form_token": "t0ken",
    "problems": [],
}
FOUND = SEARCH | {
    "wanted": Wanted(wanted="low back pain", practice="A", sort="best"),
    "kept": {"wanted": "low back pain", "practice": "A"},
    "lines": choices(chest="Example Chest Advice", hotdoc="Example Radiology Advice"),
    "narrowed": True,
    "searched": True,
    "said": "More than 1,000 cases, the newest first",
    "notes": ["Too many to weigh: the newest come first. Add a word."],
    "cases": [ROW, DRAFT_ROW],
    "older": "C9K-7TT",
    "saved": [{"id": "s3arch", "name": "Backs to discuss"}],
    "name": "Backs",
    "problems": [Problem("practice", "A practice has another letter each month: choose it too.")],
}

LISTED = {"id": "l1st", "name": "Backs", "line": "", "owner": "Dr Amara Example"}
LISTS: dict[str, Any] = {
    "own": [],
    "shared": [],
    "lines": choices(hotdoc="Example Radiology Advice"),
    "form": {},
    "form_token": "t0ken",
    "problems": [],
}
LIST: dict[str, Any] = {
    "list": {
        "id": "l1st",
        "words": {"name": "Backs", "said": "For the registrars."},
        "line": {"name": "Example Radiology Advice", "key": "hotdoc"},
        "owner": "Dr Amara Example",
        "mine": True,
    },
    "entries": [
        {"case": ROW, "place": "1", "note": "Read this first.", "off": False},
        {"case": DRAFT_ROW, "place": "x", "note": "", "off": True},
    ],
    "lines": choices(hotdoc="Example Radiology Advice"),
    "form": {"name": "Backs", "said": "For the registrars.", "line": "hotdoc", "add": ""},
    "form_token": "t0ken",
    "problems": [Problem("place-C9K-7TT", "Write its place as a number, such as 2.")],
}

LIBRARY_CONTEXTS: Contexts = {
    "library/lists.html": (
        LISTS,
        LISTS
        | {
            "own": [LISTED | {"mine": True, "cases": 1}],
            "shared": [LISTED | {"mine": False, "cases": 2, "line": "Example Radiology Advice"}],
            "problems": [Problem("name", "Give it a name of at most 80 characters.")],
        },
    ),
    "library/list.html": (
        LIST,
        LIST | {"list": LIST["list"] | {"mine": False, "line": None}, "problems": []},
    ),
    "library/search.html": (SEARCH, FOUND),
    "library/repeats.html": (
        {"month": "2026-11", "lines": [], "back": "/library?month=2026-11", "repeats": []},
        {
            "month": "2026-11",
            "lines": LINES,
            "back": "/library?month=2026-11&line=hotdoc",
            "repeats": [
                {
                    "said": "Asked 9 times by 6 practices",
                    "about": "Spine, MRI",
                    "words": "back, pain",
                    "cases": (("CX4-2PD", "Six weeks of low back pain. Is MRI needed?"),),
                }
            ],
        },
    ),
    "library/cases.html": (
        {
            "lines": [],
            "months": MONTHS,
            "to_check": [],
            "to_approve": [],
            "cases": [],
            "may_approve": False,
            "sees_audit": False,
            "stale": [],
            "month_path": "/library/month/2026-11",
            "repeats_path": "/library/repeats/2026-11",
        },
        {
            "lines": LINES,
            "months": MONTHS,
            "to_check": [DRAFT_ROW],
            "to_approve": [DRAFT_ROW | {"reference": "C0P-AAB", "state": "To approve"}],
            "cases": [ROW],
            "may_approve": True,
            "sees_audit": True,
            "stale": STALE_PACKS[:1],
            "month_path": "/library/month/2026-11",
            "repeats_path": "/library/repeats/2026-11",
        },
    ),
    "library/case.html": (TO_APPROVE, ONE_CASE),
    "library/month.html": (
        MONTH
        | {"lines": [], "figures": [], "charts": [], "cases": [], "unapproved": 1, "downloads": []}
        | {"stale": []},
        MONTH | {"stale": STALE_PACKS},
    ),
}
