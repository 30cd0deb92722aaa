"""The built files: nobody's logo or typeface, nothing fetched from elsewhere."""

import re

from advice_line.web.rendering import STATIC_FOLDER, page, static_address
from tests.web.contexts import PAGES
from tests.web.pieces import BARE_FRAME

SHEETS = [STATIC_FOLDER / name for name in ("light.css", "dark.css")]


def test_stylesheets_use_arial_and_fetch_nothing_from_elsewhere() -> None:
    for sheet in SHEETS:
        css = sheet.read_text(encoding="utf-8")
        assert "font-family:Arial,sans-serif" in css
        assert "frutiger" not in css.lower()
        assert re.findall(r"(?:https?:)?//[a-z]", css) == []


def test_no_file_is_a_typeface_or_names_a_map_that_is_not_there() -> None:
    for file in STATIC_FOLDER.rglob("*"):
        assert file.suffix not in {".woff", ".woff2", ".ttf", ".otf"}
        if file.suffix == ".js":
            assert "sourceMappingURL" not in file.read_text(encoding="utf-8")


def test_an_address_changes_with_its_content() -> None:
    assert re.fullmatch(r"/static/light\.css\?v=[0-9a-f]{10}", static_address("light.css"))
    assert static_address("light.css")[-10:] != static_address("dark.css")[-10:]


def test_a_page_is_html_with_the_status_it_was_given() -> None:
    answer = page("public/problem.html", BARE_FRAME, status=404, **PAGES["public/problem.html"][0])
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert b"There is nothing here" in bytes(answer.body)
