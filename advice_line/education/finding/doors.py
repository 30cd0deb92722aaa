"""The doors behind the library's pages, over one ledger."""

from dataclasses import dataclass
from typing import Self

from advice_line.education.cases.judging import Judging
from advice_line.ledger.work import Ledger


@dataclass(frozen=True)
class LibraryDoors:
    judging: Judging

    @classmethod
    def over(cls, ledger: Ledger) -> Self:
        return cls(judging=Judging(ledger))
