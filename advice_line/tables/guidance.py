"""Local guidance: pages of the site, each with somebody who owns it and a day by which it is looked
at again; their versions, their files, and what readers say of them."""

from datetime import date, datetime

from sqlalchemy import Column, LargeBinary, Text
from sqlmodel import Field, SQLModel, UniqueConstraint

from advice_line.tables.columns import instant, json_list, maybe_instant, public_id, sealed


class Guidance(SQLModel, table=True):
    """Of one line, or of every one where `line_id` is None. `keywords` are the words by which
    somebody who asks is shown it, `scope` the tags of `rules/scopes.py` that it is about,
    `body_areas` and `modalities` those of `rules/topics.py`.

    `address` is where a page lies that only points elsewhere, "" of one that is written here. Of
    that, `version` is the number of what is published (0: nothing yet) and `latest` that of the
    newest. `title` and `summary` are those published. `revision` counts every change, so that two
    people who change it at once hear of each other. `audience` is None where the site's own setting
    says who may read it."""

    __tablename__ = "guidance"

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    line_id: int | None = Field(default=None, foreign_key="lines.id", index=True)
    title: str
    address: str
    keywords: list[str] = json_list()
    scope: list[str] = json_list()
    owner: str
    review_on: date
    owner_id: int | None = Field(default=None, foreign_key="responders.id")
    summary: str = ""
    body_areas: list[str] = json_list()
    modalities: list[str] = json_list()
    audience: str | None = None
    state: str = "published"
    version: int = 0
    latest: int = 0
    revision: int = 0
    changed_at: datetime | None = maybe_instant(index=True)


class GuidanceVersion(SQLModel, table=True):
    """The words of a page as somebody saved them. `changed` says in a sentence what is new in it,
    `author` is their name then."""

    __tablename__ = "guidance_versions"
    __table_args__ = (UniqueConstraint("guidance_id", "number"),)

    id: int | None = Field(default=None, primary_key=True)
    guidance_id: int = Field(foreign_key="guidance.id")
    number: int
    title: str
    summary: str
    body: str = Field(sa_column=Column(Text, nullable=False))
    changed: str
    author_id: int | None = Field(default=None, foreign_key="responders.id")
    author: str
    saved_at: datetime = instant()
    published_at: datetime | None = maybe_instant(index=True)
    published_by: str | None = None


class GuidanceFile(SQLModel, table=True):
    """A file beside a page. It is for whoever may read the page, so that it is not sealed."""

    __tablename__ = "guidance_files"

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = public_id()
    guidance_id: int = Field(foreign_key="guidance.id", index=True)
    name: str
    media_type: str
    size: int
    added_at: datetime = instant()
    added_by: str
    content: bytes = Field(sa_column=Column(LargeBinary, nullable=False))


class GuidanceFeedback(SQLModel, table=True):
    """What a reader says of a `version` of a page (0 of one that lies elsewhere). `told` is whether
    they left an address, to which word of the answer goes."""

    __tablename__ = "guidance_feedback"

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = public_id()
    guidance_id: int = Field(foreign_key="guidance.id", index=True)
    version: int
    at: datetime = instant(index=True)
    helpful: bool | None = None
    reader: str
    browser_mark: str = Field(index=True)
    sealed_comment: str | None = sealed()
    sealed_address: str | None = sealed()
    answered_at: datetime | None = maybe_instant()
    answered_by: str | None = None
    sealed_answer: str | None = sealed()


class GuidanceMention(SQLModel, table=True):
    """Somebody asked about what a page is about. `mark` is a keyed hash of the page and the query:
    counted once, and no row says which query it was."""

    __tablename__ = "guidance_mentions"

    id: int | None = Field(default=None, primary_key=True)
    guidance_id: int = Field(foreign_key="guidance.id", index=True)
    at: datetime = instant(index=True)
    how: str
    mark: str = Field(unique=True)
