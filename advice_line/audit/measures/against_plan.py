"""What became of the examination that would have been requested, where one is advised: by the word
of who advises it, in the record (guide §3.4 and §5)."""

from sqlmodel import col

from advice_line.audit.measures.common import ADVISED, GUIDE, NOBODYS
from advice_line.audit.measures.definition import Measure, share
from advice_line.audit_kinds import Group, Unit
from advice_line.rules.outcomes import Outcome
from advice_line.tables.audit_facts import AuditQuery
from advice_line.tracer_kinds import TracerOutcome
from advice_line.written_kinds import AgainstPlan

_AS, _LATER = col(AuditQuery.advised_as), col(AuditQuery.said_later)
_BESIDE = col(AuditQuery.against_plan)
_SOURCE = f"{GUIDE}, §3.4 and §5"


def _measure(name: str, title: str, question: str, said: AgainstPlan, words: str) -> Measure:
    return Measure(
        id=f"outcomes.{name}",
        group=Group.OUTCOMES,
        name=title,
        question=question,
        numerator=f"of these, those whose responder says that it is {words}",
        denominator="advised queries whose asker would have requested imaging, and a test is "
        "advised, of which it is said what this is beside that",
        exclusions=NOBODYS,
        how=share(
            AuditQuery,
            said == _BESIDE,
            ADVISED & (_AS == Outcome.IMAGING_CONFIRMED),
            _BESIDE.is_not(None),
        ),
        unit=Unit.SHARE,
        source=_SOURCE,
        partition="against_plan",
    )


MEASURES = (
    _measure(
        "unchanged",
        "The examination that would have been requested, advised as it was",
        "How often does advice confirm the plan?",
        AgainstPlan.SAME,
        "the same",
    ),
    _measure(
        "changed",
        "Another examination than would have been requested",
        "How often does advice change which examination is done?",
        AgainstPlan.ANOTHER,
        "another one",
    ),
    _measure(
        "fuller",
        "A fuller or sooner examination than would have been requested",
        "How often does advice raise what was planned?",
        AgainstPlan.MORE,
        "a fuller one, or sooner",
    ),
    _measure(
        "downgraded",
        "A simpler or later examination than would have been requested",
        "How often does advice lower what was planned?",
        AgainstPlan.LESS,
        "a simpler one, or later",
    ),
    Measure(
        id="outcomes.avoided_confirmed",
        group=Group.OUTCOMES,
        name="Imaging not advised, and later said to have stayed away",
        question="How much of the imaging avoided is confirmed?",
        numerator="of these, those of which it is said that it was done as advised",
        denominator="advised queries whose asker would have requested imaging, and none was "
        "advised, of which somebody has said later what came of them",
        exclusions=f"{NOBODYS}; who does not know yet",
        how=share(
            AuditQuery,
            _LATER == TracerOutcome.DONE,
            ADVISED & (_AS == Outcome.IMAGING_NOT_ADVISED),
            _LATER.is_not(None) & (_LATER != TracerOutcome.UNKNOWN),
        ),
        unit=Unit.SHARE,
        source=_SOURCE,
        eligible="outcomes.imaging_avoided",
    ),
)
