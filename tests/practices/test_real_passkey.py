"""A real browser at a computer that others use: it is asked for a lock other than its own, and a
security key signs its owner in without a code."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlmodel import col, select

from advice_line.desk.practice import joining, opening
from advice_line.practice_kinds import EnteredBy, JoinedBy
from advice_line.rules.practice_form import Person
from advice_line.tables.directory import Organisation, Requester, RequesterAddress
from advice_line.trust import devices
from tests import set_up_once
from tests.browser.desk_site import DeskSite, served
from tests.practices.practices import PRACTICES, ROWAN
from tests.servers.browser import visiting

pytestmark = [pytest.mark.browser, pytest.mark.hazard("H15")]


@pytest.fixture
def site(tmp_path: Path) -> Iterator[DeskSite]:
    with served(tmp_path) as made:
        set_up_once.set_up(made.service.ledger, PRACTICES)
        yield made


def has_typed_a_code(site: DeskSite, page: Page) -> None:
    """Rowan, at a computer that others use too."""
    with site.service.ledger.work("test") as work:
        wanted = select(Organisation).where(col(Organisation.key) == "Y99001")
        practice = work.session.exec(wanted).one()
        rowan = work.add(Requester(key="asker-rowan", name="Dr Rowan Hill", role="gp"))
        work.add(RequesterAddress(address=ROWAN, requester_id=rowan.id or 0, confirmed_at=work.now))
        who = Person("Dr Rowan Hill", "gp", None)
        member = joining.join(work, practice, rowan, who, JoinedBy.DOMAIN, manager=False)
        device = opening.device_of(work, ROWAN, rowan.id or 0)
        token = devices.opens(work, device, member.id, shared=True, how=EnteredBy.CODE)
    page.context.add_cookies([{"name": "asker", "value": token, "url": site.url}])


def lock(page: Page, transport: str) -> None:
    cdp = page.context.new_cdp_session(page)
    cdp.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": transport,
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    cdp.send("WebAuthn.addVirtualAuthenticator", {"options": options})


@pytest.mark.hazard("H07")
def test_a_security_key_signs_somebody_in_at_a_shared_computer(
    site: DeskSite, browser: Browser
) -> None:
    with visiting(browser) as visit:
        page = visit.page
        has_typed_a_code(site, page)
        page.goto(f"{site.url}/practice/sign-in")
        asked = page.locator("[data-passkey=create]").get_attribute("data-asked") or "{}"
        where = json.loads(asked)["authenticatorSelection"]["authenticatorAttachment"]
        assert where == "cross-platform"
        lock(page, "usb")
        page.get_by_label("What to call it").fill("My key")
        page.get_by_role("button", name="Add a passkey").click()
        expect(page.get_by_role("button", name="Remove My key")).to_be_visible()
        page.get_by_role("button", name="Sign out").click()
        page.goto(f"{site.url}/practice/signin")
        page.get_by_label("Others use it too").check()
        page.get_by_role("button", name="Use a passkey").click()
        expect(page.get_by_text("You are Dr Rowan Hill")).to_be_visible()
        page.goto(f"{site.url}/desk")
        expect(page.get_by_role("heading", name="Sign in", exact=True)).to_be_visible()
        assert visit.errors == []
