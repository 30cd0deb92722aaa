"""What one person is told by the chat: the words of the text that they would have had, and its link
as a button. Where the chat has not taken it in time they are told by that text."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, case
from sqlmodel import col, func, select

from advice_line.desk.questions import arriving
from advice_line.desk.sending import texting
from advice_line.errors import DeliveryRefused
from advice_line.kinds import Channel
from advice_line.ledger import outbox
from advice_line.ledger.work import Ledger, Work
from advice_line.outgoing_kinds import NoticeKind, OutChannel, OutgoingState, Recipient
from advice_line.ports.chat import ChatNotice, ChatRefusal
from advice_line.ports.notices import Slip
from advice_line.rules import chat_words, question_notices
from advice_line.tables.directory import Responder
from advice_line.tables.ledger import Outgoing
from advice_line.tables.queries import Query
from advice_line.trust import links
from advice_line.trust.roles import SYSTEM, Action, require

# An urgent page is out within half a minute (H01), by whichever way.
IN_TIME = timedelta(seconds=15)
_UNTOLD = (OutgoingState.WAITING, OutgoingState.SENDING)


@dataclass(frozen=True)
class Told:
    account: str
    notice: ChatNotice


def told(work: Work, slip: Slip, public_url: str) -> Told | None:
    """None where it no longer applies. Raises `errors.DeliveryRefused` where whoever is to hear it
    has no account any more: they are told another way."""
    words, account = _words(work, slip, public_url), _account(work, slip)
    if words is None:
        return None
    if account is None:
        raise DeliveryRefused(ChatRefusal.ACCOUNT_GONE)
    said, link = chat_words.said_and_link(words, public_url)
    page = link or _page(work, slip, public_url)
    return Told(account, ChatNotice((said,), page, chat_words.PAGE_LABEL))


def _words(work: Work, slip: Slip, public_url: str) -> str | None:
    if slip.kind == NoticeKind.QUESTION_RECEIVED:
        return _received(work, slip, public_url)
    return texting.words(work, slip, public_url)


def _received(work: Work, slip: Slip, public_url: str) -> str | None:
    """With the page on which they write it, where it was opened without words."""
    told = arriving.still_told(work, work.session.get_one(Query, slip.query_id))
    if told is None:
        return None
    return question_notices.received_in_chat(told, _page(work, slip, public_url))


def _page(work: Work, slip: Slip, public_url: str) -> str:
    """Where its reader goes on, where the words name no page: a responder's list, or what somebody
    asked."""
    if slip.person_id is not None:
        return f"{public_url}/desk"
    link = links.newest_of_asker(work, slip.query_id or 0)
    return f"{public_url}/q/{links.token(work.vault, link)}"


def by_text(work: Work, row: Outgoing | Slip) -> None:
    """The same to the same person, once."""
    outbox.put(
        work,
        NoticeKind(row.kind),
        once=f"by_text:{row.public_id}",
        channel=OutChannel.SMS,
        recipient=Recipient(row.recipient),
        query=row.query_id,
        person=row.person_id,
        subject=row.subject_id,
    )


def _account(work: Work, slip: Slip) -> str | None:
    if slip.person_id is not None:
        return work.session.get_one(Responder, slip.person_id).slack_user
    query = work.session.get_one(Query, slip.query_id)
    if query.reply_channel != Channel.CHAT or query.sealed_reply_to is None:
        return None
    return work.vault.open(query.sealed_reply_to, arriving.REPLY_TO)


class ByText:
    """Whoever the chat has not told in time is told by a text. It runs whether the chat is on or
    not: a line may ask for it, and the chat be off."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def instead(self) -> int:
        require(SYSTEM, Action.SWEEP)
        with self._ledger.look(SYSTEM.label) as work:
            late = work.session.exec(
                select(Outgoing.id).where(*_to_people(), _meant_at() <= work.now - IN_TIME)
            ).all()
        return sum(self._instead(each or 0) for each in late)

    def next_due(self) -> datetime | None:
        with self._ledger.look(SYSTEM.label) as work:
            wanted = select(func.min(_meant_at())).where(*_to_people())
            first: datetime | None = work.session.exec(wanted).one()
            return None if first is None else first + IN_TIME

    def _instead(self, row_id: int) -> bool:
        with self._ledger.work(SYSTEM.label) as work:
            row = work.session.get_one(Outgoing, row_id)
            if not _withdrawn(work, row):
                return False
            by_text(work, row)
            return True


def _to_people() -> tuple[ColumnElement[bool], ...]:
    return (
        col(Outgoing.channel) == OutChannel.CHAT,
        col(Outgoing.recipient) == Recipient.RESPONDER,
        col(Outgoing.state).in_(_UNTOLD),
    )


def _meant_at() -> ColumnElement[datetime]:
    """From when it was to be told: what waits for a quiet window to end is not late before."""
    untried = col(Outgoing.first_tried_at).is_(None) & (col(Outgoing.attempts) == 0)
    held = untried & (col(Outgoing.next_try_at) > col(Outgoing.made_at))
    return case((held, col(Outgoing.next_try_at)), else_=col(Outgoing.made_at))


def _withdrawn(work: Work, row: Outgoing) -> bool:
    """Also out of the hands of a sender that waits for an answer: it then settles nothing."""
    return work.update(
        row,
        col(Outgoing.state).in_(_UNTOLD),
        state=OutgoingState.WITHDRAWN,
        settled_at=work.now,
        claimed_by=None,
        claimed_until=None,
    )
