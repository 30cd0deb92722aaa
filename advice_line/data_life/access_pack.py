"""The pack for whoever asks what is kept of them: a page to read, the same as JSON, and what came
as a file, in one zip archive that is sealed with age before it lies anywhere."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import cache
from tempfile import TemporaryFile
from typing import Any, BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile

from jinja2 import Environment, PackageLoader, StrictUndefined

from advice_line.data_kinds import ErasureKind
from advice_line.data_life import access_files
from advice_line.data_life.access_rows import Cell, Part
from advice_line.ledger.backups.age_file import Sealing
from advice_line.ledger.work import Work
from advice_line.rules import kept_words
from advice_line.tables.alerts import Alert
from advice_line.tables.queries import Query

SCHEMA = "subject-access/1"
PAGE, DATA = "subject-access.html", "subject-access.json"


@dataclass(frozen=True)
class Pack:
    """`own` are rows that are of no query, by their table."""

    id: str
    at: datetime
    kind: ErasureKind
    own: tuple[tuple[str, tuple[Cell, ...]], ...]
    parts: Sequence[Part]
    doubtful: tuple[str, ...]

    @property
    def to_look_over(self) -> int:
        return sum(each.to_look_over for each in self.parts)

    @property
    def to_read(self) -> int:
        return sum(each.to_read for each in self.parts)

    @property
    def left_out(self) -> int:
        return sum(each.left_out for each in self.parts)


def write(
    work: Work, pack: Pack, rows: Sequence[Query | Alert], sealing: Sealing, to: BinaryIO
) -> None:
    """Files are in a patient's pack alone: each is of a patient."""
    with TemporaryFile() as plain:
        with ZipFile(plain, "w", ZIP_DEFLATED) as archive:
            files = _files(work, pack, rows, archive)
            archive.writestr(PAGE, _page(pack, files))
            archive.writestr(DATA, _data(pack, files))
        plain.seek(0)
        sealing.seal(plain, to)


def _files(work: Work, pack: Pack, rows: Sequence[Query | Alert], archive: ZipFile) -> list[str]:
    names: list[str] = []
    if pack.kind is ErasureKind.REQUESTER:
        return names
    for row in rows:
        for file in access_files.of(work, row) if isinstance(row, Query) else ():
            archive.writestr(file.name, file.content)
            names.append(file.name)
    return names


def _page(pack: Pack, files: Sequence[str]) -> str:
    template = _templates().get_template("subject_access.html.jinja")
    return template.render(pack=pack, files=files, patient=pack.kind is ErasureKind.PATIENT)


def _data(pack: Pack, files: Sequence[str]) -> str:
    said: dict[str, Any] = {
        "schema": SCHEMA,
        "id": pack.id,
        "at": f"{pack.at:%Y-%m-%dT%H:%M:%SZ}",
        "of": pack.kind,
        "own": [{"table": table, "cells": [asdict(e) for e in row]} for table, row in pack.own],
        "queries": [_part(each) for each in pack.parts],
        "another_date_of_birth": list(pack.doubtful),
        "files": list(files),
    }
    return json.dumps(said, ensure_ascii=False, indent=1) + "\n"


def _part(part: Part) -> dict[str, Any]:
    return {
        "reference": part.reference,
        "at": f"{part.at:%Y-%m-%dT%H:%M:%SZ}",
        "tables": {
            name: [[asdict(cell) for cell in row] for row in rows] for name, rows in part.tables
        },
        "seen": [asdict(each) for each in part.seen],
        "left_out": part.left_out,
    }


@cache
def _templates() -> Environment:
    made = Environment(
        loader=PackageLoader("advice_line.data_life"),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(table_words=kept_words.table, in_words=kept_words.value)
    return made
