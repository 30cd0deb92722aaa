"""How asking what came of advice may stand: one table, which stories hold tracers to and from which
`docs/tracer-outcomes.md` is drawn.

python -m advice_line.rules.tracer_outcomes > docs/tracer-outcomes.md
"""

import sys
from dataclasses import dataclass

from advice_line.tracer_kinds import TracerState


@dataclass(frozen=True)
class TracerOutcomeRow:
    """One row. `case` is what the case has of it, None for nothing; `asks` whether somebody is
    asked again, `office` whether it stands on the office's list of what nobody has answered."""

    name: str
    what: str
    state: TracerState
    case: str | None
    asks: bool
    office: bool
    told: bool = False


_S = TracerState

TABLE = (
    TracerOutcomeRow("due", "nobody is to be asked yet", _S.DUE, None, asks=True, office=False),
    TracerOutcomeRow(
        "asked", "somebody was asked, and has not answered", _S.ASKED, None, asks=True, office=False
    ),
    TracerOutcomeRow(
        "not known yet",
        "whoever was asked does not know yet",
        _S.ASKED,
        "unknown",
        asks=True,
        office=False,
    ),
    TracerOutcomeRow(
        "done", "it was done as advised", _S.ANSWERED, "done", asks=False, office=False
    ),
    TracerOutcomeRow(
        "changed", "something else was done", _S.ANSWERED, "changed", asks=False, office=False
    ),
    TracerOutcomeRow(
        "not done, and urgent",
        "urgent advice was not done; its author hears of it (`not_followed`)",
        _S.ANSWERED,
        "not_done",
        asks=False,
        office=False,
        told=True,
    ),
    TracerOutcomeRow(
        "looked up",
        "the office says what the radiology system shows",
        _S.ANSWERED,
        "done",
        asks=False,
        office=False,
    ),
    TracerOutcomeRow("came back", "what asked came back", _S.ASKED, None, asks=True, office=True),
    TracerOutcomeRow("no way", "nobody can be asked", _S.DUE, None, asks=True, office=True),
    TracerOutcomeRow(
        "silent",
        "two weeks after the last time nobody has said anything",
        _S.NO_ANSWER,
        "no_answer",
        asks=False,
        office=True,
    ),
    TracerOutcomeRow(
        "off", "its line asks nobody any more", _S.OFF, None, asks=False, office=False
    ),
)
_BY_NAME = {row.name: row for row in TABLE}


def named(name: str) -> TracerOutcomeRow:
    """Raises KeyError for a name that no row has."""
    return _BY_NAME[name]


def page() -> str:
    """The whole of `docs/tracer-outcomes.md`, ended by a newline."""
    head = ("what came of it", "state", "the case has", "asked again", "on the office's list")
    rows = [head, ("---",) * len(head), *(_cells(each) for each in TABLE)]
    return _ABOVE + "".join(f"| {' | '.join(row)} |\n" for row in rows) + _BELOW


def _cells(row: TracerOutcomeRow) -> tuple[str, ...]:
    case = f"`{row.case}`" if row.case else "nothing"
    said = ("no", "yes")
    return row.what, f"`{row.state}`", case, said[row.asks], said[row.office]


_ABOVE = """# How asking what came of advice stands

Each query that was advised on a line that asks has one tracer, which stands as one of these rows.
Stories of `tests/tracers` hold tracers to this table.

"""
_BELOW = """
An answer that is final may come at any time, also after two weeks of silence, and by whoever is
first. What was deflected or closed without advice has no tracer
([why](decisions/0043-what-came-of-advice.md)).
"""

if __name__ == "__main__":
    sys.stdout.write(page())
