"""The link of a letter in a real browser that is not its reader's, or comes too late: it says that
something is there and what to do, and shows nothing of it (H15)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pydantic import SecretStr
from starlette.testclient import TestClient

from advice_line.clock import SetClock
from advice_line.trust import codes, links, sessions
from integrations.sandbox.mail import MailServer
from tests.browser.desk_site import DeskSite, served
from tests.browser.turned_away import reads
from tests.conftest import MONDAY_NINE
from tests.servers.browser import Visit, visiting
from tests.web.people import CANARIES, OAK_LANE_MAIL, REQUIRED
from tests.web.surfing import Surfer

pytestmark = [pytest.mark.browser, pytest.mark.hazard("H15")]
WAITING, CODE_PAGE = "A reply is waiting", "Enter the code"
_LINK = re.compile(r"http://localhost:\d+/q/\S+")
_CODE = re.compile(r"\b(\d{6}) is ")


@dataclass
class Letter:
    """Oak Lane has asked by mail, and was answered; `link` was mailed to it."""

    site: DeskSite
    mail: MailServer
    clock: SetClock
    link: str = ""

    def is_written(self) -> None:
        reference = self.site.asked(REQUIRED["question"])
        client = TestClient(self.site.service.app, base_url=self.site.url)
        client.cookies.set("session", self.site.session("amara"))
        amara = Surfer(client, lock=None).opens(f"/desk/{reference}").presses("Claim")
        amara.opens(f"/desk/{reference}/record").presses("Check the answer", **REQUIRED)
        amara.presses("Send the answer")
        self.link = self.newest(_LINK)[0]

    def newest(self, pattern: re.Pattern[str]) -> re.Match[str]:
        """Of what was mailed to Oak Lane."""
        self.site.service.deliver()
        mails = reversed(self.mail.mailbox(OAK_LANE_MAIL))
        return next(found for mail in mails if (found := pattern.search(mail.text)))

    def refusals(self) -> list[str]:
        return [each.detail["reason"] for each in self.site.trail("letter.refused")]


@pytest.fixture
def letter(tmp_path: Path, mail_server: MailServer) -> Iterator[Letter]:
    clock, smtp = SetClock(MONDAY_NINE), SecretStr(f"smtp://127.0.0.1:{mail_server.port}")
    with served(tmp_path, clock=clock, requests_a_minute=0, smtp_url=smtp) as site:
        made = Letter(site, mail_server, clock)
        made.is_written()
        yield made


def asks_for_code(letter: Letter, page: Page) -> str:
    page.goto(letter.link)
    page.get_by_role("button", name="Send me a code").click()
    page.wait_for_url(f"{letter.link}/code")
    return letter.newest(_CODE)[1]


def types(page: Page, code: str) -> None:
    page.get_by_label("Code").fill(code)
    page.get_by_role("button", name="Continue").click()


def shows_nothing(letter: Letter, visit: Visit) -> None:
    """Neither the page nor a file of it, whatever the browser holds."""
    for path in ("", "/letter.txt", "/letter"):
        visit.page.goto(f"{letter.link}{path}")
        assert [each for each in CANARIES if each in visit.page.content()] == []
    visit.page.goto(letter.link)


def test_a_link_that_was_forwarded_opens_nothing(letter: Letter, browser: Browser) -> None:
    with visiting(browser) as reader, visiting(browser) as other:
        code = asks_for_code(letter, reader.page)
        other.page.goto(letter.link)
        reads(other, WAITING, "To read it we send a code to the address on file")
        # Nor does the code that was asked for elsewhere, were it forwarded too.
        other.page.goto(f"{letter.link}/code")
        types(other.page, code)
        reads(other, CODE_PAGE, "asked for in another browser", "Send another code")
        shows_nothing(letter, other)
        assert letter.site.trail("letter.opened") == []
        assert letter.refusals() == ["expired"]
        types(reader.page, code)
        expect(reader.page.get_by_text("Edith Larkspur").first).to_be_visible()
        # Its reader's address, and the files behind it, are the other's no more than before.
        other.page.goto(reader.page.url)
        reads(other, WAITING)
        shows_nothing(letter, other)


def test_a_code_serves_once_and_for_ten_minutes(letter: Letter, browser: Browser) -> None:
    with visiting(browser) as visit:
        code = asks_for_code(letter, visit.page)
        types(visit.page, f"{(int(code) + 1) % 1_000_000:06}")
        reads(visit, CODE_PAGE, "That is not the code. Check the six figures and try again")
        assert len(letter.site.trail("code.wrong")) == 1
        types(visit.page, code)
        expect(visit.page.get_by_text("Edith Larkspur").first).to_be_visible()
        # Half an hour later this browser is anybody's again, and the code was used.
        letter.clock.advance(sessions.LETTER.total_seconds())
        visit.page.goto(f"{letter.link}/code")
        types(visit.page, code)
        reads(visit, CODE_PAGE, "This code was used before")
        shows_nothing(letter, visit)
        late = asks_for_code(letter, visit.page)
        letter.clock.advance(codes.LIFETIME.total_seconds())
        types(visit.page, late)
        reads(visit, CODE_PAGE, "past its time")
        shows_nothing(letter, visit)
        assert letter.refusals() == ["expired"] * 2
        assert len(letter.site.trail("letter.opened")) == 1


def test_a_link_that_is_past_its_time_offers_a_fresh_one(letter: Letter, browser: Browser) -> None:
    with visiting(browser) as visit:
        letter.clock.advance(links.LIFETIME[links.LinkKind.LETTER].total_seconds())
        visit.page.goto(letter.link)
        reads(visit, "This link has expired", "The reply is still there")
        shows_nothing(letter, visit)
        old = letter.link
        visit.page.get_by_role("button", name="Send a fresh link").click()
        reads(visit, "A fresh link is on its way", "You can close this page")
        letter.link = letter.newest(_LINK)[0]
        assert letter.link != old
        visit.page.goto(letter.link)
        reads(visit, WAITING)
        shows_nothing(letter, visit)


def test_a_link_that_was_cut_or_guessed_is_nothing(letter: Letter, browser: Browser) -> None:
    with visiting(browser) as visit:
        for link in (letter.link[:-1], f"{letter.link[:-4]}AAAA", f"{letter.site.url}/q/x"):
            visit.page.goto(link)
            reads(visit, "There is nothing here", "use its link again", everywhere=False)
