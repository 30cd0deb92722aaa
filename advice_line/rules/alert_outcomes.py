"""How an alert may stand: one table, which stories hold alerts to and from which
`docs/alert-outcomes.md` is drawn (`rules/alert_outcome_page.py`)."""

from dataclasses import dataclass

from advice_line.alert_kinds import AlertState
from advice_line.kinds import AlertWord
from advice_line.outgoing_kinds import NoticeKind

STARTER, ON, LEAD, NOBODY = "who started it", "whoever is on", "the lead", "nobody"
_S, _W, _N = AlertState, AlertWord, NoticeKind
_MAILED = _N.ALERT


@dataclass(frozen=True)
class AlertOutcome:
    """One row. `told` are those of us who have been told, `mailed` is the last that its practice
    was sent; `over`: nothing happens to it any more."""

    name: str
    what: str
    word: AlertWord
    state: AlertState
    told: tuple[str, ...] = ()
    mailed: NoticeKind | None = _MAILED
    over: bool = False


TABLE = (
    AlertOutcome("started", "it was started", _W.URGENT, _S.WAITING),
    AlertOutcome(
        "reminded",
        "half its time has passed, and nobody has said that they act",
        _W.URGENT,
        _S.WAITING,
        mailed=_N.ALERT_REMINDER,
    ),
    AlertOutcome(
        "to ring",
        "three quarters of its time have passed, and nobody has said so",
        _W.CANCER,
        _S.TO_RING,
        (ON,),
        _N.ALERT_REMINDER,
    ),
    AlertOutcome(
        "nobody acknowledges",
        "its deadline has passed, and nobody has said so",
        _W.URGENT,
        _S.WITH_LEAD,
        (ON, LEAD),
        _N.ALERT_REMINDER,
    ),
    AlertOutcome(
        "not left",
        "its mail has not left in half an hour of its practice's open time",
        _W.URGENT,
        _S.TO_RING,
        (ON,),
        mailed=None,
    ),
    AlertOutcome("came back", "its mail came back", _W.URGENT, _S.TO_RING, (ON,)),
    AlertOutcome("away", "a machine says that its reader is away", _W.URGENT, _S.TO_RING, (ON,)),
    AlertOutcome(
        "no address",
        "its practice has no address on file",
        _W.URGENT,
        _S.TO_RING,
        (ON,),
        mailed=None,
    ),
    AlertOutcome(
        "acts",
        "a named person says by its link that a clinician acts",
        _W.URGENT,
        _S.ACKNOWLEDGED,
        over=True,
    ),
    AlertOutcome(
        "cannot act",
        "a named person says by its link that nobody can act, and why",
        _W.URGENT,
        _S.CANNOT_ACT,
        (ON, STARTER),
    ),
    AlertOutcome("critical", "CRITICAL, and its practice is open", _W.CRITICAL, _S.TO_RING, (ON,)),
    AlertOutcome(
        "critical, closed",
        "CRITICAL, its practice is closed, and somebody acts for it out of hours",
        _W.CRITICAL,
        _S.TO_RING_PROVIDER,
        (ON,),
    ),
    AlertOutcome(
        "critical, acts",
        "CRITICAL, and a named person says by its link that a clinician acts",
        _W.CRITICAL,
        _S.RECEIVED,
        (ON,),
    ),
    AlertOutcome(
        "critical, late",
        "CRITICAL, its hour has passed, and nobody has read it back",
        _W.CRITICAL,
        _S.WITH_LEAD,
        (ON, LEAD),
    ),
    AlertOutcome(
        "spoken",
        "somebody of the practice was spoken to and read it back",
        _W.CRITICAL,
        _S.SPOKEN,
        (ON,),
        over=True,
    ),
    AlertOutcome(
        "agreed",
        "who acts for it out of hours read it back, and what was agreed is written down",
        _W.CRITICAL,
        _S.AGREED,
        (ON,),
        over=True,
    ),
    AlertOutcome(
        "withdrawn",
        "a responder withdraws it, with a reason",
        _W.URGENT,
        _S.WITHDRAWN,
        mailed=_N.ALERT_WITHDRAWN,
        over=True,
    ),
    AlertOutcome(
        "withdrawn, untold",
        "a responder withdraws it, and word of that does not reach its practice",
        _W.URGENT,
        _S.WITHDRAWN_UNTOLD,
        (ON,),
    ),
    AlertOutcome(
        "withdrawn, told",
        "the same, and somebody has told them by voice",
        _W.URGENT,
        _S.WITHDRAWN,
        (ON,),
        over=True,
    ),
)

_BY_NAME = {row.name: row for row in TABLE}


def named(name: str) -> AlertOutcome:
    """Raises KeyError for a name that no row has."""
    return _BY_NAME[name]
