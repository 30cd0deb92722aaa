"""A newcomer with a telephone's screen: from the first call to the summary of the month, doing at
each step what the page says next."""

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.pictures import AXE
from tests.demo.conftest import Theatre
from tests.servers.browser import violations, visiting

pytestmark = pytest.mark.browser


@dataclass
class Newcomer:
    """`page` is the demonstration's; what it opens comes in tabs of its own."""

    theatre: Theatre
    page: Page

    def is_told(self, words: str) -> None:
        """Time passes until the page says so, and it says it before it would have asked again."""
        self.theatre.until(words, at_work=True)
        self.page.locator("#caller-as").dispatch_event("change")
        expect(self.page.locator("[data-part=next-words]")).to_contain_text(words)

    def sound(self, page: Page) -> None:
        assert violations(page, AXE) == ()
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, f"{page.url} is {wide} pixels wider than the screen"

    def shown(self) -> Locator:
        """What "Show me" leads to."""
        go = self.page.locator("[data-part=next-go]")
        return self.page.locator(go.get_attribute("href") or "")

    def opens(self, link: Locator) -> Page:
        with self.page.context.expect_page() as opened:
            link.click()
        opened.value.wait_for_load_state()
        return opened.value

    def goes_on(self) -> Page:
        """By the link of what is to do next, to a page of its own."""
        return self.opens(self.page.locator("[data-part=next-go]"))


def test_the_newcomers_way(theatre: Theatre, browser: Browser) -> None:
    with visiting(browser, width=390, dark=True) as visit:
        visit.page.goto(f"{theatre.url}/")
        visit.page.get_by_role("link", name="To the telephones").click()
        newcomer = Newcomer(theatre, visit.page)
        taker = _a_call(newcomer)
        record = _the_record(newcomer, taker)
        _the_letter(newcomer)
        _the_case(newcomer, record)
        assert visit.errors == []


def _a_call(newcomer: Newcomer) -> Locator:
    newcomer.is_told("Press Call")
    newcomer.shown().get_by_role("button", name="Call", exact=True).click()
    newcomer.is_told("The line asks what it is about")
    newcomer.page.locator("#phone-caller").get_by_role("button", name="1", exact=True).click()
    newcomer.is_told("phone rings. Press Answer")
    responder = newcomer.shown()
    # The words of "Show me" change; the telephone stays the same.
    responder = newcomer.page.locator(f"#{responder.get_attribute('id')}")
    newcomer.sound(newcomer.page)
    responder.get_by_role("button", name="Answer").click()
    newcomer.is_told("asks for a key. Press 1")
    expect(responder).to_contain_text("press 1 to accept")
    responder.get_by_role("button", name="1", exact=True).click()
    newcomer.is_told("They are talking")
    newcomer.shown().get_by_role("button", name="Hang up").click()
    newcomer.theatre.settle()
    newcomer.is_told("Open its link and write down the advice")
    return responder


def _the_record(newcomer: Newcomer, responder: Locator) -> Page:
    newcomer.page.get_by_role("button", name="Write an example for me").click()
    expect(newcomer.page.get_by_role("alert")).to_contain_text("The example is in the record")
    record = newcomer.opens(responder.get_by_role("link", name="Open the link"))
    record.get_by_role("button", name="Open the record").click()
    expect(record.get_by_label("Patient's name")).to_have_value("Edwin Calloway")
    newcomer.sound(record)
    record.get_by_role("button", name="Save and send").click()
    expect(record.get_by_role("heading", name="Saved")).to_be_visible()
    newcomer.theatre.settle()
    return record


def _the_letter(newcomer: Newcomer) -> None:
    newcomer.is_told("The practice has mail")
    mails = newcomer.page.locator("[data-part=mails] li")
    letter = newcomer.opens(mails.first.get_by_role("link"))
    letter.get_by_role("button", name="Send me a code").click()
    newcomer.theatre.settle()
    newcomer.page.locator("#caller-as").dispatch_event("change")
    expect(mails).to_have_count(2)
    code = re.search(r"\b\d{6}\b", mails.first.inner_text())
    assert code
    letter.get_by_label("Code").fill(code.group())
    letter.get_by_role("button", name="Continue").click()
    expect(letter.get_by_text("Edwin Calloway")).to_be_visible()
    newcomer.sound(letter)
    newcomer.is_told("say that you received it")
    letter.get_by_label("Your name and role").fill("Dr Halima Rookwood, GP")
    letter.get_by_role("button", name="Received: a clinician will act").click()
    expect(letter.get_by_role("heading", name="Thank you")).to_be_visible()


def _the_case(newcomer: Newcomer, record: Page) -> None:
    newcomer.is_told("offer the case for teaching")
    record.get_by_role("button", name="Offer this case for teaching").click()
    newcomer.is_told("check the case’s text")
    case = newcomer.goes_on()
    newcomer.sound(case)
    case.get_by_label("Learning point").fill("Plantar heel pain needs no X-ray.")
    case.get_by_role("group", name="About").get_by_label("Lower limb").check()
    case.get_by_role("group", name="Imaging").get_by_label("Plain film").check()
    sure = case.get_by_role("button", name="Nobody can be recognised in this")
    sure.click()
    if case.get_by_text("few cases are like this one").count():
        sure.click()
    newcomer.is_told("Be somebody else, and approve the case")
    second = newcomer.goes_on()
    second.get_by_role("button", name="Dr Chidi Fenwick-Obi").click()
    second.get_by_role("button", name="Approve").click()
    newcomer.is_told("Read the summary of the month")
    month = newcomer.goes_on()
    expect(month.get_by_text("Plantar heel pain needs no X-ray.")).to_be_visible()
    newcomer.sound(month)
