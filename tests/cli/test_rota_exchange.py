"""`rota import` and `rota export`: a rota in and out as files, from the command line."""

import json
from pathlib import Path

import jsonschema  # type: ignore[import-untyped] # ships no py.typed
import pytest

from tests.cli.conftest import Command
from tests.rota.sheets import csv
from tests.stories.conftest import on_sqlite

pytestmark = on_sqlite

GOOD = "date,start,end,tier,who\n01/12/2026,13:00,19:00,1,AE\n01/12/2026,08:00,19:00,2,ben\n"
WHY = ("--reason", "agreed")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "rota.csv"


def test_a_file_is_looked_through_accepted_and_taken_out_again(site: Command, file: Path) -> None:
    file.write_text(GOOD, encoding="utf-8")
    looked = site("rota", "import", file, "--json")
    assert looked.code == 0
    (known,) = looked.of("file")
    assert (known["shape"], known["state"], known["line"]) == ("template", "open", "hotdoc")
    assert [(each["who"], each["change"]) for each in looked.of("shift")] == [
        (["ben"], "new"),
        (["amara"], "new"),
    ]
    at = ("rota", "on-duty", "--at", "2026-12-01T14:00", "--json")
    assert [each["source"] for each in site(*at).rows[0]["duties"]] == ["pattern:weekdays"]
    done = site("rota", "import", "--accept", known["id"], *WHY, "--json")
    assert done.rows == [{"what": "imported", "new": 2, "changed": 0, "same": 0}]
    assert [(each["tier"], each["person"]) for each in site(*at).rows[0]["duties"]] == [
        ("1", "amara"),
        ("2", "ben"),
    ]
    taken = site("rota", "export", "--from", "2026-12-01", "--to", "2026-12-02")
    assert "2026-12-01,13:00,2026-12-01,19:00,1,amara,Dr Amara Example,," in taken.out


def test_what_is_wrong_is_named_row_by_row(site: Command, file: Path) -> None:
    file.write_bytes(csv(GOOD + "02/12/2026,08:00,13:00,1,zed\n"))
    looked = site("rota", "import", file, "--json")
    assert looked.code == 1
    (problem,) = looked.of("problem")
    assert (problem["row"], problem["column"]) == (4, "who")
    shown = site("rota", "import", file)
    assert shown.code == 1
    assert 'problem: row 4, who: Nobody here is called "zed"' in shown.out
    assert "Nothing is changed yet." in shown.out
    (known,) = looked.of("file")
    refused = site("rota", "import", "--accept", known["id"])
    assert (refused.code, refused.out) == (2, "")
    assert "1 row has a problem" in refused.err
    done = site("rota", "import", "--accept", known["id"], "--good-rows", *WHY)
    assert (done.code, done.out) == (0, "Shifts: 2 new, 0 changed, 0 there already.\n")
    again = site("rota", "import", "--accept", known["id"], "--good-rows", *WHY)
    assert (again.code, again.err) == (1, "This import is on the rota already.\n")


def test_what_is_against_a_shift_is_said_and_needs_a_reason(site: Command, file: Path) -> None:
    file.write_text("date,time,who\n01/12/2026,08:00-13:00,BE\n", encoding="utf-8")
    looked = site("rota", "import", file, "--json")
    (against,) = (each for each in looked.of("against") if "answers" in each["message"])
    refused = site("rota", "import", "--accept", looked.of("file")[0]["id"])
    assert refused.code == 2
    assert against["message"] in refused.err
    assert "--reason" in refused.err


def test_the_times_of_a_grid_are_told_beside_it(site: Command, file: Path) -> None:
    file.write_text("Date,AM,PM\n01/12/2026,AE,AE\n", encoding="utf-8")
    words = ("--session", "AM=08:00-13:00", "--session", "PM=13:00-19:00", "--json")
    looked = site("rota", "import", file, *words)
    assert (looked.code, len(looked.of("shift"))) == (0, 2)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "Name a file to look through"),
        (("nowhere.csv",), "nowhere.csv cannot be read: no such file or directory."),
        (("rota.csv", "--session", "AM"), "names no session; write for example AM=08:00-13:00"),
        (("rota.csv", "--session", "AM=early"), '"early" are no times'),
        (("--accept", "0" * 16, "rota.csv"), "Name a file to look through"),
    ],
)
def test_bad_input_is_one_line(
    site: Command, file: Path, words: tuple[str, ...], said: str
) -> None:
    file.write_text(GOOD, encoding="utf-8")
    ran = site("rota", "import", *words)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert said in ran.err


def test_a_file_beyond_the_limits_is_not_even_read(site: Command, file: Path) -> None:
    with file.open("wb") as opened:
        opened.truncate(50_000_000)
        opened.write(b"x")
    ran = site("rota", "import", file)
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert "at most 5 MB can be read" in ran.err


def test_each_form_of_an_export(site: Command, tmp_path: Path) -> None:
    words = ("rota", "export", "--from", "2026-12-01", "--to", "2026-12-02")
    rows = site(*words, "--format", "json").rows
    schema = json.loads(site("schema", "rota", "export").out)
    assert [each["person"] for each in rows] == ["amara", "ben"]
    for row in rows:
        jsonschema.validate(row, schema)
    assert site(*words, "--format", "ical").out.startswith("BEGIN:VCALENDAR")
    book = tmp_path / "rota.xlsx"
    ran = site(*words, "--format", "xlsx", "-o", book)
    assert (ran.code, ran.out) == (0, "Written: rota.xlsx\n")
    assert book.read_bytes().startswith(b"PK")
    bad = site(*words, "-o", tmp_path / "no" / "such.csv")
    assert (bad.code, bad.err.count("\n")) == (2, 1)


def test_every_line_of_an_import_is_of_its_schema(site: Command, file: Path) -> None:
    file.write_text(GOOD + "29/03/2027,09:00,10:00,1,zed\n", encoding="utf-8")
    schema = json.loads(site("schema", "rota", "import").out)
    for row in site("rota", "import", file, "--json").rows:
        jsonschema.validate(row, schema)
