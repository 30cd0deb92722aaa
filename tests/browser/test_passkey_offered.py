"""A passkey stands among what the browser suggests for the first field of the sign-in page: whoever
takes it is signed in without looking for a button (H15)."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pydantic import SecretStr

from tests.browser.desk_site import DeskSite, served
from tests.browser.test_factors_turn_away import adds_its_lock
from tests.browser.test_sign_in import lock_of
from tests.browser.turned_away import cookies, is_nobody, reads
from tests.servers.browser import visiting

pytestmark = [pytest.mark.browser, pytest.mark.hazard("H15")]
FIELD = "Your mobile number"


@pytest.fixture
def site(tmp_path: Path) -> Iterator[DeskSite]:
    """Connected to a telephone, so that the field is there; nothing is sent by it here."""
    with served(
        tmp_path,
        twilio_account_sid="AC" + "0" * 32,
        twilio_auth_token=SecretStr("0" * 32),
    ) as made:
        yield made


class Finger:
    """On the lock of the browser, or not."""

    def __init__(self, page: Page) -> None:
        self._cdp, self._lock = lock_of(page)

    def rests(self, *, on: bool) -> None:
        sent = {"authenticatorId": self._lock, "enabled": on}
        self._cdp.send("WebAuthn.setAutomaticPresenceSimulation", sent)

    def is_known(self, *, known: bool) -> None:
        sent = {"authenticatorId": self._lock, "isUserVerified": known}
        self._cdp.send("WebAuthn.setUserVerified", sent)


def signs_out(site: DeskSite, page: Page) -> None:
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url(f"{site.url}/")


def test_who_takes_what_is_suggested_is_signed_in_and_who_presses_the_button_too(
    site: DeskSite, browser: Browser
) -> None:
    with visiting(browser) as visit:
        page = visit.page
        finger = Finger(page)
        adds_its_lock(site, page)

        # While nobody takes it the page is as any other, and its button is not in its way.
        finger.rests(on=False)
        page.goto(f"{site.url}/signin?next=/desk")
        expect(page.get_by_label(FIELD)).to_have_attribute("autocomplete", "username webauthn")
        reads(visit, "Sign in", "You are not signed in, or not any more")
        finger.rests(on=True)
        page.get_by_role("button", name="Use a passkey").click()
        page.wait_for_url(f"{site.url}/desk")
        signs_out(site, page)

        page.goto(f"{site.url}/library", wait_until="commit")
        page.wait_for_url(f"{site.url}/library")
        signs_out(site, page)
        assert len(site.trail("passkey.used")) == 2
        assert visit.errors == []


def test_a_page_that_has_lain_open_asks_anew_when_somebody_comes_back_to_it(
    site: DeskSite, browser: Browser
) -> None:
    with visiting(browser) as visit:
        page = visit.page
        finger = Finger(page)
        adds_its_lock(site, page)
        finger.rests(on=False)
        page.clock.install()
        page.goto(f"{site.url}/signin?next=/library")
        page.clock.fast_forward("10:00")
        finger.rests(on=True)
        expect(page).to_have_url(f"{site.url}/signin?next=/library")
        with page.expect_request(f"{site.url}/signin?next=/library"):
            page.get_by_label(FIELD).focus()
        page.wait_for_url(f"{site.url}/library")
        assert site.trail("passkey.refused") == []


def test_a_lock_that_does_not_know_its_owner_is_asked_in_vain(
    site: DeskSite, browser: Browser
) -> None:
    with visiting(browser) as visit:
        page = visit.page
        finger = Finger(page)
        adds_its_lock(site, page)
        finger.is_known(known=False)
        page.goto(f"{site.url}/signin")
        page.get_by_role("button", name="Use a passkey").click()
        page.get_by_text("Nothing came from the device’s lock").wait_for()
        assert "session" not in cookies(page)
        is_nobody(page, site)
