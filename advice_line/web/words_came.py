"""What a requester has added to their query, on the page from which it is answered or closed: what
came since that page was opened is told first, with who and when (H01)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from advice_line.desk.messages import words_seen
from advice_line.desk.messages.thread import Said
from advice_line.desk.staff.opening import Open
from advice_line.errors import Problem
from advice_line.web import naming, query_words
from advice_line.web.files_shown import FileShown

_TOP = "words-came"
_AGAIN = "Read it below, then send again if what you wrote still stands."


@dataclass(frozen=True)
class CameShown:
    """`note` is what else there is to say of it; `sound` the address at which it is heard."""

    who: str
    at: datetime
    words: str | None
    note: str | None
    sound: str | None
    files: tuple[FileShown, ...]


@dataclass(frozen=True)
class Came:
    """`new` came since the page was opened, `before` was there; `seen` names all of it, for the
    next press."""

    new: list[CameShown]
    before: list[CameShown]
    seen: str


def of(seen: Open, sent: Mapping[str, str] | None) -> Came:
    """`sent` is the form that comes back, None for a page that is only opened: nothing is new on
    it. What was asked stands in the form, and what was asked back beside its answers."""
    new = words_seen.unseen(seen.messages, sent.get(words_seen.FIELD)) if sent is not None else ()
    theirs = words_seen.theirs(seen.messages)
    answers = {answer.words for each in seen.exchanges for answer in each.answers}
    before = [
        each
        for each in (theirs[1:] if seen.written else theirs)
        if each not in new and each.words not in answers
    ]
    return Came(_shown(seen, new), _shown(seen, before), words_seen.shown(seen.messages))


def problems(seen: Open, came: Came, nothing: str) -> list[Problem]:
    """None where nothing is new; `nothing` is what did not happen, as "Nothing was sent"."""
    if not came.new:
        return []
    said = f"{naming.of(seen)} has added something since this page was opened. {nothing}. {_AGAIN}"
    return [Problem(_TOP, said)]


def _shown(seen: Open, said: Sequence[Said]) -> list[CameShown]:
    shown = [query_words.one(seen, each) for each in said]
    return [CameShown(e.who, e.at, e.words, e.note, e.sound, e.files) for e in shown]
