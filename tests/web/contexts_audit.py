"""What the pages of the audit are shown with: nothing yet, and as much as there can be."""

from dataclasses import replace
from datetime import date
from typing import Any

from markupsafe import Markup

from advice_line.audit.figures.beside import Beside, Written
from advice_line.audit.figures.breaking_down import Broken
from advice_line.audit.measures import every
from advice_line.audit_kinds import Dimension
from advice_line.web.audit.by_parts import HeatTable, Part, Warm
from advice_line.web.audit.charted import Charted, Icon
from advice_line.web.audit.compare import Row, Side
from advice_line.web.audit.grouping import Grouped
from advice_line.web.audit.navigation import Chosen
from advice_line.web.audit.overview import Headline, Line
from advice_line.web.audit.practice import Row as PracticeRow
from advice_line.web.audit.silent import Row as SilentRow
from advice_line.web.audit.wording import Worded
from advice_line.web.lines import LineChoice
from advice_line.web.rendering import NavItem
from tests.web.contexts_desk import Contexts
from tests.web.pieces import SECTIONS

_AT = "/audit?line=hotdoc&period=2026-10"
_FIGURE = Worded("93.4%", "142 of 152", "known 152 of 160 (95.0%)", few=False)
_FEW = Worded("Of fewer than 5", "", "", few=True)
_ICON = Icon(Markup("<svg aria-hidden='true' viewBox='0 0 1 1'></svg>"), "Common cause.")
_DRAWN = Markup("<svg role='img' aria-label='Queries' viewBox='0 0 9 9'></svg>")
_BARE = Chosen(
    "October 2026",
    "2026-10",
    "hotdoc",
    (),
    (),
    (),
    None,
    None,
    (),
    "Nothing was asked.",
    NavItem(_AT, "May 2026"),
    None,
    (),
)
_FULL = Chosen(
    label="October 2026",
    key="2026-10",
    line="hotdoc",
    sections=SECTIONS,
    lines=(LineChoice("Example Radiology Advice", _AT, True), LineChoice("Chest", _AT, False)),
    kinds=(NavItem(_AT, "Week"), NavItem(_AT, "Month", current=True)),
    older=NavItem(_AT, "September 2026"),
    newer=NavItem(_AT, "November 2026"),
    cautions=("The clocks change on 25 October 2026, a day of 25 hours.",),
    nothing=None,
    instead=None,
    problem='"soon" is no period. Write one such as 2026-10.',
    keeps=(("by", "channel"),),
)
_CHART = Charted(
    title="Queries",
    broad=_DRAWN,
    narrow=_DRAWN,
    icons=(),
    marks=(),
    said=("1 point, too few for limits: they need 12.",),
    heads=("Period", "Value", "Mean", "Limits", "What it says"),
    rows=(("Oct 26", "152", "", "", ""),),
)
_MEASURE: dict[str, Any] = {
    "measure": every.BY_ID["utilisation.queries"],
    "group": "How much it is used",
    "clock": "none",
    "better": "neither",
    "form": dict.fromkeys(("day", "happened", "from", "reason"), ""),
    "form_token": "token",
}
_HOURS = [f"{hour:02}" for hour in range(24)]
_NOTE = Written("N1", date(2026, 3, 9), "", "New guideline", "Dr Chidi Example")
_LIMITS = Written("N2", date(2026, 7, 1), "2026-07", "A second line opened", "Dr Chidi Example")
_ONE = Side("October 2026", "hotdoc", "2026-10", (), "Nothing was asked.", None, ())
_OTHER = Side(
    name="Chest, August to October 2026",
    line="chest",
    period="2026-Q4",
    lines=(("hotdoc", "Example Radiology Advice"), ("chest", "Chest")),
    nothing=None,
    problem='"soon" is no period. Write one such as 2026-10.',
    cautions=("The clocks change on 25 October 2026, a day of 25 hours.",),
)
_COMPARED = Row(
    "utilisation-queries", "Queries", _AT, _FIGURE, _FEW, "Higher; by how much is not told"
)
_LINE = Line("Open time", _AT, _FIGURE)


