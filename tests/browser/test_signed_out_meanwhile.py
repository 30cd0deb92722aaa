"""What one may do ends while the page stands open in a real browser: a session that was ended
elsewhere, a copy of its cookie, a role that was taken away (H15)."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from advice_line.clock import SetClock
from advice_line.directory import lookups
from advice_line.tables.directory import Responder
from advice_line.trust import sessions
from tests.browser.desk_site import DeskSite, served
from tests.browser.test_factors_turn_away import adds_its_lock, shows_its_lock
from tests.browser.test_sign_in import lock_of
from tests.browser.turned_away import STAFF, is_nobody, reads
from tests.conftest import MONDAY_NINE
from tests.servers.browser import visiting

pytestmark = [pytest.mark.browser, pytest.mark.hazard("H15")]


@pytest.fixture
def clock() -> SetClock:
    return SetClock(MONDAY_NINE)


@pytest.fixture
def site(tmp_path: Path, clock: SetClock) -> Iterator[DeskSite]:
    with served(tmp_path, clock=clock, requests_a_minute=0) as made:
        yield made


def comes_with(page: Page, site: DeskSite, token: str) -> None:
    page.context.add_cookies([{"name": STAFF.cookie, "value": token, "url": site.url}])
    page.goto(f"{site.url}/desk")
    expect(page).to_have_url(f"{site.url}/desk")


def token_of(page: Page) -> str:
    held = {each["name"]: each["value"] for each in page.context.cookies()}
    return held[STAFF.cookie]


def has_roles(site: DeskSite, who: str, roles: list[str]) -> None:
    with site.service.ledger.work("test") as work:
        person = lookups.responder_by_key(work.session, who)
        assert isinstance(person, Responder)
        work.update(person, roles=roles, roles_on={})


def test_a_session_that_was_ended_elsewhere_opens_nothing_more(
    site: DeskSite, browser: Browser
) -> None:
    with visiting(browser) as lost, visiting(browser) as own:
        comes_with(lost.page, site, site.session("amara"))
        comes_with(own.page, site, site.session("amara"))
        own.page.get_by_role("link", name="Your sign-in").click()
        own.page.get_by_role("button", name="End all but this one").click()
        expect(own.page.get_by_text("End all but this one")).to_have_count(0)
        assert len(site.trail("session.ended")) == 1
        is_nobody(lost.page, site)
        reads(lost, "Sign in", "Sign in, and you go on to the page that you asked for")
        lost.page.goto(f"{site.url}/you/sign-in")
        expect(lost.page).to_have_url(f"{site.url}/signin?next=/you/sign-in")


def test_a_screen_that_nobody_looks_at_signs_out(
    site: DeskSite, clock: SetClock, browser: Browser
) -> None:
    with visiting(browser) as visit:
        comes_with(visit.page, site, site.session("amara"))
        clock.advance(sessions.IDLE.total_seconds() + 60)
        is_nobody(visit.page, site)
        reads(visit, "Sign in", "You are not signed in, or not any more")


def test_a_copy_of_a_cookie_ends_with_the_next_proof_and_with_the_session(
    site: DeskSite, clock: SetClock, browser: Browser
) -> None:
    """Nothing that browsers offer everywhere binds a cookie to its machine: until then it opens
    what its owner's does (decision 53)."""
    with visiting(browser) as amara, visiting(browser) as thief:
        lock_of(amara.page)
        adds_its_lock(site, amara.page)
        shows_its_lock(site, amara.page)
        amara.page.wait_for_url(f"{site.url}/desk")
        comes_with(thief.page, site, token_of(amara.page))
        # What she signs in by it cannot change: that is asked of her lock once more.
        clock.advance(sessions.FRESH.total_seconds())
        thief.page.goto(f"{site.url}/you/sign-in")
        thief.page.get_by_role("button", name="Show that it is you").wait_for()
        expect(thief.page.get_by_role("button", name="Add a passkey")).to_have_count(0)
        amara.page.goto(f"{site.url}/you/sign-in")
        amara.page.get_by_role("button", name="Show that it is you").click()
        amara.page.get_by_role("button", name="Use this device’s lock").click()
        amara.page.wait_for_url(f"{site.url}/you/sign-in")
        assert len(site.trail("session.confirmed")) == 2
        is_nobody(thief.page, site)
        comes_with(thief.page, site, token_of(amara.page))
        amara.page.get_by_role("button", name="Sign out").click()
        amara.page.wait_for_url(f"{site.url}/")
        is_nobody(thief.page, site)
        reads(thief, "Sign in", "You are not signed in")


def test_a_role_that_was_taken_away_is_gone_from_the_next_page_on(
    site: DeskSite, browser: Browser
) -> None:
    reference = site.asked("Six weeks of low back pain. Is an MRI needed?")
    with visiting(browser) as visit:
        comes_with(visit.page, site, site.session("amara"))
        visit.page.goto(f"{site.url}/desk/{reference}")
        has_roles(site, "amara", ["educator"])
        visit.page.get_by_role("button", name="Claim").click()
        reads(visit, "This is not yours to open", "You do not have permission to do this")
        visit.page.goto(f"{site.url}/desk/{reference}")
        reads(visit, "This is not yours to open", "If you should have it")
        expect(visit.page.get_by_text("low back pain")).to_have_count(0)
        tried = {each.detail["route"] for each in site.trail("access.refused")}
        assert tried == {"/desk/{reference}/claim", "/desk/{reference}"}
        # They are who they are all the same.
        visit.page.goto(f"{site.url}/library")
        expect(visit.page).to_have_url(f"{site.url}/library")


def test_whose_access_has_ended_is_nobody_at_once(site: DeskSite, browser: Browser) -> None:
    with visiting(browser) as visit:
        comes_with(visit.page, site, site.session("ben"))
        with site.service.ledger.work("test") as work:
            ben = lookups.responder_by_key(work.session, "ben")
            assert isinstance(ben, Responder)
            work.update(ben, ended_at=work.now)
        is_nobody(visit.page, site)
