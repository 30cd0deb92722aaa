"""What `rota import` and `rota export` print; of an import, `what` says which shape a line has."""

from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, RootModel


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", populate_by_name=True)


class File(_Shape):
    """The file as a whole; `id` is what `--accept` takes."""

    what: Literal["file"] = "file"
    id: str
    line: str
    shape: Literal["template", "rows", "grid"]
    state: Literal["open", "accepted", "discarded", "expired"]
    expires_at: AwareDatetime


class Shift(_Shape):
    """A shift that the file says, and what accepting it would do."""

    what: Literal["shift"] = "shift"
    rows: list[int]
    tier: Literal["1", "2", "lead"]
    who: list[str]
    supervisor: str | None
    start: AwareDatetime = Field(alias="from")
    end: AwareDatetime = Field(alias="to")
    change: Literal["new", "changed", "same"]


class RowNote(_Shape):
    """A problem keeps its row out, a note says what was decided. `column` is a heading or a letter,
    empty for the whole row."""

    what: Literal["problem", "note"]
    row: int
    column: str
    message: str


class Against(_Shape):
    """Something for which accepting it needs a reason."""

    what: Literal["against"] = "against"
    message: str


class Imported(_Shape):
    """What accepting a file did, in shifts."""

    what: Literal["imported"] = "imported"
    new: int
    changed: int
    same: int


class ImportLine(
    RootModel[Annotated[File | Shift | RowNote | Against | Imported, Field(discriminator="what")]]
):
    pass


class ExportedShift(_Shape):
    """One shift as it is on the rota."""

    line: str
    tier: Literal["1", "2", "lead"]
    person: str
    name: str
    supervisor: str | None
    source: str = Field(description="pattern:KEY, cover:KEY, swap:KEY or take_over:KEY")
    start: AwareDatetime = Field(alias="from")
    end: AwareDatetime = Field(alias="to")
