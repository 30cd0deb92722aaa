"""A real browser comes back from the practices' own sign-on otherwise than it must be, in each way
by its name: nobody is let in, and nobody joins a practice by it (H15)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from pydantic import SecretStr
from sqlmodel import select

from advice_line.clock import SetClock
from advice_line.tables.practices import PracticeIdentity, PracticeMember
from integrations.sandbox.identity.miniature import Account, Miniature
from integrations.sandbox.identity.switches import Switches
from tests import set_up_once
from tests.browser.desk_site import DeskSite, served
from tests.browser.turned_away import PRACTICE, cookies, is_nobody, reads
from tests.conftest import MONDAY_NINE
from tests.practices.practices import PRACTICES, ROWAN
from tests.practices.test_sign_on import CASES, CLIENT, RETURN, SECRET
from tests.servers.browser import visiting

pytestmark = [pytest.mark.browser, pytest.mark.hazard("H15")]
AWAY = "You are not signed in"
SHARED, OWN = "Others use it too", "Only I use it"


@dataclass
class SignOn:
    site: DeskSite
    at: Miniature
    clock: SetClock

    def is_there(self, **claims: Any) -> None:
        mail = {"email": ROWAN, "email_verified": True}
        self.at.who = Account("s-rowan", {"amr": ["mfa"], **mail, **claims})

    def begins(self, page: Page, computer: str = OWN) -> None:
        page.goto(f"{self.site.url}/practice/signin")
        page.get_by_role("button", name=computer, exact=True).click()

    def goes(self, page: Page) -> str:
        """As far as the provider; the address by which it would lead the browser back."""
        self.at.switches.keeps = True
        self.begins(page)
        page.wait_for_url("**/authorize?*")
        self.at.switches.keeps = False
        return str(page.evaluate("() => JSON.parse(document.body.innerText).back"))

    def refusals(self) -> list[str]:
        return [each.detail["refusal"] for each in self.site.trail("practice.sign_on.refused")]

    def known(self) -> int:
        """How many people of practices there are, and accounts by which they are known."""
        with self.site.service.ledger.look("test") as work:
            tables = (PracticeMember, PracticeIdentity)
            return sum(len(work.session.exec(select(each)).all()) for each in tables)


@pytest.fixture(scope="module")
def one_sign_on(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SignOn]:
    clock = SetClock(MONDAY_NINE)
    with (
        Miniature(CLIENT, SECRET, RETURN) as at,
        served(
            tmp_path_factory.mktemp("practices"),
            clock=clock,
            practice_oidc_issuer=at.issuer,
            practice_oidc_client_id=CLIENT,
            practice_oidc_client_secret=SecretStr(SECRET),
            requests_a_minute=0,
        ) as site,
    ):
        at.serves(f"{site.url}{RETURN}")
        set_up_once.set_up(site.service.ledger, PRACTICES)
        yield SignOn(site, at, clock)


@pytest.fixture
def sign_on(one_sign_on: SignOn) -> SignOn:
    one_sign_on.at.switches = Switches()
    one_sign_on.is_there()
    return one_sign_on


@pytest.mark.parametrize("case", CASES)
def test_who_comes_back_wrong_is_turned_away(sign_on: SignOn, browser: Browser, case: str) -> None:
    switches, claims, refusal = CASES[case]
    sign_on.at.switches = Switches(**switches)
    sign_on.is_there(**claims)
    before = sign_on.known()
    with visiting(browser) as visit:
        sign_on.begins(visit.page)
        reads(visit, AWAY, "What to do", f"Reason: {refusal}", everywhere=False)
        assert PRACTICE.cookie not in cookies(visit.page)
        is_nobody(visit.page, sign_on.site, PRACTICE)
    assert (sign_on.refusals()[-1], sign_on.known()) == (refusal, before)


def test_what_came_back_serves_once_in_its_own_browser_and_for_ten_minutes(
    sign_on: SignOn, browser: Browser
) -> None:
    with visiting(browser) as rowan, visiting(browser) as thief, visiting(browser) as copy:
        back = sign_on.goes(rowan.page)
        sign_on.goes(thief.page)
        thief.page.goto(back)
        reads(thief, AWAY, "Reason: not_begun_here", "sign in by a code to your own address")
        is_nobody(thief.page, sign_on.site, PRACTICE)
        kept = rowan.page.context.cookies()
        rowan.page.goto(back)
        expect(rowan.page).to_have_url(f"{sign_on.site.url}/practice/join")
        count = sign_on.known()
        copy.page.context.add_cookies(kept)  # type: ignore[arg-type] # as it was given
        copy.page.goto(back)
        reads(copy, AWAY, "This sign-in was used before", "Reason: used_before")
        is_nobody(copy.page, sign_on.site, PRACTICE)
        late = sign_on.goes(copy.page)
        sign_on.clock.advance(601)
        copy.page.goto(late)
        reads(copy, AWAY, "more than ten minutes ago", "Reason: not_begun_here")
        is_nobody(copy.page, sign_on.site, PRACTICE)
    seen = ["not_begun_here", "used_before", "not_begun_here"]
    assert (sign_on.refusals()[-3:], sign_on.known()) == (seen, count)


@pytest.mark.hazard("H07")
def test_on_a_shared_computer_nobody_comes_in_as_who_was_there_before(
    sign_on: SignOn, browser: Browser
) -> None:
    sign_on.at.switches.said = {"auth_time": 1_000_000_000}
    before = sign_on.known()
    with visiting(browser) as visit:
        sign_on.begins(visit.page, SHARED)
        reads(visit, AWAY, "somebody was signed in there already", "Reason: not_anew")
        is_nobody(visit.page, sign_on.site, PRACTICE)
    assert (sign_on.refusals()[-1], sign_on.known()) == ("not_anew", before)
