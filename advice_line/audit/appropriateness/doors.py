"""The doors of the audit of appropriateness, for the pages."""

from dataclasses import dataclass
from typing import Self

from advice_line.audit.appropriateness.appointing import Appointing
from advice_line.audit.appropriateness.drawing import Drawing
from advice_line.audit.appropriateness.reviewing import Reviewing
from advice_line.audit.appropriateness.seen import Seeing
from advice_line.ledger.work import Ledger


@dataclass(frozen=True)
class AppropriatenessDoors:
    drawing: Drawing
    appointing: Appointing
    reviewing: Reviewing
    seeing: Seeing

    @classmethod
    def over(cls, ledger: Ledger, small_number: int) -> Self:
        """`small_number` is SMALL_NUMBER."""
        return cls(
            drawing=Drawing(ledger, small_number),
            appointing=Appointing(ledger, small_number),
            reviewing=Reviewing(ledger),
            seeing=Seeing(ledger, small_number),
        )
