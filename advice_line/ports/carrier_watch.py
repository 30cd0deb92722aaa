"""What the service asks of the carrier about itself, apart from its calls."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

from advice_line.ports.carrier_lists import CarrierLists
from advice_line.ports.line_checks import LineCaller


class FallbackState(StrEnum):
    """What is kept elsewhere for the time when this service cannot answer."""

    GOOD = "good"
    NONE = "none"
    STALE = "stale"
    UNREACHABLE = "unreachable"
    OWN_SERVER = "own_server"


class OutageDocuments(Protocol):
    def standing(self, *, number: str, switchboard: str) -> FallbackState:
        """Of the line with this number: fetched, and compared with what should stand there.

        Raises `errors.DeliveryRefused` or `errors.DeliveryDelayed` where the carrier cannot say
        where it lies.
        """
        ...


@dataclass(frozen=True)
class Spent:
    amount: Decimal
    unit: str


class Usage(Protocol):
    def today(self) -> Spent:
        """What the account was charged since midnight UTC, as far as the carrier has reckoned.
        Raises `errors.DeliveryRefused` or `errors.DeliveryDelayed`."""
        ...


@dataclass(frozen=True)
class CarrierWatch:
    lists: CarrierLists
    caller: LineCaller
    documents: OutageDocuments
    usage: Usage
