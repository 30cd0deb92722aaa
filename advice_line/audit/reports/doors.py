"""The doors of reports, for the pages."""

from dataclasses import dataclass
from typing import Self

from advice_line.audit.reports.gathering import Manner
from advice_line.audit.reports.listing import Listing
from advice_line.audit.reports.one import One
from advice_line.ledger.work import Ledger


@dataclass(frozen=True)
class ReportDoors:
    listing: Listing
    one: One

    @classmethod
    def over(cls, ledger: Ledger, manner: Manner) -> Self:
        return cls(listing=Listing(ledger, manner), one=One(ledger))
