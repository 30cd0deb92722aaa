"""`directory import`: organisations from the command line."""

from pathlib import Path

import jsonschema  # type: ignore[import-untyped] # ships no py.typed

from advice_line.directory.imports import text
from advice_line.schemas.directory import ImportLine
from tests.cli.conftest import Command
from tests.directory.imports.example import own, report, row
from tests.stories.conftest import on_sqlite

pytestmark = on_sqlite


def test_a_file_is_tried_and_then_saved(site: Command, tmp_path: Path) -> None:
    file = tmp_path / "epraccur.csv"
    file.write_bytes(report(row("Y99055", "OAK LANE SURGERY"), row("Y9")))
    tried = site("directory", "import", file, "--dry-run")
    assert (tried.code, "added: Y99055 OAK LANE SURGERY" in tried.out) == (0, True)
    assert 'problem: row 2 (Y9): "Y9" is no ODS code' in tried.out
    assert "not in the file: Y99001 Elm Road Surgery, which stays" in tried.out
    assert tried.err.startswith("Nothing is changed.")
    rows = site("directory", "import", file, "--as", "ods", "--json").rows
    for each in rows:
        jsonschema.validate(each, ImportLine.model_json_schema())
    assert [each["what"] for each in rows] == ["organisation", "refused", "missing", "summary"]
    assert (rows[-1]["added"], rows[-1]["saved"]) == (1, True)
    again = site("directory", "import", file)
    assert "0 added, 0 changed, 0 closed, 0 reopened, 1 unchanged" in again.out


def test_what_is_no_such_file_is_said_in_one_line(site: Command, tmp_path: Path) -> None:
    huge = tmp_path / "huge.csv"
    with huge.open("wb") as opened:
        # Two gigabytes that no disk holds: nothing of it is read.
        opened.truncate(2_000_000_000)
    refused = site("directory", "import", huge)
    assert (refused.code, refused.err) == (2, f"{text.TOO_LARGE}\n")
    wrong = tmp_path / "list.csv"
    wrong.write_bytes(own("Y99001", headings="Surgery"))
    assert site("directory", "import", wrong).code == 2
    assert site("directory", "import", tmp_path / "none.csv").code == 2
    assert site("directory", "import", wrong, "--as", "xlsx").code == 2
