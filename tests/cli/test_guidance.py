"""Pages of guidance as files: what one site takes along, another brings, and a fault of one file
leaves everything as it was."""

from pathlib import Path

import pytest

from advice_line.schemas.guidance import GuidancePage
from tests.cli.conftest import Command
from tests.stories.conftest import on_sqlite

pytestmark = on_sqlite

PAGE = """+++
title = "Back pain"
owner = "amara"
review_on = 2027-03-01
keywords = ["back pain"]
body_areas = ["spine"]
+++

## When

- soon
"""


def test_pages_are_brought_listed_and_taken_along(site: Command, tmp_path: Path) -> None:
    folder, taken = tmp_path / "pages", tmp_path / "taken"
    folder.mkdir()
    (folder / "back-pain.md").write_text(PAGE, encoding="utf-8")
    assert site("guidance", "import", folder).out == "back-pain: added\n"
    assert [each["done"] for each in site("guidance", "import", folder, "--json").rows] == [
        "unchanged"
    ]
    (page,) = site("guidance", "list", "--json").rows
    assert GuidancePage.model_validate(page).version == 1
    assert "Back pain" in site("guidance", "list").out
    assert site("guidance", "export", taken).code == 0
    (folder / "back-pain.md").write_text((taken / "back-pain.md").read_text(), encoding="utf-8")
    assert site("guidance", "import", folder).out == "back-pain: unchanged\n"
    (folder / "back-pain.md").write_text(PAGE.replace("soon", "today"), encoding="utf-8")
    assert site("guidance", "import", folder).out == "back-pain: updated\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("# No head", "bad.md: It begins with what is said of the page"),
        (PAGE.replace("amara", "nobody"), "bad.md: Choose whose page it is."),
        (PAGE.replace("- soon", "<script>x</script>"), "HTML such as <script> is not taken"),
        (PAGE.replace("keywords", "words"), "“words” is nothing that is said of a page"),
    ],
)
def test_one_fault_leaves_everything_as_it_was(
    site: Command, tmp_path: Path, text: str, said: str
) -> None:
    (tmp_path / "good.md").write_text(PAGE, encoding="utf-8")
    (tmp_path / "bad.md").write_text(text, encoding="utf-8")
    ran = site("guidance", "import", tmp_path)
    assert ran.code == 2
    assert said in ran.err
    assert site("guidance", "list").out == "There is no page of guidance.\n"
