"""A mail that nobody could read here: a query is born all the same, and a person opens the mail
itself, which is kept as it came."""

from advice_line.desk.mailbox import named, senders, sorting, threads
from advice_line.desk.mailbox.sorting import Fate
from advice_line.desk.owed import tasks
from advice_line.kinds import TaskKind
from advice_line.ledger.work import Work
from advice_line.ports.inbound_mail import ReadMail, UnreadableWhy
from advice_line.tables.mails import Mail
from advice_line.written_kinds import MailFate, MailReason


def born(work: Work, mail: Mail, head: ReadMail | None, why: UnreadableWhy) -> Fate:
    """`head` is what its header says, where that much could be read. What a machine sent is no
    question: it waits in quarantine."""
    reason, read = MailReason(why.value), head or sorting.NOTHING
    line = threads.line_of(work, head, mail.mailbox)
    work.update(mail, line_id=line.id)
    named.keep(work, mail, read.message_id)
    if read.automatic is not None or senders.is_ours(work, read):
        return Fate(MailFate.QUARANTINE, reason)
    found, sender = threads.named(work, line, read), senders.of(work, head)
    senders.keep(work, mail, sender)
    query = sorting.opened(work, mail, line, read, found, sender)
    tasks.owe(work, query.id or 0, TaskKind.UNREADABLE_MAIL, work.now)
    return Fate(MailFate.UNREADABLE, reason, query)
