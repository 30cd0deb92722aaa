"""What `audit imaging import` and `audit imaging months` print as JSON: months, never their
counts."""

from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, RootModel


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", populate_by_name=True)


class File(_Shape):
    """The file as a whole; `saved` says whether it is kept now."""

    what: Literal["file"] = "file"
    line: str
    months: int
    saved: bool


class FileMonth(_Shape):
    """What the file says of a month (2026-10), against what stood before it."""

    what: Literal["month"] = "month"
    month: str
    rows: int
    change: Literal["new", "changed", "same"]


class FileProblem(_Shape):
    """What keeps the file from being kept, with its row and column in the words."""

    what: Literal["problem"] = "problem"
    message: str


class ImportLine(RootModel[Annotated[File | FileMonth | FileProblem, Field(discriminator="what")]]):
    pass


class Month(_Shape):
    """One version of a month; `given_by` is null of a command, and `stands` says whether it is the
    newest."""

    shape: Literal["imaging-month/1"] = Field(default="imaging-month/1", alias="schema")
    month: str
    rows: int
    given_at: AwareDatetime
    given_by: str | None
    stands: bool
