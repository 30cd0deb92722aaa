"""From a month's queries to a signed agenda, a voted meeting, a sent digest and what was agreed,
done: in a real browser, each person at a screen of their own."""

import itertools
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from advice_line.demo import hosting, questions
from advice_line.demo.history import DAYS, History
from advice_line.demo.stage import Stage, build_stage
from tests.servers.browser import visiting

# Each step of it is told by itself elsewhere.
pytestmark = [pytest.mark.browser, pytest.mark.again]

# A month of 300 queries takes minutes to live: QUERIES=300 asks for it.
QUERIES = int(os.environ.get("QUERIES", "24"))
FIRST_OF_DECEMBER = datetime(2026, 12, 1, 10, 0, tzinfo=UTC)
MEETING = datetime(2026, 12, 2, 12, 35, tzinfo=UTC)
ON_SCREEN, ON_PHONE = 1280, 390
PATIENCE = 15_000  # milliseconds
VOTE = "What would you do next?"


@dataclass
class Site:
    stage: Stage
    browser: Browser
    stack: ExitStack

    def somebody(self, width: int = ON_SCREEN) -> Page:
        page = self.stack.enter_context(visiting(self.browser, width=width)).page
        page.set_default_timeout(PATIENCE)
        return page

    def person(self, key: str) -> Page:
        """Somebody of the demonstration, signed in."""
        page = self.somebody()
        page.goto(f"{self.stage.public_url}/signin")
        page.locator(f"button[name=persona][value={key}]").click()
        return page

    def opens(self, page: Page, path: str) -> None:
        page.goto(f"{self.stage.public_url}{path}")

    def until(self, moment: datetime) -> None:
        self.stage.phones.advance((moment - self.stage.phones.now()).total_seconds())


@pytest.fixture
def site(tmp_path: Path, browser: Browser) -> Iterator[Site]:
    """The fictional line on the first of December, with November lived."""
    with month_lived(tmp_path) as stage, ExitStack() as stack:
        yield Site(stage, browser, stack)


