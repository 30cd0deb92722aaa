"""A report of a line that is kept, for the walk of who may do what."""

from advice_line.ledger.work import Work
from advice_line.tables.audit_reports import AuditReport
from advice_line.tables.columns import opaque
from advice_line.tables.directory import Line
from tests.audit import a_report


def report(work: Work, line: int) -> list[tuple[str, str, str]]:
    """Of a revision of its own, however many there are."""
    of = work.session.get_one(Line, line)
    content = a_report.kept().report.model_copy(update={"line": of.key})
    row = work.add(
        AuditReport(
            line_id=line,
            period="2026-10",
            revision=int(opaque(6), 36) % 1_000_000,
            content=content.model_dump(mode="json", by_alias=True),
            made_at=work.now,
            made_by="test",
        )
    )
    return [("report", "/audit/reports/", row.public_id), ("form", "/audit/reports/", "csv")]
