"""The doors of what came of advice, for the pages."""

from dataclasses import dataclass
from typing import Self

from advice_line.desk.tracers.office import TracersOffice
from advice_line.desk.tracers.own_page import OwnTracers
from advice_line.desk.tracers.shown import ShownTracers
from advice_line.ledger.work import Ledger


@dataclass(frozen=True)
class TracerDoors:
    own: OwnTracers
    office: TracersOffice
    shown: ShownTracers

    @classmethod
    def over(cls, ledger: Ledger) -> Self:
        return cls(OwnTracers(ledger), TracersOffice(ledger), ShownTracers(ledger))
