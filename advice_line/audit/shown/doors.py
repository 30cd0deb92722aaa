"""The doors of the audit's pages, side by side for whoever serves them."""

from dataclasses import dataclass
from typing import Self

from advice_line.audit.shown.measuring import Measuring
from advice_line.audit.shown.overview import Overviews
from advice_line.ledger.work import Ledger


@dataclass(frozen=True)
class AuditDoors:
    overviews: Overviews
    measuring: Measuring

    @classmethod
    def over(cls, ledger: Ledger, small: int) -> Self:
        """`small` is SMALL_NUMBER."""
        return cls(overviews=Overviews(ledger), measuring=Measuring(ledger, small))
