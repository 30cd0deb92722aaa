"""The whole of a written question from the list to the letter by keyboard alone, and what is typed
while the signal is lost."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.desk_site import PHRASE, DeskSite, served
from tests.servers.browser import visiting

pytestmark = pytest.mark.browser

MOST_TABS = 120
_SAID = """() => {
  const at = document.activeElement;
  const label = at.labels && at.labels[0] ? at.labels[0].textContent : '';
  const outlined = getComputedStyle(at);
  const shown = outlined.outlineStyle !== 'none' || outlined.boxShadow !== 'none';
  return { said: (label || at.textContent || '').trim(), shown };
}"""


class Keys:
    """Somebody without a mouse: the Tab key, letters, Enter, Space."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def reach(self, words: str) -> None:
        """Tab until what begins so has the focus, and shows that it has."""
        seen = []
        for _ in range(MOST_TABS):
            self.page.keyboard.press("Tab")
            now = self.page.evaluate(_SAID)
            seen.append(now["said"][:40])
            if now["said"].startswith(words):
                assert now["shown"], f"{words} does not show that it has the focus"
                return
        raise AssertionError(f"{words!r} was not reached: {seen}")

    def press(self, words: str) -> None:
        self.reach(words)
        self.page.keyboard.press("Enter")

    def opens(self, url: str) -> None:
        """A link that is followed begins at the top of its page."""
        self.page.goto(url)

    def type(self, words: str, text: str) -> None:
        self.reach(words)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(text)

    def choose(self, words: str, key: str) -> None:
        self.reach(words)
        self.page.keyboard.press(key)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DeskSite]:
    folder: Path = tmp_path_factory.mktemp("desk")
    with served(folder) as site:
        yield site


@pytest.fixture
def page(browser: Browser, desk: DeskSite) -> Iterator[Page]:
    with visiting(browser, width=1280) as visit:
        cookie = {"name": "session", "value": desk.session("amara"), "url": desk.url}
        visit.page.context.add_cookies([cookie])  # type: ignore[list-item]  # its own TypedDict
        yield visit.page


def test_a_question_is_asked_back_and_answered_by_keyboard_alone(
    page: Page, desk: DeskSite
) -> None:
    reference = desk.asked("A mass on the chest film. What next?")
    keys = Keys(page)
    keys.opens(f"{desk.url}/desk")
    keys.press("Claim")
    page.wait_for_url(f"**/desk/{reference}")
    keys.press("Ask back")
    keys.type("What you want to know", "Is there a pacemaker?")
    keys.press("Look over before sending")
    expect(page.get_by_role("heading", name="Send this to the requester?")).to_be_visible()
    keys.press("Send to requester")
    expect(page.get_by_text("The requester was asked something")).to_be_visible()
    desk.replied("No pacemaker.")
    keys.opens(f"{desk.url}/desk/{reference}")
    keys.press("Write the advice")
    page.wait_for_url("**/record")
    keys.type("Who asked", "Dr Sam Example")
    keys.type("Patient's name", "Test Patient")
    keys.type("NHS, CHI or H&C number", "999 000 0018")
    keys.type("Your advice", "Nothing sinister.")
    keys.press(PHRASE)
    expect(page.get_by_label("Your advice")).to_have_value(f"Nothing sinister. {PHRASE}")
    expect(page.get_by_label("Your advice")).to_be_focused()
    keys.press("Check the answer")
    expect(page.get_by_text("999 000 0018")).to_be_visible()
    keys.press("Send the answer")
    expect(page.get_by_role("heading", name="Saved")).to_be_visible()


def test_it_is_noted_and_passed_on_by_keyboard_alone(page: Page, desk: DeskSite) -> None:
    reference = desk.asked("And this one?")
    keys = Keys(page)
    keys.opens(f"{desk.url}/desk")
    keys.press("Claim")
    page.wait_for_url(f"**/desk/{reference}")
    keys.press("Note for colleagues")
    keys.type("Note", "Seen last week.")
    keys.press("Keep the note")
    expect(page.get_by_text("Dr Amara Example noted, among colleagues")).to_be_visible()
    keys.press("Pass on")
    keys.choose("To", "B")
    keys.choose("Why", "N")
    keys.press("Offer it")
    expect(page.get_by_text("You offered it to Ben Example")).to_be_visible()
    keys.press("Take it back")
    expect(page.get_by_text("It was offered no more")).to_be_visible()


