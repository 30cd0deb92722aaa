"""What the page of a practice's own figures is shown with."""

from advice_line.web.audit.wording import Worded
from advice_line.web.lines import LineChoice
from advice_line.web.practice.figures import UNTOLD, Row, Table
from advice_line.web.rendering import NavItem
from tests.web.contexts_desk import Contexts

_AT = "/practice/figures?line=hotdoc&period=2026-Q3"
_OWN = Worded("75%", "3 of 4", "known 4 of 5 (80.0%)", few=False)
_BARE = {"practice": "Elm Road Surgery", "period": "July to September 2026"}
OWN_FIGURES_CONTEXTS: Contexts = {
    "practice/figures.html": (
        _BARE
        | {"merged": (), "lines": [], "older": None, "newer": None, "problem": None}
        | {"nothing": "This period is not over.", "cautions": (), "tables": []}
        | {"asked": Worded("0", "your list size is not known", "", few=False)}
        | {"mean": None, "alone": False},
        _BARE
        | {"merged": ("Oak Lane Surgery",)}
        | {"lines": [LineChoice("Example", _AT, True), LineChoice("Chest", _AT, False)]}
        | {"older": NavItem(_AT, "April to June 2026"), "newer": NavItem(_AT, "October on")}
        | {"problem": "A practice's figures are of quarters.", "nothing": None}
        | {"cautions": ("The line was first asked on 3 July 2026: the period is not whole.",)}
        | {"asked": Worded("5", "1.25 per 1,000 patients", "", few=False), "mean": 12}
        | {"alone": True}
        | {
            "tables": [Table("How it went", "Measure", (Row("Would have referred", _OWN, UNTOLD),))]
        },
    ),
}
