"""Where each field of a TOML text stands."""

import tomllib
from collections.abc import Iterator
from typing import Any

import pytest

from advice_line.directory.setup.text_lines import Path, find_lines, nearest
from tests.directory.example import EXAMPLE, line_of

ODD = """
# a comment with [brackets] and "quotes"
version = 1
"quoted key".'other one' = {a = [1, [2, 3], {b = "]}#"}], c = '\\'} # after
text = \"\"\"
[[lines]] is only text here
\"\"\"
more = '''
key = "no"'''
[[lines]]
name = "a # b"
  [lines.open]
  mon = [
    "08:00-12:00", # morning
    "13:00-17:00",
  ]
[[lines]]
when = 2026-11-25 13:00:00
[[lines.deep]]
x = 1
[[lines.deep]]
x = 2
[ other . table ]
y = -1.5e3
"""


def paths_in(value: Any, at: Path = ()) -> Iterator[Path]:
    if at:
        yield at
    if isinstance(value, dict):
        for key, each in value.items():
            yield from paths_in(each, (*at, key))
    elif isinstance(value, list):
        for number, each in enumerate(value):
            yield from paths_in(each, (*at, number))


@pytest.mark.parametrize("text", [EXAMPLE, ODD])
def test_every_field_of_a_text_has_its_line(text: str) -> None:
    assert set(find_lines(text)) == set(paths_in(tomllib.loads(text)))


def test_the_lines_are_right() -> None:
    lines = find_lines(ODD)
    for path, mark in {
        ("text",): "text =",
        ("quoted key", "other one", "a", 2, "b"): '"quoted key"',
        ("lines", 0, "name"): "name =",
        ("lines", 0, "open", "mon", 1): '"13:00-17:00"',
        ("lines", 1, "when"): "when =",
        ("lines", 1, "deep", 1, "x"): "x = 2",
        ("other", "table", "y"): "y = -1.5",
    }.items():
        assert lines[path] == line_of(ODD, mark), path


def test_what_is_missing_stands_at_its_table() -> None:
    lines = find_lines(EXAMPLE)
    assert nearest(lines, ("lines", 0, "none")) == line_of(EXAMPLE, "[[lines]]")
    assert nearest(lines, ("nothing",)) == 1
