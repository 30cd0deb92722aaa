"""The waits board of a line as JSON: what `waits show` prints, `/api/v1/waits/<line>` answers."""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, RootModel

from advice_line.directory.waits.keeping import Shown
from advice_line.rules import waits as rules
from advice_line.rules.wait_lengths import Length as LengthValue
from advice_line.rules.waits import Age, Wait


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", populate_by_name=True)


class Length(_Shape):
    """From `least` to `most`, both in `unit`; `words` as people write it."""

    least: float
    most: float
    unit: Literal["days", "working days", "weeks"]
    words: str


class Row(_Shape):
    """`wait` is until the scan, `report` from the scan to its report (null where the office does
    not say)."""

    modality: str
    urgency: Literal["routine", "urgent", "suspected_cancer"]
    wait: Length
    report: Length | None
    if_urgent: str


class Waits(_Shape):
    """`age` says whether the figures may be told as today's: `stale` only as those of their day,
    `too_old` not at all, and there are then no rows. All but `line` is null or empty before
    anything was entered."""

    shape: Literal["waits/1"] = Field(default="waits/1", alias="schema")
    line: str
    as_of: date | None
    age: Literal["current", "stale", "too_old"] | None
    entered_at: AwareDatetime | None
    if_urgent: str
    rows: list[Row]


def of(shown: Shown) -> Waits:
    version = shown.version
    told = version is not None and shown.age is not Age.TOO_OLD
    return Waits(
        line=shown.line.key,
        as_of=version.board.holds_on if version else None,
        age=shown.age.value if shown.age else None,
        entered_at=version.at if version else None,
        if_urgent=version.board.urgent if version else rules.URGENT,
        rows=[_row(each) for each in version.board.rows] if version and told else [],
    )


def _row(row: Wait) -> Row:
    return Row(
        modality=row.modality,
        urgency=row.route.value,
        wait=_length(row.wait),
        report=_length(row.report) if row.report else None,
        if_urgent=row.urgent_route,
    )


def _length(length: LengthValue) -> Length:
    values: dict[str, Any] = {"unit": length.unit.value}
    return Length(least=float(length.least), most=float(length.most), words=str(length), **values)


class File(_Shape):
    """The file as a whole; `saved` says whether it stands now."""

    what: Literal["file"] = "file"
    line: str
    as_of: date
    rows: int
    saved: bool


class FileChange(_Shape):
    """What the file changes, in a sentence."""

    what: Literal["change"] = "change"
    message: str


class FileProblem(_Shape):
    """What keeps the file from standing; `row` as spreadsheets number it, null for the whole."""

    what: Literal["problem"] = "problem"
    row: int | None
    column: str
    message: str


class ImportLine(
    RootModel[Annotated[File | FileChange | FileProblem, Field(discriminator="what")]]
):
    pass
