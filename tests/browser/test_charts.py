"""Charts in a real browser: both widths, both schemes, no violation, letters that can be read."""

import pytest
from playwright.sync_api import Browser

from tests.browser.pictures import View, look
from tests.browser.static_site import Site
from tests.servers.browser import visiting

pytestmark = pytest.mark.browser

# In CSS pixels: of what an eye reads without a glass.
SMALLEST = 10
_TEXTS = """() => [...document.querySelectorAll('svg.al-spc[role=img] text')]
    .filter(each => each.getBoundingClientRect().height > 0)
    .map(each => [each.textContent, parseFloat(getComputedStyle(each).fontSize)
        * each.getScreenCTM().a, each.getBoundingClientRect().left,
        each.getBoundingClientRect().right])"""


def test_charts_pass_axe_at_both_widths_in_both_schemes(browser: Browser, site: Site) -> None:
    with visiting(browser) as visit:
        assert look(visit, site.url, View("charts", "/charts")) == []


@pytest.mark.parametrize("width", [320, 390, 700, 1280])
def test_every_word_of_a_chart_can_be_read_and_lies_on_the_page(
    browser: Browser, site: Site, width: int
) -> None:
    with visiting(browser, width=width) as visit:
        visit.page.goto(f"{site.url}/charts")
        found = visit.page.evaluate(_TEXTS)
        assert len(found) > 80
        small = [text for text, size, _, _ in found if size < SMALLEST]
        assert small == []
        assert [text for text, _, left, right in found if left < 0 or right > width] == []
        assert visit.errors == []


def test_one_of_the_two_drawings_is_shown_and_read_at_a_time(browser: Browser, site: Site) -> None:
    for width, shown, other in ((390, "narrow", "broad"), (1280, "broad", "narrow")):
        with visiting(browser, width=width) as visit:
            visit.page.goto(f"{site.url}/charts")
            drawing = visit.page.get_by_role("img", name="Answered within 60 seconds")
            assert drawing.count() == 1
            assert visit.page.locator(f"#answered-{shown}-title").count() == 1
            assert visit.page.locator(f".al-chart-{shown}").first.is_visible()
            assert not visit.page.locator(f".al-chart-{other}").first.is_visible()


@pytest.mark.parametrize("dark", [False, True])
def test_the_colours_of_the_scheme_reach_the_drawing(
    browser: Browser, site: Site, dark: bool
) -> None:
    with visiting(browser, width=1280, dark=dark) as visit:
        visit.page.goto(f"{site.url}/charts")
        filled = visit.page.locator(".al-chart-broad .al-spc-dot.al-spc-improvement").first
        colour = filled.evaluate("each => getComputedStyle(each).fill")
        assert colour == ("rgb(90, 162, 230)" if dark else "rgb(0, 94, 184)")
