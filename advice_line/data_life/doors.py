"""The doors behind the pages of information governance, over one ledger."""

from dataclasses import dataclass
from typing import Self

from advice_line.data_life.accessing import SubjectAccess
from advice_line.data_life.erasing import Erasing
from advice_line.data_life.going import LookingAhead
from advice_line.data_life.holding import Holding
from advice_line.data_life.objecting import Objecting
from advice_line.data_life.receipts import Receipts
from advice_line.ledger.work import Ledger


@dataclass(frozen=True)
class DataDoors:
    ahead: LookingAhead
    holds: Holding
    objections: Objecting
    erasures: Erasing
    receipts: Receipts
    access: SubjectAccess

    @classmethod
    def over(cls, ledger: Ledger) -> Self:
        return cls(
            ahead=LookingAhead(ledger),
            holds=Holding(ledger),
            objections=Objecting(ledger),
            erasures=Erasing(ledger),
            receipts=Receipts(ledger),
            access=SubjectAccess(ledger),
        )
