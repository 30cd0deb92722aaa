"""Pictures of pages with axe's verdict beside each: page × width × scheme, in a real browser.

`take` is given a running site and knows no page by itself:

    with running_browser() as browser:
        findings = take(browser, "http://localhost:8000", [View("home", "/")], folder)
"""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page

from tests.servers.browser import OF_COLOURS, Visit, violations, visiting

AXE = Path(__file__).with_name("axe.min.js")
WIDTHS = (390, 1280)
Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
LEAST_HEIGHT = 844


@dataclass(frozen=True)
class View:
    """One page to take: `name` becomes the file name, `cookies` sign the browser in.

    `prepare` may press things first, given the page once it is loaded. `height` is how much of
    a long page is taken, in CSS pixels; all of it without.
    """

    name: str
    path: str
    cookies: tuple[tuple[str, str], ...] = ()
    prepare: Callable[[Page], None] | None = None
    height: int | None = None


@dataclass(frozen=True)
class Finding:
    """What is wrong with one picture: one of axe's rules with its aims, or our own words."""

    picture: str
    problem: str


def take(
    browser: Browser,
    base_url: str,
    views: Iterable[View],
    folder: Path | None,
    *,
    widths: Sequence[int] = WIDTHS,
    schemes: Sequence[Scheme] = SCHEMES,
) -> list[Finding]:
    """Write `NAME-WIDTH-SCHEME.png` and `.axe.json` for each; return everything that is wrong.

    Without a folder nothing is written, which is a third quicker.

    Wrong is: an axe violation, an error on the console (a breach of the policy is one), a page
    wider than the screen, an answer of 500 and above. Raises AssertionError where a page asked
    any host but this machine.
    """
    findings: list[Finding] = []
    for view in views:
        with visiting(browser) as visit:
            findings += look(visit, base_url, view, folder, widths=widths, schemes=schemes)
    return findings


def look(
    visit: Visit,
    base_url: str,
    view: View,
    folder: Path | None = None,
    *,
    widths: Sequence[int] = WIDTHS,
    schemes: Sequence[Scheme] = SCHEMES,
) -> list[Finding]:
    """The same for one view, before the eyes of somebody who may have seen others."""
    _wear(visit.page, widths[0], schemes[0])
    status = _open(visit, base_url, view)
    return look_on(visit, view, status, folder, widths=widths, schemes=schemes)


def look_on(
    visit: Visit,
    view: View,
    status: int,
    folder: Path | None = None,
    *,
    widths: Sequence[int] = WIDTHS,
    schemes: Sequence[Scheme] = SCHEMES,
) -> list[Finding]:
    """The same for the page that stands open, which was answered with that status."""
    findings: list[Finding] = []
    for width in widths:
        for scheme in schemes:
            name = f"{view.name}-{width}-{scheme}"
            _dress(visit.page, width, scheme, view.height)
            problems = _problems(visit, status, None if scheme == schemes[0] else OF_COLOURS)
            if folder is not None:
                _write(folder / name, visit.page, view, status, problems)
            findings += [Finding(name, problem) for problem in problems]
    return findings


def _open(visit: Visit, base_url: str, view: View) -> int:
    visit.errors.clear()
    visit.page.context.add_cookies(
        [{"name": name, "value": value, "url": base_url} for name, value in view.cookies]
    )
    answer = visit.page.goto(base_url + view.path, wait_until="load")
    if view.prepare:
        view.prepare(visit.page)
    return answer.status if answer else 0


def _wear(page: Page, width: int, scheme: Scheme, height: int = LEAST_HEIGHT) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": height})


def _dress(page: Page, width: int, scheme: Scheme, wanted: int | None) -> None:
    """The window is as high as the page, so that what sticks to its edge is where it ends."""
    _wear(page, width, scheme, wanted or LEAST_HEIGHT)
    if wanted is None:
        height = page.evaluate("() => document.documentElement.scrollHeight")
        page.set_viewport_size({"width": width, "height": max(LEAST_HEIGHT, height)})


def _problems(visit: Visit, status: int, rules: Sequence[str] | None) -> list[str]:
    broken = violations(visit.page, AXE, rules)
    return [
        *(f"{found.rule} at {', '.join(found.elements)}" for found in broken),
        *_heard(visit, status),
        *_too_wide(visit.page),
    ]


def _write(picture: Path, page: Page, view: View, status: int, problems: list[str]) -> None:
    picture.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=f"{picture}.png")
    verdict = {"page": view.name, "status": status, "problems": problems}
    Path(f"{picture}.axe.json").write_text(
        json.dumps(verdict, indent=2, ensure_ascii=False) + "\n", encoding="utf-8"
    )


def _heard(visit: Visit, status: int) -> list[str]:
    errors = [f"console: {error}" for error in visit.errors]
    if 400 <= status < 500:
        # Chromium reports the page's own 4xx on the console; of an error page that is meant.
        return [error for error in errors if "Failed to load resource" not in error]
    return errors if 200 <= status < 400 else [*errors, f"answered {status or 'nothing'}"]


def _too_wide(page: Page) -> list[str]:
    overflow = page.evaluate(
        "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    return [f"{overflow} px wider than the screen"] if overflow > 0 else []
