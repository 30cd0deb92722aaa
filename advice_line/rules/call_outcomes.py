"""How a call may end: one table, which the stories hold every call to and from which
`docs/call-outcomes.md` is drawn.

    python -m advice_line.rules.call_outcomes > docs/call-outcomes.md
"""

import sys
from dataclasses import dataclass

from advice_line.kinds import ContactEnded, NoticeKind, OfferState, QueryState, TaskKind

_E, _O, _S, _T = ContactEnded, OfferState, QueryState, TaskKind
_UNANSWERED = frozenset({_O.EXPIRED, _O.DECLINED, _O.FAILED})


@dataclass(frozen=True)
class CallOutcome:
    """One row. `offers` are the states in which the offers of the call may be, `one` a state in
    which exactly one of them is; `owner` says who owns the task, where one is owed; `sms` goes to
    the caller if they have a mobile."""

    name: str
    the_call: str
    query: QueryState
    ended: tuple[ContactEnded, ...]
    task: TaskKind | None = None
    due: str = ""
    offers: frozenset[OfferState] = frozenset()
    one: OfferState | None = None
    owner: str = "nobody"
    promise: bool = False
    sms: NoticeKind | None = None


ACCEPTED_IT, CLAIMED_IT = "who accepted", "who claimed it"
WRITTEN = "15 minutes after its end"
OFFICE = "after 4 open hours"
RUNG, OPENING = "after the line's call-back time", "at the next opening"

