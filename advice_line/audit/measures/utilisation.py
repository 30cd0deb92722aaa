"""How much the line is used, and by whom (guide §5: ongoing rolling audit of utilisation)."""

from sqlmodel import col

from advice_line.audit.measures.common import ASKED, CALL, EVERY_WAY, FROM_PAPER, GUIDE, NOBODYS
from advice_line.audit.measures.definition import Measure, Tally, share
from advice_line.audit_kinds import Dimension, Group, Unit
from advice_line.directory_kinds import OrganisationKind
from advice_line.tables.audit_facts import AuditCall, AuditQuery

_SOURCE = f"{GUIDE}, §5"
_KIND = col(AuditQuery.organisation_kind)

MEASURES = (
    Measure(
        id="utilisation.queries",
        group=Group.UTILISATION,
        name="Queries",
        question="How much is the line used?",
        numerator="queries that reached the line, by any way",
        denominator="the same",
        exclusions=NOBODYS,
        how=Tally(AuditQuery, ASKED),
        unit=Unit.COUNT,
        source=_SOURCE,
        by=EVERY_WAY,
    ),
    Measure(
        id="utilisation.from_practices",
        group=Group.UTILISATION,
        name="Queries from practices",
        question="Is it primary care that asks?",
        numerator="queries from a practice",
        denominator="queries of which it is known whether they are from a practice or a department",
        exclusions=NOBODYS,
        how=share(AuditQuery, _KIND == OrganisationKind.PRACTICE, ASKED, _KIND.is_not(None)),
        unit=Unit.SHARE,
        source=f"{GUIDE}, §3.3.1: for GPs and secondary care staff",
    ),
    Measure(
        id="utilisation.out_of_hours",
        group=Group.UTILISATION,
        name="Calls while the line is closed",
        question="Is the line open when it is wanted?",
        numerator="calls that came while the line was closed",
        denominator="the same",
        exclusions=f"{NOBODYS}; {FROM_PAPER}",
        how=Tally(AuditCall, CALL & ~col(AuditCall.in_hours)),
        unit=Unit.COUNT,
        source=f"{GUIDE}, §3.3.1: 8 am to 7 pm Monday to Friday",
        by=(Dimension.HOUR, Dimension.WEEKDAY),
    ),
)
