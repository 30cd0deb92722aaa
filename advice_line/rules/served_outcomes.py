"""How a call may end that is served without a radiologist: rows of the table of ends."""

from advice_line.kinds import ContactEnded, QueryState, TaskKind
from advice_line.outgoing_kinds import NoticeKind
from advice_line.rules.call_outcome import CallOutcome

_E, _S, _T = ContactEnded, QueryState, TaskKind
OFFICE = "after 4 open hours"

SERVED = (
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
