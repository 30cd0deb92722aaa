"""The doors of digests, for the pages."""

from dataclasses import dataclass
from typing import Self

from advice_line.education.digest.jobs import Jobs
from advice_line.education.digest.keeping import Keeping
from advice_line.education.digest.listing import Listing
from advice_line.education.digest.reading import Reading
from advice_line.education.digest.sending import Sending
from advice_line.education.gaps.deciding import Deciding
from advice_line.ledger.work import Ledger


@dataclass(frozen=True)
class DigestDoors:
    listing: Listing
    keeping: Keeping
    sending: Sending
    reading: Reading
    jobs: Jobs
    gaps: Deciding

    @classmethod
    def over(cls, ledger: Ledger, small_number: int, *, mails: bool) -> Self:
        return cls(
            listing=Listing(ledger, small_number, mails=mails),
            keeping=Keeping(ledger, mails=mails),
            sending=Sending(ledger, mails=mails),
            reading=Reading(ledger),
            jobs=Jobs(ledger),
            gaps=Deciding(ledger),
        )
