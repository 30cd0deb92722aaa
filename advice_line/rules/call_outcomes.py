"""How a call may end: one table, which the stories hold every call to and from which
`docs/call-outcomes.md` is drawn (`rules/call_outcome_page.py`)."""

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
TEN_MINUTES = "10 minutes after they said so"
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
        "handed over",
        "a responder hands over, is cut off or leaves the caller on hold, and another talk follows",
        _S.ACCEPTED,
        (_E.TALKED,),
        _T.WRITE_ADVICE,
        WRITTEN,
        offers=_UNANSWERED | {_O.ACCEPTED, _O.HANDED_OVER},
        one=_O.ACCEPTED,
        owner=ACCEPTED_IT,
        sms=NoticeKind.REFERENCE_NOTICE,
    ),
    CallOutcome(
        "left behind",
        "a caller is left on hold, cut off or for a colleague to answer, and nobody else is free",
        _S.WAITING,
        (_E.PROMISED,),
        _T.RING_BACK,
        RUNG,
        offers=_UNANSWERED | {_O.HANDED_OVER},
        promise=True,
        sms=NoticeKind.PROMISE_NOTICE,
    ),
    CallOutcome(
        "left behind, gone",
        "the same, and the caller hangs up before anybody else accepts",
        _S.WAITING,
        (_E.HUNG_UP,),
        _T.RING_BACK,
        RUNG,
        offers=_UNANSWERED | {_O.HANDED_OVER, _O.WITHDRAWN},
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
        "over the limit",
        "many calls have come in a short time, and the caller presses nothing",
        _S.WAITING,
        (_E.PROMISED,),
        _T.RING_BACK,
        RUNG,
        promise=True,
    ),
    CallOutcome(
        "queue",
        "the caller waits in the queue, and presses 1 or has waited as long as the line lets them",
        _S.WAITING,
        (_E.PROMISED,),
        _T.RING_BACK,
        RUNG,
        offers=_UNANSWERED,
        promise=True,
        sms=NoticeKind.PROMISE_NOTICE,
    ),
    CallOutcome(
        "rings back",
        "a responder says that they ring back in 10 minutes",
        _S.ACCEPTED,
        (_E.PROMISED,),
        _T.RING_BACK,
        TEN_MINUTES,
        offers=_UNANSWERED | {_O.ACCEPTED},
        one=_O.ACCEPTED,
        owner=ACCEPTED_IT,
        promise=True,
        sms=NoticeKind.PROMISE_NOTICE,
    ),
    CallOutcome(
        "rings back, gone",
        "the same, and the caller hangs up before hearing of it",
        _S.ACCEPTED,
        (_E.HUNG_UP,),
        _T.RING_BACK,
        TEN_MINUTES,
        offers=_UNANSWERED | {_O.ACCEPTED},
        one=_O.ACCEPTED,
        owner=ACCEPTED_IT,
    ),
    CallOutcome(
        "chosen",
        "the caller would rather be rung back at the time that they are offered",
        _S.WAITING,
        (_E.PROMISED,),
        _T.RING_BACK,
        "at the time offered",
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
    CallOutcome(
        "gone before the answer",
        "the caller hangs up before the first sentence of an answer is over, and the radiology "
        "office is to ring",
        _S.DEFLECTED,
        (_E.HUNG_UP,),
        _T.FOLLOW_UP,
        OFFICE,
    ),
)


def named(name: str) -> CallOutcome:
    return next(each for each in TABLE if each.name == name)
