"""Contexts of the directory's pages, each as bare and as full as it may be."""

from datetime import date
from typing import Any

from advice_line.directory.imports.given import Refused
from advice_line.directory.kept.requesters import Person
from advice_line.errors import Problem
from advice_line.tables.directory import RequesterAddress
from advice_line.web.directory import labels
from tests.web.contexts_desk import Contexts
from tests.web.pieces import NOW

LOOKS = [
    {
        "href": f"/admin/directory?list={look}",
        "label": label,
        "count": 2,
        "current": look == "stale",
    }
    for look, label in labels.LOOKS.items()
]
ROW = {
    "href": "/admin/directory/Y99001",
    "code": "Y99001",
    "name": "Elm Road Surgery",
    "postcode": "AB1 2CD",
    "network": "Example PCN",
    "closed": True,
}
FOUND: dict[str, Any] = {
    "query": "",
    "every": 2,
    "asked": False,
    "heading": "Found",
    "rows": [],
    "more": False,
    "whose": [],
    "months": 12,
    "looks": LOOKS,
    "people": False,
    "office": False,
}
STONE = Person(
    key="dr-stone",
    name="Dr Stone Example",
    role="GP",
    organisation="Elm Road Surgery",
    phones=("+447700900150",),
    addresses=(
        RequesterAddress(address="stone@example.org", requester_id=1, confirmed_at=NOW),
        RequesterAddress(address="old@example.org", requester_id=1, bounced_at=NOW),
        RequesterAddress(address="new@example.org", requester_id=1),
    ),
    queries=3,
)
STRANGER = Person("stone", "D Stone", None, None, (), (), 1)
PARTS: list[dict[str, Any]] = [
    {
        "key": "name",
        "label": "Name",
        "value": "Elm Road Surgery",
        "origin": "the setup file",
        "confirmed_at": None,
        "confirmed_by": "",
        "said_by": "",
        "differs": "",
    },
    {
        "key": "phones",
        "label": "Telephones",
        "value": "01632 960101; 01632 960102",
        "origin": "the office",
        "confirmed_at": NOW,
        "confirmed_by": "Ola Example",
        "said_by": "the practice manager",
        "differs": "the ODS report says 01632 960177",
    },
    {
        "key": "email",
        "label": "Email",
        "value": "elmroad@example.org; @example.org",
        "origin": "the practice list",
        "confirmed_at": NOW,
        "confirmed_by": "the practice list",
        "said_by": "",
        "differs": "",
    },
]
ONE: dict[str, Any] = {
    "code": "Y99001",
    "name": "Elm Road Surgery",
    "kind": "practice",
    "here": "/admin/directory/Y99001",
    "closed_on": None,
    "merged_into": None,
    "parts": PARTS[:1],
    "sharing": {},
    "bounced_at": None,
    "email": None,
    "people": [],
    "people_merge": [],
    "waiting": [],
    "open_queries": [],
    "open_alerts": [],
    "history": [],
    "done": None,
    "said_by": "",
    "chosen": "",
    "form_token": "t0ken",
    "problems": [],
}
FORM: dict[str, str] = {
    "name": "Elm Road Surgery",
    "phones": "01632 960101",
    "bypass_number": "0163",
    "open": "mon-fri 08:00-18:30",
    "seen": "abc",
}
WRONG = 'Number for clinicians: "0163" is no telephone number; write it such as 01632 960101'
REFUSED = (
    Refused(4, "Y9", '"Y9" is no ODS code (3 to 10 letters and figures)'),
    Refused(7, "Y99007", 'telephone: "none" is no telephone number', whole=False),
)
GROUP: dict[str, Any] = {
    "key": "closed",
    "heading": "Codes to close",
    "explained": "Nothing is sent there any more.",
    "count": 21,
    "rows": [
        {
            "where": "Row 2",
            "code": "Y99001",
            "name": "Elm Road Surgery",
            "what": ["Code: open → closed on 1 November 2026", "Telephones: 01632 960101"],
        },
        {"where": "Not in the file", "code": "Y99002", "name": "", "what": []},
    ],
}
LOOKED: dict[str, Any] = {
    "here": "/admin/directory/import/ABC",
    "state": "looked_over",
    "by": "Ola Example",
    "at": NOW,
    "shape": "the ODS report",
    "encoding": "UTF-8",
    "read": 7000,
    "seen": "abc",
    "touches": 21,
    "kept_count": 1,
    "groups": [GROUP],
    "refused": REFUSED,
    "refused_count": 10_000,
    "form_token": "t0ken",
    "problems": [],
}
MERGE: dict[str, Any] = {
    "back": "/admin/directory/Y99001",
    "here": "/admin/directory/Y99001/merge",
    "code": "Y99001",
    "name": "Elm Road Surgery",
    "into": "",
    "found": False,
    "other": None,
    "queries": 0,
    "people": 0,
    "phones": (),
    "parts": [],
    "against": (),
    "form_token": "t0ken",
    "problems": [],
}
OVER: dict[str, Any] = MERGE | {
    "into": "Y99002",
    "found": True,
    "other": ("Elm Road Health Centre", "Y99002"),
    "queries": 3,
    "people": 1,
    "phones": ("+441632960101",),
    "parts": [
        {"label": "Email", "gone": "elm@example.org", "kept": "nothing", "moves": True},
        {"label": "Opening hours", "gone": "mon-fri 08:00-18:30", "kept": "x", "moves": False},
    ],
}
PEOPLE: dict[str, Any] = {
    "back": "/admin/directory",
    "here": "/admin/directory/askers/dr-stone/merge",
    "into": "",
    "whose": "",
    "gone": STONE,
    "kept": None,
    "against": (),
    "form_token": "t0ken",
    "problems": [],
}

