"""A practice among thousands, on a phone: what fits is shown as one types, and nothing else of the
page moves."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from advice_line.directory import lookups
from advice_line.tables.directory import Organisation
from advice_line.trust import sessions
from advice_line.trust_kinds import SignedInBy
from tests.browser.desk_site import served
from tests.servers.browser import visiting
from tests.stories.world import CHIDI

pytestmark = pytest.mark.browser


def test_what_fits_is_shown_as_one_types(tmp_path: Path, browser: Browser) -> None:
    with served(tmp_path) as site, visiting(browser, width=320) as visit:
        page = visit.page
        with site.service.ledger.work("test") as work:
            for number in range(1, 100):
                name = f"Beech {number} Surgery"
                work.add(Organisation(key=f"B{number:05}", name=name, kind="gp"))
            (chidi,) = [each for each in lookups.responders(work.session) if each.mobile == CHIDI]
            token = sessions.start_staff(work, chidi, SignedInBy.PASSKEY)
        page.context.add_cookies([{"name": "session", "value": token, "url": site.url}])
        page.goto(f"{site.url}/service/late")
        page.get_by_label("Question", exact=True).fill("On paper.")
        page.get_by_label("Its name, code or postcode").press_sequentially("beech 42")
        found = page.get_by_label("Beech 42 Surgery, B00042")
        expect(found).to_be_visible()
        found.check()
        expect(found).to_be_checked()
        expect(page.get_by_label("Question", exact=True)).to_have_value("On paper.")
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= 320
        assert visit.errors == []