TABLE = (
    CallOutcome(
        "talk",
        "talk",
        _S.ACCEPTED,
        (_E.TALKED,),
        _T.WRITE_ADVICE,
        WRITTEN,
        offers=_UNANSWERED | {_O.ACCEPTED},
        one=_O.ACCEPTED,
        owner=ACCEPTED_IT,
        sms=NoticeKind.REFERENCE_NOTICE,
    ),
    CallOutcome(
        "promise",
        "nobody accepts, all are busy, or nobody is on duty",
        _S.WAITING,
        (_E.PROMISED,),
        _T.RING_BACK,
        RUNG,
        offers=_UNANSWERED,
        promise=True,
        sms=NoticeKind.PROMISE_NOTICE,
    ),
    CallOutcome(
        "closed",
        "the line is closed",
        _S.WAITING,
        (_E.CLOSED, _E.MESSAGE),
        _T.RING_BACK,
        OPENING,
    ),
    CallOutcome(
        "gone",
        "the caller is gone before anybody accepts",
        _S.WAITING,
        (_E.HUNG_UP,),
        _T.RING_BACK,
        RUNG,
        offers=_UNANSWERED | {_O.WITHDRAWN},
    ),
    CallOutcome(
        "too late",
        "somebody accepts after the caller left",
        _S.WAITING,
        (_E.HUNG_UP,),
        _T.RING_BACK,
        RUNG,
        offers=_UNANSWERED | {_O.TOO_LATE},
        one=_O.TOO_LATE,
        owner=ACCEPTED_IT,
    ),
    CallOutcome(
        "nameless",
        "the number is withheld and the caller is gone without giving one",
        _S.WAITING,
        (_E.HUNG_UP,),
        _T.TRACE_CALLER,
        RUNG,
        offers=_UNANSWERED | {_O.WITHDRAWN, _O.TOO_LATE},
    ),
    CallOutcome(
        "nameless message",
        "the number is withheld, nobody is free, the caller leaves a message",
        _S.WAITING,
        (_E.MESSAGE,),
        _T.TRACE_CALLER,
        RUNG,
        offers=_UNANSWERED,
    ),
    CallOutcome(
        "closed, nameless",
        "the line is closed, the number is withheld and none is given",
        _S.WAITING,
        (_E.CLOSED, _E.MESSAGE),
        _T.TRACE_CALLER,
        OPENING,
    ),
    CallOutcome(
        "closed, claimed",
        "the line is closed, and somebody claims the query on their page during the call",
        _S.ACCEPTED,
        (_E.CLOSED, _E.MESSAGE),
        _T.RING_BACK,
        OPENING,
        offers=frozenset({_O.ACCEPTED}),
        one=_O.ACCEPTED,
        owner=CLAIMED_IT,
    ),
    CallOutcome(
        "closed, nameless, claimed",
        "the same from a withheld number, and none is given",
        _S.ACCEPTED,
        (_E.CLOSED, _E.MESSAGE),
        _T.TRACE_CALLER,
        OPENING,
        offers=frozenset({_O.ACCEPTED}),
        one=_O.ACCEPTED,
        owner=CLAIMED_IT,
    ),
    CallOutcome(
        "outage",
        "the line could not answer, and the carrier says afterwards that the call is over",
        _S.WAITING,
        (_E.FAILED,),
        _T.RING_BACK,
        RUNG,
    ),
    CallOutcome(
        "outage, nameless",
        "the same from a withheld number",
        _S.WAITING,
        (_E.FAILED,),
        _T.TRACE_CALLER,
        RUNG,
    ),
    CallOutcome(
        "claimed",
        "somebody claims the query on their page while the phones ring",
        _S.ACCEPTED,
        (_E.PROMISED,),
        _T.RING_BACK,
        RUNG,
        offers=_UNANSWERED | {_O.ACCEPTED, _O.TOO_LATE},
        one=_O.ACCEPTED,
        owner=CLAIMED_IT,
        promise=True,
        sms=NoticeKind.PROMISE_NOTICE,
    ),
    CallOutcome(
        "claimed, gone",
        "the same, and the caller hangs up before hearing of it",
        _S.ACCEPTED,
        (_E.HUNG_UP,),
        _T.RING_BACK,
        RUNG,
        offers=_UNANSWERED | {_O.ACCEPTED, _O.TOO_LATE, _O.WITHDRAWN},
        one=_O.ACCEPTED,
        owner=CLAIMED_IT,
    ),
    CallOutcome(
        "claimed, nameless",
        "somebody claims the query while the phones ring, and the number is withheld and none is "
        "given",
        _S.ACCEPTED,
        (_E.HUNG_UP, _E.MESSAGE),
        _T.TRACE_CALLER,
        RUNG,
        offers=_UNANSWERED | {_O.ACCEPTED, _O.TOO_LATE, _O.WITHDRAWN},
        one=_O.ACCEPTED,
        owner=CLAIMED_IT,
    ),
    CallOutcome(
        "deflected",
        "the caller presses a desk's key, and the desk answers",
        _S.CLOSED,
        (_E.DEFLECTED,),
    ),
    CallOutcome(
        "told",
        "the line answers by itself, and the caller has heard enough",
        _S.CLOSED,
        (_E.DEFLECTED,),
    ),
    CallOutcome(
        "told by text",
        "the same, and the caller asks for it by text",
        _S.CLOSED,
        (_E.DEFLECTED,),
        sms=NoticeKind.ANSWER_TEXT,
    ),
    CallOutcome(
        "office",
        "a desk does not answer or nothing is pressed after an answer, and the radiology office is "
        "to ring",
        _S.DEFLECTED,
        (_E.DEFLECTED,),
        _T.FOLLOW_UP,
        OFFICE,
    ),
)


def named(name: str) -> CallOutcome:
    return next(each for each in TABLE if each.name == name)


def page() -> str:
    """The whole of `docs/call-outcomes.md`, ended by a newline."""
    head = ("the call", "query", "contact ended", "offers", "task", "promise", "SMS to the caller")
    rows = [head, ("---",) * len(head), *(_cells(each) for each in TABLE)]
    return _ABOVE + "".join(f"| {' | '.join(row)} |\n" for row in rows) + _BELOW


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
    return f"one {_code(row.one)}, others {others}" if row.one else f"none or {others}"


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
ends, and is the lead's the next morning; a call back that nobody has claimed goes to the lead when
it falls due or when the line closes, whichever is first.
"""

if __name__ == "__main__":
    sys.stdout.write(page())
