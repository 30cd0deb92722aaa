"""Contexts of the letter as a requester opens it: as bare and as full as it may be."""

from datetime import date, timedelta
from typing import Any

from advice_line.errors import Problem
from advice_line.ports.letter import Letter, LetterPatient
from advice_line.rules import letter_text
from tests.web.contexts_desk import Contexts
from tests.web.pieces import FIXED, NOW


def letter(**changes: Any) -> Letter:
    full: dict[str, Any] = {
        "reference": "K7Q2-M9FX",
        "version": 2,
        "line_name": "Example Radiology Advice",
        "organisation_name": "Elm Road Surgery",
        "requester_name": "Dr Sam Example",
        "requester_role": "GP",
        "requester_registration": "GMC 9990002",
        "patient": LetterPatient("Test Patient", date(1980, 3, 31), "9990000018", None),
        "booking_reference": "123456789012",
        "asked_at": NOW - timedelta(minutes=9),
        "asked_by": "telephone",
        "question": "Six weeks of low back pain, no red flags. Is MRI needed?",
        "asked_back": ("We asked: Has she a pacemaker?", "They answered: No."),
        "safety": ("Pregnancy: no", "eGFR: not known"),
        "would_have_done": "requested imaging",
        "basis": ("X-ray of 2 October 2026 seen on a reporting screen", "report seen"),
        "advice": "Likely mechanical. Physiotherapy first.\nMRI if not settled in six weeks.",
        "test_advised": True,
        "test_name": "MRI lumbar spine",
        "who_does_what": "The practice, by 8 December 2026",
        "alternative": "CT if MRI is contraindicated.",
        "for_patient": "The scan shows whether a nerve is pressed upon.",
        "red_flags": "New weakness, numbness in the saddle area, or trouble passing urine.",
        "review_date": date(2027, 1, 12),
        "guideline": "NG59 1.1.4",
        "alert_word": "URGENT",
        "out_of_scope": True,
        "countersigned_by": "Dr Chidi Example, Consultant radiologist, GMC 9990003",
        "countersigned_at": NOW,
        "author_name": "Dr Amara Example",
        "author_role": "Consultant radiologist",
        "author_registration": "GMC 9990001",
        "finalised_at": NOW,
        "read_back_at": NOW - timedelta(minutes=5),
        "read_back_by": "Sr Wren Example",
        "read_back_on_call": True,
        "addendum_reason": "Earlier images became available",
        "adds_to": NOW - timedelta(days=1),
        "fixed_sentence": FIXED,
        "time_zone": "Europe/London",
    }
    return Letter(**(full | changes))


BARE_LETTER = letter(
    version=1,
    organisation_name=None,
    requester_role=None,
    requester_registration=None,
    patient=None,
    booking_reference=None,
    would_have_done=None,
    basis=(),
    test_advised=False,
    test_name=None,
    who_does_what=None,
    alternative=None,
    red_flags=None,
    for_patient=None,
    review_date=None,
    guideline=None,
    alert_word=None,
    out_of_scope=False,
    countersigned_by=None,
    countersigned_at=None,
    read_back_at=None,
    read_back_by=None,
    read_back_on_call=False,
    addendum_reason=None,
    adds_to=None,
    asked_back=(),
    safety=(),
)
LETTER = {
    "here": "/q/tok",
    "back": None,
    "signs": None,
    "clinical": True,
    "title": letter_text.title(letter()),
    "line_name": "Example Radiology Advice",
    "alert_word": "URGENT",
    "sections": letter_text.sections(letter()),
    "acknowledgements": [],
    "may_say_cannot": True,
    "earlier": [
        {
            "title": letter_text.title(letter(version=1, addendum_reason=None)),
            "sections": letter_text.sections(letter(version=1, adds_to=None)),
        }
    ],
    "acknowledged_by": "",
    "cannot_act_reason": "",
    "helpful": None,
    "form_token": "t0ken",
    "version": 2,
    "problems": [Problem("acknowledged_by", "Enter your name and role")],
}
LETTER_CONTEXTS: Contexts = {
    "requester/letter.html": (
        LETTER
        | {
            "title": letter_text.title(BARE_LETTER),
            "alert_word": None,
            "sections": letter_text.sections(BARE_LETTER),
            "problems": [],
            "helpful": True,
            "acknowledgements": [
                {
                    "words": "Received, and nobody can act on it",
                    "by": "Mx Kit Example",
                    "at": NOW - timedelta(minutes=5),
                    "final": False,
                    "cannot": True,
                },
                {
                    "words": "Received, a clinician will act",
                    "by": "Dr Sam Example",
                    "at": NOW,
                    "final": True,
                    "cannot": False,
                },
            ],
            "may_say_cannot": False,
            "earlier": [],
        },
        LETTER,
    ),
}
