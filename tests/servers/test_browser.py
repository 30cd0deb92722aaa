"""Chromium opens a page of this machine and asks nobody else; axe judges it under its policy."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.servers import browser as module
from tests.servers.browser import running_browser, violations, visiting

pytestmark = pytest.mark.browser

AXE = Path(__file__).parents[1] / "browser" / "axe.min.js"
PAGES = {
    "/good": "<main><h1>Advice</h1><p>One reply is waiting.</p></main>",
    "/bad": "<main><h1>Advice</h1><img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='></main>",
    "/script": "<main><h1>Advice</h1></main><script>document.title = 'ran'</script>",
    "/outside": "<main><h1>Advice</h1></main><img alt='' src='https://cdn.example.org/x.png'>",
}


class Pages(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = PAGES.get(self.path, "")
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        policy = "default-src 'self'; img-src * data:"
        self.send_header("Content-Security-Policy", policy)
        self.end_headers()
        page = f"<!doctype html><html lang='en'><title>Advice</title><body>{body}</body></html>"
        self.wfile.write(page.encode())

    def log_message(self, *_args: object) -> None:
        """Silent: the test reads nothing of it."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Pages) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield f"http://localhost:{server.server_port}"
        server.shutdown()
        thread.join()


def test_axe_passes_a_sound_page_and_names_what_a_bad_one_breaks(
    browser: Browser, address: str
) -> None:
    with visiting(browser) as visit:
        visit.page.goto(f"{address}/good")
        assert violations(visit.page, AXE) == ()
        visit.page.goto(f"{address}/bad")
        assert [found.rule for found in violations(visit.page, AXE)] == ["image-alt"]


def test_a_breach_of_the_policy_is_an_error(browser: Browser, address: str) -> None:
    with visiting(browser) as visit:
        visit.page.goto(f"{address}/script")
        assert visit.page.title() == "Advice"
        assert "Content Security Policy" in visit.errors[0]


def test_a_page_that_asks_somebody_else_fails(browser: Browser, address: str) -> None:
    with pytest.raises(AssertionError, match=r"cdn\.example\.org"), visiting(browser) as visit:
        visit.page.goto(f"{address}/outside")


def test_width_and_scheme_are_those_of_the_visitor(browser: Browser, address: str) -> None:
    with visiting(browser, width=1280, dark=True) as visit:
        visit.page.goto(f"{address}/good")
        assert visit.page.evaluate("innerWidth") == 1280
        assert visit.page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")


def test_a_missing_browser_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("REQUIRE_ALL", raising=False)
    monkeypatch.setattr(module, "CHROMIUM", tmp_path / "chromium")
    with pytest.raises(pytest.skip.Exception, match=module.INSTALL), running_browser():
        pass
