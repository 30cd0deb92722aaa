"""The table of how a call may end, as a page of the documents.

python -m advice_line.rules.call_outcome_page > docs/call-outcomes.md
"""

import sys
from collections.abc import Iterable

from advice_line.rules.call_outcome import CallOutcome
from advice_line.rules.call_outcomes import TABLE
from advice_line.rules.paper_outcomes import PAPER


def page() -> str:
    """The whole of `docs/call-outcomes.md`, ended by a newline."""
    return _ABOVE + _table(TABLE) + _BELOW + _ON_PAPER + _table(PAPER)


def _table(outcomes: Iterable[CallOutcome]) -> str:
    head = ("the call", "query", "contact ended", "offers", "task", "promise", "SMS to the caller")
    rows = [head, ("---",) * len(head), *(_cells(each) for each in outcomes)]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def _cells(row: CallOutcome) -> tuple[str, ...]:
    return (
        row.the_call,
        _code(row.query),
        " or ".join(_code(each) for each in row.ended),
        _offers(row),
        f"{_code(row.task)}, owned by {row.owner}, due {row.due}" if row.task else "none",
        "open" if row.promise else "none",
        _code(row.sms) if row.sms else "none",
    )


def _offers(row: CallOutcome) -> str:
    if not row.offers:
        return "none"
    others = ", ".join(_code(each) for each in sorted(row.offers - {row.one}))
    if row.one is None:
        return f"none or {others}"
    return f"one {_code(row.one)}{', others ' if others else ''}{others}"


def _code(word: str) -> str:
    return f"`{word}`"


_ABOVE = """# How a call ends

Every call that reaches the line ends as one of these rows, whatever the telephone network does on
the way: nobody who rang is lost, and somebody owes what is left to do. The stories of
`tests/stories` hold every call to this table.

"""
_BELOW = """
An SMS goes only to a mobile; on a landline the same is spoken. A caller who hangs up once a talk
has begun has talked. A caller whose desk does not answer chooses a person or a call of the
radiology office (without a menu they go on to the hunt), and one who hangs up while it rings or
before they have chosen is gone before anybody accepted: the rows of everybody hold. What is owed
and not done climbs: a record that is not written is asked for after 15 minutes, listed as the shift
ends, and is the lead's the next morning, and so is what somebody had said who then passed the call
on (`write_said`, theirs beside these rows); a call back that nobody has claimed goes to the lead
when it falls due or when the line closes, whichever is first.
"""
_ON_PAPER = """
## Taken on paper

What somebody took by hand while the service was down is typed in afterwards as a late entry. Its
contact has an id of ours that begins with `paper:`, which no carrier lists: leave these out where
ends are held against the carrier's list of calls. The call itself, where the carrier has one, is a
query of its own in the rows above.

"""

if __name__ == "__main__":
    sys.stdout.write(page())
