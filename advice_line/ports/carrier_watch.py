"""What the service asks of the carrier about itself, apart from its calls."""

from dataclasses import dataclass

from advice_line.ports.carrier_lists import CarrierLists
from advice_line.ports.line_checks import LineCaller


@dataclass(frozen=True)
class CarrierWatch:
    lists: CarrierLists
    caller: LineCaller
