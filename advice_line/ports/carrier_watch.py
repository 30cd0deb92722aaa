"""What the service asks of the carrier about itself, apart from its calls."""

from dataclasses import dataclass

from advice_line.ports.carrier_lists import CarrierLists


@dataclass(frozen=True)
class CarrierWatch:
    lists: CarrierLists
