"""Contexts of the rota's pages that are looked at, each as bare and as full as it may be."""

from datetime import date, datetime, timedelta
from typing import Any

from tests.web.contexts_desk import Contexts
from tests.web.pieces import NOW

MONDAY = date(2026, 11, 23)
LINES = [
    {"name": "Example Radiology Advice", "href": "/rota?line=hotdoc", "current": True},
    {"name": "Example Chest Advice", "href": "/rota?line=chest", "current": False},
]
SHIFT = "/rota/shift?line=hotdoc&tier=1&person=amara&at=2026-11-24T08%3A00%3A00Z"
AMARA = {
    "href": SHIFT,
    "times": "8am to 1pm",
    "name": "Dr Amara Example",
    "how": None,
    "tone": "",
}
BEN = AMARA | {"times": "1pm to 7pm", "name": "Ben Example", "how": "swap", "tone": "changed"}
NOBODY = AMARA | {"times": "4pm to 7pm", "name": None, "tone": "hole"}
CHIDI = AMARA | {"times": "8am to 7pm", "name": "Dr Chidi Example-Longerthanmost"}


def at(hours: float) -> datetime:
    return NOW + timedelta(hours=hours)


def link(href: str, label: str) -> dict[str, str]:
    return {"href": href, "label": label}


def day(number: int, *first: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """One of the week from Monday 23 November."""
    on = MONDAY + timedelta(days=number)
    lead = [CHIDI] if first else []
    plain = {
        "id": f"day-{on}",
        "date": on,
        "today": number == 1,
        "off": not first,
        "hole": False,
        "hours": "8am to 7pm" if first else "Closed",
        "notes": [],
        "tiers": [
            {"label": "Tier 1", "slots": list(first)},
            {"label": "Tier 2", "slots": [BEN | {"tone": "mine"}] if number == 2 else []},
            {"label": "Lead", "slots": lead},
        ],
    }
    return plain | changes


DAYS = [
    day(0, AMARA | {"tone": "past"}, BEN | {"tone": "past"}),
    day(1, AMARA, BEN),
    day(2, AMARA, BEN, notes=["Dr Farid Example is away (study leave)"]),
    day(3, notes=["Closed day: staff training"]),
    day(4, AMARA, NOBODY, hole=True, notes=["Closed 1pm to 2pm: fire drill"]),
    day(5),
    day(6, notes=["The clock goes back from 2am to 1am: a time that comes twice means the first."]),
]
ON = {
    "tier": "Tier 1",
    "name": "Dr Amara Example",
    "until": at(4),
    "paused": True,
    "next": "Ben Example",
    "next_at": at(4),
}
WEEK: dict[str, Any] = {
    "lines": LINES,
    "done": "Saved. The cover stands.",
    "open": True,
    "changes_at": at(5),
    "closed_reason": None,
    "now_on": [
        ON,
        ON | {"tier": "Tier 2", "name": "Ben Example", "paused": False, "next": None},
        ON | {"tier": "Lead", "name": None, "until": None, "paused": False, "next_at": at(20)},
    ],
    "holes": [
        {"starts_at": at(74), "ends_at": at(77), "href": "/rota/cover?line=hotdoc&tier=1"},
        {"starts_at": at(98), "ends_at": at(100), "href": None},
    ],
    "findings": 6,
    "gaps_href": "/rota/gaps",
    "closures": [
        {"words": "Closed (fire drill)", "since": None, "until": at(1)},
        {"words": "Will be closed (a new exchange)", "since": at(48), "until": at(50)},
    ],
    "undo": "abc",
    "mine": [link("/rota/mine", "My shifts"), link("/rota/month", "Month")],
    "tools": [link("/rota/cover", "Put somebody on"), link("/rota/absence", "Somebody is away")],
    "week": {
        "label": "23 to 29 November 2026",
        "earlier": link("/rota?week=2026-11-16#week", "Earlier week"),
        "now": link("#day-2026-11-24", "Today"),
        "later": link("/rota?week=2026-11-30#week", "Later week"),
    },
    "days": DAYS,
    "opening": [
        {"day": MONDAY + timedelta(days=1), "words": "8am to 7pm", "note": None},
        {"day": MONDAY + timedelta(days=2), "words": "Closed", "note": "Staff training"},
    ],
    "list_ends": "The bank holidays of England are known from 1872 to 2100, not for 2101-01-01.",
}
BARE_WEEK = WEEK | {
    "lines": [],
    "done": None,
    "open": False,
    "changes_at": None,
    "closed_reason": "Bank holiday: Christmas Day",
    "now_on": [],
    "holes": [],
    "findings": 0,
    "closures": [],
    "undo": None,
    "line": "hotdoc",
    "form_token": "t0ken",
    "mine": [],
    "tools": [],
    "week": WEEK["week"] | {"now": link("/rota#week", "This week")},
    "days": [day(number) for number in range(7)],
    "opening": [],
    "list_ends": None,
}


def month_day(number: int) -> dict[str, Any]:
    on = date(2026, 11, number)
    off = on.weekday() > 4
    return {
        "date": on,
        "href": f"/rota?week=2026-11-23#day-{on}",
        "today": number == 24,
        "off": off,
        "hole": number == 27,
        "notes": ["Closed", "Bank holiday: Boxing Day"] if off else [],
        "people": []
        if off
        else [{"times": "8am", "name": "Dr Amara Example"}, {"times": None, "name": "Ben Example"}],
    }


MONTH = {
    "lines": LINES,
    "back": "/rota",
    "label": "November 2026",
    "tiers": [
        {"name": "Tier 1", "href": "/rota/month", "current": True},
        {"name": "Lead", "href": "/rota/month?tier=lead", "current": False},
    ],
    "earlier": link("/rota/month?month=2026-10", "Earlier month"),
    "later": link("/rota/month?month=2026-12", "Later month"),
    "spare": 6,
    "days": [month_day(number) for number in range(1, 31)],
}
ROTA_CONTEXTS: Contexts = {
    "rota/week.html": (BARE_WEEK, WEEK),
    "rota/month.html": (
        MONTH | {"lines": [], "spare": 0, "days": [month_day(1)]},
        MONTH,
    ),
}