def test_a_later_answer_is_promised_and_another_closed_by_keyboard_alone(
    page: Page, desk: DeskSite
) -> None:
    reference = desk.asked("And what of this?")
    keys = Keys(page)
    keys.opens(f"{desk.url}/desk/{reference}")
    keys.press("Claim")
    expect(page.get_by_text("yours", exact=True)).to_be_visible()
    keys.press("Answer later than promised")
    day = desk.service.clock.now() + timedelta(days=3)
    keys.reach("They have an answer by")
    page.keyboard.type(f"{day:%m%d%Y}")  # Chromium's own order, whatever its page's language
    page.keyboard.press("Tab")
    page.keyboard.type("1200PM")
    expect(page.get_by_label("They have an answer by")).to_have_value(f"{day:%Y-%m-%dT12:00}")
    keys.choose("Why", "n")
    keys.press("Promise it by then")
    expect(page.get_by_text("The requester was promised an answer by")).to_be_visible()
    keys.press("Close without advice")
    keys.reach("Why")
    page.keyboard.type("Asked")  # the first that begins so
    expect(page.locator("#closed_as")).to_have_value("duplicate")
    keys.type("In your own words", "Asked twice")
    keys.press("Close it")
    page.wait_for_url("**/desk")


# As Lighthouse throttles: the slower half of 3G.
SLOW = {"offline": False, "latency": 300, "downloadThroughput": 51_200, "uploadThroughput": 25_600}
ON_3G_MS = 4_000


def test_the_list_and_a_question_open_in_four_seconds_on_3g(
    browser: Browser, desk: DeskSite
) -> None:
    """From nothing: no style, script or page is kept yet."""
    reference = desk.asked("And on the train?")
    with visiting(browser, width=390) as visit:
        cookie = {"name": "session", "value": desk.session("amara"), "url": desk.url}
        visit.page.context.add_cookies([cookie])  # type: ignore[list-item]  # its own TypedDict
        session = visit.page.context.new_cdp_session(visit.page)
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", SLOW)
        visit.page.goto(f"{desk.url}/desk", wait_until="load", timeout=ON_3G_MS)
        claim = visit.page.locator(f"#claim-{reference}")
        expect(claim).to_be_visible(timeout=ON_3G_MS)
        claim.click()
        ask_back = visit.page.get_by_text("Ask back", exact=True)
        expect(ask_back).to_be_visible(timeout=ON_3G_MS)


def test_what_is_typed_while_the_signal_is_lost_is_kept_once_it_is_back(
    page: Page, desk: DeskSite
) -> None:
    reference = desk.asked("And a third?")
    page.goto(f"{desk.url}/desk/{reference}")
    page.get_by_role("button", name="Claim").click()
    page.get_by_text("Note for colleagues").click()
    page.context.set_offline(True)
    page.get_by_label("Note", exact=True).fill("Typed in the lift.")
    status = page.locator("#kept-note")
    expect(status).to_contain_text("No signal: not kept yet")
    page.context.set_offline(False)
    expect(status).to_contain_text("Draft kept", timeout=10_000)
    page.reload()
    expect(page.get_by_label("Note", exact=True)).to_have_value("Typed in the lift.")


def test_a_record_typed_while_the_signal_is_lost_is_kept_once_it_is_back(
    page: Page, desk: DeskSite
) -> None:
    reference = desk.asked("And a fourth?")
    page.goto(f"{desk.url}/desk/{reference}")
    page.get_by_role("button", name="Claim").click()
    page.goto(f"{desk.url}/desk/{reference}/record")
    page.context.set_offline(True)
    page.get_by_label("Your advice").fill("Typed in the lift.")
    status = page.locator("#draft-state")
    expect(status).to_contain_text("No signal: not kept yet")
    page.context.set_offline(False)
    expect(status).to_contain_text("Draft kept", timeout=10_000)
    page.reload()
    expect(page.get_by_label("Your advice")).to_have_value("Typed in the lift.")


def test_the_list_shows_what_has_come_without_being_loaded_again(
    page: Page, desk: DeskSite
) -> None:
    page.clock.install()
    page.goto(f"{desk.url}/desk")
    reference = desk.asked("And a fifth?")
    expect(page.locator(f"#claim-{reference}")).to_have_count(0)
    page.clock.fast_forward(16_000)
    expect(page.locator(f"#claim-{reference}")).to_be_visible()
    page.locator(f"#claim-{reference}").focus()
    with page.expect_response("**/desk/list?*") as unchanged:
        page.clock.fast_forward(16_000)
    assert unchanged.value.status in (200, 204)
    expect(page.locator(f"#claim-{reference}")).to_be_focused()
