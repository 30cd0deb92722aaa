"""What becomes of a mail that was read: a query of its own, words of one that is there, or
something that a person looks at."""

from dataclasses import dataclass, replace

from sqlmodel import col, select

from advice_line.desk.alerting import facts as alert_facts
from advice_line.desk.mailbox import back_again, named, senders, threads, waiting
from advice_line.desk.mailbox.senders import Sender
from advice_line.desk.mailbox.threads import Named
from advice_line.desk.owed import tasks
from advice_line.desk.questions import arriving, joining
from advice_line.desk.questions.asked import Asked, File
from advice_line.kinds import Channel, QueryState, TaskKind, Urgency
from advice_line.ledger.work import Work
from advice_line.ports.inbound_mail import AutomaticKind, MailDefect, MailFolder, ReadMail
from advice_line.rules import mail_rules
from advice_line.tables.directory import Line
from advice_line.tables.mails import Mail
from advice_line.tables.messages import Message
from advice_line.tables.queries import Query
from advice_line.written_kinds import MailFate, MailReason

# Of one that says nothing of itself.
NOTHING = ReadMail(message_id=None, senders=())
_BY_MACHINES = {
    AutomaticKind.LIST: MailReason.MAILING_LIST,
    AutomaticKind.BULK: MailReason.BULK,
}


@dataclass(frozen=True)
class Fate:
    fate: MailFate
    reason: MailReason
    query: Query | None = None


def sorted_out(work: Work, mail: Mail, read: ReadMail) -> Fate:
    """Whatever it is, something is written by the end of it."""
    line = threads.line_of(work, read, mail.mailbox)
    _keep_name(work, mail, line, read)
    if senders.is_ours(work, read):
        return Fate(MailFate.QUARANTINE, MailReason.OWN_ADDRESS)
    found, sender = threads.named(work, line, read), senders.of(work, read)
    senders.keep(work, mail, sender)
    if read.automatic is not None:
        by_person = _wrote_it(work, read, found, sender) or _asks_soon(line, read, sender)
        if not by_person:
            return _of_a_machine(work, mail, line, read, found, sender)
        # A program may send it round all the same: it is read, and never answered by another.
        sender = replace(sender, answered=False)
    several = threads.may_be_about_several(found)
    query = None if several else threads.to_join(work, found, sender)
    if query is not None:
        joining.added(work, line, query, asked_by(mail, read, sender, words=read.words))
        fate = Fate(MailFate.JOINED, MailReason.ANSWERS, query)
    else:
        query = opened(work, mail, line, read, found, sender)
        fate = Fate(MailFate.QUERY, _why_new(found, sender), query)
    if MailDefect.SEALED_PART in read.defects:
        tasks.owe(work, query.id or 0, TaskKind.UNREADABLE_MAIL, work.now)
    return fate


def opened(
    work: Work, mail: Mail, line: Line, read: ReadMail, found: Named, sender: Sender
) -> Query:
    """A query of its own, with what it may belong to."""
    suffixes = threads.suffixes(line, read)
    query, _ = arriving.opened(
        work,
        line,
        asked_by(
            mail,
            read,
            sender,
            words="\n\n".join(each for each in (read.subject, read.text) if each),
            urgency=mail_rules.urgency(read.subject, suffixes, marked=read.urgent),
        ),
        acknowledged=sender.answered and senders.may_answer(work, line, sender.asker),
        tells=senders.may_tell(work, line, sender.asker),
    )
    joining.hint(work, query, found.every, sender.asker)
    return query


def asked_by(mail: Mail, read: ReadMail, sender: Sender, *, words: str, **more: object) -> Asked:
    """Answers go to the address that it is from, never to where it asks for (Reply-To)."""
    return Asked(
        channel=Channel.EMAIL,
        key=key(mail),
        asker=sender.asker,
        words=words,
        reply_by=Channel.EMAIL if sender.asker.address else None,
        files=tuple(File(each.name, each.media_type, each.content) for each in read.files),
        **more,  # type: ignore[arg-type]  # columns of Asked alone
    )


def key(mail: Mail) -> str:
    """Of its contact and of its message."""
    return f"mail:{mail.public_id}"


