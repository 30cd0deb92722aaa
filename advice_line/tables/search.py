"""What is found by its words. The index of each engine follows these rows by triggers (migration
`guidance_pages`), so that whatever writes a row, a copy of a database too, has it found."""

from sqlalchemy import Column, Text
from sqlmodel import Field, SQLModel, UniqueConstraint


class SearchText(SQLModel, table=True):
    """`kind` is a word of whoever keeps it, such as "guidance", and `subject_id` the id of its row.
    What stands in the title counts most, then the tags. Nothing about a patient is kept here: it is
    not sealed."""

    __tablename__ = "search_texts"
    __table_args__ = (UniqueConstraint("kind", "subject_id"),)

    id: int | None = Field(default=None, primary_key=True)
    kind: str
    subject_id: int
    title: str = Field(sa_column=Column(Text, nullable=False))
    tags: str = Field(sa_column=Column(Text, nullable=False))
    body: str = Field(sa_column=Column(Text, nullable=False))
