"""What most measures stand on: the columns of the facts, and the sources that are cited again and
again."""

from sqlmodel import col

from advice_line.audit_kinds import Dimension
from advice_line.tables.audit_facts import AuditCall, AuditQuery

GUIDE = "Quality imaging services for primary care: a good practice guide (RCR, RCGP, SCoR)"
GP_TELEPHONY = "NHS England, cloud based telephony data collection for general practice"
NOBODYS = "test calls, wrong numbers and what was asked twice"
# Nobody measured how it went: when it began, who waited and how long they talked is not known.
FROM_PAPER = "what was entered late from paper"

# A query that somebody asked, and a call that is over.
ASKED = col(AuditQuery.counted)
CALL = col(AuditCall.counted) & col(AuditCall.over)
OFFERED = CALL & col(AuditCall.offered)
WRITTEN = ASKED & col(AuditQuery.written)
ADVISED = ASKED & col(AuditQuery.advised)

OF_CALLS = (Dimension.PRACTICE, Dimension.NETWORK, Dimension.HOUR, Dimension.WEEKDAY)
# Not by channel: how many written questions are advised is told beside their times, and what is
# spoken is the rest.
OF_ADVISED = (Dimension.PRACTICE, Dimension.NETWORK, Dimension.ASKER_ROLE, Dimension.URGENCY)
OF_WRITTEN = (Dimension.CHANNEL, *OF_ADVISED)
