"""The example of the documented setup file, word for word, for the tests to read and to spoil."""

from pathlib import Path

FILE = Path(__file__).with_name("example.toml")
EXAMPLE = FILE.read_text(encoding="utf-8")


def spoilt(*changes: tuple[str, str]) -> str:
    """The example with each first text replaced; a change that changes nothing is an error."""
    text = EXAMPLE
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def line_of(text: str, part: str) -> int:
    """The number of the first line that holds `part`."""
    return text[: text.index(part)].count("\n") + 1
