"""A real browser shows a passkey or an authenticator's figures otherwise than it must, and its
person is signed in nowhere (H15)."""

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs

import pyotp
import pytest
from playwright.sync_api import Browser, Page, expect

from advice_line.tables.factors import Passkey
from tests.browser.desk_site import DeskSite, served
from tests.browser.test_sign_in import PASSWORD, has_typed_a_code, lock_of, shown
from tests.browser.turned_away import cookies, is_nobody, reads
from tests.servers.browser import Visit, visiting
from tests.stories.world import AMARA

pytestmark = [pytest.mark.browser, pytest.mark.hazard("H15")]
ASKS = "[data-passkey=get]"


@pytest.fixture
def site(tmp_path: Path) -> Iterator[DeskSite]:
    with served(tmp_path) as made:
        yield made


def adds_its_lock(site: DeskSite, page: Page) -> None:
    has_typed_a_code(site, page)
    page.goto(f"{site.url}/desk")
    page.get_by_role("button", name="Use this device’s lock").click()
    page.wait_for_url(f"{site.url}/desk")
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url(f"{site.url}/")


def shows_its_lock(site: DeskSite, page: Page) -> None:
    page.goto(f"{site.url}/signin")
    page.get_by_role("button", name="Use a passkey").click()


def why(site: DeskSite) -> list[str]:
    return [each.detail["why"] for each in site.trail("passkey.refused")]


def is_turned_away(site: DeskSite, visit: Visit, words: str) -> None:
    reads(visit, "Sign in", words, "You are not signed in")
    assert "session" not in cookies(visit.page)
    is_nobody(visit.page, site)


def test_a_lock_that_was_not_asked_who_holds_it_is_refused(
    site: DeskSite, browser: Browser
) -> None:
    """A browser that obeys us asks its lock to verify; this one was made not to."""
    with visiting(browser) as visit:
        page = visit.page
        cdp, lock = lock_of(page)
        adds_its_lock(site, page)
        cdp.send("WebAuthn.setUserVerified", {"authenticatorId": lock, "isUserVerified": False})
        page.goto(f"{site.url}/signin")
        asked = json.loads(page.locator(ASKS).get_attribute("data-asked") or "{}")
        assert asked["userVerification"] == "required"
        careless = json.dumps(asked | {"userVerification": "discouraged"})
        page.eval_on_selector(ASKS, "(form, asked) => { form.dataset.asked = asked }", careless)
        page.get_by_role("button", name="Use a passkey").click()
        is_turned_away(site, visit, "Unlock it by face, finger or PIN, and try again")
        assert why(site) == ["not_verified"]


def test_an_answer_of_a_lock_serves_once(site: DeskSite, browser: Browser) -> None:
    with visiting(browser) as visit:
        page = visit.page
        lock_of(page)
        adds_its_lock(site, page)
        with page.expect_request(f"{site.url}/signin/passkey") as sent:
            shows_its_lock(site, page)
        page.wait_for_url(f"{site.url}/desk")
        page.get_by_role("button", name="Sign out").click()
        page.wait_for_url(f"{site.url}/")
        page.goto(f"{site.url}/signin")
        (given,) = parse_qs(sent.value.post_data or "")["credential"]
        again = """(form, given) => { form.elements.credential.value = given;
            HTMLFormElement.prototype.submit.call(form) }"""
        page.eval_on_selector(ASKS, again, given)
        is_turned_away(site, visit, "this page was used before. Try again")
        assert why(site) == ["challenge"]


def test_a_passkey_that_was_forgotten_opens_nothing(site: DeskSite, browser: Browser) -> None:
    with visiting(browser) as visit:
        lock_of(visit.page)
        adds_its_lock(site, visit.page)
        with site.service.ledger.work("test") as work:
            work.session.delete(work.session.get_one(Passkey, 1))
        shows_its_lock(site, visit.page)
        is_turned_away(site, visit, "This passkey is not known here any more")
        assert why(site) == ["unknown"]


def sets_an_app_up(site: DeskSite, page: Page) -> pyotp.TOTP:
    has_typed_a_code(site, page)
    page.goto(f"{site.url}/desk")
    page.get_by_role("link", name="Use an authenticator app instead").click()
    page.get_by_label("A new password").fill(PASSWORD)
    page.get_by_label("The same again").fill(PASSWORD)
    page.get_by_role("button", name="Continue").click()
    app = pyotp.TOTP(page.locator(".al-secret").inner_text().replace(" ", ""))
    page.get_by_label("The six figures").fill(shown(site, app, -1))
    page.get_by_role("button", name="Continue").click()
    page.wait_for_url(f"{site.url}/desk")
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url(f"{site.url}/")
    return app


def types(site: DeskSite, page: Page, figures: str, password: str = PASSWORD) -> None:
    page.goto(f"{site.url}/signin/authenticator")
    page.get_by_label("Your mobile number").fill(AMARA)
    page.get_by_label("Your password").fill(password)
    page.get_by_label("Six figures").fill(figures)
    page.get_by_role("button", name="Sign in").click()


def test_figures_that_were_read_over_a_shoulder_serve_nobody_else(
    site: DeskSite, browser: Browser
) -> None:
    """The same six, typed on a second device while the app still shows them."""
    with visiting(browser) as amara, visiting(browser) as thief:
        app = sets_an_app_up(site, amara.page)
        figures = shown(site, app, 1)
        types(site, amara.page, figures)
        amara.page.wait_for_url(f"{site.url}/desk")
        before = len(site.trail("session.started"))
        for wrong in (PASSWORD, "another-password-altogether"):
            types(site, thief.page, figures, wrong)
            said = ("the figures were used before", "You are not signed in")
            reads(thief, "Password and six figures", *said)
            expect(thief.page.get_by_label("Your mobile number")).to_have_value(AMARA)
            expect(thief.page.get_by_label("Your password")).to_have_value("")
            assert "session" not in cookies(thief.page)
            is_nobody(thief.page, site)
        assert len(site.trail("authenticator.wrong")) == 2
        assert len(site.trail("session.started")) == before
        amara.page.goto(f"{site.url}/desk")
        expect(amara.page).to_have_url(f"{site.url}/desk")
