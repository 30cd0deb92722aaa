"""The doors by which the rota goes to other calendars and comes from them, side by side."""

from dataclasses import dataclass
from typing import Self

from advice_line.ledger.work import Ledger
from advice_line.staffing.exchange.exchanging import Exchanging
from advice_line.staffing.exchange.feeds import Feeds
from advice_line.staffing.exchange.sources import Sources


@dataclass(frozen=True)
class ExchangeDoors:
    feeds: Feeds
    exchanging: Exchanging
    sources: Sources

    @classmethod
    def over(cls, ledger: Ledger, *, rehearsal: bool) -> Self:
        return cls(Feeds(ledger), Exchanging(ledger), Sources(ledger, rehearsal=rehearsal))
