"""Every page in a real browser under its own policy: axe finds nothing, at both widths, in both
schemes; no page is wider than a phone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, StorageState

from tests.browser.pictures import View, look
from tests.browser.static_site import Site
from tests.servers.browser import Visit, visiting
from tests.web.contexts import PAGES

pytestmark = pytest.mark.browser

NOTHING_KEPT: StorageState = {"cookies": [], "origins": []}


@pytest.fixture(scope="module")
def reader(browser: Browser) -> Iterator[Visit]:
    """One for all pages: another takes as long as two of them. What none leaves behind cannot be
    seen in the next."""
    with visiting(browser) as visit:
        yield visit


@pytest.mark.parametrize("template", PAGES)
def test_a_page_passes_axe_everywhere(reader: Visit, site: Site, template: str) -> None:
    shown = template.removesuffix(".html")
    findings = look(reader, site.url, View("page", f"/show/full/{shown}"))
    assert findings == []
    assert reader.outside == []
    assert reader.page.context.storage_state() == NOTHING_KEPT


@pytest.mark.again
@pytest.mark.parametrize("template", PAGES)
def test_so_does_a_page_on_which_nothing_is(reader: Visit, site: Site, template: str) -> None:
    shown = template.removesuffix(".html")
    view = View("bare", f"/show/bare/{shown}")
    assert look(reader, site.url, view, widths=[390]) == []


def test_a_page_with_a_fault_is_found_out(reader: Visit, site: Site, tmp_path: Path) -> None:
    def spoil(page: Page) -> None:
        page.evaluate(
            "() => { document.querySelector('main').append(document.createElement('img'));"
            " document.querySelector('h1').style.minWidth = '2000px' }"
        )

    view = View("spoilt", "/show/full/public/home", prepare=spoil)
    findings = look(reader, site.url, view, tmp_path, widths=[390], schemes=["light"])
    assert [finding.problem.split(" ")[0] for finding in findings] == ["image-alt", "1626"]
    written = {each.name for each in tmp_path.iterdir()}
    assert written == {"spoilt-390-light.png", "spoilt-390-light.axe.json"}
