"""What these stories put into the outbox, and who sends it."""

from advice_line.ledger import outbox
from advice_line.ledger.sender import Sender
from advice_line.ledger.work import Ledger
from advice_line.outgoing_kinds import NoticeKind, OutChannel, Recipient
from advice_line.tables.ledger import Outgoing
from tests.ledger.vendors import Vendor

CLAIM_SECONDS = 61


def a_sender(ledger: Ledger, vendor: Vendor, name: str = "web-1") -> Sender:
    return Sender(ledger, dict.fromkeys(OutChannel, vendor), name, spread=lambda: 0.999)


def put(ledger: Ledger, once: str = "one", channel: OutChannel = OutChannel.SMS) -> None:
    with ledger.work("system") as work:
        outbox.put(
            work,
            NoticeKind.REFERENCE_NOTICE,
            once=once,
            channel=channel,
            recipient=Recipient.REQUESTER,
        )


def the_row(ledger: Ledger) -> Outgoing:
    with ledger.look("system") as look:
        (row,) = outbox.rows(look.session)
        look.session.expunge(row)
        return row
