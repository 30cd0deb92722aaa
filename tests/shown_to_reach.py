"""People of a site whose mobiles were tried, as those of a service that has begun: each has typed a
code that went to it. The stories of whom nothing was shown take it back."""

from sqlmodel import delete

from advice_line.directory import lookups
from advice_line.directory.people import contacts
from advice_line.directory_kinds import ContactWay
from advice_line.ledger.work import Ledger
from advice_line.tables.upkeep import VerifiedContact


def everybody(ledger: Ledger) -> None:
    with ledger.work("test") as work:
        for each in lookups.responders(work.session):
            contacts.note(work, each, ContactWay.MOBILE)


def nobody(ledger: Ledger) -> None:
    with ledger.work("test") as work:
        work.session.execute(delete(VerifiedContact))
