"""Files that came with something written, sealed, in pieces."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from advice_line.tables.columns import instant, public_id, sealed


class Attachment(SQLModel, table=True):
    """`media_type` is what the bytes are by their own first ones, never what was claimed. One that
    was `refused` (a word of `written_kinds.Refused`) keeps its name and size alone: no pieces."""

    __tablename__ = "attachments"

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = public_id()
    query_id: int = Field(foreign_key="queries.id", index=True)
    message_id: int | None = Field(default=None, foreign_key="messages.id", index=True)
    made_at: datetime = instant()
    media_type: str
    size: int
    refused: str | None = None
    sealed_name: str | None = sealed()


class AttachmentPiece(SQLModel, table=True):
    """A stretch of its bytes, so that no row grows with a file."""

    __tablename__ = "attachment_pieces"

    attachment_id: int = Field(foreign_key="attachments.id", primary_key=True)
    position: int = Field(primary_key=True)
    sealed_bytes: str | None = sealed()
