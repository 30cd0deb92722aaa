"""The bytes of a CSV file as rows of cells. Every limit that keeps a file from doing harm is here.

Character sets: UTF-8 with or without its mark, UTF-16 with its mark or recognised by its NULs,
else whatever charset-normalizer finds of the sets that a British office saves in.
"""

import csv
import io
from collections.abc import Iterator
from unicodedata import category

from charset_normalizer import from_bytes

from advice_line.errors import Invalid, Problem

MOST_BYTES = 20_000_000
MOST_ROWS = 100_000
MOST_COLUMNS = 60
LONGEST_CELL = 300

_SAMPLE = 20_000
_DELIMITERS = ",;\t|"
_QUOTE = '"'
# No cell of a list of practices has more: an address has five or six.
_MOST_LINES = 12
_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"
_SAVED_BY_OFFICES = ["cp1252", "utf_16_le", "utf_16_be", "latin_1"]
_NAMES = {
    "utf-8-sig": "UTF-8",
    "utf-16": "UTF-16",
    "utf_16_le": "UTF-16",
    "utf_16_be": "UTF-16",
    "cp1252": "Windows-1252",
    "latin_1": "Latin-1",
}
TOO_LARGE = (
    f"The file is larger than {MOST_BYTES // 1_000_000} MB, the most that is read. A report of"
    " every practice of England has 3 MB: check that it is the right file. Nothing was read."
)
_WORKBOOK = "This is an Excel workbook. Open it, and save it as CSV (comma delimited)."
_NO_TEXT = "This is not a CSV file: it is no text. Save it as CSV, in UTF-8 if you are asked."

Cells = tuple[str, ...]


def rows(data: bytes) -> tuple[str, Iterator[tuple[int, Cells]]]:
    """The name of its character set, and its rows that are not empty, each with its number from 1.
    Raises `errors.Invalid` for what is no CSV file, is empty, or is beyond the limits; while the
    rows are read, too."""
    if len(data) > MOST_BYTES:
        raise refused(TOO_LARGE)
    if not data.strip(b"\0 \t\r\n"):
        raise refused("The file is empty.")
    if data.startswith((b"PK\x03\x04", _OLD_WORKBOOK)):
        raise refused(_WORKBOOK)
    encoding, text = _decoded(data)
    if not _is_text(text):
        raise refused(_NO_TEXT)
    return encoding, _rows(text)


def refused(said: str) -> Invalid:
    return Invalid([Problem("file", said)])


def _decoded(data: bytes) -> tuple[str, str]:
    for encoding in _surest(data):
        try:
            return _NAMES[encoding], data.decode(encoding)
        except UnicodeDecodeError:
            continue
    found = from_bytes(data[:_SAMPLE], cp_isolation=_SAVED_BY_OFFICES).best()
    likely = found.encoding if found is not None else "cp1252"
    try:
        return _NAMES.get(likely, likely), data.decode(likely)
    except UnicodeDecodeError as error:
        raise refused(_NO_TEXT) from error


def _surest(data: bytes) -> tuple[str, ...]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    # British text in UTF-16 has a NUL in every second byte.
    head = data[:_SAMPLE]
    if head[1::2].count(0) > len(head) // 4:
        return ("utf_16_le",)
    if head[::2].count(0) > len(head) // 4:
        return ("utf_16_be",)
    return ("utf-8-sig",)


def _is_text(text: str) -> bool:
    return all(category(each) != "Cc" or each in "\r\n\t" for each in text[:_SAMPLE])


def _rows(text: str) -> Iterator[tuple[int, Cells]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text[:_SAMPLE]))
    count = number = line = 0
    unclosed = text.count(_QUOTE) % 2 == 1
    try:
        for number, row in enumerate(reader, start=1):
            line, before = reader.line_num, line
            _hold_to_closed(number, before + 1, line, last=unclosed and line >= _lines(text))
            cells = tuple(_clean(each) for each in row)
            if not any(cells):
                continue
            count += 1
            if count > MOST_ROWS:
                raise refused(f"The file has more than {MOST_ROWS:,} rows. Split it into several.")
            if len(cells) > MOST_COLUMNS:
                said = f"Row {number} has {len(cells)} columns, which no list of practices has."
                raise refused(f"{said} Check that it is the right file.")
            yield number, cells
    except csv.Error as error:
        raise refused(_unclosed(number + 1, line + 1)) from error


def _hold_to_closed(row: int, first: int, last_line: int, *, last: bool) -> None:
    """A quotation mark that is opened and never closed takes in all that follows it: rows would be
    lost in silence."""
    lines = last_line - first + 1
    if lines > _MOST_LINES or (last and lines > 1):
        raise refused(_unclosed(row, first))


def _unclosed(row: int, line: int) -> str:
    return (
        f"In row {row}, on line {line}, a quotation mark is opened and never closed: what follows"
        " cannot be told apart. Close it or take it out, and choose the file again. Nothing of the"
        " file was read."
    )


def _lines(text: str) -> int:
    return len(text.rstrip("\r\n").splitlines())


def _clean(cell: str) -> str:
    """Without what breaks a line or cannot be kept, and no longer than anything in a list is."""
    return " ".join(cell.replace("\0", "").split())[: LONGEST_CELL + 1]


def _delimiter(sample: str) -> str:
    """What stands in the most lines: a name may be full of commas, the columns are not."""
    lines = sample.splitlines()

    def standing(delimiter: str) -> tuple[int, int]:
        return sum(delimiter in line for line in lines), sample.count(delimiter)

    return max(_DELIMITERS, key=standing)