def _groups(
    row: Line | Row, two: Line | Row, three: Line | Row, four: Line | Row
) -> list[Grouped[Line | Row]]:
    """One with all there can be, and one of which nothing is told."""
    return [
        Grouped(
            "utilisation", "How much it is used", (row,), (("Nothing to count", (two, three)),)
        ),
        Grouped("rota", "Rota", (), (("Not told", (four,)),)),
    ]


_PRACTICE: dict[str, Any] = {
    "path": "/audit/practices/Y99001",
    "practice": "Elm Road Surgery",
    "code": "Y99001",
    "facts": ["in no network", "list size not known"],
    "heads": [],
    "rows": [],
}
AUDIT_CONTEXTS: Contexts = {
    "audit/compare.html": (
        {"sections": (), "one": _ONE, "other": _ONE, "ways": [], "cautions": (), "groups": []},
        {"sections": _FULL.sections, "one": _OTHER, "other": _OTHER}
        | {"ways": [NavItem(_AT, "The period before", current=True)]}
        | {"cautions": ("One of the two periods is part of the other.",)}
        | {
            "groups": _groups(
                _COMPARED, *(replace(_COMPARED, anchor=f"m-{each}") for each in (2, 3, 4))
            )
        },
    ),
    "audit/overview.html": (
        {"at": _BARE, "headlines": [], "groups": [], "quiet": True},
        {
            "at": _FULL,
            "headlines": [
                Headline("Queries", _AT, _FIGURE, "90%", (_ICON,), _DRAWN),
                Headline("Calls", _AT, _FEW, "", (), None),
            ],
            "groups": _groups(_LINE, _LINE, _LINE, _LINE),
            "quiet": False,
        },
    ),
    "audit/measure.html": (
        _MEASURE
        | {"at": _BARE, "worded": None, "chart": None, "compare": None, "target": ""}
        | {"beside": Beside((), ()), "keeps": False}
        | {"behind": None, "silent": None, "ways": [], "broken": None, "by_words": "", "parts": []}
        | {"longer": NavItem(_AT, "July to September 2026")}
        | {"sizes": False, "heat": None, "funnel": None, "problems": ()},
        _MEASURE
        | {"at": _FULL, "worded": _FIGURE, "chart": _CHART, "compare": "/audit/compare"}
        | {"target": "90%", "keeps": True, "behind": _AT, "silent": _AT}
        | {"beside": Beside((_NOTE,), (_LIMITS,)), "problems": ()}
        | {"ways": [NavItem(_AT, "Weekday", current=True)], "by_words": "Weekday", "sizes": True}
        | {"broken": Broken(Dimension.WEEKDAY, summed=True), "longer": None}
        | {"parts": [Part("Monday", None, _FIGURE, "3.2"), Part("Elm Road", _AT, _FEW, "")]}
        | {"funnel": replace(_CHART, title="Queries by practice")}
        | {"heat": HeatTable(_HOURS, [("Monday", [Warm("12+", 4), Warm("–", 0)] * 12)])},
    ),
    "audit/practice.html": (
        _PRACTICE
        | {"at": _BARE, "became": (_AT, "Oak Lane Surgery"), "merged": (), "silent": None},
        _PRACTICE
        | {"at": _FULL, "became": None, "merged": ("Oak Lane Surgery",), "silent": _AT}
        | {"heads": ["April to June 2026", "July to September 2026"]}
        | {"rows": [PracticeRow("Queries", _AT, (_FIGURE, _FEW))]},
    ),
    "audit/silent.html": (
        {"at": _BARE, "path": "/audit/silent-practices", "back": "/audit", "rows": []}
        | {"there": 0, "file": "/audit/silent-practices.csv"},
        {"at": _FULL, "path": "/audit/silent-practices", "back": "/audit", "there": 40}
        | {"rows": [SilentRow("Elm Road Surgery", "Y99001", _AT, "North", "4,000", "never")]}
        | {"file": "/audit/silent-practices.csv"},
    ),
    "audit/behind.html": (
        {"at": _BARE, "measure": every.BY_ID["access.answered"], "back": "/audit"}
        | {"counted": (), "others": (), "opens": False},
        {"at": _FULL, "measure": every.BY_ID["access.answered"], "back": "/audit"}
        | {"counted": ("K7Q2-M9FX",), "others": ("K7Q2-M9FY",), "opens": True},
    ),
}
