"""Whoever writes to us alone and is not read is told so once, whoever of us comes by it: the event
itself, what they changed of it, or any worker that reads the chat's own list."""

from datetime import datetime, timedelta

from advice_line.ledger import inbox
from advice_line.ledger.work import Work
from advice_line.ports.chat_desk import DirectWords

_SOURCE = "chat"
# `_ANSWERED` as it came, where a repeat may not have been heard; `_FREE` once telling has failed.
_ANSWERED, _TOLD, _FREE = "answered", "told", "free"
_TELLING = "telling since "
# Longer than any try takes: whoever began it is gone.
_A_TRY = timedelta(minutes=4)


def known(work: Work, event: DirectWords) -> bool:
    """Whether its writer has been told, or is being told."""
    return inbox.answer_of(work, _SOURCE, _key(event)) not in (None, _FREE)


def answers(work: Work, event: DirectWords) -> bool:
    """Whether it is said now, in answer to the event: also to its repeat, since nobody knows
    whether the first was heard; not where the list's reading has said it or is about to."""
    key = _key(event)
    if not inbox.receive(work, _SOURCE, key):
        was = inbox.answer_of(work, _SOURCE, key)
        if was != _FREE:
            return was == _ANSWERED
    inbox.keep(work, _SOURCE, key, _ANSWERED)
    return True


def claimed(work: Work, event: DirectWords) -> bool:
    """Whether the caller is to tell them, and nobody else is; `told` or `not_told` end it."""
    key, mine = _key(event), f"{_TELLING}{work.now.isoformat()}"
    if inbox.receive(work, _SOURCE, key):
        inbox.keep(work, _SOURCE, key, mine)
        return True
    was = inbox.answer_of(work, _SOURCE, key) or ""
    return _is_free(was, work.now) and inbox.change(work, _SOURCE, key, was, mine)


def told(work: Work, event: DirectWords) -> None:
    inbox.keep(work, _SOURCE, _key(event), _TOLD)


def not_told(work: Work, event: DirectWords) -> None:
    """The chat took nothing: whoever reads its list next tells them."""
    inbox.keep(work, _SOURCE, _key(event), _FREE)


def _is_free(was: str, now: datetime) -> bool:
    if not was.startswith(_TELLING):
        return was == _FREE
    return now - datetime.fromisoformat(was.removeprefix(_TELLING)) > _A_TRY


def _key(event: DirectWords) -> str:
    return f"refused:{event.key}"
