"""The doors behind the library's pages, over one ledger."""

from dataclasses import dataclass
from typing import Self

from advice_line.education.cases.judging import Judging
from advice_line.education.cases.pictures import CasePictures
from advice_line.education.cases.putting_back import PuttingBack
from advice_line.education.cases.sampled import OfferingSampled
from advice_line.education.cases.taking_out import TakingOut
from advice_line.education.finding.reading_lists import ReadingLists
from advice_line.education.finding.repeats import Repeats
from advice_line.education.finding.saved import SavedSearches
from advice_line.education.finding.searching import Searching
from advice_line.ledger.work import Ledger


@dataclass(frozen=True)
class LibraryDoors:
    judging: Judging
    putting_back: PuttingBack
    sampled: OfferingSampled
    taking_out: TakingOut
    pictures: CasePictures
    searching: Searching
    saved: SavedSearches
    lists: ReadingLists
    repeats: Repeats

    @classmethod
    def over(cls, ledger: Ledger, small_number: int) -> Self:
        return cls(
            judging=Judging(ledger),
            putting_back=PuttingBack(ledger),
            sampled=OfferingSampled(ledger),
            taking_out=TakingOut(ledger),
            pictures=CasePictures(ledger),
            searching=Searching(ledger),
            saved=SavedSearches(ledger),
            lists=ReadingLists(ledger),
            repeats=Repeats(ledger, small_number),
        )
