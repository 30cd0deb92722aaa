"""The record on a phone: at most twelve taps beyond dictation, kept as it is typed, errors seen."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.static_site import Site
from tests.servers.browser import visiting

pytestmark = pytest.mark.browser

DICTATED = {
    "Who asked": "Dr Sam Example",
    "Patient's name": "Test Patient",
    "Date of birth": "31 3 1980",
    "NHS, CHI or H&C number": "999 000 0018",
    "Question": "Six weeks of low back pain. Is MRI needed?",
    "Your advice": "Physiotherapy first.",
}


class Thumb:
    """Taps and counts; dictation goes into the field that was tapped last."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.taps = 0

    def tap(self, label: str, *, within: str | None = None) -> None:
        place = self.page.get_by_role("group", name=within) if within else self.page
        place.get_by_label(label, exact=True).first.tap()
        self.taps += 1

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name).tap()
        self.taps += 1

    def dictate(self, words: str) -> None:
        self.page.keyboard.insert_text(words)


@pytest.fixture
def page(browser: Browser, site: Site) -> Iterator[Page]:
    with visiting(browser, touch=True) as visit:
        visit.page.goto(f"{site.url}/show/bare/responder/record")
        yield visit.page
        assert visit.errors == []


def test_a_whole_record_takes_twelve_taps(page: Page, site: Site) -> None:
    thumb = Thumb(page)
    for label, words in DICTATED.items():
        thumb.tap(label)
        thumb.dictate(words)
    thumb.tap("GP")
    thumb.tap("Requested imaging")
    thumb.tap("No", within="Did you look at images?")
    thumb.tap("No imaging")
    thumb.tap("ROUTINE")
    thumb.press("Save")
    expect(page.get_by_role("heading", name="Saved")).to_be_visible()

    assert thumb.taps <= 12
    path, saved = site.posted[-1]
    assert path == "/desk/K7Q2-M9FX/record"
    wanted = {
        "requester_name": "Dr Sam Example",
        "requester_role": "gp",
        "general_question": "no",
        "patient_name": "Test Patient",
        "date_of_birth": "31 3 1980",
        "nhs_number": "999 000 0018",
        "would_have_done": "requested_imaging",
        "images_reviewed": "no",
        "advice": "Physiotherapy first.",
        "test_advised": "no",
        "urgency_set": "routine",
        "pregnancy": "not_known",
    }
    assert {name: saved.get(name) for name in wanted} == wanted


def test_a_general_question_without_imaging_takes_six(page: Page, site: Site) -> None:
    thumb = Thumb(page)
    thumb.tap("Who asked")
    thumb.dictate("Dr Sam Example")
    thumb.tap("General question")
    thumb.tap("Question")
    thumb.dictate("Which contrast for a CT urogram?")
    thumb.tap("Your advice")
    thumb.dictate("Ask us with the eGFR.")
    thumb.tap("No imaging")
    thumb.press("Save")
    expect(page.get_by_role("heading", name="Saved")).to_be_visible()
    assert thumb.taps <= 6
    assert site.posted[-1][1]["general_question"] == "yes"


def test_what_does_not_apply_is_out_of_the_way_until_it_does(page: Page) -> None:
    expect(page.get_by_label("Patient's name")).to_be_visible()
    expect(page.get_by_label("Which test")).to_be_hidden()
    page.get_by_label("General question").check()
    expect(page.get_by_label("Patient's name")).to_be_hidden()
    page.get_by_label("Test advised").check()
    expect(page.get_by_label("Which test")).to_be_visible()


def test_one_tap_says_who_and_by_when(page: Page) -> None:
    page.get_by_label("Test advised").check()
    page.get_by_role("button", name="The practice").tap()
    page.get_by_role("button", name="In 2 weeks").tap()
    expect(page.get_by_role("textbox", name="Who arranges it")).to_have_value("The practice")
    expect(page.get_by_role("textbox", name="By when")).to_have_value("in 2 weeks")
    expect(page.get_by_role("button", name="In 2 weeks")).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("button", name="Today")).to_have_attribute("aria-pressed", "false")


@pytest.mark.hazard("H07")
def test_the_draft_is_kept_without_pressing_anything_and_not_in_the_browser(
    page: Page, site: Site
) -> None:
    page.get_by_label("Your advice").fill("Physiotherapy first.")
    expect(page.locator("#draft-state")).to_have_text("Draft kept 2:05pm")
    path, kept = site.posted[-1]
    assert path == "/desk/K7Q2-M9FX/draft"
    assert kept["advice"] == "Physiotherapy first."
    assert kept["version"] == "3"
    stored = page.evaluate(
        "async () => JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie,"
        " await indexedDB.databases()])"
    )
    assert "Physiotherapy" not in stored


def test_errors_take_the_focus_and_lead_into_what_is_folded(page: Page, site: Site) -> None:
    page.goto(f"{site.url}/show/full/responder/record")
    expect(page.locator(".nhsuk-error-summary")).to_be_focused()
    page.get_by_role("link", name="Give a code or link, not the guideline's text").click()
    expect(page.get_by_label("Guideline", exact=True)).to_be_focused()
    expect(page.get_by_label("Guideline", exact=True)).to_be_in_viewport()
