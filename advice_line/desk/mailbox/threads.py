"""Which query a mail is about: by the token of the address that it was sent to, or by the id of a
mail of ours that it answers. Either is known to whoever had that mail, and only a party to the
query joins by it (H20). A reference in the subject is a hint."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlmodel import col, select

from advice_line.desk.mailbox import named as names
from advice_line.desk.mailbox.senders import Sender
from advice_line.desk.query import hints
from advice_line.desk.questions import joining
from advice_line.directory import lookups
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import NoticeKind
from advice_line.ports.inbound_mail import ReadMail
from advice_line.rules import mail_rules, texts
from advice_line.tables.directory import Line
from advice_line.tables.ledger import Outgoing
from advice_line.tables.mails import Mail
from advice_line.tables.queries import Query
from advice_line.trust import tokens

PURPOSE = "mail"
_OWN_ID = re.compile(r"<([0-9A-Z]{16})@([^<>@\s]+)>")


@dataclass(frozen=True)
class Named:
    """`proven` are queries by whose token or mail it came, the surest first; `hinted` those that it
    names otherwise; `ours` the mails of ours that it answers."""

    proven: tuple[Query, ...] = ()
    hinted: tuple[Query, ...] = ()
    ours: tuple[Outgoing, ...] = ()

    @property
    def every(self) -> list[Query]:
        return [*self.proven, *self.hinted]


def reply_to(work: Work, line: Line, query: Query) -> str:
    """Where an answer about this query is sent."""
    local, _, domain = line.email.rpartition("@")
    return f"{local}+{tokens.in_address(work.vault, query.public_id, PURPOSE)}@{domain}"


def line_of(work: Work, read: ReadMail | None, mailbox: str) -> Line:
    """To whose address it was sent, else whose mailbox it is, else the first."""
    lines = lookups.lines(work.session)
    sent_to = {mail_rules.without_suffix(each) for each in _to(read)}
    by_address = [each for each in lines if each.email.lower() in sent_to]
    by_mailbox = [each for each in lines if each.email.lower() in mailbox.lower()]
    return (by_address or by_mailbox or lines)[0]


def suffixes(line: Line, read: ReadMail) -> tuple[str, ...]:
    return mail_rules.suffixes(_to(read), line.email)


def named(work: Work, line: Line, read: ReadMail) -> Named:
    """Queries of this line alone: lines share nothing."""
    ours = our_mails(work, line, reversed(read.references))
    by_token = _by_token(work, suffixes(line, read))
    by_mail = [_query(work, each.query_id) for each in ours]
    hinted = [*_in_subject(work, read.subject), *_of_earlier_mails(work, read.references)]
    proven = _of_line(line, [*by_token, *by_mail])
    return Named(proven, _of_line(line, hinted), tuple(ours))


def our_mails(work: Work, line: Line, ids: Iterable[str]) -> list[Outgoing]:
    """Those of ours among these ids, in their order."""
    domain = line.email.rpartition("@")[2].lower()
    parted = [found for each in ids if (found := _OWN_ID.fullmatch(each)) is not None]
    wanted = [found[1] for found in parted if found[2].lower() == domain]
    if not wanted:
        return []
    statement = select(Outgoing).where(col(Outgoing.public_id).in_(wanted))
    rows = {each.public_id: each for each in work.session.exec(statement)}
    return [rows[each] for each in dict.fromkeys(wanted) if each in rows]


def to_join(work: Work, named_by_it: Named, sender: Sender) -> Query | None:
    """The one that it belongs to; held from then on."""
    if sender.doubtful:
        return None
    for query in named_by_it.proven:
        if is_party(work, query, sender) and joining.may_join(work, query):
            return query
    return None


def is_party(work: Work, query: Query, sender: Sender) -> bool:
    """Whoever asked it, or the address on file of its practice: we wrote there."""
    asker = sender.asker
    own = asker.organisation
    on_file = own is not None and (own.email or "").lower() == asker.address
    if on_file and own is not None and own.id == query.organisation_id:
        return True
    return joining.is_party(work, query, asker)


def may_be_about_several(named_by_it: Named) -> bool:
    """It answers a notice that asked what came of advice: of which patient, nobody can tell."""
    return bool(named_by_it.ours) and named_by_it.ours[0].kind == NoticeKind.TRACER_ASKED


def _to(read: ReadMail | None) -> list[str]:
    if read is None:
        return []
    quoted = read.report.answered_at if read.report else ()
    return [*read.delivered_to, *(each.address for each in (*read.to, *read.cc)), *quoted]


def _by_token(work: Work, suffixes: Iterable[str]) -> list[Query]:
    ids = [tokens.of_address(work.vault, each, PURPOSE) for each in suffixes]
    wanted = [each for each in ids if each is not None]
    found = work.session.exec(select(Query).where(col(Query.public_id).in_(wanted)))
    return list(found) if wanted else []


def _in_subject(work: Work, subject: str) -> list[Query]:
    references = texts.read(subject).references
    if not references:
        return []
    return list(work.session.exec(select(Query).where(col(Query.reference).in_(references))))


def _of_earlier_mails(work: Work, references: Sequence[str]) -> list[Query]:
    """What became of mails of theirs that it goes on from: their ids are no secret."""
    if not references:
        return []
    marks = [names.mark(work, each) for each in references]
    statement = (
        select(Query)
        .join(Mail, col(Mail.query_id) == col(Query.id))
        .where(col(Mail.name_mark).in_(marks))
        .order_by(col(Query.id).desc())
        .limit(hints.MOST)
    )
    return list(work.session.exec(statement))


def _query(work: Work, query_id: int | None) -> Query | None:
    return work.session.get(Query, query_id) if query_id is not None else None


def _of_line(line: Line, found: Sequence[Query | None]) -> tuple[Query, ...]:
    own = {each.id: each for each in found if each is not None and each.line_id == line.id}
    return tuple(own.values())
