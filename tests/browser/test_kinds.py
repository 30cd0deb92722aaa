"""Under each kind of a hold its own fields alone are to be seen, and what was typed under another
comes back with it."""

import pytest
from playwright.sync_api import Browser

from tests.browser.static_site import Site
from tests.servers.browser import visiting

pytestmark = pytest.mark.browser

FIELDS = ("reference", "number", "requester", "organisation", "line", "from_day")


def test_a_kind_shows_what_it_asks_for_and_nothing_else(browser: Browser, site: Site) -> None:
    with visiting(browser) as visit:
        page = visit.page
        page.goto(f"{site.url}/show/full/service/data_holds")

        def seen() -> list[str]:
            return [each for each in FIELDS if page.locator(f"[name={each}]").is_visible()]

        page.locator("[name=kind][value=query]").check()
        assert seen() == ["reference"]
        page.locator("[name=reference]").fill("K7Q2-M9FX")
        page.locator("[name=kind][value=span]").check()
        assert seen() == ["line", "from_day"]
        page.locator("[name=kind][value=query]").check()
        assert page.locator("[name=reference]").input_value() == "K7Q2-M9FX"
