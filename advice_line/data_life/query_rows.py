"""What goes of queries that are over, before they themselves do."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import ColumnElement, delete, exists, or_
from sqlmodel import SQLModel, col

from advice_line.data_kinds import Kept
from advice_line.data_life.rows import Found, Rows
from advice_line.desk.query import over
from advice_line.ledger.once import table_of
from advice_line.ledger.work import Work
from advice_line.tables.advice import Draft
from advice_line.tables.attachments import Attachment, AttachmentPiece
from advice_line.tables.chat import ChatCard
from advice_line.tables.passing import UnsentWords
from advice_line.tables.queries import Contact, Query
from advice_line.tables.tracers import TracerAnswer
from advice_line.trust import holds
from advice_line.written_kinds import Refused


def _of_line(query_id: Any) -> Callable[[Any], ColumnElement[bool]]:
    def condition(line_id: Any) -> ColumnElement[bool]:
        return exists().where(col(Query.id) == query_id, col(Query.line_id) == line_id)

    return condition


def _over(query_id: Any, before: Any) -> ColumnElement[bool]:
    return exists().where(col(Query.id) == query_id, over.before(before))


def _of_query(kept: Kept, table: type[SQLModel], at: Any, *more: Any, **how: Any) -> Rows:
    """`more` are further conditions of those that go."""
    query_id = table_of(table).c.query_id
    return Rows(
        kept=kept,
        table=table,
        at=at,
        ripe=lambda before: (_over(query_id, before), *more),
        held=holds.on_query(query_id),
        line=_of_line(query_id),
        **how,
    )


def _pieces_too(work: Work, found: Found) -> None:
    work.run(delete(AttachmentPiece).where(col(AttachmentPiece.attachment_id) == found.key[0]))


_CONTACT = dict.fromkeys(("sealed_number", "number_mark", "sealed_address", "address_mark"))
_WHERE_TO = dict.fromkeys(("sealed_call_back", "sealed_reply_to"))
_ANSWER = dict.fromkeys(("sealed_found", "sealed_feedback"))

QUERY_ROWS = (
    _of_query(
        Kept.ATTACHMENT,
        Attachment,
        col(Attachment.made_at),
        or_(col(Attachment.refused).is_(None), col(Attachment.sealed_name).is_not(None)),
        empties={"sealed_name": None, "refused": Refused.DELETED},
        first=_pieces_too,
    ),
    _of_query(
        Kept.CONTACT,
        Contact,
        col(Contact.started_at),
        or_(*(getattr(Contact, name).is_not(None) for name in _CONTACT)),
        empties=_CONTACT,
    ),
    Rows(
        kept=Kept.CONTACT,
        table=Query,
        at=col(Query.received_at),
        ripe=lambda before: (
            over.before(before),
            or_(*(getattr(Query, name).is_not(None) for name in _WHERE_TO)),
        ),
        held=holds.on_query(col(Query.id)),
        line=lambda line_id: col(Query.line_id) == line_id,
        empties=_WHERE_TO,
        part=":where_to",
    ),
    _of_query(Kept.DRAFT, Draft, col(Draft.saved_at)),
    _of_query(Kept.DRAFT, UnsentWords, col(UnsentWords.saved_at)),
    Rows(
        kept=Kept.FEEDBACK,
        table=TracerAnswer,
        at=col(TracerAnswer.at),
        ripe=lambda before: (
            col(TracerAnswer.at) <= before,
            _over(col(TracerAnswer.query_id), before),
            or_(*(getattr(TracerAnswer, name).is_not(None) for name in _ANSWER)),
        ),
        held=holds.on_query(col(TracerAnswer.query_id)),
        line=_of_line(col(TracerAnswer.query_id)),
        empties=_ANSWER,
    ),
    _of_query(
        Kept.CHAT_CARD, ChatCard, col(ChatCard.shown_at), col(ChatCard.shown_at).is_not(None)
    ),
)
