"""The people who answer have each typed a code that went to their mobile, as before a line
opens."""

from advice_line.directory import lookups
from advice_line.directory.people import contacts
from advice_line.directory_kinds import ContactWay
from advice_line.ledger.work import Ledger


def mobiles(ledger: Ledger) -> None:
    """Once: a demonstration that is begun again leaves what stands."""
    with ledger.work("demo") as work:
        for each in lookups.responders(work.session):
            if contacts.verified_at(work.session, each, ContactWay.MOBILE) is None:
                contacts.note(work, each, ContactWay.MOBILE)
