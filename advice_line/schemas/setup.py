"""What `setup` and `check` print; with a file, `what` says which of five shapes a line has."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, RootModel

from advice_line.directory.setup.changes import Done
from advice_line.directory.shortfall_kinds import Kind
from advice_line.rules.eligibility import Rule


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", from_attributes=True)


class Change(_Shape):
    """One table of the file; `fields` are those that an update changed."""

    what: Literal["change"] = "change"
    done: Done
    kind: Literal[
        "line",
        "organisation",
        "requester",
        "responder",
        "pattern",
        "cover",
        "absence",
        "contact_point",
        "guidance",
    ]
    key: str
    fields: list[str]


class Note(_Shape):
    """Something of the file that had to be decided, such as a time that the clock skips."""

    what: Literal["note"] = "note"
    field: str
    message: str


class Against(_Shape):
    """What is against the duty that the file gives to somebody. One that `needs_reason` goes in
    with `--reason` only."""

    what: Literal["against"] = "against"
    rule: Rule
    person: str
    warning: bool
    needs_reason: bool
    sentence: str


class Shortfall(_Shape):
    """Something a person should mend; a `grave` one is missed by callers or by the law."""

    what: Literal["shortfall"] = "shortfall"
    kind: Kind
    about: str = Field(description="The key of a line, a responder or an organisation")
    grave: bool
    sentence: str


class Closed(_Shape):
    """What somebody closed of a day's hours, by the line's clock."""

    time: str
    reason: str


class OpeningDay(_Shape):
    """The local hours of one day, or why there are none. `closures` are not taken out of them."""

    what: Literal["opening"] = "opening"
    line: str
    date: date
    open: list[str]
    reason: str | None
    closures: list[Closed]


class SetupLine(
    RootModel[
        Annotated[Change | Note | Against | Shortfall | OpeningDay, Field(discriminator="what")]
    ]
):
    pass


class Check(_Shape):
    """The answer to `check` without a file, one for each thing that can be missing."""

    name: str
    ok: bool
    sentence: str
