"""Whether what is asked is for a radiologist, and whether the reply is one that helps (guide §3.4).

What reviewers make of a sample stands in `reviewed`."""

from sqlmodel import col

from advice_line.audit.measures.common import ADVISED, GUIDE, NOBODYS
from advice_line.audit.measures.definition import Measure, Tally, share
from advice_line.audit_kinds import Better, Dimension, Group, Unit
from advice_line.tables.audit_facts import AuditQuery

_GUIDELINE = col(AuditQuery.guideline)
_PASSES = col(AuditQuery.passes_checks)

MEASURES = (
    Measure(
        id="appropriateness.kinds",
        group=Group.APPROPRIATENESS,
        name="Advised queries by what was asked",
        question="What is asked?",
        numerator="advised queries",
        denominator="the same",
        exclusions=NOBODYS,
        how=Tally(AuditQuery, ADVISED),
        unit=Unit.COUNT,
        source=f"{GUIDE}, §5",
        by=(Dimension.QUESTION_TYPE,),
    ),
    Measure(
        id="appropriateness.guideline",
        group=Group.APPROPRIATENESS,
        name="Advice that cites a guideline",
        question="How much could a guideline have answered?",
        numerator="of these, those whose advice cites one by code or page",
        denominator="advised queries",
        exclusions=NOBODYS,
        how=share(AuditQuery, _GUIDELINE.is_(True), ADVISED),
        unit=Unit.SHARE,
        source=f"{GUIDE}, §3.3.2 and §3.4",
        by=(Dimension.PRACTICE, Dimension.QUESTION_TYPE),
    ),
    Measure(
        id="appropriateness.would_have_known",
        group=Group.APPROPRIATENESS,
        name="Asked what they would have done",
        question="Of how much advice do we know the alternative?",
        numerator="of these, those whose asker said what they would have done",
        denominator="advised queries",
        exclusions=NOBODYS,
        how=share(AuditQuery, col(AuditQuery.would_have).is_not(None), ADVISED),
        unit=Unit.SHARE,
        source=f"{GUIDE}, §4: audit of referral patterns needs it",
        better=Better.HIGHER,
    ),
    Measure(
        id="appropriateness.checks",
        group=Group.APPROPRIATENESS,
        name="Replies that leave no check of a helpful reply open",
        question="Do replies do more than name a test?",
        numerator="of these, those of whose first version none of these was true as it was "
        "signed: it names a test and little else, or one that a practice cannot order; it does not "
        "say whether a test is advised, or says no and recommends one; it does not say whether it "
        "is within its author's scope",
        denominator="advised queries",
        exclusions=f"{NOBODYS}; advice signed before the checks were counted",
        how=share(AuditQuery, _PASSES.is_(True), ADVISED, _PASSES.is_not(None)),
        unit=Unit.SHARE,
        source=f"{GUIDE}, §3.4; this service's own checks, which suggest and never block",
        better=Better.HIGHER,
    ),
)