@contextmanager
def month_lived(folder: Path) -> Iterator[Stage]:
    once = questions.load()
    # Nobody is born twice: who asks the same again asks it in general.
    again = itertools.cycle(replace(each, general=True) for each in once)
    asked = [*once[:QUERIES], *itertools.islice(again, max(0, QUERIES - len(once)))]
    # As many a day as it takes, from nine to half past five.
    daily = max(3, -(-QUERIES // 20))
    times = [time(9 + 8 * 60 * n // daily // 60, 8 * 60 * n // daily % 60) for n in range(daily)]
    start = FIRST_OF_DECEMBER - timedelta(days=DAYS + 1)
    with hosting.reserve(0) as reserved:
        url = f"http://localhost:{hosting.port_of(reserved)}"
        database = f"sqlite:///{folder / 'demo.sqlite3'}"
        with (
            build_stage(database, url, start, today=FIRST_OF_DECEMBER) as stage,
            stage.open(stage.service.app, reserved, lifespan=False),
        ):
            History(stage, FIRST_OF_DECEMBER, asked=asked, times=times).play()
            stage.settle()
            yield stage


def test_a_months_queries_become_a_meeting_a_digest_and_something_done(site: Site) -> None:
    amara, ben = site.person("amara"), site.person("ben")
    meeting = a_series_and_its_first_meeting(site, amara)
    an_agenda(amara)
    signed_by_both(site, amara, ben, meeting)
    site.until(MEETING)
    # Nobody stays signed in over night.
    amara, ben = site.person("amara"), site.person("ben")
    a_vote_from_two_phones(site, amara, meeting)
    something_is_agreed(amara)
    it_is_done(site, ben)
    site.until(MEETING + timedelta(hours=1))
    amara = site.person("amara")
    what_was_learned_is_sent(site, amara, meeting)
    a_digest_goes_to_the_practices(site, amara)


def a_series_and_its_first_meeting(site: Site, amara: Page) -> str:
    site.opens(amara, "/meetings")
    fields = {"Name": "Radiology and primary care", "Place": "Seminar room 1"}
    for label, words in (fields | {"Starts": "12:30", "Ends": "13:30"}).items():
        amara.get_by_label(label, exact=True).fill(words)
    amara.get_by_label("Day of the week").select_option(label="Wednesday")
    amara.get_by_label("First", exact=True).check()
    amara.get_by_label("Chair from imaging").select_option("amara")
    amara.get_by_label("Chair from primary care").select_option("ben")
    amara.get_by_role("button", name="Make the series").click()
    amara.get_by_role("region", name="Coming").get_by_role("link").first.click()
    expect(amara.get_by_text("12:30pm to 1:30pm")).to_be_visible()
    return amara.url.removeprefix(site.stage.public_url)


def an_agenda(amara: Page) -> None:
    """Three of what is proposed, each with its reason; the last is put first, and asks a vote."""
    for number in (1, 2, 3):
        proposed = amara.get_by_role("region", name="Proposed").locator("form").first
        assert proposed.locator("li").count() > 0, "nothing is proposed without a reason"
        proposed.get_by_role("button", name="Put on the agenda").click()
        expect(amara.locator("[data-agenda] > li[data-item]")).to_have_count(number)
    last = amara.locator("[data-agenda] > li").last.get_attribute("data-item")
    for _ in range(2):
        amara.locator(f"#item-{last}").get_by_role("button", name="Up").click()
    expect(amara.locator("[data-agenda] > li").first).to_have_attribute("data-item", last or "")
    amara.locator(f"#item-{last}").get_by_role("link", name="Minutes, presenter, vote").click()
    amara.get_by_label("Question", exact=True).fill(VOTE)
    amara.get_by_label("Answer 1", exact=True).fill("Image at once")
    amara.get_by_label("Answer 2", exact=True).fill("Look again in six weeks")
    amara.get_by_label("The best answer").select_option("2")
    amara.get_by_role("button", name="Keep").click()


def signed_by_both(site: Site, amara: Page, ben: Page, meeting: str) -> None:
    for chair in (amara, ben):
        site.opens(chair, meeting)
        chair.get_by_role("button", name="Sign this agenda").click()
    expect(ben.get_by_text("not signed as it is now")).to_have_count(0)
    site.stage.settle()
    told = [each.subject for each in site.stage.mail.messages]
    assert any("comes to the education meeting" in each for each in told)


def a_vote_from_two_phones(site: Site, amara: Page, meeting: str) -> None:
    site.opens(amara, f"{meeting}/present")
    amara.get_by_role("button", name="Open the vote").click()
    room = amara.locator(".al-qr + p").inner_text().strip()
    phones = [site.somebody(ON_PHONE) for _ in range(2)]
    for phone, name in zip(phones, ("Dr Sam Example", "Dr Kit Example"), strict=True):
        phone.goto(room)
        phone.get_by_label("Your name").fill(name)
        phone.get_by_label("Your role").fill("GP")
        phone.get_by_role("button", name="Sign in to the meeting").click()
        phone.get_by_label("Look again in six weeks").check()
        phone.get_by_role("button", name="Vote").click()
        expect(phone.get_by_text("Your vote counts.")).to_be_visible()
    amara.reload()
    expect(amara.get_by_text("six weeks: 2")).to_have_count(0)
    amara.get_by_role("button", name="Close the vote").click()
    expect(amara.get_by_text("Look again in six weeks: 2")).to_be_visible()
    amara.get_by_role("button", name="Show the answer").click()
    expect(amara.get_by_role("heading", name="What was advised")).to_be_visible()


def something_is_agreed(amara: Page) -> None:
    amara.get_by_text("Notes, decision and actions").click()
    amara.get_by_label("What is to do").fill("Write a page on when to look again")
    amara.get_by_label("Who does it").select_option("ben")
    amara.get_by_label("By", exact=True).fill("2026-12-09")
    amara.get_by_role("button", name="Agree on it").click()
    expect(amara.get_by_text("Write a page on when to look again")).to_have_count(1)


def it_is_done(site: Site, ben: Page) -> None:
    site.opens(ben, "/meetings")
    to_do = ben.get_by_role("region", name="To do")
    expect(to_do).to_contain_text("Write a page on when to look again")
    to_do.get_by_role("button", name="Done").click()
    expect(ben.get_by_text("Nothing that was agreed is still to do.")).to_be_visible()


def what_was_learned_is_sent(site: Site, amara: Page, meeting: str) -> None:
    site.opens(amara, f"{meeting}/minutes")
    expect(amara.get_by_role("heading", name="Who was there (2)")).to_be_visible()
    amara.get_by_role("button", name="Send to all what was learned").click()
    expect(amara.get_by_text("What was learned was sent to all who were invited")).to_be_visible()


def a_digest_goes_to_the_practices(site: Site, amara: Page) -> None:
    site.opens(amara, "/digests")
    waiting = amara.get_by_role("link", name="November 2026")
    if not waiting.count():
        amara.get_by_role("button", name="Draft the digest of November 2026").click()
    if waiting.count():
        waiting.click()
    before = len(site.stage.mail.messages)
    amara.get_by_role("button", name="Approve and send").click()
    amara.get_by_role("button", name="Send it to").click()
    expect(amara.get_by_text("was put on its way to")).to_be_visible()
    site.stage.settle()
    sent = site.stage.mail.messages[before:]
    digests = [each for each in sent if "November 2026" in each.subject]
    assert digests
    assert all(address.endswith("example.org") for each in digests for address in each.recipients)
