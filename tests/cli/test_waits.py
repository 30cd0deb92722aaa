"""`waits import` and `waits show`: how long scans and reports take, from the command line."""

from pathlib import Path

import jsonschema  # type: ignore[import-untyped] # ships no py.typed
import pytest

from advice_line.schemas import waits as shapes
from tests.cli.conftest import Command
from tests.stories.conftest import on_sqlite

pytestmark = on_sqlite

GOOD = "examination;urgency;wait;report\nCT;;2,5 weeks;next working day\nMRI;urgent;10 days;\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "waits.csv"


def test_a_file_is_looked_through_and_then_stands(site: Command, file: Path) -> None:
    file.write_text(GOOD, encoding="utf-8-sig")
    words = ("waits", "import", file, "--as-of", "23/11/2026")
    looked = site(*words)
    assert looked.code == 0
    assert "change: New: CT: 2.5 weeks, report next working day" in looked.out
    assert "Nothing is changed yet." in looked.out
    assert site("waits", "show").out == "Nothing was entered yet.\n"
    stands = site(*words, "--accept")
    assert (stands.code, "It stands, as of 23 November 2026." in stands.out) == (0, True)
    shown = site("waits", "show").out
    assert "As of 23 November: current." in shown
    assert "Waits as of 23 November. Routine CT: 2.5 weeks, report next working day." in shown
    assert site(*words).out.count("Every figure stands already.") == 1


def test_what_is_wrong_is_named_by_row_and_column_and_nothing_is_changed(
    site: Command, file: Path
) -> None:
    file.write_bytes("examination,wait,report\nCT,3,\n\nÉcho,2 weeks,soon\n".encode("cp1252"))
    wrong = site("waits", "import", file, "--as-of", "2026-11-23", "--accept")
    assert wrong.code == 1
    assert 'problem: Row 2, wait: "3" of what?' in wrong.out
    assert 'problem: Row 4, report: "soon" is no length of time' in wrong.out
    told = site("waits", "import", file, "--as-of", "2026-11-23", "--json")
    assert [(each["row"], each["column"]) for each in told.of("problem")] == [
        (2, "wait"),
        (4, "report"),
    ]
    assert site("waits", "show", "--json").rows[0]["rows"] == []


@pytest.mark.parametrize(
    ("text", "words", "why"),
    [
        (GOOD, (), "Say with --as-of for which day it holds"),
        (GOOD, ("--line", "nowhere"), 'There is no line "nowhere".'),
        ("%PDF-1.7\x00", ("--as-of", "2026-11-23"), "neither a CSV nor an XLSX file"),
        ("examination,wait,as of\nCT,1 week,2/11/2026\n", ("--as-of", "2026-11-03"), "Leave one"),
    ],
)
def test_what_cannot_be_used_is_said_in_one_line(
    site: Command, file: Path, text: str, words: tuple[str, ...], why: str
) -> None:
    file.write_text(text, encoding="utf-8")
    refused = site("waits", "import", file, *words)
    assert (refused.code, refused.out) == (2, "")
    assert why in refused.err


def test_a_file_that_is_not_there_is_said_to_be_missing(site: Command, tmp_path: Path) -> None:
    refused = site("waits", "import", tmp_path / "gone.csv", "--as-of", "2026-11-23")
    assert (refused.code, "no such file or directory" in refused.err) == (2, True)


def test_each_line_of_json_is_as_its_schema_says(site: Command, file: Path) -> None:
    file.write_text(GOOD, encoding="utf-8")
    done = site("waits", "import", file, "--as-of", "2026-11-23", "--accept", "--json")
    schema = shapes.ImportLine.model_json_schema(by_alias=True)
    for each in done.rows:
        jsonschema.validate(each, schema)
    assert done.of("file") == [
        {"what": "file", "line": "hotdoc", "as_of": "2026-11-23", "rows": 2, "saved": True}
    ]
    (shown,) = site("waits", "show", "--json").rows
    jsonschema.validate(shown, shapes.Waits.model_json_schema(by_alias=True))
