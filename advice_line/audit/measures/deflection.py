"""What is kept from responders that needs none of them, and what being on duty costs them."""

from sqlmodel import col

from advice_line.audit.measures.common import ASKED, CALL, FROM_PAPER, NOBODYS, OF_CALLS, OFFERED
from advice_line.audit.measures.definition import Each, Measure, share
from advice_line.audit_kinds import Better, Group, Unit
from advice_line.call_kinds import CallReason
from advice_line.tables.audit_facts import AuditCall, AuditQuery

_REASON = col(AuditCall.reason)
_NO_ADVICE = (CallReason.CHASING, CallReason.OTHER)

MEASURES = (
    Measure(
        id="deflection.deflected",
        group=Group.DEFLECTION,
        name="Calls served without a responder",
        question="How many calls needed no radiologist, and reached none?",
        numerator="of these, calls that a desk, a spoken answer or a text has served",
        denominator="calls that came while the line was open",
        exclusions=f"{NOBODYS}; {FROM_PAPER}",
        how=share(AuditCall, col(AuditCall.deflected), CALL & col(AuditCall.in_hours)),
        unit=Unit.SHARE,
        source="This service's purpose: who only chases a scan or a report interrupts nobody",
        better=Better.HIGHER,
        by=OF_CALLS,
        rest="access.volume",
    ),
    Measure(
        id="deflection.reached_all_the_same",
        group=Group.DEFLECTION,
        name="Calls that reached a responder and were not for advice",
        question="How many interruptions were for a chased scan or report?",
        numerator="of these, calls that a responder answered and whose caller had pressed the key "
        "for chasing or something else",
        denominator="calls that came while the line was open, were not served without a responder, "
        "and whose caller had pressed a key",
        exclusions=f"{NOBODYS}; {FROM_PAPER}; who pressed no key counts as not known",
        how=share(
            AuditCall,
            col(AuditCall.answered) & _REASON.in_(_NO_ADVICE),
            OFFERED,
            _REASON.is_not(None),
        ),
        unit=Unit.SHARE,
        source="Calls to duty radiologists: 65% only chase a scan or a report",
        better=Better.LOWER,
    ),
    Measure(
        id="deflection.rings",
        group=Group.DEFLECTION,
        name="Rings for each query",
        question="How often is somebody interrupted by one query?",
        numerator="times that a responder's phone rang",
        denominator="queries",
        exclusions=NOBODYS,
        how=Each(AuditQuery, AuditQuery.rings, ASKED),
        unit=Unit.NUMBER,
        source="This service's purpose: each interruption costs accuracy",
        better=Better.LOWER,
    ),
)
