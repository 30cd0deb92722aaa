"""The rota in a real browser: a list on a phone, seven days beside each other on a screen, and a
pattern that is written with the keyboard alone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, FloatRect, Locator, expect

from tests.browser.static_site import Site
from tests.servers.browser import Visit, visiting

pytestmark = pytest.mark.browser


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    with visiting(browser, width=1280) as visit:
        yield visit


def test_the_week_is_seven_days_beside_each_other_and_a_list_on_a_phone(
    visit: Visit, site: Site
) -> None:
    page = visit.page
    page.goto(f"{site.url}/show/full/rota/week")
    days = page.locator(".al-day")
    assert len({round(box["y"]) for box in boxes(days)}) == 1
    heads = page.locator(".al-day .al-tier:nth-child(3) dt", has_text="Lead")
    assert len({round(box["y"]) for box in boxes(heads)}) == 1, "one tier, one height"
    page.set_viewport_size({"width": 390, "height": 844})
    assert len({round(box["x"]) for box in boxes(days)}) == 1
    assert len({round(box["y"]) for box in boxes(days)}) == 7


@pytest.mark.parametrize("of", ["rota/pattern", "coordinator/waits"])
def test_what_is_wrong_with_a_field_of_a_row_has_a_line_to_itself(
    visit: Visit, site: Site, of: str
) -> None:
    page = visit.page
    page.goto(f"{site.url}/show/full/{of}")
    (wrong,) = boxes(page.locator(".al-session__fields .nhsuk-form-group--error"))
    (fields,) = boxes(page.locator(".al-session__fields:has(.nhsuk-form-group--error)"))
    assert wrong["width"] > fields["width"] - 40


def test_a_session_opens_with_the_keyboard_and_enter_in_its_field_saves(
    visit: Visit, site: Site
) -> None:
    page = visit.page
    page.goto(f"{site.url}/show/full/rota/pattern")
    session = page.get_by_role("group", name="Session 1")
    session.locator("summary").press("Enter")
    session.get_by_label("Days").fill("tue")
    expect(session.locator("summary")).to_have_text("Session 1 changed, not saved yet")
    with page.expect_request(lambda asked: asked.method == "POST") as sent:
        page.keyboard.press("Enter")
    assert sent.value.url == f"{site.url}/rota/pattern"


def test_a_session_is_added_with_the_keyboard(visit: Visit, site: Site) -> None:
    page = visit.page
    page.goto(f"{site.url}/show/full/rota/pattern")
    page.locator("#add").focus()
    with page.expect_request(lambda asked: asked.method == "POST") as sent:
        page.keyboard.press("Space")
    assert sent.value.url == f"{site.url}/rota/pattern/rows"
    assert "add=1" in (sent.value.post_data or "")


def test_ten_sessions_fit_on_two_screens_of_a_phone(visit: Visit, site: Site) -> None:
    page = visit.page
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{site.url}/show/full/rota/pattern")
    folded, _ = boxes(page.locator(".al-session"))
    assert folded["height"] < 140
    expect(page.locator("#copy-1")).to_be_visible()


def boxes(found: Locator) -> list[FloatRect]:
    return [box for each in found.all() if (box := each.bounding_box())]
