"""A mail of ours came back, or nobody was there to read it: a safety event, whatever it was (H04).

That a server says a mail was delivered is told too, and is not that anybody has read it.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlmodel import col, select

from advice_line.desk.alerting import facts as alert_facts
from advice_line.desk.mailbox import threads
from advice_line.desk.mailbox.threads import Named
from advice_line.desk.owed import left_over, tasks
from advice_line.desk.query import arrivals
from advice_line.desk.questions import arriving, capping
from advice_line.desk.receipts import facts
from advice_line.directory import bounced, lookups
from advice_line.kinds import QueryState, TaskKind
from advice_line.ledger import outbox
from advice_line.ledger.once import insert_once
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import NoticeKind, OutChannel, OutgoingState, Recipient
from advice_line.ports.inbound_mail import DeliveryReport, ReportedRecipient
from advice_line.ports.notices import Slip
from advice_line.tables.directory import Line, RequesterAddress
from advice_line.tables.ledger import Outgoing
from advice_line.tables.mails import BouncedAddress
from advice_line.tables.queries import Query
from advice_line.tables.tasks import Task

# What its reader was to answer.
_ASKED = frozenset({NoticeKind.QUESTION_ASKED_BACK, NoticeKind.ASKED_BACK_REMINDER})
# What its reader was to act upon, or to answer.
_TO_BE_READ = _ASKED | facts.LETTERS | {NoticeKind.RECEIPT_REMINDER}
# Other words to who asked or to their practice, of whose loss no letter tells.
_NOTICES = _ASKED | {
    NoticeKind.QUESTION_RECEIVED,
    NoticeKind.QUESTION_LATER,
    NoticeKind.NOTICES_BUNDLED,
    NoticeKind.RECEIPT_REMINDER,
    NoticeKind.LETTER_CODE,
}
# What a server has written about in words alone.
IN_WORDS = "bounced_in_words"
# What does not get through by the chat its own courier sees to.
_BY = (OutChannel.EMAIL, OutChannel.SMS)


@dataclass(frozen=True)
class About:
    """The query of the mail that a report is about, where it has one."""

    query: Query | None


def reported(work: Work, line: Line, report: DeliveryReport, named: Named) -> About | None:
    """What it is about, whose row says from now on what became of it; None where a person has to
    look: it is about none of ours, or about one of which nothing follows."""
    found = threads.our_mails(work, line, report.message_ids) or _gone(work, named.proven)
    for row in found:
        _one(work, line, row, report.recipients)
    about = [row.query_id or alert_facts.query_of(work, row) for row in found]
    queries = [work.session.get(Query, each) for each in about if each]
    query = next((each for each in queries if each is not None), None)
    followed = query is not None or any(row.kind in alert_facts.TO_PRACTICE for row in found)
    return About(query) if followed else None


def away(work: Work, query: Query, answered: Sequence[Outgoing]) -> None:
    """Nobody may have read what was sent: a person sees to it. An automatic answer to a mere
    receipt says nothing. One that names no mail of ours answers the newest that was to be read: it
    came by the token of its query. Where who is to be reached out of hours is away, nothing has
    reached them (H21)."""
    answered = answered or _gone(work, (query,))
    if any(row.kind == NoticeKind.QUESTION_LEFT for row in answered):
        left_over.not_told(work, query.id or 0)
    if any(row.kind in _TO_BE_READ for row in answered) and query.state != QueryState.CLOSED:
        tasks.owe(work, query.id or 0, TaskKind.CHECK_AWAY, work.now)
        work.record("mail.reader_away", query=query.id)


def found_by_hand(work: Work, query: Query) -> None:
    """A person says that what came back was about this query."""
    tasks.owe(work, query.id or 0, TaskKind.CHECK_BOUNCE, work.now)
    work.record("mail.came_back", query=query.id)


def notice_lost(work: Work, slip: Slip) -> None:
    """Word to who asked by mail or by text has come to nothing: they may not hear of the answer
    either, and wait for a time that was never told them."""
    if slip.kind not in _NOTICES or slip.channel not in _BY or slip.query_id is None:
        return
    for about in _told_of(work, slip, slip.query_id):
        if work.session.get_one(Query, about).state != QueryState.CLOSED:
            tasks.owe(work, about, TaskKind.CHECK_BOUNCE, work.now)


def _told_of(work: Work, slip: Slip, own: int) -> Collection[int]:
    """One notice may be about several, and is on the row of one alone."""
    return capping.queries(work, slip) if slip.kind == NoticeKind.NOTICES_BUNDLED else (own,)


def looked_into(work: Work, task: Task, query: Query) -> None:
    """A person has seen to the address of what came back: it is written to again."""
    if task.kind == TaskKind.CHECK_BOUNCE:
        for address in _addresses(work, query):
            bounced.reaches(work, address)


def _addresses(work: Work, query: Query) -> list[str]:
    """To which mails about it go, in lower case."""
    organisation = (
        lookups.organisation(work.session, query.organisation_id) if query.organisation_id else None
    )
    own = organisation.email if organisation else None
    sealed = query.sealed_reply_to
    asker = work.vault.open(sealed, arriving.REPLY_TO) if sealed else None
    return [each.lower() for each in (own, asker) if each and "@" in each]


def _gone(work: Work, queries: Sequence[Query]) -> list[Outgoing]:
    """The newest mail of ours about the surest of them that somebody has been handed: before any
    mere notice, what was to be read or answered."""
    if not queries:
        return []
    statement = (
        select(Outgoing)
        .where(
            col(Outgoing.query_id) == queries[0].id,
            col(Outgoing.channel) == OutChannel.EMAIL,
            col(Outgoing.kind).in_(_TO_BE_READ | _NOTICES),
            col(Outgoing.state).in_((OutgoingState.SENT, OutgoingState.DELIVERED)),
        )
        .order_by(col(Outgoing.id).desc())
    )
    newest_first = work.session.exec(statement).all()
    return sorted(newest_first, key=lambda row: row.kind not in _TO_BE_READ)[:1]


def _one(work: Work, line: Line, row: Outgoing, recipients: Sequence[ReportedRecipient]) -> None:
    """What is said of somebody else, to whom it was sent on from there, is not about our row."""
    ours = _address(work, row)
    about = [each for each in recipients if ours is None or each.address == ours] or recipients
    named = f"<{row.public_id}@{line.email.rpartition('@')[2]}>"
    failed = next((each for each in about if each.action == "failed"), None)
    if failed is not None:
        code = f"bounced_{failed.status}" if failed.status else "bounced"
        outbox.moved(work, row.public_id, named, False, code)
        _remember(work, ours, failed)
    elif not recipients:
        # It may be late only: a person reads what no program can, and no address is closed by it.
        outbox.moved(work, row.public_id, named, False, IN_WORDS)
    elif any(each.action == "delivered" for each in about):
        outbox.moved(work, row.public_id, named, True, None)
        facts.delivered(work, row)
        alert_facts.delivered(work, row)


def _remember(work: Work, ours: str | None, failed: ReportedRecipient) -> None:
    """For good, and of an address to which we wrote: what a report says of another may be made
    up."""
    if ours is None or failed.address != ours or failed.status.startswith("4"):
        return
    work.change(RequesterAddress, col(RequesterAddress.address) == ours, bounced_at=work.now)
    values = {"bounced_at": work.now, "status": failed.status, "mended_at": None}
    mark = arrivals.address_mark(work, ours)
    if not insert_once(
        work.session, BouncedAddress, ("address_mark",), address_mark=mark, **values
    ):
        work.change(BouncedAddress, col(BouncedAddress.address_mark) == mark, **values)


def _address(work: Work, row: Outgoing) -> str | None:
    """To whom it went, in lower case."""
    if row.kind in alert_facts.TO_PRACTICE:
        return alert_facts.address(work, row)
    query = work.session.get(Query, row.query_id) if row.query_id else None
    if query is None:
        return None
    if row.recipient == Recipient.ORGANISATION and query.organisation_id:
        organisation = lookups.organisation(work.session, query.organisation_id)
        return (organisation.email or "").lower() or None if organisation else None
    if row.recipient == Recipient.REQUESTER and query.sealed_reply_to:
        return work.vault.open(query.sealed_reply_to, arriving.REPLY_TO).lower()
    return None
