"""Debian's Chromium for the page tests, and axe inside it.

with running_browser() as browser, visiting(browser, width=390, dark=True) as visit:
    visit.page.goto(address)
    assert violations(visit.page, axe_file) == ()
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Error, Page, Request, sync_playwright

from tests.servers.required import need

CHROMIUM = Path("/usr/bin/chromium")
INSTALL = "apt-get install --no-install-recommends chromium"

_FLAGS = [
    "--no-sandbox",  # Chromium refuses to run as root with it
    "--disable-background-networking",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]
_LOCAL = ("localhost", "127.0.0.1")
_OWN_SCHEMES = ("data", "blob", "about")
_VIOLATIONS = """async (rules) => (await axe.run(document, {
    resultTypes: ['violations'], ...(rules ? {runOnly: rules} : {}),
})).violations"""
# What axe judges by the colours that are seen; all else is the same in both schemes.
OF_COLOURS = ("color-contrast", "link-in-text-block")


@dataclass
class Visit:
    """A page with what it complained of: `errors` are its scripts' and its policy's."""

    page: Page
    errors: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.errors.append(message.text)

    def _failed(self, error: Error) -> None:
        self.errors.append(error.message)

    def _asked(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in _OWN_SCHEMES and parts.hostname not in _LOCAL:
            self.outside.append(request.url)


@dataclass(frozen=True)
class Violation:
    """One rule of axe that the page breaks, and the elements that break it."""

    rule: str
    impact: str
    help: str
    elements: tuple[str, ...]


@contextmanager
def running_browser() -> Iterator[Browser]:
    """Skips the test where Chromium is not installed, or fails it with REQUIRE_ALL=1."""
    if not CHROMIUM.exists():
        need("Chromium", INSTALL)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=_FLAGS)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def visiting(
    browser: Browser,
    *,
    width: int = 390,
    height: int = 844,
    dark: bool = False,
    touch: bool = False,
) -> Iterator[Visit]:
    """A fresh person at a screen of that many CSS pixels.

    Raises AssertionError at the end when the page asked any host but this machine.
    """
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if dark else "light",
        has_touch=touch,
        locale="en-GB",
        timezone_id="Europe/London",
    )
    try:
        visit = Visit(context.new_page())
        visit.page.on("console", visit._heard)
        visit.page.on("pageerror", visit._failed)
        visit.page.on("request", visit._asked)
        yield visit
        assert visit.outside == [], f"the page asked {visit.outside}"
    finally:
        context.close()


def violations(
    page: Page, axe_file: Path, rules: Sequence[str] | None = None
) -> tuple[Violation, ...]:
    """What axe finds on the page as it stands, by these rules or by all; `axe_file` is axe-core's
    `axe.min.js`.

    It is evaluated, not loaded by a script element, because the pages' policy forbids that; once
    for each page, and asked for no more than this, which takes half the time.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(axe_file.read_text(encoding="utf-8"))
    found = page.evaluate(_VIOLATIONS, rules and list(rules))
    return tuple(
        Violation(
            rule=one["id"],
            impact=one["impact"],
            help=one["help"],
            elements=tuple(str(node["target"]) for node in one["nodes"]),
        )
        for one in found
    )
