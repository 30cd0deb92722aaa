"""A draft kept as it is typed, unless it is what was signed already: a page keeps what was typed a
moment after the last key, which may come after its record was signed."""

from collections.abc import Mapping

from advice_line.desk.letter import letters
from advice_line.desk.record import drafts
from advice_line.desk.record.drafts import Kept
from advice_line.desk.staff import typed
from advice_line.errors import AdviceLineError
from advice_line.ledger.work import Work
from advice_line.rules.typed_apart import Typed
from advice_line.tables.directory import Responder
from advice_line.tables.queries import Query


def keep(work: Work, query: Query, author: Responder, form: Mapping[str, str]) -> Kept:
    """As `drafts.keep`. What was signed is kept as that: as a draft it would be one of the next
    version, which its author never began and which could not be signed."""
    if _was_signed(work, query, author, form):
        return Kept((Typed("", 0, work.now, drafts.fields(form)),))
    return drafts.keep(work, query, author.id or 0, form)


def _was_signed(work: Work, query: Query, author: Responder, form: Mapping[str, str]) -> bool:
    newest = letters.newest(work, query.id or 0)
    if newest is None or form.get(drafts.VERSION) != str(newest.version - 1):
        return False
    try:
        return typed.read(work, query, author, form) == letters.record_of(work, newest)
    except AdviceLineError:
        # It is no record as it stands: so it was not signed.
        return False
