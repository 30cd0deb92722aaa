"""Whether a caller reaches a person, and how soon: the nine metrics of NHS England's collection of
GP telephony by their names, counted for this line."""

from sqlmodel import col

from advice_line.audit.measures.common import FROM_PAPER, GP_TELEPHONY, NOBODYS, OF_CALLS, OFFERED
from advice_line.audit.measures.definition import How, Measure, Spread, Tally, share
from advice_line.audit_kinds import Better, ClockKind, Group, Unit
from advice_line.tables.audit_facts import AuditCall

_OFFERED = "calls that came while the line was open and were not served without a responder"
_LEFT_OUT = f"{NOBODYS}; {FROM_PAPER}; calls that are not over"
_ANSWERED = col(AuditCall.answered)
_WITHIN = 60


def _measure(
    name: str,
    title: str,
    question: str,
    numerator: str,
    how: How,
    unit: Unit,
    better: Better,
    denominator: str = _OFFERED,
    within: str | None = None,
) -> Measure:
    timed = unit is Unit.SECONDS
    return Measure(
        id=f"access.{name}",
        group=Group.ACCESS,
        name=title,
        question=question,
        numerator=numerator,
        denominator=denominator if unit is Unit.SHARE else "the same",
        exclusions=_LEFT_OUT,
        clock=ClockKind.ELAPSED if timed else ClockKind.NONE,
        how=how,
        unit=unit,
        source=GP_TELEPHONY,
        better=better,
        by=() if timed else OF_CALLS,
        within=within,
    )


MEASURES = (
    _measure(
        "volume",
        "Call volumes",
        "How many callers wanted a person?",
        _OFFERED,
        Tally(AuditCall, OFFERED),
        Unit.COUNT,
        Better.NEITHER,
    ),
    _measure(
        "answered",
        "Inbound calls that are answered",
        "How many callers reached a responder?",
        "of these, calls in which a responder accepted and talked",
        share(AuditCall, _ANSWERED, OFFERED),
        Unit.SHARE,
        Better.HIGHER,
    ),
    _measure(
        "within_60",
        "Answered within 60 seconds",
        "How many callers reached a responder within a minute?",
        "of these, calls that a responder accepted within 60 seconds of their start",
        share(AuditCall, _ANSWERED & (col(AuditCall.wait) <= _WITHIN), OFFERED),
        Unit.SHARE,
        Better.HIGHER,
    ),
    _measure(
        "time_to_answer",
        "Call times to answer",
        "How long does a caller wait for a responder?",
        "calls that were answered, from their start until a responder accepted",
        Spread(AuditCall, AuditCall.wait, OFFERED & _ANSWERED),
        Unit.SECONDS,
        Better.LOWER,
        within="access.answered",
    ),
    _measure(
        "missed",
        "Missed call volumes",
        "How many callers did not reach a responder in their call?",
        "of these, calls in which nobody accepted, a call back promised or not",
        share(AuditCall, ~_ANSWERED, OFFERED),
        Unit.SHARE,
        Better.LOWER,
    ),
    _measure(
        "abandoned",
        "Calls abandoned",
        "How many callers gave up?",
        "of these, calls whose caller hung up before anybody accepted or a call back was promised",
        share(AuditCall, col(AuditCall.abandoned), OFFERED),
        Unit.SHARE,
        Better.LOWER,
    ),
    _measure(
        "time_to_abandon",
        "Wait time before call abandoned",
        "After how long did they give up?",
        "calls that were abandoned, from their start until their end",
        Spread(AuditCall, AuditCall.wait, OFFERED & col(AuditCall.abandoned)),
        Unit.SECONDS,
        Better.NEITHER,
        within="access.abandoned",
    ),
    _measure(
        "backs_asked",
        "Call backs requested",
        "How often was a call back promised?",
        "of these, calls that ended with the promise of a call back",
        share(AuditCall, col(AuditCall.back_asked), OFFERED),
        Unit.SHARE,
        Better.NEITHER,
    ),
    _measure(
        "backs_made",
        "Call backs made",
        "How often was somebody rung back?",
        "of these, calls after which the promised call back was placed",
        share(AuditCall, col(AuditCall.back_made), OFFERED & col(AuditCall.back_asked)),
        Unit.SHARE,
        Better.HIGHER,
        f"{_OFFERED}, and ended with the promise of a call back",
        "access.backs_asked",
    ),
    _measure(
        "length",
        "Call length time",
        "How long do they talk?",
        "calls that were answered, the time in which the two could talk",
        Spread(AuditCall, AuditCall.talk, OFFERED & _ANSWERED),
        Unit.SECONDS,
        Better.NEITHER,
        within="access.answered",
    ),
)
