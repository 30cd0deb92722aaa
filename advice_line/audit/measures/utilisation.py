"""How much the line is used, and by whom (guide §5: ongoing rolling audit of utilisation)."""

from sqlmodel import col

from advice_line.audit.measures.common import ASKED, CALL, FROM_PAPER, GUIDE, NOBODYS
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
        by=(
            Dimension.CHANNEL,
            Dimension.ASKER_ROLE,
            Dimension.URGENCY,
            Dimension.HOUR,
            Dimension.WEEKDAY,
        ),
        halves="utilisation.written",
    ),
    Measure(
        id="utilisation.written",
        group=Group.UTILISATION,
        name="Queries in writing",
        question="How much is asked in writing, and interrupts nobody?",
        numerator="of these, those that did not come as a call",
        denominator="queries",
        exclusions=NOBODYS,
        how=share(AuditQuery, col(AuditQuery.written), ASKED),
        unit=Unit.SHARE,
        source=f"{GUIDE}, §3.3.1: by telephone and in writing",
    ),
    Measure(
        id="utilisation.practices",
        group=Group.UTILISATION,
        name="Queries from practices",
        question="How much does primary care ask, and which practices?",
        numerator="queries from a practice",
        denominator="the same",
        exclusions=f"{NOBODYS}; queries of departments, and of those nobody knows the place of",
        how=Tally(AuditQuery, ASKED & (_KIND == OrganisationKind.PRACTICE)),
        unit=Unit.COUNT,
        source=f"{GUIDE}, §3.3.1: for GPs and secondary care staff",
        by=(Dimension.PRACTICE, Dimension.NETWORK),
        part_of="utilisation.queries",
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
