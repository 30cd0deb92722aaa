"""Pages of guidance as files: what one site takes along, another brings, and a fault of one file
leaves everything as it was."""

from pathlib import Path

import pytest

from advice_line.schemas.guidance import GuidancePage
from tests.cli.conftest import Command
from tests.conftest import MONDAY_NINE
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
    pack = site("education", "pack", "--month", f"{MONDAY_NINE:%Y-%m}").out
    assert "/guidance/back-pain" in pack
    assert "Brought from a file" not in pack, "it tells a reader nothing"


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


PDF = b"%PDF-1.4\ntrailer\n<<>>\nstartxref\n9\n%%EOF\n"
MARK = "0123456789ABCDEF"


def test_files_beside_a_page_are_brought_and_taken_along(site: Command, tmp_path: Path) -> None:
    folder, taken = tmp_path / "pages", tmp_path / "taken"
    beside = folder / "back-pain.files"
    beside.mkdir(parents=True)
    text = PAGE.replace("- soon", f"- [the form](files/{MARK})")
    (folder / "back-pain.md").write_text(text, encoding="utf-8")
    (beside / f"{MARK}-form.pdf").write_bytes(PDF)
    assert site("guidance", "import", folder).out == "back-pain: added\n"
    assert site("guidance", "import", folder).out == "back-pain: unchanged\n"
    site("guidance", "export", taken)
    assert (taken / "back-pain.files" / f"{MARK}-form.pdf").read_bytes() == PDF
    (beside / "another.pdf").write_bytes(PDF)
    (folder / "back-pain.md").write_text(text.replace("Back", "Low back"), encoding="utf-8")
    ran = site("guidance", "import", folder)
    assert ran.code == 2
    assert "back-pain.md: “another.pdf” does not begin with the mark of a file" in ran.err
    (beside / "another.pdf").rename(beside / f"{MARK[::-1]}-another.pdf")
    (beside / f"{MARK[::-1]}-another.pdf").write_bytes(b"<script>alert(1)</script>")
    assert "“another.pdf” is no PDF, PNG or JPEG file" in site("guidance", "import", folder).err
    assert "Low back" not in site("guidance", "list").out
