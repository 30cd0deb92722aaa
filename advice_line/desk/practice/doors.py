"""The doors of a practice's own pages, side by side for whoever serves them."""

from dataclasses import dataclass
from typing import Self

from advice_line.desk.practice.answering import PracticeAnswers
from advice_line.desk.practice.appointing import Appointing
from advice_line.desk.practice.details import PracticeDetails
from advice_line.desk.practice.entering import Entering
from advice_line.desk.practice.invited import Invited
from advice_line.desk.practice.listing import PracticeList
from advice_line.desk.practice.passkeys import PracticePasskeys
from advice_line.desk.practice.people import PracticePeople
from advice_line.desk.practice.reading import PracticeReading
from advice_line.desk.practice.sign_on import PracticeSignOn
from advice_line.ledger.work import Ledger
from advice_line.ports.identity import IdentityProvider
from advice_line.trust.passkeys import Party


@dataclass(frozen=True)
class PracticeDoors:
    entering: Entering
    passkeys: PracticePasskeys
    sign_on: PracticeSignOn
    invited: Invited
    listing: PracticeList
    reading: PracticeReading
    answers: PracticeAnswers
    people: PracticePeople
    details: PracticeDetails
    appointing: Appointing

    @classmethod
    def over(cls, ledger: Ledger, party: Party, provider: IdentityProvider | None) -> Self:
        return cls(
            entering=Entering(ledger),
            passkeys=PracticePasskeys(ledger, party),
            sign_on=PracticeSignOn(ledger, provider),
            invited=Invited(ledger),
            listing=PracticeList(ledger),
            reading=PracticeReading(ledger),
            answers=PracticeAnswers(ledger),
            people=PracticePeople(ledger),
            details=PracticeDetails(ledger),
            appointing=Appointing(ledger),
        )
