"""Every page in a real browser under its own policy: axe finds nothing, at both widths, in both
schemes; no page is wider than a phone."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.pictures import View, take
from tests.browser.static_site import Site
from tests.web.contexts import PAGES

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("template", PAGES)
def test_a_page_passes_axe_everywhere(browser: Browser, site: Site, template: str) -> None:
    shown = template.removesuffix(".html")
    findings = take(browser, site.url, [View("page", f"/show/full/{shown}")], None)
    findings += take(browser, site.url, [View("bare", f"/show/bare/{shown}")], None, widths=[390])
    assert findings == []


def test_a_page_with_a_fault_is_found_out(browser: Browser, site: Site, tmp_path: Path) -> None:
    def spoil(page: Page) -> None:
        page.evaluate(
            "() => { document.querySelector('main').append(document.createElement('img'));"
            " document.querySelector('h1').style.minWidth = '2000px' }"
        )

    view = View("spoilt", "/show/full/public/home", prepare=spoil)
    findings = take(browser, site.url, [view], tmp_path, widths=[390], schemes=["light"])
    assert [finding.problem.split(" ")[0] for finding in findings] == ["image-alt", "1626"]
    written = {each.name for each in tmp_path.iterdir()}
    assert written == {"spoilt-390-light.png", "spoilt-390-light.axe.json"}
