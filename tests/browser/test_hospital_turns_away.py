"""A real browser comes back from the hospital's sign-in otherwise than it must be, in each way by
its name: its person reads a plain page, is signed in nowhere, and stands in the trail (H15)."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, expect
from pydantic import SecretStr

from advice_line.clock import SetClock
from advice_line.directory.users.door import Users
from advice_line.trust.roles import SYSTEM
from integrations.sandbox.identity.miniature import Account, Miniature
from integrations.sandbox.identity.switches import Switches
from tests.browser.desk_site import DeskSite, served
from tests.browser.turned_away import STAFF, cookies, is_nobody, reads
from tests.conftest import MONDAY_NINE
from tests.identity.hospital import CLIENT, RETURN, SECRET, STRONG, SUBJECT
from tests.identity.test_turned_away import CASES
from tests.servers.browser import visiting

pytestmark = [pytest.mark.browser, pytest.mark.hazard("H15")]
AWAY = "You are not signed in"


@dataclass
class Hospital:
    site: DeskSite
    at: Miniature
    clock: SetClock

    def begin(self) -> None:
        self.at.switches = Switches()
        self.at.who = Account(SUBJECT, dict(STRONG))

    def sessions(self) -> int:
        return len(self.site.trail("session.started"))

    def refusals(self) -> list[str]:
        return [each.detail["refusal"] for each in self.site.trail("sign_in.refused")]

    def begins(self, page: Page) -> None:
        """From our page to theirs, and back at once."""
        page.goto(f"{self.site.url}/signin")
        page.get_by_role("button", name="Sign in with your hospital account").click()

    def goes(self, page: Page) -> str:
        """As far as the provider; the address by which it would lead the browser back."""
        self.at.switches.keeps = True
        self.begins(page)
        page.wait_for_url("**/authorize?*")
        self.at.switches.keeps = False
        return str(page.evaluate("() => JSON.parse(document.body.innerText).back"))


@pytest.fixture(scope="module")
def one_hospital(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hospital]:
    clock = SetClock(MONDAY_NINE)
    with (
        Miniature(CLIENT, SECRET, RETURN) as at,
        served(
            tmp_path_factory.mktemp("hospital"),
            clock=clock,
            oidc_issuer=at.issuer,
            oidc_client_id=CLIENT,
            oidc_client_secret=SecretStr(SECRET),
            requests_a_minute=0,
        ) as site,
    ):
        at.serves(f"{site.url}{RETURN}")
        Users(site.service.ledger).link(SYSTEM, "amara", at.issuer, SUBJECT)
        yield Hospital(site, at, clock)


@pytest.fixture
def hospital(one_hospital: Hospital) -> Hospital:
    one_hospital.begin()
    return one_hospital


@pytest.mark.parametrize("case", CASES)
def test_who_comes_back_wrong_is_turned_away(
    hospital: Hospital, browser: Browser, case: str
) -> None:
    turn, refusal, words = CASES[case]
    turn(hospital.at)
    before = hospital.sessions()
    with visiting(browser) as visit:
        hospital.begins(visit.page)
        reads(visit, AWAY, words, "What to do", f"Reason: {refusal}", everywhere=False)
        assert cookies(visit.page) == {"browser"}
        is_nobody(visit.page, hospital.site)
        assert (hospital.refusals()[-1], hospital.sessions()) == (refusal, before)
        # Once it is right, the page's own button leads in: the browser has kept nothing of it.
        hospital.begin()
        hospital.begins(visit.page)
        expect(visit.page).to_have_url(f"{hospital.site.url}/desk")


def test_what_came_back_serves_once_and_in_its_own_browser(
    hospital: Hospital, browser: Browser
) -> None:
    """The address of the return opened again, in another browser, and in a copy of the first."""
    with visiting(browser) as amara, visiting(browser) as thief, visiting(browser) as copy:
        back = hospital.goes(amara.page)
        hospital.goes(thief.page)
        thief.page.goto(back)
        reads(thief, AWAY, "was not begun in this browser", "Reason: not_begun_here")
        is_nobody(thief.page, hospital.site)

        kept = amara.page.context.cookies()
        amara.page.goto(back)
        expect(amara.page).to_have_url(f"{hospital.site.url}/desk")
        count = hospital.sessions()
        amara.page.goto(back)
        reads(amara, "This sign-in did not work", "You stay signed in as Dr Amara Example")
        amara.page.goto(f"{hospital.site.url}/desk")
        expect(amara.page).to_have_url(f"{hospital.site.url}/desk")  # Whoever is in stays so.

        copy.page.context.add_cookies(kept)  # type: ignore[arg-type] # as it was given
        copy.page.goto(back)
        reads(copy, AWAY, "This sign-in was used before", "Reason: used_before")
        is_nobody(copy.page, hospital.site)
        # A code that the provider has taken before, under a sign-in of this browser's own.
        fresh = hospital.goes(copy.page).partition("code=")[0]
        copy.page.goto(f"{fresh}code={back.partition('code=')[2]}")
        reads(copy, AWAY, "not proven who you are", "Reason: code_refused")
        is_nobody(copy.page, hospital.site)
        assert STAFF.cookie not in cookies(copy.page)
        seen = ["not_begun_here", "not_begun_here", "used_before", "code_refused"]
        assert (hospital.refusals()[-4:], hospital.sessions()) == (seen, count)


def test_ten_minutes_are_the_most_and_another_provider_is_none(
    hospital: Hospital, browser: Browser
) -> None:
    before = hospital.sessions()
    with visiting(browser) as visit:
        elsewhere = hospital.goes(visit.page).replace("iss=http", "iss=https")
        visit.page.goto(elsewhere)
        reads(visit, AWAY, "not proven who you are", "Reason: wrong_issuer")
        late = hospital.goes(visit.page)
        hospital.clock.advance(601)
        visit.page.goto(late)
        reads(visit, AWAY, "more than ten minutes ago", "Reason: not_begun_here")
        is_nobody(visit.page, hospital.site)
    assert (hospital.refusals()[-2:], hospital.sessions()) == (
        ["wrong_issuer", "not_begun_here"],
        before,
    )


def test_a_stranger_is_told_how_to_be_let_in(hospital: Hospital, browser: Browser) -> None:
    hospital.at.who = Account("8a11-unknown", dict(STRONG))
    before = hospital.sessions()
    with visiting(browser) as visit:
        hospital.begins(visit.page)
        reads(visit, AWAY, "8a11-unknown", "Give whoever runs the line your name")
        is_nobody(visit.page, hospital.site)
    assert (hospital.refusals()[-1], hospital.sessions()) == ("unknown_person", before)
