"""Two people of a practice at one real browser and one real, certified provider: npm's
`oidc-provider`, here under node."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from pydantic import SecretStr

from tests import set_up_once
from tests.browser.desk_site import DeskSite, served
from tests.identity.test_real_provider import SECRET, a_port, provider
from tests.practices.practices import KIM, PRACTICES, ROWAN
from tests.servers.browser import visiting

pytestmark = [pytest.mark.browser, pytest.mark.hazard("H15")]
SHARED, OWN = "Others use it too", "Only I use it"


@pytest.fixture
def site(tmp_path: Path) -> Iterator[DeskSite]:
    with a_port() as port:
        issuer = f"http://localhost:{port}"
    settings: dict[str, Any] = {
        "practice_oidc_issuer": issuer,
        "practice_oidc_client_id": "advice-line-practices",
        "practice_oidc_client_secret": SecretStr(SECRET),
        "practice_oidc_scopes": "openid email",
    }
    with served(tmp_path, **settings) as made, provider(port, made.url, "secret"):
        set_up_once.set_up(made.service.ledger, PRACTICES)
        yield made


def signs_on(page: Page, site: DeskSite, computer: str) -> None:
    page.goto(f"{site.url}/practice/signin")
    page.get_by_role("button", name=computer, exact=True).click()


def says_who(page: Page, who: str, *, second: bool = True) -> None:
    page.get_by_label("Who").fill(who)
    if second:
        page.get_by_label("A second factor").check()
    page.get_by_role("button", name="Sign in here").click()


def joins(page: Page, name: str, role: str) -> None:
    page.get_by_label("Your name").fill(name)
    page.get_by_label(role, exact=True).check()
    page.get_by_role("button", name="Join Elm Road Surgery").click()


def test_two_people_at_one_computer_each_come_in_as_themselves(
    site: DeskSite, browser: Browser
) -> None:
    with visiting(browser) as visit:
        page = visit.page
        signs_on(page, site, SHARED)
        says_who(page, ROWAN, second=False)
        expect(page.get_by_text("Reason: no_second_factor")).to_be_visible()
        signs_on(page, site, SHARED)
        says_who(page, ROWAN)
        joins(page, "Dr Rowan Hill", "GP")
        expect(page.get_by_text("You are Dr Rowan Hill")).to_be_visible()
        page.get_by_role("button", name="Sign out").click()

        # The provider still knows Rowan; who sits down next is asked all the same.
        signs_on(page, site, SHARED)
        says_who(page, KIM)
        joins(page, "Kim Marsh", "Practice manager")
        expect(page.get_by_text("You are Kim Marsh")).to_be_visible()
        page.get_by_role("button", name="Sign out").click()

        # On a computer of one's own that is what spares the typing.
        signs_on(page, site, OWN)
        expect(page.get_by_text("You are Kim Marsh")).to_be_visible()
        page.goto(f"{site.url}/desk")
        expect(page.get_by_role("heading", name="Sign in", exact=True)).to_be_visible()
        assert [each for each in visit.errors if "403" not in each] == []