FULL_ONE: dict[str, Any] = ONE | {
    "closed_on": date(2026, 11, 1),
    "parts": PARTS,
    "sharing": {"+441632960101": ["Oak Lane Practice"]},
    "bounced_at": NOW,
    "email": "elmroad@example.org",
    "people": [STONE, STRANGER],
    "people_merge": ["/admin/directory/askers/dr-stone/merge", ""],
    "waiting": [
        {
            "id": "C1",
            "label": "Email",
            "stands": "elmroad@example.org",
            "value": "new@example.org",
            "by": "Pat Example",
            "at": NOW,
            "sharing": {"+441632960101": ["Oak Lane Practice"]},
        }
    ],
    "open_queries": ["K7Q2-M9FX"],
    "open_alerts": ["A123-456"],
    "history": [{"at": NOW, "what": "Changed: telephones", "by": "Ola Example"}],
    "done": "Saved.",
    "chosen": "phones",
    "problems": [Problem("said_by", "Say whom you asked.")],
}
NEW: dict[str, Any] = {
    "code": None,
    "name": "",
    "back": "/admin/directory",
    "action": "/admin/directory/new",
    "kinds": labels.KINDS,
    "form": {"kind": "practice"},
    "form_token": "t0ken",
    "problems": [],
}
CHOOSE: dict[str, Any] = {
    "shapes": labels.SHAPES,
    "chosen": "",
    "discarded": False,
    "form_token": "t0ken",
    "problems": [],
}
DIRECTORY_CONTEXTS: Contexts = {
    "directory/found.html": (
        FOUND,
        FOUND
        | {
            "query": "elm",
            "asked": True,
            "rows": [ROW, ROW | {"closed": False, "network": "", "postcode": ""}],
            "more": True,
            "whose": ["Dr Stone Example"],
            "people": True,
            "office": True,
        },
    ),
    "directory/one.html": (ONE, FULL_ONE),
    "directory/form.html": (
        NEW,
        NEW
        | {
            "code": "Y99001",
            "name": "Elm Road Surgery",
            "back": "/admin/directory/Y99001",
            "action": "/admin/directory/Y99001/edit",
            "form": FORM,
            "problems": [Problem("bypass_number", WRONG)],
        },
    ),
    "directory/merge.html": (MERGE, OVER | {"problems": [Problem("into", "No such code.")]}),
    "directory/merge_people.html": (
        PEOPLE,
        PEOPLE
        | {
            "into": "stone",
            "whose": "Y99001",
            "kept": STRANGER,
            "problems": [Problem("into", "There is nobody of this key here.")],
        },
    ),
    "directory/import.html": (
        CHOOSE,
        CHOOSE
        | {
            "chosen": "ods",
            "discarded": True,
            "problems": [Problem("file", "Choose a CSV file.")],
        },
    ),
    "directory/looked_over.html": (
        LOOKED | {"by": "", "read": 1, "touches": 0, "kept_count": 0, "groups": [], "refused": ()},
        LOOKED | {"problems": [Problem("", "The directory was changed since you looked.")]},
    ),
}
