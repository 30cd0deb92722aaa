"""`make pictures`: every page by itself, and what the documents show, from a running demonstration.

Pictures go to docs/pictures, axe's verdict beside each. What the documents show lies in that folder
and is kept small; every page × width × scheme lies in `every`, which is not committed. Exit code 1
where anything is wrong with a picture.
"""

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Browser

from tests.browser.pictures import Finding, View, take
from tests.browser.static_site import served
from tests.browser.tour import Tour
from tests.servers.browser import running_browser
from tests.servers.processes import Deployment, free_port
from tests.web.contexts import PAGES

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"
EVERY = FOLDER / "every"
START_SECONDS = 120


def main() -> int:
    shutil.rmtree(FOLDER, ignore_errors=True)
    with running_browser() as browser:
        findings = [*_every_page(browser), *_of_the_demonstration(browser)]
    for picture in FOLDER.glob("*.png"):
        _make_small(picture)
    for found in findings:
        sys.stdout.write(f"{found.picture}: {found.problem}\n")
    count = len(list(FOLDER.rglob("*.png")))
    sys.stdout.write(f"{count} pictures in docs/pictures, {len(findings)} things wrong\n")
    return 1 if findings else 0


def _every_page(browser: Browser) -> list[Finding]:
    """With as much on it as it can show; the words are the tests' own."""
    with served() as site:
        shown = [template.removesuffix(".html") for template in PAGES]
        views = [View(page.replace("/", "-"), f"/show/full/{page}") for page in shown]
        return take(browser, site.url, views, EVERY)


def _of_the_demonstration(browser: Browser) -> list[Finding]:
    with _demonstration() as url:
        return Tour(browser, url, FOLDER).walk()


@contextmanager
def _demonstration() -> Iterator[str]:
    with TemporaryDirectory() as folder, Deployment(Path(folder), {}) as deployment:
        demo = deployment.start("demo", "demo", "--port", str(free_port()))
        ready = demo.wait_for_line("Ready: ", START_SECONDS)
        yield ready.removeprefix("Ready: ")
        demo.stop()


def _make_small(picture: Path) -> None:
    """A page has few colours, and a palette holds them in a third of the bytes. It must cover the
    rare ones too: a green dot of a few points says that the line is open."""
    with Image.open(picture) as opened:
        few = opened.convert("RGB").quantize(
            method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE
        )
    few.save(picture, optimize=True)


if __name__ == "__main__":
    sys.exit(main())
