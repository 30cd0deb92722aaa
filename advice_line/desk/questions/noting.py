"""What colleagues say among themselves of a query: it never leaves (H19)."""

from advice_line.call_kinds import MessageKind
from advice_line.desk.questions import arriving
from advice_line.errors import Invalid, Problem
from advice_line.kinds import Channel
from advice_line.ledger.work import Work
from advice_line.tables.directory import Responder
from advice_line.tables.messages import Message
from advice_line.tables.queries import Query

FIELD = "note"
MOST = 4000


def note(work: Work, query: Query, author: Responder, words: str) -> Message:
    """Raises `errors.Invalid` without words."""
    if not words.strip():
        raise Invalid([Problem(FIELD, "Write the note first.")])
    if len(words) > MOST:
        raise Invalid([Problem(FIELD, f"Keep a note to {MOST} characters.")])
    made = work.add(
        Message(
            query_id=query.id or 0,
            at=work.now,
            kind=MessageKind.INTERNAL,
            channel=Channel.PAGE,
            author_id=author.id,
            sealed_words=work.vault.seal(words.strip(), arriving.WORDS),
        )
    )
    work.record("query.noted", query=query.id, subject=f"message:{made.public_id}")
    return made
