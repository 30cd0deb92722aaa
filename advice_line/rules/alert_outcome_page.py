"""The table of how an alert may stand, as a page of the documents.

python -m advice_line.rules.alert_outcome_page > docs/alert-outcomes.md
"""

import sys

from advice_line.rules.alert_outcomes import NOBODY, TABLE, AlertOutcome


def page() -> str:
    """The whole of `docs/alert-outcomes.md`, ended by a newline."""
    head = ("the alert", "word", "state", "of us were told", "the last that its practice was sent")
    rows = [head, ("---",) * len(head), *(_cells(each) for each in TABLE)]
    return _ABOVE + "".join(f"| {' | '.join(row)} |\n" for row in rows) + _BELOW


def _cells(row: AlertOutcome) -> tuple[str, ...]:
    state = f"`{row.state}`, and over" if row.over else f"`{row.state}`"
    mailed = f"`{row.mailed}`" if row.mailed else "none"
    return row.what, f"`{row.word}`", state, ", ".join(row.told) or NOBODY, mailed


_ABOVE = """# How an alert may stand

Whatever a practice was told that must be acknowledged stands as one of these rows. Stories of
`tests/alerts` hold alerts to this table.

"""
_BELOW = """
An alert is over by a clinician's word, by a talk that was read back, or by a responder who
withdraws it with a reason: time never ends one. Until then it is on every responder's list and on
the office's, and has a next step. So has one that was withdrawn and of which its practice may not
know: word of it came back, had no address or had not left in a quarter of an hour. Whoever is on
rings, the lead hears of it after half an hour, and it is over once somebody has said to whom they
spoke.

Times are the practice's own open time: two open days for URGENT, five for CANCER, unless the line
says otherwise. The practice is reminded at half of it and rung at three quarters; at the deadline
the lead hears of it, and again on each day on which the line opens. CRITICAL is rung about at once,
has an hour by the clock, and the lead hears of it every hour after that. While its practice is
closed it is for who acts for it out of hours, and its practice's again as that opens.
"""

if __name__ == "__main__":
    sys.stdout.write(page())
