"""The doors of the service itself, for the pages of its people."""

from dataclasses import dataclass
from typing import Self

from advice_line.desk.outage.downtime import Downtime
from advice_line.desk.outage.late_entries import LateEntries
from advice_line.desk.outage.service_state import ServiceState
from advice_line.ledger.work import Ledger


@dataclass(frozen=True)
class ServiceDoors:
    state: ServiceState
    downtime: Downtime
    late_entries: LateEntries

    @classmethod
    def over(cls, ledger: Ledger) -> Self:
        return cls(ServiceState(ledger), Downtime(ledger), LateEntries(ledger))
