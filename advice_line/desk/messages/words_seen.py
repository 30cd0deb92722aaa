"""What a requester has said of their query, and how much of it a page had shown when something was
sent from there: nobody answers or closes over words that were not before them (H01)."""

from collections.abc import Iterable

from advice_line.call_kinds import MessageKind
from advice_line.desk.messages import thread
from advice_line.desk.messages.thread import Said
from advice_line.errors import WordsCame
from advice_line.ledger.work import Work
from advice_line.tables.queries import Query

# What a page had shown of them: the name of each, with a space between.
FIELD = "words_seen"


def theirs(said: Iterable[Said]) -> tuple[Said, ...]:
    """The oldest first, whether or not they took it back since."""
    return tuple(each for each in said if each.kind is MessageKind.INCOMING)


def shown(said: Iterable[Said]) -> str:
    """For a page that shows all of them."""
    return " ".join(_name(each) for each in theirs(said))


def unseen(said: Iterable[Said], seen: str | None) -> tuple[Said, ...]:
    """What they have said beyond what was `seen`. A page that does not say what it showed (None)
    had shown no more than their first words."""
    all_of_it = theirs(said)
    if seen is None:
        return all_of_it[1:]
    known = set(seen.split())
    return tuple(each for each in all_of_it if _name(each) not in known)


def refuse_unseen(work: Work, query: Query, seen: str | None) -> None:
    """Raises `errors.WordsCame`. The query is held, so that nothing more comes in between."""
    if unseen(thread.of(work, query), seen):
        raise WordsCame


def _name(said: Said) -> str:
    """That they took it back is said anew."""
    return f"{said.id or said.sound}{'-' if said.taken_back else ''}"
