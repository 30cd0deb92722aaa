"""What practices would have done otherwise (guide §4: effective audit of referral patterns with
feedback for education)."""

from sqlmodel import col

from advice_line.audit.measures.common import ADVISED, GUIDE, NOBODYS
from advice_line.audit.measures.definition import Measure, share
from advice_line.audit_kinds import Dimension, Group, Unit
from advice_line.tables.audit_facts import AuditQuery
from advice_line.written_kinds import WouldHaveDone

_WOULD = col(AuditQuery.would_have)
_SAID = _WOULD.is_not(None)


def _measure(would: WouldHaveDone, title: str, said: str) -> Measure:
    return Measure(
        id=f"referrals.{would}",
        group=Group.REFERRALS,
        name=title,
        question=f"How many would have {said} without advice?",
        numerator=f"of these, those whose asker would have {said}",
        denominator="advised queries whose asker said what they would have done",
        exclusions=NOBODYS,
        how=share(AuditQuery, would == _WOULD, ADVISED, _SAID),
        unit=Unit.SHARE,
        source=f"{GUIDE}, §4",
        by=(Dimension.PRACTICE, Dimension.NETWORK, Dimension.ASKER_ROLE),
        partition="would_have",
    )


MEASURES = (
    _measure(WouldHaveDone.REFERRED, "Would have referred", "referred"),
    _measure(WouldHaveDone.REQUESTED_IMAGING, "Would have requested imaging", "requested imaging"),
    _measure(WouldHaveDone.SENT_TO_HOSPITAL, "Would have sent to hospital", "sent to hospital"),
    _measure(WouldHaveDone.WATCHED, "Would have watched and waited", "watched and waited"),
    _measure(WouldHaveDone.OTHER, "Would have done something else", "done something else"),
)
