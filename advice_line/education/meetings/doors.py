"""The doors of meetings, for the pages and the worker."""

from dataclasses import dataclass
from typing import Self

from advice_line.education.meetings.agenda import Agenda
from advice_line.education.meetings.correcting import Correcting
from advice_line.education.meetings.during import During
from advice_line.education.meetings.joining import Joining
from advice_line.education.meetings.listing import Listing
from advice_line.education.meetings.planning import Planning
from advice_line.education.meetings.review_agenda import ReviewAgenda
from advice_line.education.meetings.review_seen import SeeingReviews
from advice_line.education.meetings.reviewing import Reviewing
from advice_line.education.meetings.seen import Seeing
from advice_line.education.meetings.series import Series
from advice_line.education.meetings.showing import Showing
from advice_line.education.meetings.wishing import Wishing
from advice_line.ledger.work import Ledger


@dataclass(frozen=True)
class MeetingDoors:
    listing: Listing
    planning: Planning
    seeing: Seeing
    agenda: Agenda
    during: During
    joining: Joining
    correcting: Correcting
    series: Series
    showing: Showing
    wishing: Wishing
    reviews: SeeingReviews
    reviewing: Reviewing
    review_agenda: ReviewAgenda

    @classmethod
    def over(cls, ledger: Ledger) -> Self:
        return cls(
            listing=Listing(ledger),
            planning=Planning(ledger),
            seeing=Seeing(ledger),
            agenda=Agenda(ledger),
            during=During(ledger),
            joining=Joining(ledger),
            correcting=Correcting(ledger),
            series=Series(ledger),
            showing=Showing(ledger),
            wishing=Wishing(ledger),
            reviews=SeeingReviews(ledger),
            reviewing=Reviewing(ledger),
            review_agenda=ReviewAgenda(ledger),
        )
