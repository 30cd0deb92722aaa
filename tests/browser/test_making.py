"""Slides take seconds: the page says so while they are made, gives the file, and says why where it
cannot."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.static_site import Site
from tests.servers.browser import visiting

pytestmark = pytest.mark.browser

MONTH = "/show/full/library/month"
NAMED = {"content-disposition": 'attachment; filename="education-2026-11.pptx"'}


@pytest.fixture
def page(browser: Browser, site: Site) -> Iterator[Page]:
    with visiting(browser) as visit:
        visit.page.goto(f"{site.url}{MONTH}")
        yield visit.page


def test_the_button_says_that_slides_are_being_made_and_gives_them_once(page: Page) -> None:
    asked: list[Route] = []
    page.route("**/pptx?*", lambda route: asked.append(route))
    button = page.get_by_role("button", name="Make the month's slides")
    button.click()
    busy = page.get_by_role("button", name="Making the slides…")
    expect(busy).to_be_disabled()
    expect(page.get_by_role("status")).to_have_text("Making the slides…")
    busy.click(force=True)
    with page.expect_download() as download:
        asked[0].fulfill(body=b"PK", headers=NAMED)
    assert download.value.suggested_filename == "education-2026-11.pptx"
    expect(button).to_be_enabled()
    expect(page.get_by_role("status")).to_contain_text("education-2026-11.pptx is made")
    assert len(asked) == 1


def test_what_cannot_be_made_says_why_on_a_page(page: Page) -> None:
    why = "C0K-7TT was taken out of teaching meanwhile. Make the pack anew."
    page.route("**/pptx?*", lambda route: route.fulfill(status=409, body=why))
    page.get_by_role("button", name="Make the month's slides").click()
    expect(page.get_by_text(why)).to_be_visible()
