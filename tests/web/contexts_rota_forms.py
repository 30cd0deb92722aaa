"""Contexts of the rota's forms, each as bare and as full as it may be."""

from datetime import date
from typing import Any

from advice_line.errors import Problem
from tests.web.contexts_desk import Contexts
from tests.web.contexts_rota import at, link
from tests.web.pieces import choices

TIERS = choices(**{"1": "Tier 1", "2": "Tier 2", "lead": "Lead"})
PEOPLE = choices(amara="Dr Amara Example", ben="Ben Example", chidi="Dr Chidi Example")
AGAINST = [
    "Ben Example would work 13 hours on Friday 27 November; the longest day here is 12.",
    "Nobody else on duty then answers about everything.",
]
LINE: dict[str, Any] = {
    "back": "/rota?line=hotdoc",
    "line": "hotdoc",
    "line_name": "Example Radiology Advice",
    "breaches": [],
    "form_token": "t0ken",
    "problems": [],
}
STRETCH = {"start": "2026-11-27T16:00", "end": "2026-11-27T19:00"}
COVER = LINE | {
    "form": {"tier": "1", "who": "", "start": "", "end": ""},
    "tiers": TIERS,
    "people": PEOPLE,
    "radiologists": PEOPLE[:1],
    "version": "7.abc",
}
FULL_COVER = COVER | {
    "form": STRETCH | {"tier": "1", "who": "ben", "who_2": "chidi", "supervisor": "amara"},
    "breaches": AGAINST,
    "problems": [Problem("reason", "Say why this is done all the same.")],
}
ABSENCE: dict[str, Any] = {
    "back": link("/rota/mine", "My shifts"),
    "action": "/rota/mine/away",
    "own": True,
    "form": {},
    "people": [],
    "managers": 0,
    "colleagues": 1,
    "kinds": choices(leave="Leave", study="Study leave", sickness="Sickness", other="Else"),
    "breaches": [],
    "form_token": "t0ken",
    "problems": [],
}
FULL_ABSENCE = ABSENCE | {
    "back": link("/rota", "Rota"),
    "action": "/rota/absence",
    "own": False,
    "form": STRETCH | {"person": "ben", "kind": "sickness", "reason": "Rang in at 07:40"},
    "people": PEOPLE,
    "managers": 2,
    "colleagues": 5,
    "breaches": AGAINST[:1],
    "problems": [Problem("end", "An absence must end after it begins. Look at both times.")],
}
DOES = ["From now until the time that you give the line is closed.", "Callers hear that it is."]
CLOSE = LINE | {"form": {}, "does": DOES}
FULL_CLOSE = CLOSE | {
    "form": STRETCH
    | {"reason": "Scanner down", "greeting": "Our scanner is down.", "divert_to": "01632 9609"},
    "problems": [
        Problem("end", "Give the day and the time at which it opens again."),
        Problem("divert_to", "That is no telephone number."),
    ],
}
DAY = LINE | {
    "form": {"what": "closed"},
    "what": choices(
        closed="Closed all day",
        hours="Other hours",
        holiday="A bank holiday",
        no_holiday="No bank holiday",
    ),
}
FULL_DAY = DAY | {
    "form": {"day": "2026-12-24", "what": "hours", "open": "8 to 12", "reason": "Christmas Eve"},
    "problems": [Problem("open", '"8 to 12" is not a stretch of time.')],
}
STANDING: dict[str, Any] = {
    "lines": [],
    "back": "/rota",
    "done": None,
    "line": "hotdoc",
    "groups": [],
    "form_token": "t0ken",
}


def row(words: str, action: str, **changes: Any) -> dict[str, Any]:
    return {"words": words, "start": at(20), "end": at(26), "action": action} | changes


FULL_STANDING = STANDING | {
    "lines": [
        {"name": "Example Radiology Advice", "href": "/rota/standing", "current": True},
        {"name": "Example Chest Advice", "href": "/rota/standing?line=chest", "current": False},
    ],
    "done": "Taken back. The pattern holds again.",
    "groups": [
        {
            "id": "covers",
            "heading": "Covers",
            "button": "Take this cover back",
            "rows": [row("Tier 1: Ben Example", "/rota/cover/abc/end")],
        },
        {
            "id": "away",
            "heading": "Away",
            "button": "End this absence",
            "rows": [row("Ben Example: sickness", "/rota/absence/abc/end")],
        },
        {
            "id": "closed",
            "heading": "Closed for a while",
            "button": "Open again",
            "rows": [row("Scanner down", "/rota/close/abc/end")],
        },
        {
            "id": "days",
            "heading": "Days of their own",
            "button": "As every other day",
            "rows": [
                row("Closed", "/rota/day/2026-12-24/end", start=date(2026, 12, 24), end=None),
            ],
        },
    ],
}
SAVED: dict[str, Any] = {
    "said": "Saved. The cover stands.",
    "notes": ["1:30am on 29 March 2027 does not exist: the clocks go forward.", *AGAINST],
    "on": link("/rota", "Rota"),
}
BEFORE = [
    {"words": "Friday 27 November 2026 at 8am to 7pm: Tier 1, Dr Amara Example", "only": True},
    {"words": "Friday 27 November 2026 at 8am to 7pm: Lead, Dr Chidi Example", "only": False},
]
MOVED: dict[str, Any] = {
    "mine": ["Friday 27 November 2026 at 4pm to 7pm: Tier 1, Ben Example"],
    "before": BEFORE,
    "after": BEFORE[1:],
    "action": "/rota/cover",
    "fields": [("line", "hotdoc"), ("tier", "1"), ("who", "ben"), ("version", "8.def")],
    "keep": "/rota?week=2026-11-23",
    "form_token": "t0ken",
}
AGAINST_BUTTON: dict[str, Any] = {
    "breaches": AGAINST,
    "action": "/rota/cover/abc/end",
    "fields": [("line", "hotdoc")],
    "form": {},
    "keep": "/rota/standing?line=hotdoc",
    "form_token": "t0ken",
    "problems": [],
}
UNREASONED = AGAINST_BUTTON | {
    "problems": [Problem("reason", "Say why this is done all the same.")],
    "fields": [],
}
ROTA_FORM_CONTEXTS: Contexts = {
    "rota/cover.html": (COVER, FULL_COVER),
    "rota/absence.html": (ABSENCE, FULL_ABSENCE),
    "rota/close.html": (CLOSE, FULL_CLOSE),
    "rota/day.html": (DAY, FULL_DAY),
    "rota/standing.html": (STANDING, FULL_STANDING),
    "rota/saved.html": (SAVED | {"notes": SAVED["notes"][:1]}, SAVED),
    "rota/against.html": (AGAINST_BUTTON, UNREASONED),
    "rota/moved.html": (MOVED | {"mine": [], "before": [], "after": [], "fields": []}, MOVED),
}
