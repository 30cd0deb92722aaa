"""Contexts of education meetings, each as bare and as full as it may be."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from markupsafe import Markup

from advice_line.data_kinds import ERASED
from advice_line.education.cases.pictures_taught import Shown
from advice_line.education.meetings.joining import Question, Room
from advice_line.education.meetings.listing import Dated, Rhythmical
from advice_line.education.meetings.seen import Changed, Do, Entry, Offered, Whole
from advice_line.errors import Problem
from advice_line.kinds import CaseState
from advice_line.meeting_kinds import Chair, MeetingChanged, MeetingKind, VoteState, Why
from advice_line.rules import case_tags
from advice_line.rules.agenda import Proposal, Reason
from advice_line.tables.cases import Case
from advice_line.tables.directory import Line
from advice_line.tables.meetings import Attendance, Meeting
from advice_line.web.meetings import listing, one
from tests.web.contexts_desk import Contexts
from tests.web.pieces import NOW
from tests.web.pieces import choices as some

LINE = Line(
    id=1,
    key="hotdoc",
    name="Example Radiology Advice",
    number="+441632960000",
    email="advice@example.org",
    time_zone="Europe/London",
    switchboard="",
)
ROW = Meeting(
    public_id="M1",
    series_id=1,
    line_id=1,
    planned_on=NOW.date(),
    starts_at=NOW + timedelta(days=1),
    ends_at=NOW + timedelta(days=1, hours=1),
    place="Seminar room 1",
    link="",
    state="planned",
)
CASE = Case(
    reference="CK7Q-2M9",
    line_id=1,
    born_at=NOW,
    state=CaseState.APPROVED,
    question="Night pain in the back. Plain film or MRI?",
    advice="MRI, and no plain film before it.",
    learning_point="No film before a scan.",
)
DO = Do(
    id="D1",
    about=None,
    meeting="M1",
    what="Change the page",
    owner="Ben Example",
    by_day=date(2026, 11, 20),
    late=True,
    done_at=None,
    done_by=None,
    mine=True,
)
VOTE = Question("I1", "Which is next?", ("Film", "MRI"), VoteState.SHOWN, 1, (1, 6), 1)
ENTRY = Entry(
    id="I1",
    title="Spine, MRI",
    withdrawn=False,
    case=CASE,
    reasons=("Nominated by who advised",),
    minutes=8,
    presenter="Dr Amara Example",
    presenter_key="amara",
    harm=True,
    incident="LFPSE 1234",
    asker_told="none",
    vote=VOTE,
    right=1,
    standing=case_tags.CaseStatus.DISCUSS,
    notes="All agreed.",
    decision="Change the page.",
    said_revision=1,
    actions=(DO, replace(DO, late=False, done_at=NOW, done_by="Ben Example")),
    pictures=(Shown("p1cture", "Plain film of the lumbar spine."),),
)
GONE = replace(
    ENTRY, id="I2", title="", withdrawn=True, case=None, vote=None, harm=False, pictures=()
)
BARE_ENTRY = replace(
    ENTRY, id="I3", case=None, vote=None, actions=(), harm=False, asker_told=None, pictures=()
)
CAME = Attendance(meeting_id=1, browser_mark="", name="Dr Sam Example", role="GP", in_at=NOW)
BARE = Whole(
    id="M1",
    kind=MeetingKind.EDUCATION,
    name="Radiology and primary care",
    line=LINE,
    row=ROW,
    entries=(),
    minutes=0,
    length=60,
    chairs={Chair.IMAGING: "Dr Amara Example", Chair.PRIMARY_CARE: "Ben Example"},
    signed=dict.fromkeys(Chair),
    chair=None,
    approved=False,
    may_keep=False,
    may_library=False,
    offered=(),
    waiting=0,
    history=(),
    invited=0,
    came=(),
    people=(),
    over=False,
    closed=False,
    begun=False,
    now=NOW,
)
FULL = replace(
    BARE,
    entries=(ENTRY, GONE, BARE_ENTRY),
    minutes=66,
    signed={Chair.IMAGING: NOW, Chair.PRIMARY_CARE: None},
    chair=Chair.PRIMARY_CARE,
    may_keep=True,
    may_library=True,
    offered=(
        Offered(Proposal(1, "Spine", (Reason(Why.DISCREPANCY, "It differs"),), 8, True), CASE),
        *[Offered(Proposal(1, "Spine", (Reason(Why.NOMINATED, "Nominated"),), 8, False), CASE)] * 8,
        Offered(Proposal(None, "Chest", (Reason(Why.GUIDANCE_GAP, "No page"),), 5, False), None),
    ),
    waiting=1,
    history=(
        Changed(NOW, "system", MeetingChanged.PLANNED, None, NOW, "A week later"),
        Changed(NOW, "Dr Amara Example", MeetingChanged.MOVED, NOW, NOW, "The room is taken."),
        Changed(NOW, "Dr Amara Example", MeetingChanged.PLACED, NOW, NOW, ""),
        Changed(NOW, "Dr Amara Example", MeetingChanged.CANCELLED, NOW, None, ""),
    ),
    invited=3,
)
HELD = replace(FULL, approved=True, begun=True, came=(CAME,))
CANCELLED = Dated("M2", "Radiology", Meeting(**{**ROW.model_dump(), "state": "cancelled"}), False)
LIST: dict[str, Any] = {
    "line": "hotdoc",
    "line_name": "Example Radiology Advice",
    "lines": [],
    "done": None,
    "coming": [],
    "before": [],
    "series": [],
    "to_do": [],
    "may_keep": False,
    "form": {},
    "kinds": listing.KINDS,
    "choices": {
        "kinds": some(education="Education", case_review="Case review"),
        "days": some(**{"2": "Wednesday"}),
        "weeks": some(**{"1": "First", "last": "Last"}),
        "people": some(amara="Dr Amara Example"),
    },
    "form_token": "t0ken",
}
ONE: dict[str, Any] = {
    "back": "/meetings",
    "at": "/meetings/M1",
    "meeting": BARE,
    "chairs": one.CHAIRS,
    "form": {},
    "form_token": "t0ken",
}
ITEM: dict[str, Any] = {
    "back": "/meetings/M1",
    "action": "/meetings/M1/items/I1",
    "entry": replace(ENTRY, harm=False),
    "revision": 1,
    "form": {},
    "most": 5,
    "people": some(amara="Dr Amara Example"),
    "form_token": "t0ken",
}
SCREEN: dict[str, Any] = {
    "back": "/meetings/M1",
    "at": "/meetings/M1",
    "meeting": replace(HELD, may_keep=False),
    "entry": BARE_ENTRY,
    "number": 1,
    "before": None,
    "after": None,
    "answer": False,
    "picture": Markup("<svg></svg>"),
    "room": "https://advice.example.org/meet/K1",
    "form": {},
    "standings": some(discuss="To discuss"),
    "people": some(amara="Dr Amara Example"),
    "form_token": "t0ken",
}
ROOM = Room("K1", "Radiology", LINE, NOW, NOW + timedelta(hours=1), None, None, None, NOW)
JOIN: dict[str, Any] = {
    "room": ROOM,
    "options": [],
    "change": False,
    "at": "/meet/K1",
    "form": {},
    "form_token": "t0ken",
}
OPEN = replace(VOTE, state=VoteState.OPEN, counts=None, right=None)
RHYTHM = "first Wednesday"
SPINE = Rhythmical("S1", MeetingKind.EDUCATION, "Spine", RHYTHM, "Room 1", ("Dr A", "Dr B"))
MEETING_CONTEXTS: Contexts = {
    "meetings/list.html": (
        LIST,
        LIST
        | {
            "done": "made",
            "coming": [Dated("M1", "Radiology", ROW, True)],
            "before": [CANCELLED],
            "series": [SPINE],
            "to_do": [DO],
            "may_keep": True,
            "problems": [Problem("name", "Give it a name."), Problem("week_1", "Choose one.")],
        },
    ),
    "meetings/meeting.html": (
        ONE,
        ONE | {"meeting": FULL, "problems": [Problem("revision", "Somebody has changed it.")]},
    ),
    "meetings/item.html": (
        ITEM | {"entry": GONE},
        ITEM | {"problems": [Problem("right", "Choose it."), Problem("minutes", "Give some.")]},
    ),
    "meetings/present.html": (
        SCREEN,
        SCREEN
        | {
            "meeting": HELD,
            "entry": replace(ENTRY, vote=OPEN),
            "before": "/meetings/M1/present?item=I0",
            "after": "/meetings/M1/present?item=I3",
            "answer": True,
            "problems": [Problem("what", "Write what is to do.")],
        },
    ),
    "meetings/minutes.html": (
        {"meeting": BARE, "standings": case_tags.STATUSES, "erased": ERASED, "form": {}}
        | {name: ONE[name] for name in ("back", "at", "form_token")},
        {"meeting": HELD, "standings": case_tags.STATUSES, "erased": ERASED}
        | {"form": {"attendance": CAME.public_id, "left": "13:00", "reason": ""}}
        | {"problems": [Problem(f"reason-{CAME.public_id}", "Say how you know.")]}
        | {name: ONE[name] for name in ("back", "at", "form_token")},
    ),
    "meetings/join.html": (
        JOIN,
        JOIN
        | {
            "room": replace(ROOM, question=OPEN, came=CAME, staff="Dr Sam Example"),
            "options": some(**{"0": "Plain film", "1": "MRI"}),
            "problems": [Problem("choice", "Choose one.")],
        },
    ),
}
# What one content cannot show beside another: each stage of a vote has a button of its own.
ALSO: tuple[tuple[str, dict[str, Any]], ...] = (
    *(
        ("meetings/present.html", SCREEN | {"meeting": HELD, "entry": replace(ENTRY, vote=vote)})
        for vote in (
            replace(OPEN, state=VoteState.READY),
            replace(VOTE, state=VoteState.CLOSED, right=None),
        )
    ),
)
