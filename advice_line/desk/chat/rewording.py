"""Whoever asks may change what they wrote to us alone: what they wrote instead joins their question
as another arrival, and what stood before is shown as taken back. Nobody answers on a number that
its writer has corrected (H01)."""

from sqlmodel import col, select

from advice_line.desk.chat import asking, refusing, rewritten
from advice_line.desk.questions import joining
from advice_line.ledger.work import Work
from advice_line.ports.chat_desk import DirectWords, Done, Refused, WordsChanged
from advice_line.rules import chat_words
from advice_line.tables.messages import Message
from advice_line.tables.queries import Query


def changed(work: Work, event: WordsChanged, words: DirectWords) -> Done | Refused | None:
    """None where there is nothing to say: they took it back, or know that nothing was kept."""
    answer = asking.written_to_us(work, words)
    if isinstance(answer, Refused):
        return _refused(work, event, words, answer)
    query, first = asking.joined(work, words), _message(work, asking.key_of(words))
    if query is None or first is None:
        return None
    if event.words is None:
        _taken_back(work, first, event)
        return None
    if not joining.may_join(work, query):
        return Refused(chat_words.CHANGE_LATE.format(reference=query.reference))
    _instead(work, query, first, event, words)
    said = chat_words.CHANGE_ADDED.format(reference=query.reference)
    return Done(f"{said} {chat_words.NO_DETAILS}")


def _refused(
    work: Work, event: WordsChanged, words: DirectWords, answer: Refused
) -> Refused | None:
    if event.words is None or refusing.known(work, words):
        return None
    return answer if refusing.answers(work, words) else None


def _instead(
    work: Work, query: Query, first: Message, event: WordsChanged, words: DirectWords
) -> None:
    key = rewritten.key(asking.key_of(words), event)
    if _message(work, key) is not None or rewritten.stands(work, first, event):
        return
    _taken_back(work, first, event)
    row = asking.added(work, query, words.account, key, event.words or "")
    work.update(row, amends_id=first.id)


def _taken_back(work: Work, first: Message, event: WordsChanged) -> None:
    """Of what they wrote at first and instead of it, whatever still stands."""
    for row in rewritten.every(work, first):
        if not work.update(row, col(Message.withdrawn_at).is_(None), withdrawn_at=event.at):
            continue
        subject = f"message:{row.public_id}"
        work.record("message.withdrawn", query=row.query_id, subject=subject, account=event.account)


def _message(work: Work, key: str) -> Message | None:
    return work.session.exec(select(Message).where(col(Message.external_id) == key)).first()
