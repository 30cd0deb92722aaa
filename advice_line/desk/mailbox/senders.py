"""Who a mail is from, as far as anybody can tell: From is a hint, until a server that we believe
has looked and the address is one that is confirmed or on file (H15)."""

from dataclasses import dataclass, replace
from datetime import timedelta

from advice_line.desk.query import arrivals
from advice_line.desk.questions import askers
from advice_line.desk.questions.asked import Asker
from advice_line.directory import lookups
from advice_line.ledger.once import insert_once
from advice_line.ledger.work import Work
from advice_line.ports.inbound_mail import ReadMail
from advice_line.rules import mail_rules
from advice_line.rules.mail_rules import Proof
from advice_line.tables.directory import Line
from advice_line.tables.mails import Mail, MailSender

# So that two machines do not answer each other for ever.
QUIET = timedelta(hours=1)
# What one sender writes faster than people do is one thing to be told of.
ONE_THING = timedelta(minutes=1)


@dataclass(frozen=True)
class Sender:
    """`doubtful`: nobody can say whose mail it is, so that it belongs to no query but its own;
    `answered`: the address is one that may be answered by itself."""

    asker: Asker
    doubtful: bool
    answered: bool


def of(work: Work, read: ReadMail | None) -> Sender:
    """`read` is None where nothing of it could be read."""
    if read is None or len({each.address for each in read.senders}) != 1:
        return Sender(Asker(), doubtful=True, answered=False)
    address = read.senders[0].address
    asker, proof = askers.of_address(work, address), mail_rules.proof(address, read.authentication)
    known = proof is Proof.PROVEN and _on_file(work, asker)
    forged = proof is Proof.FAILED
    tricky = mail_rules.is_doubtful(read.defects)
    return Sender(
        replace(asker, verified=known and not tricky),
        doubtful=forged or tricky,
        # Whoever is played does not hear of it: they asked nothing.
        answered=not forged,
    )


def keep(work: Work, mail: Mail, sender: Sender) -> None:
    work.update(mail, sender_mark=arrivals.address_mark(work, sender.asker.address))


def is_ours(work: Work, read: ReadMail) -> bool:
    """Whether it is from a line's own address."""
    own = {line.email.lower() for line in lookups.lines(work.session)}
    return any(mail_rules.without_suffix(each.address) in own for each in read.senders)


def may_answer(work: Work, line: Line, asker: Asker) -> bool:
    """Whether this address may have another answer that no person writes; from now on it has."""
    row = _row(work, line, asker)
    if row is None or (row.answered_at is not None and work.now - row.answered_at < QUIET):
        return False
    return work.update(row, answered_at=work.now)


def may_tell(work: Work, line: Line, asker: Asker) -> bool:
    """Whether who is on hears of another mail of theirs by itself; from now on they have."""
    row = _row(work, line, asker)
    if row is None:
        return True
    if row.told_at is not None and work.now - row.told_at < ONE_THING:
        return False
    return work.update(row, told_at=work.now)


def _on_file(work: Work, asker: Asker) -> bool:
    address = asker.address or ""
    if lookups.address_confirmed(work.session, address):
        return True
    organisation = asker.organisation
    return organisation is not None and (organisation.email or "").lower() == address


def _row(work: Work, line: Line, asker: Asker) -> MailSender | None:
    mark = arrivals.address_mark(work, asker.address)
    if mark is None:
        return None
    insert_once(
        work.session, MailSender, ("line_id", "address_mark"), line_id=line.id, address_mark=mark
    )
    return work.session.get_one(MailSender, (line.id, mark), with_for_update=True)
