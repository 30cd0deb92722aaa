"""Reports are made once and kept: what was reported stays as it was said, whatever came after. A
newer revision of the same period stands beside the older one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from advice_line.audit.facts.keeping import Facts
from advice_line.audit.figures.rolled_up import Figures
from advice_line.audit.periods import Period
from advice_line.audit.reports import gathering
from advice_line.audit.reports.content import Report
from advice_line.audit.reports.gathering import Manner
from advice_line.ledger.once import insert_once
from advice_line.ledger.work import Ledger, Work
from advice_line.tables.audit_reports import AuditReport
from advice_line.tables.columns import opaque
from advice_line.tables.directory import Line
from advice_line.trust.roles import SYSTEM, Action, require


@dataclass(frozen=True)
class Stored:
    """A report as it is kept, with the lead's own `words`, empty where they wrote none."""

    key: str
    revision: int
    made_at: datetime
    report: Report
    words: str


class Reports:
    """For commands and the worker."""

    def __init__(self, ledger: Ledger, manner: Manner) -> None:
        self._ledger = ledger
        self._manner = manner

    def catch_up(self) -> None:
        """Every fact and figure there is to count, however long it takes."""
        Facts(self._ledger).catch_up()
        Figures(self._ledger, self._manner.small).catch_up()

    def of(self, line: Line, period: Period, *, anew: bool = False) -> Stored:
        """The newest that is kept, or one that is made now. Raises what `gathering.gather` does."""
        require(SYSTEM, Action.SWEEP)
        with self._ledger.look(SYSTEM.label) as work:
            gathering.hold_to(work, line, period)
            kept = newest(work, line, period)
            if kept is not None and not anew:
                return stored(kept)
        with self._ledger.look(SYSTEM.label) as work:
            made = gathering.gather(work, line, period, self._manner)
        with self._ledger.work(SYSTEM.label) as work:
            return stored(keep(work, line, made))


def newest(work: Work, line: Line, period: Period) -> AuditReport | None:
    found = of_line(work, line, period.key)
    return found[0] if found else None


def of_line(work: Work, line: Line, period: str | None = None) -> Sequence[AuditReport]:
    """The newest made first."""
    wanted = select(AuditReport).where(col(AuditReport.line_id) == line.id)
    if period is not None:
        wanted = wanted.where(col(AuditReport.period) == period)
    return work.session.exec(wanted.order_by(col(AuditReport.id).desc())).all()


def keep(work: Work, line: Line, made: Report) -> AuditReport:
    """As the next revision; none where it would say the same as the newest. Of two that are made at
    once the first is kept."""
    before = of_line(work, line, made.period)
    content = made.model_dump(mode="json", by_alias=True)
    # Not the JSON: an older one lacks what a report of then could not say.
    if before and Report.model_validate(before[0].content) == made:
        return before[0]
    revision = before[0].revision + 1 if before else 1
    first = insert_once(
        work.session,
        AuditReport,
        ("line_id", "period", "revision"),
        public_id=opaque(),
        line_id=line.id,
        period=made.period,
        revision=revision,
        content=content,
        made_at=work.now,
        made_by=work.by,
        words="",
    )
    row = of_line(work, line, made.period)[0]
    if first:
        work.record("audit.report_made", subject=f"report:{row.public_id}", revision=revision)
    return row


def stored(row: AuditReport) -> Stored:
    return Stored(
        key=row.public_id,
        revision=row.revision,
        made_at=row.made_at,
        report=Report.model_validate(row.content),
        words=row.words,
    )
