"""What a file says of one organisation, part by part, and what of the file cannot be used."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from advice_line.directory_kinds import OrganisationKind, Part

Value = Mapping[str, Any]
"""The columns of a part as they are kept; dates as ISO text, so that it may be JSON."""


@dataclass(frozen=True)
class Given:
    """`row` counts from 1 as a spreadsheet does. A part that is not in `parts` is one of which the
    file says nothing. `closed` says that the code is closed, on `closed_on` where that is given;
    None where the file does not speak of it."""

    row: int
    code: str
    kind: OrganisationKind | None
    parts: Mapping[Part, Value]
    closed: bool | None = None
    closed_on: date | None = None


@dataclass(frozen=True)
class Refused:
    """`said` holds what is wrong and how to mend it. `whole` is False where only a part was left
    out and the rest of the row is used."""

    row: int
    code: str
    said: str
    whole: bool = True


@dataclass(frozen=True)
class Read:
    """`encoding` is the character set in which it was read, as people know it."""

    shape: str
    encoding: str
    given: tuple[Given, ...] = ()
    refused: tuple[Refused, ...] = field(default=())
