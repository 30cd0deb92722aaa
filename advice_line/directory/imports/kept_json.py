"""What was read of a file as JSON, for the time between looking it over and saving it."""

from datetime import date
from typing import Any

from advice_line.directory.imports.given import Given, Read, Refused
from advice_line.directory_kinds import OrganisationKind, Part


def to_json(read: Read) -> dict[str, Any]:
    return {
        "shape": read.shape,
        "encoding": read.encoding,
        "given": [_given(each) for each in read.given],
        "refused": [[each.row, each.code, each.said, each.whole] for each in read.refused],
    }


def from_json(content: dict[str, Any]) -> Read:
    return Read(
        shape=content["shape"],
        encoding=content["encoding"],
        given=tuple(_read(*each) for each in content["given"]),
        refused=tuple(Refused(*each) for each in content["refused"]),
    )


def _given(of: Given) -> list[Any]:
    closed_on = of.closed_on.isoformat() if of.closed_on else None
    parts = {part.value: dict(value) for part, value in of.parts.items()}
    return [of.row, of.code, of.kind, parts, of.closed, closed_on]


def _read(
    row: int,
    code: str,
    kind: str | None,
    parts: dict[str, Any],
    closed: bool | None,
    closed_on: str | None,
) -> Given:
    return Given(
        row=row,
        code=code,
        kind=OrganisationKind(kind) if kind else None,
        parts={Part(part): value for part, value in parts.items()},
        closed=closed,
        closed_on=date.fromisoformat(closed_on) if closed_on else None,
    )
