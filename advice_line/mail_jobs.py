"""What the worker does about mails that come in, and how often; all stand being done by several
workers at once."""

from collections.abc import Collection

from advice_line.desk.mailbox.digests import Digests
from advice_line.desk.mailbox.old_mails import OldMails
from advice_line.desk.mailbox.taking_in import TakingIn
from advice_line.desk.mailbox.unread_alarm import unread
from advice_line.desk.mailbox.unsent_alarm import unsent
from advice_line.jobs import Job
from advice_line.ledger.work import Ledger
from advice_line.ports.inbound_mail import MailReader

# How often it is looked whether mails are to be looked through, and whether they are read at all.
SELDOM_SECONDS = 20.0
# How often mails are looked for whose time is up.
RARELY_SECONDS = 600.0


def of_mails(
    ledger: Ledger, reader: MailReader, *, mail: bool, mailboxes: Collection[str], every: float
) -> tuple[Job, ...]:
    """`mail` says whether mail can leave, `mailboxes` names those that are read."""
    taking_in, digests = TakingIn(ledger, reader), Digests(ledger, mail=mail)
    seldom, rarely = max(every, SELDOM_SECONDS), max(every, RARELY_SECONDS)
    leaves = Job(name="mail_unsent", run=unsent(ledger).look, every_seconds=seldom)
    return (
        *((leaves,) if mail else ()),
        Job(
            name="mails",
            run=taking_in.read_waiting,
            every_seconds=every,
            next_due=taking_in.next_due,
        ),
        Job(name="mail_digests", run=digests.tell, every_seconds=seldom),
        Job(
            name="mails_uncleared",
            run=digests.climb,
            every_seconds=seldom,
            next_due=digests.next_climb,
        ),
        Job(name="old_mails", run=OldMails(ledger).delete, every_seconds=rarely),
        Job(name="mailbox_unread", run=unread(ledger, mailboxes).look, every_seconds=seldom),
    )
