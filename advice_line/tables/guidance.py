"""Local guidance: pages of the site, each with somebody who owns it and a day by which it is looked
at again."""

from datetime import date

from sqlmodel import Field, SQLModel

from advice_line.tables.columns import json_list


class Guidance(SQLModel, table=True):
    """Of one line, or of every one where `line_id` is None. `keywords` are the words by which
    somebody who asks is shown it, `scope` the tags of `rules/scopes.py` that it is about."""

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
