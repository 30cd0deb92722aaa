"""Contexts of the record, as bare and as full as it may be."""

from datetime import timedelta
from typing import Any

from advice_line.errors import Problem
from advice_line.web.rendering import Choice
from advice_line.web.typed_elsewhere import Beside
from tests.web.contexts_desk import Contexts
from tests.web.pieces import FEW_PRACTICES, MANY_PRACTICES, NOW, choices

QUERY = {
    "path": "/desk/K7Q2-M9FX",
    "reference": "K7Q2-M9FX",
    "asked_by": "Elm Road Surgery",
    "phone": "+441632960101",
    "arrived_at": NOW - timedelta(minutes=9),
    "talked": "4 minutes",
    "urgency_asked": "Now",
    "late_entry": True,
    "wrote": False,
}
BARE_QUERY = QUERY | {
    "asked_by": "A withheld number",
    "phone": None,
    "talked": None,
    "urgency_asked": None,
    "late_entry": False,
}
CHOICES = {
    "missing_information": choices(phone="Seen on a phone alone"),
    "phrases": choices(no_imaging="No imaging is needed at present."),
    "guideline": [Choice("https://www.example.org/back-pain", "Back pain")],
    "requester_role": choices(
        gp="GP",
        practice_nurse="Practice nurse",
        first_contact="First-contact practitioner",
        hospital_doctor="Hospital doctor",
    ),
    "number_missing_reason": choices(
        **{"Caller did not have it": "Caller did not have it", "Newborn": "Newborn"}
    ),
    "urgency_asked": choices(now="Now", today="Today", two_days="Within 2 days"),
    "would_have_done": choices(
        requested_imaging="Requested imaging",
        referred="Referred",
        sent_to_hospital="Sent to hospital",
        watched="Watched and waited",
        other="Something else",
    ),
    "against_plan": choices(
        same="The same",
        another="Another one",
        more="A fuller one, or sooner",
        less="A simpler one, or later",
    ),
    "image_modality": choices(xr="X-ray", us="Ultrasound", ct="CT", mr="MRI", nm="PET or NM"),
    "viewed_on": choices(reporting_screen="Reporting screen", phone="Phone"),
    "action_owner": choices(
        **{"The practice": "The practice", "Radiology": "Radiology", "The patient": "The patient"}
    ),
    "action_by": choices(
        **{"today": "Today", "in 1 week": "In 1 week", "in 2 weeks": "In 2 weeks"}
    ),
    "urgency_set": choices(
        critical="CRITICAL", urgent="URGENT", cancer="CANCER", routine="ROUTINE"
    ),
}
FORM = {
    "organisation": "Y99002",
    "requester_name": "Dr Sam Example",
    "requester_role": "first_contact",
    "supervising_gp": "Dr Fern Example",
    "general_question": "no",
    "patient_name": "Test Patient",
    "date_of_birth": "31 3 1980",
    "nhs_number": "999 000 0018",
    "question": "Six weeks of low back pain, no red flags. Is MRI needed?",
    "would_have_done": "requested_imaging",
    "would_have_done_note": "Asked for an MRI",
    "booking_reference": "1234 5678 9012",
    "accession": "ACC-2026-0042",
    "images_reviewed": "yes",
    "image_modality": "xr",
    "image_date": "2 October 2026",
    "viewed_on": "reporting_screen",
    "report_seen": "yes",
    "advice": "Likely mechanical. Physiotherapy first.\nMRI if it has not settled in six weeks.",
    "test_advised": "yes",
    "test_name": "MRI lumbar spine",
    "against_plan": "same",
    "action_owner": "The practice",
    "action_by": "in 2 weeks",
    "urgency_set": "routine",
    "read_back": "yes",
    "within_scope": "no",
    "addendum_reason": "Earlier images became available",
}
BARE_CAME: dict[str, Any] = {"new": [], "before": [], "seen": ""}
_ADDED: dict[str, Any] = {
    "who": "Elm Road Surgery wrote (email)",
    "at": NOW,
    "words": "She has a pacemaker.",
    "note": None,
    "sound": None,
    "files": [
        {"name": "film.png", "href": "/desk/K7Q2-M9FX/files/7KQ2", "note": "PNG, 812 kB"},
        {"name": "notes.docm", "href": None, "note": "of a kind that is not taken: not kept"},
    ],
}
CAME: dict[str, Any] = {
    "new": [
        _ADDED,
        _ADDED
        | {"who": "Elm Road Surgery left a message", "words": None, "files": []}
        | {"sound": "/messages/S1/sound", "note": "31 seconds"},
    ],
    "before": [_ADDED | {"words": "Her eGFR is 48.", "files": []}],
    "seen": "7KQ2 S1",
}
RECORD = {
    "query": QUERY,
    "addendum": False,
    "author": {"name": "Dr Amara Example", "role": "Consultant radiologist"},
    "form": FORM,
    "choices": CHOICES,
    "practices": MANY_PRACTICES,
    "form_token": "t0ken",
    "elsewhere": [],
    "typed_on": "3f9a2b.0.0",
    "version": 3,
    "came": CAME,
    "problems": [],
    "kept_at": NOW,
    "exchanges": [
        {"asked": "Has she a pacemaker?", "answers": ["No."]},
        {"asked": "What is the eGFR?", "answers": []},
    ],
    "sends_to": "Elm Road Surgery",
    "closed": None,
}
WRONG = [
    Problem("patient_name", "Enter the patient's name, or choose General question"),
    Problem("nhs_number", "This is not an NHS, CHI or H&C number: check the figures"),
    Problem("test_advised", "Say whether imaging or another test is advised"),
    Problem("guideline", "Give a code or link, not the guideline's text"),
]
BESIDE = [
    Beside(
        NOW - timedelta(minutes=4),
        (
            ("The advice", "No film: an ultrasound first.\nRing us if it is not done this week."),
            ("Urgency you set", "Urgent"),
        ),
    )
]
RECORD_CONTEXTS: Contexts = {
    "responder/record.html": (
        RECORD
        | {"query": BARE_QUERY, "form": {}, "kept_at": None, "exchanges": [], "sends_to": None}
        | {"closed": "Elm Road Surgery", "came": BARE_CAME, "practices": FEW_PRACTICES},
        RECORD | {"problems": WRONG, "addendum": True, "elsewhere": BESIDE},
    ),
    "responder/draft_kept.html": (
        {"kept_at": NOW},
        {"kept_at": NOW - timedelta(hours=30), "elsewhere": BESIDE},
    ),
}
