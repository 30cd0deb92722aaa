"""Contexts of what is said for the record, and of looking for a query."""

from datetime import timedelta
from typing import Any

from advice_line.errors import Problem
from tests.web.contexts_desk import Contexts
from tests.web.pieces import NOW

BARE_FOR_RECORD: dict[str, Any] = {"versions": [], "booking": None, "accessions": []}
FOR_RECORD: dict[str, Any] = {
    "versions": [
        {
            "words": "The letter",
            "files": [
                {"label": "PDF", "href": "/desk/K7Q2-M9FX/letters/1/letter.pdf"},
                {"label": "FHIR", "href": "/desk/K7Q2-M9FX/letters/1/letter.json"},
            ],
            "facts": [
                {"words": "Put in the record's folder", "at": NOW, "bad": False},
                {"words": "Taken up by the record system", "at": NOW, "bad": False},
            ],
        },
        {
            "words": "Addendum 1",
            "files": [{"label": "PDF", "href": "/desk/K7Q2-M9FX/letters/2/letter.pdf"}],
            "facts": [
                {
                    "words": "Not in the record's folder: the disk is full",
                    "at": NOW,
                    "bad": True,
                },
                {"words": "On its way to the record", "at": None, "bad": False},
            ],
        },
    ],
    "booking": "123456789012",
    "accessions": [
        {"label": "ACC-1", "href": "https://pacs.example.org/view?accession=ACC-1"},
        {"label": "ACC-2", "href": ""},
    ],
}
FIND: dict[str, Any] = {
    "wanted": "1234 5678 9012",
    "found": [
        {
            "path": "/desk/K7Q2-M9FX",
            "reference": "K7Q2-M9FX",
            "state": "Advised",
            "received_at": NOW - timedelta(days=3),
        }
    ],
    "form_token": "t0ken",
    "problems": [Problem("wanted", "Give a reference such as K7Q2-M9FX.")],
}
FILING_CONTEXTS: Contexts = {
    "responder/find.html": (FIND | {"wanted": "", "found": None, "problems": []}, FIND),
}
