"""Contexts of case reviews, of series and of what practices wish, as bare and as full as may be."""

from dataclasses import replace
from typing import Any

from advice_line.education.meetings.review_seen import Decided, Review, Reviewed
from advice_line.education.meetings.wishing import Coming
from advice_line.errors import Problem
from advice_line.meeting_kinds import MeetingKind, ReviewOutcome
from advice_line.rules import review_form
from advice_line.tables.directory import Responder
from tests.web.contexts_desk import Contexts
from tests.web.contexts_glass import BEHIND, FULL_BEHIND, WORDS
from tests.web.contexts_meetings import BARE, DO, FULL, ONE
from tests.web.pieces import NOW
from tests.web.pieces import choices as some

DECIDED = Decided(2, "Dr Amara Example", NOW, NOW, NOW)
REVIEWED = Reviewed(
    id="Q1",
    reference="K7Q2-M9FX",
    put_by="Ben Example",
    minutes=8,
    presenter=None,
    presenter_key="",
    outcome=None,
    outcome_at=None,
    outcome_by=None,
    actions=(),
    owner="Dr Amara Example",
    mine=True,
    gone=False,
    decided=(),
)
REVIEW = Review(
    items=(),
    minutes=0,
    clinicians=(),
    orders=False,
    agrees=False,
    members=(),
    others=(),
    leads=False,
    puts=False,
    named=False,
    opens=False,
    over=False,
    closed_at=None,
)
SAM = Responder(
    key="sam",
    name="Dr Sam Example",
    role="staff",
    mobile="+447700900001",
    email="sam@example.org",
)
CONCLUDED = replace(
    REVIEWED,
    presenter="Dr Sam Example",
    presenter_key="sam",
    outcome=ReviewOutcome.AGAIN,
    outcome_at=NOW,
    outcome_by="Dr Sam Example",
    actions=(
        replace(DO, about="K7Q2-M9FX"),
        replace(DO, late=False, done_at=NOW, done_by="Ben Example"),
        replace(DO, late=True),
    ),
)
FULL_REVIEW = replace(
    REVIEW,
    items=(
        CONCLUDED,
        replace(REVIEWED, id="Q2", mine=False),
        replace(REVIEWED, id="Q3", mine=False, owner=None),
        replace(REVIEWED, id="Q4", gone=True),
        replace(
            REVIEWED,
            id="Q5",
            decided=(
                DECIDED,
                replace(DECIDED, acknowledged_at=None),
                replace(DECIDED, sent_at=None, acknowledged_at=None),
            ),
        ),
    ),
    minutes=90,
    clinicians=(SAM,),
    orders=True,
    agrees=True,
    members=(SAM,),
    leads=True,
    puts=True,
    named=True,
    opens=True,
)
OUTCOMES = {"outcomes": review_form.OUTCOMES}
REVIEWED_PAGE: dict[str, Any] = OUTCOMES | {
    "back": "/meetings/M1",
    "at": "/meetings/M1/review/queries/Q1",
    "review": REVIEW,
    "item": REVIEWED,
    "begun": False,
    "signed": False,
    "revision": 1,
    "form": {},
    "choices": [],
    "people": [],
    "form_token": "t0ken",
}
AS_REVIEW: dict[str, Any] = {"kind": MeetingKind.CASE_REVIEW, "offered": (), "entries": ()}
COMING = Coming("Radiology", "Example Radiology Advice", NOW, NOW, "Room 1", "", ())
ONLINE = replace(COMING, link="https://meet.example.org/1", own=("K7Q2-M9FX",))
SERIES: dict[str, Any] = {
    "back": "/meetings",
    "at": "/meetings/series/S1",
    "name": "Radiology",
    "ended": None,
    "form": {},
    "people": some(amara="Dr Amara Example"),
    "form_token": "t0ken",
}
WISHES: dict[str, Any] = {
    "wanted": False,
    "address": None,
    "coming": [],
    "done": False,
    "form_token": "t0ken",
}
REVIEW_CONTEXTS: Contexts = {
    "meetings/series.html": (
        SERIES,
        SERIES | {"ended": NOW, "problems": [Problem("name", "Give it a name.")]},
    ),
    "meetings/wishes.html": (
        WISHES,
        WISHES
        | {
            "wanted": True,
            "address": "rowan@example.org",
            "done": True,
            "coming": [COMING, ONLINE],
        },
    ),
    "meetings/query.html": (
        {"back": "/meetings/M1", "behind": BEHIND, "state": "Advised", "words": []},
        {"back": "/meetings/M1", "behind": FULL_BEHIND, "state": "Advised", "words": WORDS},
    ),
    "meetings/reviewed.html": (
        REVIEWED_PAGE,
        REVIEWED_PAGE
        | {
            "review": FULL_REVIEW,
            "item": CONCLUDED,
            "begun": True,
            "signed": True,
            "choices": some(stands="The advice stands as it is"),
            "people": some(sam="Dr Sam Example"),
            "problems": [Problem("revision", "Changed."), Problem("what", "Write it.")],
        },
    ),
    "meetings/review.html": (
        ONE | OUTCOMES | {"meeting": replace(BARE, **AS_REVIEW), "review": REVIEW, "people": []},
        ONE
        | OUTCOMES
        | {
            "meeting": replace(FULL, begun=True, **AS_REVIEW),
            "review": FULL_REVIEW,
            "people": some(sam="Dr Sam Example"),
            "problems": [Problem("revision", "Changed."), Problem("reference", "No query.")],
        },
    ),
}
ALSO_REVIEWS: tuple[tuple[str, dict[str, Any]], ...] = (
    *(
        (
            "meetings/review.html",
            ONE
            | OUTCOMES
            | {
                "meeting": replace(FULL, **AS_REVIEW),
                "review": review,
                "people": some(sam="Dr Sam Example"),
            },
        )
        for review in (
            replace(FULL_REVIEW, opens=False),
            replace(FULL_REVIEW, over=True),
            replace(FULL_REVIEW, over=True, closed_at=NOW),
        )
    ),
    ("meetings/series.html", SERIES),
    ("meetings/reviewed.html", REVIEWED_PAGE | {"begun": True}),
    ("meetings/reviewed.html", REVIEWED_PAGE | {"item": replace(REVIEWED, gone=True)}),
)
