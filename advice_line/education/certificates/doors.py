"""The doors of what comes after a meeting, over one ledger."""

from dataclasses import dataclass
from typing import Self

from advice_line.education.certificates.credit import Credit
from advice_line.education.certificates.evaluating import Evaluating
from advice_line.ledger.work import Ledger


@dataclass(frozen=True)
class CreditDoors:
    credit: Credit
    evaluating: Evaluating

    @classmethod
    def over(cls, ledger: Ledger, sentence: str, small_number: int) -> Self:
        return cls(Credit(ledger, sentence), Evaluating(ledger, small_number))
