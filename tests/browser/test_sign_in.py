"""A real browser with a device's lock registers a passkey and signs in by it, sets an authenticator
up and signs in by that, and is turned away where its lock has not verified its owner (H15)."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyotp
import pytest
from playwright.sync_api import Browser, Page

from advice_line.directory import lookups
from advice_line.trust import sessions
from advice_line.trust_kinds import SignedInBy
from tests.browser.desk_site import DeskSite, served
from tests.servers.browser import visiting
from tests.stories.world import AMARA

pytestmark = pytest.mark.hazard("H15")
PASSWORD = "plinth-otter-cadmium"


@pytest.fixture
def site(tmp_path: Path) -> Iterator[DeskSite]:
    with served(tmp_path) as made:
        yield made


def lock_of(page: Page) -> Any:
    """The browser's own virtual authenticator, and its id there."""
    cdp = page.context.new_cdp_session(page)
    cdp.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    made = cdp.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return cdp, made["authenticatorId"]


def has_typed_a_code(site: DeskSite, page: Page) -> None:
    with site.service.ledger.work("test") as work:
        (amara,) = [each for each in lookups.responders(work.session) if each.mobile == AMARA]
        token = sessions.start_staff(work, amara, SignedInBy.TEXT_CODE)
    page.context.add_cookies([{"name": "session", "value": token, "url": site.url}])


def shown(site: DeskSite, app: pyotp.TOTP, steps: int) -> str:
    return app.at(int(site.service.ledger.clock.now().timestamp()) + steps * 30)


def test_a_passkey_and_an_authenticator_sign_in_and_an_unverified_lock_does_not(
    site: DeskSite, browser: Browser
) -> None:
    with visiting(browser, width=390, dark=True) as visit:
        page = visit.page
        cdp, lock = lock_of(page)
        has_typed_a_code(site, page)
        page.goto(f"{site.url}/desk")
        assert page.url == f"{site.url}/signin/second?next=/desk"
        page.get_by_role("button", name="Use this device’s lock").click()
        page.wait_for_url(f"{site.url}/desk")

        page.get_by_role("link", name="Your sign-in").click()
        page.get_by_role("link", name="set one up").click()
        page.get_by_label("A new password").fill(PASSWORD)
        page.get_by_label("The same again").fill(PASSWORD)
        page.get_by_role("button", name="Continue").click()
        app = pyotp.TOTP(page.locator(".al-secret").inner_text().replace(" ", ""))
        first = shown(site, app, -1)
        page.get_by_label("The six figures").fill(first)
        page.get_by_role("button", name="Continue").click()
        page.get_by_text("No recovery codes were made yet").wait_for()

        page.get_by_role("button", name="Sign out").click()
        page.goto(f"{site.url}/signin")
        page.get_by_role("button", name="Use a passkey").click()
        page.wait_for_url(f"{site.url}/desk")
        page.get_by_role("button", name="Sign out").click()

        page.goto(f"{site.url}/signin")
        cdp.send("WebAuthn.setUserVerified", {"authenticatorId": lock, "isUserVerified": False})
        page.get_by_role("button", name="Use a passkey").click()
        page.get_by_text("Nothing came from the device’s lock").wait_for()

        page.get_by_role("link", name="By a password and six figures instead").click()
        for figures, ends_at in ((first, "/signin/authenticator"), (None, "/desk")):
            page.get_by_label("Your mobile number").fill(AMARA)
            page.get_by_label("Your password").fill(PASSWORD)
            page.get_by_label("Six figures").fill(figures or shown(site, app, 1))
            page.get_by_role("button", name="Sign in").click()
            page.wait_for_url(f"{site.url}{ends_at}")
        assert visit.errors == [] or all("422" in each for each in visit.errors)
