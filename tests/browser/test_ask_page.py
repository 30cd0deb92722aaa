"""A question by phone: done in 90 seconds, kept in its tab while there is no signal and gone from
it once sent; guidance beside it as it is typed; all of it by keyboard alone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.static_site import Site
from tests.browser.test_record_page import Thumb
from tests.servers.browser import visiting

pytestmark = pytest.mark.browser

TYPED = {
    "Your name": "Dr Rowan Hill",
    "Your practice or department": "Elm Road Surgery",
    "Your email address": "rowan@elsewhere.example.org",
}
OF_PATIENT = {
    "Patient's name": "Edith Larkspur",
    "Date of birth": "1 2 1950",
    "NHS, CHI or H&C number": "9990000018",
    "Your question": "Night pain in the back for six weeks. Plain film or MRI?",
}
# Card, Moran and Newell's keystroke-level model, by the slow end of what is measured on phones: a
# tap, a character, and a thought before each field.
_TAP, _CHARACTER, _THOUGHT = 1.1, 0.3, 1.35


def seconds(thumb: Thumb, characters: int) -> float:
    return thumb.taps * (_TAP + _THOUGHT) + characters * _CHARACTER


@pytest.fixture
def page(browser: Browser, site: Site) -> Iterator[Page]:
    with visiting(browser, touch=True) as visit:
        visit.page.goto(f"{site.url}/show/bare/requester/ask")
        yield visit.page
        assert visit.errors == []


def fills(thumb: Thumb, fields: dict[str, str]) -> int:
    for label, words in fields.items():
        thumb.tap(label)
        thumb.dictate(words)
    return sum(map(len, fields.values()))


def test_the_first_question_takes_ninety_seconds_and_ten_taps(page: Page, site: Site) -> None:
    thumb = Thumb(page)
    characters = fills(thumb, TYPED) + fills(thumb, OF_PATIENT)
    thumb.tap("Today")
    thumb.press("Check and send")
    expect(page.get_by_role("heading", name="Check and send")).to_be_visible()
    assert page.url.endswith("/ask/hotdoc")  # to which Back leads from the next page
    thumb.press("Send")
    expect(page.get_by_role("heading", name="Your question is sent")).to_be_visible()
    assert thumb.taps <= 10
    assert seconds(thumb, characters) <= 90
    path, sent = next(each for each in site.posted if each[0] == "/ask")
    assert {name: sent.get(name) for name in ("patient_name", "urgency_asked", "pregnancy")} == {
        "patient_name": "Edith Larkspur",
        "urgency_asked": "today",
        "pregnancy": "not_known",
    }
    assert path == "/ask"


def test_the_telephone_comes_first_where_it_is_needed_now(page: Page) -> None:
    ring = page.get_by_text("now: that is faster")
    expect(ring).to_be_hidden()
    page.get_by_label("Now", exact=True).check()
    expect(ring).to_be_visible()


def test_local_guidance_comes_while_one_types(page: Page, site: Site) -> None:
    page.get_by_label("Your question").press_sequentially("Night pain in the back")
    expect(page.get_by_role("region", name="Local guidance")).to_contain_text("Still need a person")
    path, sent = site.posted[-1]
    assert path == "/ask/guidance"
    assert set(sent) == {"question", "form_token", "line"}


@pytest.mark.hazard("H07")
def test_what_was_typed_outlives_a_lost_page_in_its_own_tab_alone(page: Page, site: Site) -> None:
    page.get_by_label("Patient's name").fill("Edith Larkspur")
    page.get_by_label("Within 2 days").check()
    page.get_by_text("Does it belong to an e-RS booking?").click()
    page.get_by_label("Booking reference (UBRN)").fill("1234 5678 9012")
    page.goto("about:blank")
    page.goto(f"{site.url}/show/bare/requester/ask")
    expect(page.get_by_label("Patient's name")).to_have_value("Edith Larkspur")
    expect(page.get_by_label("Within 2 days")).to_be_checked()
    expect(page.get_by_label("Booking reference (UBRN)")).to_be_visible()
    expect(page.get_by_role("status")).to_contain_text("had typed in this tab")
    assert "Larkspur" not in str(page.context.storage_state())
    other = page.context.new_page()
    other.goto(f"{site.url}/show/bare/requester/ask")
    expect(other.get_by_label("Patient's name")).to_have_value("")


@pytest.mark.hazard("H02")
def test_what_was_left_of_one_patient_is_cleared_by_one_tap(page: Page) -> None:
    page.get_by_label("Patient's name").fill("Edith Larkspur")
    page.reload()
    page.get_by_role("button", name="Clear it and begin again").tap()
    expect(page.get_by_label("Patient's name")).to_have_value("")
    expect(page.get_by_label("Your name")).to_be_focused()
    page.reload()
    expect(page.get_by_label("Patient's name")).to_have_value("")


@pytest.mark.hazard("H07")
def test_once_it_is_sent_the_tab_keeps_nothing(page: Page, site: Site) -> None:
    page.get_by_label("Patient's name").fill("Edith Larkspur")
    page.goto(f"{site.url}/show/bare/requester/kept")
    kept = page.evaluate("JSON.stringify({...sessionStorage, ...localStorage})")
    assert "Larkspur" not in kept
    page.goto(f"{site.url}/show/bare/requester/ask")
    expect(page.get_by_label("Patient's name")).to_have_value("")


def test_a_tab_that_is_duplicated_says_so_and_neither_loses_what_it_holds(
    page: Page, site: Site
) -> None:
    page.get_by_label("Patient's name").fill("Edith Larkspur")
    with page.expect_popup() as opened:
        # Opened by its page, as duplicated: a copy of what it keeps for the tab goes along.
        page.evaluate("open(location.href)")
    copy = opened.value
    expect(copy.get_by_label("Patient's name")).to_have_value("Edith Larkspur")
    expect(copy.get_by_role("status")).to_contain_text("a copy of what stands in another tab")
    expect(page.get_by_role("status")).to_contain_text("This tab was duplicated")
    copy.get_by_label("Patient's name").fill("Oren Whitlock")
    page.reload()
    expect(page.get_by_label("Patient's name")).to_have_value("Edith Larkspur")
    copy.goto(f"{site.url}/show/bare/requester/kept")
    expect(page.get_by_role("status")).to_contain_text("of the other tab has been sent")
    expect(page.get_by_label("Patient's name")).to_have_value("Edith Larkspur")


def test_without_a_signal_it_waits_and_goes_when_it_is_back(page: Page, site: Site) -> None:
    page.get_by_label("Patient's name").fill("Edith Larkspur")
    page.context.set_offline(True)
    for _ in range(2):
        page.get_by_role("button", name="Check and send").tap()
    expect(page.get_by_role("status")).to_contain_text("no signal")
    assert [each for each in site.posted if each[0] == "/ask"] == []
    page.context.set_offline(False)
    expect(page.get_by_role("heading", name="Check and send")).to_be_visible()
    assert site.posted[-1][1]["patient_name"] == "Edith Larkspur"
    assert [path for path, _ in site.posted].count("/ask") == 1


def types(page: Page, *fields: str) -> None:
    """Each into the field where one is, and on to the next."""
    for words in fields:
        page.keyboard.type(words)
        page.keyboard.press("Tab")


def test_all_of_it_is_done_by_keyboard(page: Page, site: Site) -> None:
    page.get_by_label("Your name").focus()
    types(page, "Dr Rowan Hill", " ", "", "Elm Road Surgery", "rowan@example.org", "")
    types(page, "")  # past "A patient", which is chosen
    types(page, "Edith Larkspur", "1 2 1950", "9990000018", "", "Film or MRI?")
    page.keyboard.type(" ")
    page.keyboard.press("ArrowRight")
    types(page, "", "", "", "")  # past the urgency and what is folded
    expect(page.get_by_role("button", name="Check and send")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Check and send")).to_be_visible()
    sent = next(each for path, each in site.posted if path == "/ask")
    wanted = ("requester_role", "organisation", "patient_name", "question", "urgency_asked")
    assert [sent[name] for name in wanted] == [
        "gp",
        "Elm Road Surgery",
        "Edith Larkspur",
        "Film or MRI?",
        "today",
    ]
