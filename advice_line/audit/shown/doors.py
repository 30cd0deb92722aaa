"""The doors of the audit's pages, side by side for whoever serves them."""

from dataclasses import dataclass
from typing import Self

from advice_line.audit.reports.doors import ReportDoors
from advice_line.audit.reports.gathering import Manner
from advice_line.audit.shown.behind import SeeingBehind
from advice_line.audit.shown.comparing import Comparing
from advice_line.audit.shown.measuring import Measuring
from advice_line.audit.shown.notes import KeepingNotes
from advice_line.audit.shown.one_practice import SeeingPractice
from advice_line.audit.shown.overview import Overviews
from advice_line.audit.shown.own_practice import OwnPractice
from advice_line.audit.shown.silent_practices import SeeingSilent
from advice_line.audit.shown.watched import WatchingAudit
from advice_line.ledger.work import Ledger
from advice_line.settings import Settings


@dataclass(frozen=True)
class AuditDoors:
    overviews: Overviews
    measuring: Measuring
    comparing: Comparing
    behind: SeeingBehind
    notes: KeepingNotes
    practice: SeeingPractice
    silent: SeeingSilent
    watching: WatchingAudit
    own_practice: OwnPractice
    reports: ReportDoors

    @classmethod
    def over(cls, ledger: Ledger, settings: Settings) -> Self:
        return cls(
            overviews=Overviews(ledger, settings.chart_reading),
            measuring=Measuring(ledger, settings.small_number, settings.chart_reading),
            comparing=Comparing(ledger),
            behind=SeeingBehind(ledger),
            notes=KeepingNotes(ledger),
            practice=SeeingPractice(ledger, settings.small_number),
            silent=SeeingSilent(ledger),
            watching=WatchingAudit(ledger),
            own_practice=OwnPractice(ledger, settings.small_number),
            reports=ReportDoors.over(ledger, Manner.of(settings)),
        )
