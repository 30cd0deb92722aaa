"""Of one query: where somebody differs from its report and what became of that, and the alerts
about it, as entries of its timeline."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from advice_line.desk.alerting import differing, rows, shown
from advice_line.desk.alerting.differing import Differs
from advice_line.ledger.work import Work
from advice_line.tables.queries import Query

# Whoever merely looks at it again and again is shown with the alert itself.
_LOOKS = ("seen", "viewed")


class ReportFact(StrEnum):
    DIFFERS = "differs"
    ADDENDUM_ASKED = "addendum_asked"
    ADDENDUM_EXISTS = "addendum_exists"
    NO_ALERT = "no_alert"


@dataclass(frozen=True)
class OfReport:
    """`changes`: it changes management; `on` and `whose` are of the addendum; `words` how they
    differ, or why no alert is needed."""

    at: datetime
    fact: ReportFact
    who: str
    changes: bool = False
    on: date | None = None
    whose: str | None = field(default=None, repr=False)
    words: str | None = field(default=None, repr=False)


@dataclass(frozen=True)
class OfAlert:
    at: datetime
    reference: str
    fact: shown.Fact


def of(work: Work, query: Query) -> Iterator[OfReport | OfAlert]:
    for each in differing.of(work, query):
        yield from _of_report(each)
    for alert in rows.of_query(work, query.id or 0):
        for fact in shown.facts(work, alert):
            if fact.what not in _LOOKS:
                yield OfAlert(fact.at, alert.reference, fact)


def _of_report(of: Differs) -> Iterator[OfReport]:
    changes, by = of.changes_management, of.by
    yield OfReport(of.at, ReportFact.DIFFERS, by, changes=changes, words=of.words)
    if changes:
        yield OfReport(of.at, ReportFact.ADDENDUM_ASKED, by)
    if of.no_alert_at is not None:
        by = of.no_alert_by or ""
        yield OfReport(of.no_alert_at, ReportFact.NO_ALERT, by, words=of.no_alert)
    if of.addendum_said_at is not None:
        by, whose, on = of.addendum_said_by or "", of.addendum_by, of.addendum_on
        yield OfReport(of.addendum_said_at, ReportFact.ADDENDUM_EXISTS, by, on=on, whose=whose)
