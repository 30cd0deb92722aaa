"""A CSV or XLSX file as rows of cells. Every limit that keeps a file from doing harm is here."""

import csv
import io
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from unicodedata import category

from rota.errors import RotaError

MOST_BYTES = 5_000_000
# A workbook is a packed file: a small one can hold more than any memory.
MOST_BYTES_UNPACKED = 30_000_000
MOST_PARTS = 1_000
MOST_ROWS = 10_000
# Of empty rows a workbook can have any number for a few bytes, in each of its sheets.
MOST_ROWS_LOOKED_AT = 60_000
MOST_COLUMNS = 200
LONGEST_CELL = 500

Value = str | date | time | datetime

_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"
_WORKBOOK = "xl/workbook.xml"
_ENCODINGS = ("utf-8-sig", "cp1252")
_DELIMITERS = ",;\t"
# What a text is made of shows in its first so many characters.
_SAMPLE = 10_000


class Unreadable(RotaError):
    """Nothing of the file can be used."""


@dataclass(frozen=True, slots=True)
class Cell:
    """`row` and `column` count from 1, as the program shows them in which the file was made."""

    row: int
    column: int
    value: Value

    @property
    def text(self) -> str:
        return self.value if isinstance(self.value, str) else self.value.isoformat()

    @property
    def letter(self) -> str:
        """A to Z, then AA and on."""
        before, last = divmod(self.column - 1, 26)
        return f"{chr(64 + before) if before else ''}{chr(65 + last)}"


Row = tuple[Cell, ...]
Sheet = tuple[Row, ...]


def read(data: bytes) -> tuple[Sheet, ...]:
    """Its sheets that hold anything (a CSV file is one), each with the rows that are not empty, and
    they with the cells that are not. Raises Unreadable for what is neither CSV nor XLSX, holds
    nothing, or is beyond the limits."""
    if not data.strip():
        raise Unreadable("The file is empty.")
    if len(data) > MOST_BYTES:
        most = MOST_BYTES // 1_000_000
        raise Unreadable(f"Of a file at most {most} MB can be read; this one has more. Split it.")
    if data.startswith(_OLD_WORKBOOK):
        raise Unreadable("This is a workbook of the old kind (.xls). Save it as .xlsx or as CSV.")
    found = _workbook(data) if data.startswith(b"PK") else (_csv(data),)
    filled = tuple(each for each in found if each)
    if not filled:
        raise Unreadable("The file is empty.")
    if sum(map(len, filled)) > MOST_ROWS:
        raise Unreadable(f"The file has more than {MOST_ROWS:,} rows. Split it into several.")
    return filled


def _csv(data: bytes) -> Sheet:
    text = _decoded(data)
    reader = csv.reader(io.StringIO(text), delimiter=_delimiter(text[:_SAMPLE]))
    try:
        rows = list(islice(reader, MOST_ROWS + 1))
    except csv.Error as error:
        raise Unreadable(_NEITHER) from error
    return _rows(rows)


def _delimiter(sample: str) -> str:
    """What stands in the most lines: a sentence may be full of commas, the headings are not."""
    lines = sample.splitlines()

    def standing(delimiter: str) -> tuple[int, int]:
        return sum(delimiter in line for line in lines), sample.count(delimiter)

    return max(_DELIMITERS, key=standing)


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = _ENCODINGS
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _is_text(text):
            return text
    raise Unreadable(_NEITHER)


def _is_text(text: str) -> bool:
    return all(category(each) != "Cc" or each in "\r\n\t" for each in text[:_SAMPLE])


_NEITHER = "This is neither a CSV nor an XLSX file. Save it as one of these two."


def _workbook(data: bytes) -> tuple[Sheet, ...]:
    _measure(data)
    try:
        # Of what it does not know in a workbook it warns; nothing of that is read here.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return tuple(_sheets(data))
    except Unreadable:
        raise
    except Exception as error:
        # A broken workbook can break its reader anywhere; there is no one error for it.
        raise Unreadable("This workbook is broken. Open it, and save it again as .xlsx.") from error


def _measure(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise Unreadable(_NEITHER) from error
    if _WORKBOOK not in {each.filename for each in parts}:
        raise Unreadable(_NEITHER)
    if len(parts) > MOST_PARTS or sum(each.file_size for each in parts) > MOST_BYTES_UNPACKED:
        raise Unreadable("This workbook holds far more than a rota. Copy the rota into a new one.")


def _sheets(data: bytes) -> Iterator[Sheet]:
    # Loaded when it is needed: a service that runs for weeks reads few workbooks.
    from openpyxl import load_workbook  # noqa: PLC0415

    workbook = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    left = iter(range(MOST_ROWS_LOOKED_AT))
    try:
        for sheet in workbook.worksheets:
            # What a workbook says of its own size may be wrong.
            sheet.reset_dimensions()
            rows = sheet.iter_rows(
                max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS + 1, values_only=True
            )
            yield _rows(_counted(rows, left))
    finally:
        workbook.close()


def _counted(rows: Iterable[Iterable[object]], left: Iterator[int]) -> Iterator[Iterable[object]]:
    """Raises Unreadable when there is no more left to count with."""
    for row in rows:
        if next(left, None) is None:
            raise Unreadable(
                "This workbook has far more empty rows than a rota. Copy the rota into a new one."
            )
        yield row


def _rows(rows: Iterable[Iterable[object]]) -> Sheet:
    made = (
        tuple(_cells(number, row))
        for number, row in enumerate(rows, start=1)
        if any(each is not None for each in row)
    )
    return tuple(row for row in made if row)


def _cells(number: int, row: Iterable[object]) -> Iterator[Cell]:
    for column, given in enumerate(row, start=1):
        value = _value(given)
        if value == "":
            continue
        if column > MOST_COLUMNS:
            raise Unreadable(f"The file has more than {MOST_COLUMNS} columns.")
        if isinstance(value, str) and len(value) > LONGEST_CELL:
            raise Unreadable(f"Row {number} has a cell of more than {LONGEST_CELL} characters.")
        yield Cell(number, column, value)


def _value(given: object) -> Value:
    if isinstance(given, datetime | date | time):
        return given
    if isinstance(given, timedelta):
        return _clock(given)
    if isinstance(given, float) and given.is_integer():
        given = int(given)
    return "" if given is None else " ".join(str(given).split())


def _clock(given: timedelta) -> str:
    """A duration that stands for a time of day, as workbooks keep 24:00."""
    minutes = round(given.total_seconds() / 60)
    return f"{minutes // 60:02}:{minutes % 60:02}"
