"""The JSON of `directory import`: a line for each organisation that it touches, keeps or refuses,
and one at the end that counts."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, RootModel

from advice_line.directory.imports.door import TOUCHING, Overview
from advice_line.directory.imports.given import Refused
from advice_line.directory.imports.judging import Done, Judged
from advice_line.directory.imports.standing import Standing
from advice_line.directory_kinds import Part


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid")


class DirectoryRow(_Shape):
    """An organisation that the file touches, keeps or leaves out."""

    what: Literal["organisation"] = "organisation"
    row: int = Field(description="of the file, counted from 1")
    code: str
    name: str
    done: Done
    changed: list[Part]
    kept: list[Part] = Field(description="the file says otherwise; what people put right stays")
    reason: str = Field(description="why it is left out")


class DirectoryRefused(_Shape):
    """What of the file cannot be used."""

    what: Literal["refused"] = "refused"
    row: int
    code: str
    reason: str
    whole_row: bool = Field(description="false: only this value was left out")


class DirectoryMissing(_Shape):
    """An open practice of which the file does not speak: it stays."""

    what: Literal["missing"] = "missing"
    code: str
    name: str


class DirectorySummary(_Shape):
    """The last line: how many of each; `saved` says whether it stands now."""

    what: Literal["summary"] = "summary"
    shape: str
    encoding: str
    added: int
    changed: int
    closed: int
    reopened: int
    unchanged: int
    left_out: int
    kept: int
    refused: int
    missing: int
    saved: bool


class ImportLine(
    RootModel[
        Annotated[
            DirectoryRow | DirectoryRefused | DirectoryMissing | DirectorySummary,
            Field(discriminator="what"),
        ]
    ]
):
    pass


def row(of: Judged) -> DirectoryRow:
    return DirectoryRow(
        row=of.row,
        code=of.code,
        name=of.name,
        done=of.done,
        changed=[each.part for each in of.changed],
        kept=[each.part for each in of.kept],
        reason=of.said,
    )


def refused(of: Refused) -> DirectoryRefused:
    return DirectoryRefused(row=of.row, code=of.code, reason=of.said, whole_row=of.whole)


def missing(of: Standing) -> DirectoryMissing:
    return DirectoryMissing(code=of.code, name=of.name)


def summary(of: Overview, *, saved: bool) -> DirectorySummary:
    counts = {each.value: len(of.of(each)) for each in (*TOUCHING, Done.UNCHANGED, Done.LEFT_OUT)}
    return DirectorySummary(
        shape=of.read.shape,
        encoding=of.read.encoding,
        kept=len(of.kept),
        refused=len(of.refused),
        missing=len(of.missing),
        saved=saved,
        **counts,
    )
