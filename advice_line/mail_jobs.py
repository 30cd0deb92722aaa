"""What the worker does about mails that come in, and how often; all stand being done by several
workers at once."""

from advice_line.desk.mailbox.taking_in import TakingIn
from advice_line.jobs import Job
from advice_line.ledger.work import Ledger
from advice_line.ports.inbound_mail import MailReader


def of_mails(ledger: Ledger, reader: MailReader, every: float) -> tuple[Job, ...]:
    taking_in = TakingIn(ledger, reader)
    return (
        Job(
            name="mails",
            run=taking_in.read_waiting,
            every_seconds=every,
            next_due=taking_in.next_due,
        ),
    )
