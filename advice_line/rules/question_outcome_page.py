"""The table of how a written question may stand, as a page of the documents.

python -m advice_line.rules.question_outcome_page > docs/question-outcomes.md
"""

import sys

from advice_line.rules.question_outcomes import TABLE, QuestionOutcome


def page() -> str:
    """The whole of `docs/question-outcomes.md`, ended by a newline."""
    head = ("the question", "query", "owed", "due", "the last that was sent about it")
    rows = [head, ("---",) * len(head), *(_cells(each) for each in TABLE)]
    return _ABOVE + "".join(f"| {' | '.join(row)} |\n" for row in rows) + _BELOW


def _cells(row: QuestionOutcome) -> tuple[str, ...]:
    owed = ", ".join(f"`{kind}` ({whose})" for kind, whose in row.owed)
    told = f"`{row.told}`" if row.told else "none"
    return row.what, f"`{row.query}`", owed or "none", row.due or "none", told


_ABOVE = """# How a written question stands

Whatever came by form, mail, text or chat stands as one of these rows: somebody owes what is left to
do, by a time. Stories of `tests/mailbox` hold questions to this table.

"""
_BELOW = """
A target counts in open hours only: 15 minutes for what is asked for now, 4 hours for today, and one
open day for everything else, unless the line says otherwise. A routine mail of Friday 18:55 is due
as the line closes on Monday. Whoever asks for now or today, and cannot be answered before closing,
hears so at once, with the out-of-hours number.
"""

if __name__ == "__main__":
    sys.stdout.write(page())
