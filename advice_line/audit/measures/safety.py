"""What the hazard log watches for in daily use: each of these is a control that had to work."""

from sqlmodel import col

from advice_line.audit.measures.common import ADVISED, ASKED, NOBODYS
from advice_line.audit.measures.definition import Condition, Measure, Tally, share
from advice_line.audit_kinds import Better, Group, Unit
from advice_line.kinds import QueryState
from advice_line.tables.audit_facts import AuditQuery

_KEPT, _BROKEN = col(AuditQuery.promises_kept), col(AuditQuery.promises_broken)
_SCOPE = col(AuditQuery.within_scope)


def _measure(
    name: str,
    title: str,
    question: str,
    said: str,
    of: str,
    hazard: str,
    counts: Condition,
    among: Condition = ASKED,
    known: Condition | None = None,
    better: Better = Better.LOWER,
) -> Measure:
    return Measure(
        id=f"safety.{name}",
        group=Group.SAFETY,
        name=title,
        question=question,
        numerator=f"of these, {said}",
        denominator=of,
        exclusions=NOBODYS,
        how=share(AuditQuery, counts, among, known),
        unit=Unit.SHARE,
        source=f"This service's hazard {hazard}",
        better=better,
    )


MEASURES = (
    _measure(
        "promises_kept",
        "Promised call backs kept",
        "Is who was promised a call back rung in time?",
        "those of which no promise was broken",
        "queries with a call back that was kept or broken",
        "H23",
        _BROKEN == 0,
        ASKED & (col(AuditQuery.promises) > 0),
        (_KEPT + _BROKEN) > 0,
        Better.HIGHER,
    ),
    _measure(
        "late_entries",
        "Entered late from paper",
        "How much was written down after an outage?",
        "those typed in from the downtime form",
        "queries",
        "H13",
        col(AuditQuery.late_entry),
    ),
    _measure(
        "during_outage",
        "Came while the service was down",
        "How many did an outage meet?",
        "those found in the carrier's own lists afterwards",
        "queries",
        "H26",
        col(AuditQuery.during_outage),
    ),
    _measure(
        "reopened",
        "Opened again",
        "How often was something closed that was not over?",
        "those that were closed and opened again",
        "queries",
        "H14",
        col(AuditQuery.reopened),
    ),
    _measure(
        "outside_scope",
        "Advised outside the author's scope",
        "How often is advice outside who gives it?",
        "those whose author marked it as outside their scope",
        "advised queries",
        "H11",
        ~_SCOPE,
        ADVISED,
        _SCOPE.is_not(None),
    ),
    Measure(
        id="safety.nobody_does_what",
        group=Group.SAFETY,
        name="Advised tests without who does what by when",
        question="Does somebody order the test that was advised?",
        numerator="advised queries that advise a test and do not say who does what by when",
        denominator="the same",
        exclusions=NOBODYS,
        how=Tally(AuditQuery, ADVISED & ~col(AuditQuery.who_does_what)),
        unit=Unit.COUNT,
        source="This service's hazard H12",
        better=Better.LOWER,
    ),
    _measure(
        "unheard",
        "Queries that reached no person",
        "Is anybody lost?",
        "those that no responder took, no desk served and nobody closed",
        "queries",
        "H01",
        ~col(AuditQuery.reached)
        & ~col(AuditQuery.deflected)
        & col(AuditQuery.closed_as).is_(None)
        & (col(AuditQuery.state) != QueryState.CLOSED),
    ),
)
