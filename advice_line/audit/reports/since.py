"""Whether a query of a report's period was opened again after the report was made (H14, H18)."""

from datetime import datetime

from sqlmodel import col, select

from advice_line.audit.reports.content import Report
from advice_line.kinds import QueryState
from advice_line.ledger.work import Work
from advice_line.tables.audit_facts import AuditQuery
from advice_line.tables.ledger import TrailEntry


def reopened(work: Work, line_id: int, report: Report, made_at: datetime) -> bool:
    """That any was, and never how many: they may be few."""
    wanted = (
        select(TrailEntry.detail)
        .join(AuditQuery, col(AuditQuery.query_id) == col(TrailEntry.query_id))
        .where(
            col(TrailEntry.at) > made_at,
            col(TrailEntry.action) == f"query.{QueryState.WAITING}",
            col(AuditQuery.line_id) == line_id,
            col(AuditQuery.day) >= report.first,
            col(AuditQuery.day) <= report.last,
        )
    )
    return any(each.get("from") == QueryState.CLOSED for each in work.session.exec(wanted))
