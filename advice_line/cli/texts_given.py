"""A person's text from standard input, and what is known of whom it is about from a file: read
whole or refused, and no value quoted in what is said of a fault."""

import sys
from pathlib import Path

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from advice_line.cli.common import read_file
from advice_line.errors import Invalid, Problem
from advice_line.rules.deidentify_known import Known
from advice_line.schemas.deidentified import Given

# Some 60 pages: the net needs seconds for it, and more than a minute for 2 MB.
LONGEST = 200_000
_LONGEST_FILE = 100_000


def text() -> str:
    """Raises `errors.Invalid` for nothing, for what is too long and for what is no text."""
    # Nothing is there where the shell has closed it.
    content = sys.stdin.buffer.read(4 * LONGEST + 1) if sys.stdin else b""
    given = _decoded(content, "Standard input")
    if not given.strip():
        raise _refused("Standard input is empty. Give the text: cases deidentify < note.txt")
    if len(given) > LONGEST:
        raise _refused(
            f"Standard input is longer than {LONGEST:,} characters. Give one note at a time."
        )
    return given


def known(file: Path | None) -> Known:
    """Nobody, where there is no file. Raises `errors.Invalid`."""
    if file is None:
        return Known()
    content = read_file(file, _LONGEST_FILE)
    if len(content) > _LONGEST_FILE:
        raise _refused(f"{file} is larger than {_LONGEST_FILE:,} bytes.", "--known")
    plain = _decoded(content, str(file), "--known")
    try:
        return Given.model_validate_json(plain, strict=True).known()
    except ValidationError as error:
        listed = error.errors(include_url=False, include_context=False, include_input=False)
        raise Invalid(
            [Problem("--known", f"{file}: {_said(each)}") for each in listed]
        ) from None  # it quotes what was given


def _said(each: ErrorDetails) -> str:
    where = ".".join(map(str, each["loc"]))
    if each["type"] == "extra_forbidden":
        fields = ", ".join(Given.model_fields)
        return f"there is no field {where[:40]!a}. There are: {fields}"
    if each["type"] == "json_invalid":
        return f"it is no JSON: {each['msg'].partition(': ')[2]}"
    said = f"{each['msg'][:1].lower()}{each['msg'][1:]}"
    return f"{where}: {said}" if where else said


def _decoded(content: bytes, named: str, option: str = "text") -> str:
    """A cut at the end is of what is too long anyhow."""
    if len(content) > 4 * LONGEST:
        raise _refused(
            f"{named} is longer than {LONGEST:,} characters. Give one note at a time.", option
        )
    try:
        plain = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _refused(
            f"{named} is not in UTF-8: the byte at {error.start} fits no letter. Save it as UTF-8.",
            option,
        ) from None
    if "\0" in plain:
        raise _refused(f"{named} is no plain text: it holds a zero byte.", option)
    return plain


def _refused(said: str, option: str = "text") -> Invalid:
    return Invalid([Problem(option, said)])
