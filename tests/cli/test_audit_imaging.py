"""`audit imaging import` and `audit imaging months`: counts of the radiology system, from the
command line."""

from pathlib import Path

import jsonschema  # type: ignore[import-untyped] # ships no py.typed
import pytest

from advice_line.schemas import imaging as shapes
from tests.audit.test_imaging_files import FILM, HEADS
from tests.cli.conftest import Command
from tests.stories.conftest import on_sqlite

pytestmark = on_sqlite
IMPORT = ("audit", "imaging", "import")
MONTHS = ("audit", "imaging", "months")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "counts.csv"
    path.write_text(f"{HEADS}\n{FILM}\n", encoding="utf-8-sig")
    return path


def test_a_file_is_looked_through_and_then_kept(site: Command, file: Path) -> None:
    looked = site(*IMPORT, file)
    assert (looked.code, "October 2026: 1 row, new" in looked.out) == (0, True)
    assert "run this again with --accept" in looked.out + looked.err
    assert site(*MONTHS, "--json").rows == []
    kept = site(*IMPORT, file, "--accept", "--json")
    assert kept.code == 0
    for each in kept.rows:
        jsonschema.validate(each, shapes.ImportLine.model_json_schema())
    assert kept.of("month") == [{"what": "month", "month": "2026-10", "rows": 1, "change": "new"}]
    assert site(*IMPORT, file, "--json").of("month")[0]["change"] == "same"
    (month,) = site(*MONTHS, "--json").rows
    jsonschema.validate(month, shapes.Month.model_json_schema())
    assert (month["month"], month["stands"], month["given_by"]) == ("2026-10", True, None)
    assert "2026-10" in site(*MONTHS).out
    assert "380" not in site(*MONTHS).out


def test_what_is_wrong_is_named_and_nothing_is_kept(site: Command, file: Path) -> None:
    file.write_text(f"{HEADS}\n{FILM.replace('400', 'x')}\n", encoding="utf-8")
    wrong = site(*IMPORT, file, "--accept")
    assert wrong.code == 1
    assert "problem: Row 2, column E (done): This is no count" in wrong.out
    assert "Row 2" in site(*IMPORT, file, "--accept", "--json").of("problem")[0]["message"]
    assert site(*MONTHS, "--json").rows == []