def settled(work: Work, mail: Mail, fate: Fate) -> None:
    """Nothing was written about it before; from now on this is what became of it."""
    folder = MailFolder.QUARANTINE if fate.fate == MailFate.QUARANTINE else MailFolder.PROCESSED
    message = select(Message.id).where(col(Message.external_id) == key(mail))
    work.update(
        mail,
        fate=fate.fate,
        reason=fate.reason,
        fated_at=work.now,
        read_at=None,
        query_id=fate.query.id if fate.query else None,
        message_id=work.session.exec(message).first(),
        folder=folder,
    )
    if fate.fate == MailFate.QUARANTINE:
        waiting.quarantined(work, mail)
    subject = f"mail:{mail.public_id}"
    query = fate.query.id if fate.query else None
    work.record(f"mail.{fate.fate}", query=query, subject=subject, reason=fate.reason)


def _of_a_machine(
    work: Work, mail: Mail, line: Line, read: ReadMail, found: Named, sender: Sender
) -> Fate:
    """Kept and shown, never answered, and no question of anybody's."""
    kind = read.automatic.kind if read.automatic else AutomaticKind.NOTICE
    if read.report is not None:
        about = back_again.reported(work, line, read.report, found)
        if about is not None:
            return Fate(MailFate.JOINED, MailReason.REPORT, about.query)
        if read.report.failed or not read.report.recipients:
            return Fate(MailFate.QUARANTINE, MailReason.CAME_BACK)
    if kind == AutomaticKind.REPLY:
        for row in found.ours:
            alert_facts.away(work, row)
    own = next((each for each in found.proven if threads.is_party(work, each, sender)), None)
    if own is None or sender.doubtful:
        if kind == AutomaticKind.REPLY and found.proven:
            # Whoever they are, they had our mail: that they are away counts, their words do not.
            back_again.away(work, found.proven[0], found.ours)
        return Fate(MailFate.QUARANTINE, _BY_MACHINES.get(kind, MailReason.AUTOMATIC))
    arriving.keep(work, own, asked_by(mail, read, sender, words=read.words))
    if _answers_us(read):
        back_again.away(work, own, found.ours)
        return Fate(MailFate.JOINED, MailReason.AWAY, own)
    return Fate(MailFate.JOINED, MailReason.AUTOMATIC, own)


def _wrote_it(work: Work, read: ReadMail, found: Named, sender: Sender) -> bool:
    """A party's words, though a list or a bulk sender handed them round: some practices' programs
    mark whatever they send so."""
    if not _by_a_list(read) or sender.doubtful:
        return False
    return any(threads.is_party(work, each, sender) for each in found.proven)


def _asks_soon(line: Line, read: ReadMail, sender: Sender) -> bool:
    """Somebody whom the directory knows asks for now or today, though a list or a bulk sender
    handed it round: until the next clearing it would wait unseen (H01)."""
    asker = sender.asker
    if not _by_a_list(read) or sender.doubtful or not (asker.person or asker.organisation):
        return False
    chosen = mail_rules.urgency(read.subject, threads.suffixes(line, read), marked=False)
    return chosen in (Urgency.NOW, Urgency.TODAY)


def _by_a_list(read: ReadMail) -> bool:
    """A machine that says so itself is none."""
    return read.automatic is not None and read.automatic.kind in _BY_MACHINES


def _answers_us(read: ReadMail) -> bool:
    """Only an answer finds its way to a query; a receipt of having been read is no absence."""
    return read.automatic is not None and read.automatic.why != "Content-Type"


def _why_new(found: Named, sender: Sender) -> MailReason:
    if sender.doubtful:
        return MailReason.DOUBTFUL_SENDER
    if not found.proven:
        return MailReason.NEW
    over = all(each.state in (QueryState.CLOSED, QueryState.DEFLECTED) for each in found.proven)
    return MailReason.QUERY_OVER if over else MailReason.NOT_A_PARTY


def _keep_name(work: Work, mail: Mail, line: Line, read: ReadMail) -> None:
    automatic = read.automatic.kind if read.automatic else None
    work.update(mail, line_id=line.id, automatic=automatic)
    named.keep(work, mail, read.message_id)
