"""What everybody who is turned away has before them: a plain page, and a browser that opens
nothing."""

from dataclasses import dataclass

from playwright.sync_api import Page, expect

from tests.browser.desk_site import DeskSite
from tests.browser.pictures import SCHEMES, WIDTHS, View, look_on
from tests.servers.browser import Visit

# Chromium reports the answer itself on the console: of a refusal that is meant.
_REFUSED = 403


@dataclass(frozen=True)
class Door:
    """Whom it lets in: the cookie that would say so, a page behind it, and where it leads
    whoever is nobody."""

    cookie: str
    page: str
    leads_to: str


STAFF = Door("session", "/desk", "/signin?next=/desk")
PRACTICE = Door("asker", "/practice", "/practice/signin?next=/practice")


def reads(visit: Visit, heading: str, *words: str, everywhere: bool = True) -> None:
    """The page says so in words, and nothing is wrong with it at any width, in any scheme; or, of
    many that differ in a word, on a light telephone alone."""
    expect(visit.page.get_by_role("heading", name=heading, exact=True, level=1)).to_be_visible()
    for each in words:
        expect(visit.page.locator("main")).to_contain_text(each)
    widths, schemes = (WIDTHS, SCHEMES) if everywhere else (WIDTHS[:1], SCHEMES[:1])
    view = View(heading, "")
    assert look_on(visit, view, _REFUSED, widths=widths, schemes=schemes) == []


def is_nobody(page: Page, site: DeskSite, door: Door = STAFF) -> None:
    """No page opens, whatever the browser holds; the page that asks who they are says why."""
    page.goto(f"{site.url}{door.page}")
    expect(page).to_have_url(f"{site.url}{door.leads_to}")
    expect(page.locator("main")).to_contain_text("You are not signed in")


def cookies(page: Page) -> set[str]:
    return {each["name"] for each in page.context.cookies()}
