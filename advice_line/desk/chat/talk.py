"""What people write under a card is talk among colleagues: kept sealed with its query, shown to
responders as such, and sent to nobody (H19). What they edit or take back stays in the trail."""

from sqlmodel import col, select

from advice_line.call_kinds import MessageKind
from advice_line.desk.chat import rewritten
from advice_line.desk.query import moving
from advice_line.desk.questions import arriving
from advice_line.desk.record import identity
from advice_line.kinds import Channel
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import NoticeKind
from advice_line.ports.chat_desk import Done, ThreadWords, WordsChanged
from advice_line.rules import chat_words, deidentify
from advice_line.rules.deidentify_known import Known
from advice_line.tables.chat import ChatCard
from advice_line.tables.ledger import Outgoing
from advice_line.tables.messages import Message
from advice_line.tables.queries import Query


def heard(work: Work, event: ThreadWords, author: int | None) -> Done | None:
    """None where it is under no card of ours, or there is nothing to say of it."""
    query = _of_card(work, event.channel, event.thread)
    key = _key(event.channel, event.message)
    if query is None or _kept(work, key) is not None:
        return None
    row = work.add(
        Message(
            query_id=query.id or 0,
            at=event.at,
            kind=MessageKind.INTERNAL,
            channel=Channel.CHAT,
            author_id=author,
            external_id=key,
            sealed_words=work.vault.seal(event.words, arriving.WORDS),
        )
    )
    _record(work, "message.internal", row, account=event.account)
    return _said(work, query, event.words, author)


def changed(work: Work, event: WordsChanged, talk: ThreadWords, author: int | None) -> Done | None:
    """The first words stay as they were, with what was written instead beside them. An edit may
    come before what it edits: then both are kept. What it says of it is what `heard` says."""
    heard(work, talk, author)
    first = _kept(work, _key(talk.channel, talk.message))
    if first is None:
        return None
    if event.words is None:
        if work.update(first, col(Message.withdrawn_at).is_(None), withdrawn_at=event.at):
            _record(work, "message.withdrawn", first, account=event.account)
        return None
    key = rewritten.key(_key(talk.channel, talk.message), event)
    if _kept(work, key) is not None or rewritten.stands(work, first, event):
        return None
    row = _instead(work, first, event, key)
    _record(work, "message.amended", row, account=event.account)
    return _said(work, work.session.get_one(Query, row.query_id), event.words, author)


def _instead(work: Work, first: Message, event: WordsChanged, key: str) -> Message:
    return work.add(
        Message(
            query_id=first.query_id,
            at=event.at,
            kind=MessageKind.INTERNAL,
            channel=Channel.CHAT,
            author_id=first.author_id,
            external_id=key,
            amends_id=first.id,
            sealed_words=work.vault.seal(event.words or "", arriving.WORDS),
        )
    )


def _said(work: Work, query: Query, words: str, author: int | None) -> Done | None:
    """A reminder to who wrote it, alone."""
    if deidentify.contains_identifier(words, _known(work, query)) is not None:
        return Done(chat_words.KEPT_INSIDE.format(reference=query.reference))
    return Done(chat_words.NO_NAME.format(reference=query.reference)) if author is None else None


def _known(work: Work, query: Query) -> Known:
    patient = identity.patient_of(work, query)
    if patient is None:
        return Known()
    return Known(
        patient_names=(patient.patient_name,),
        dates_of_birth=(patient.date_of_birth,) if patient.date_of_birth else (),
        numbers=(patient.nhs_number,) if patient.nhs_number else (),
    )


def _of_card(work: Work, channel: str, message: str) -> Query | None:
    """Also of a card that was posted before and is shown elsewhere now. Held from then on: the
    event and the chat's own list may bring the same words in the same instant."""
    shown = select(ChatCard.query_id).where(
        col(ChatCard.channel) == channel, col(ChatCard.message) == message
    )
    before = select(Outgoing.query_id).where(
        col(Outgoing.kind) == NoticeKind.CHAT_CARD, col(Outgoing.external_id) == message
    )
    found = work.session.exec(shown).first() or work.session.exec(before).first()
    return None if found is None else moving.locked(work, found)


def _kept(work: Work, key: str) -> Message | None:
    return work.session.exec(select(Message).where(col(Message.external_id) == key)).first()


def _key(channel: str, message: str) -> str:
    return f"chat:{channel}:{message}"


def _record(work: Work, action: str, row: Message, account: str) -> None:
    subject = f"message:{row.public_id}"
    work.record(action, query=row.query_id, subject=subject, account=account)
