"""The documents hold together: every link leads somewhere, every picture is shown and small, what
the front page tells to type exists, and nothing speaks of the machine it was written on."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.house.documents import DOCS, ROOT, Document, anchor, document, every

PICTURES = DOCS / "pictures"
MOST_BYTES, MOST_BYTES_TOGETHER = 150_000, 2_000_000
README = document("README.md")
# Where somebody's own machine or workplace would show.
OURS_ALONE = re.compile(r"/home/|/root/|/Users/|/tmp/|127\.0\.0\.1:|192\.168\.")


@pytest.mark.parametrize("shown", every(), ids=lambda each: each.name)
def test_every_link_leads_to_something_that_is_there(shown: Document) -> None:
    assert [link for link in shown.links() if not leads_somewhere(shown, link)] == []


def leads_somewhere(shown: Document, link: str) -> bool:
    parts = urlsplit(link)
    if parts.scheme:
        return parts.scheme == "https"
    aim = (shown.path.parent / parts.path).resolve() if parts.path else shown.path
    if not aim.exists() or not aim.is_relative_to(ROOT):
        return False
    if not parts.fragment:
        return True
    return aim.suffix == ".md" and parts.fragment in _read(aim).anchors


def _read(path: Path) -> Document:
    return Document(path, path.read_text(encoding="utf-8"))


def test_a_link_to_nothing_is_found_out() -> None:
    for dead in ("docs/nothing.md", "docs/settings.md#nothing", "#nothing", "../..", "http://x"):
        assert not leads_somewhere(README, dead)
    assert leads_somewhere(README, "docs/settings.md#public_url")
    assert anchor("`[[lines]]`") == "lines"
    assert anchor("A call, and how it ends") == "a-call-and-how-it-ends"


def test_every_document_can_be_reached_from_the_front_page() -> None:
    """Whatever lies in a folder of its own, such as the benchmarks, may explain itself there."""
    reached, ahead = set(), [README]
    while ahead:
        shown = ahead.pop()
        reached.add(shown.name)
        aims = {(shown.path.parent / urlsplit(link).path).resolve() for link in shown.links()}
        ahead += [each for each in every() if each.path in aims and each.name not in reached]
    assert {each.name for each in every() if each.path.is_relative_to(DOCS)} - reached == set()


def shown_pictures() -> Iterator[Path]:
    for shown in every():
        for link in shown.links():
            if link.endswith((".png", ".svg", ".webp")):
                yield (shown.path.parent / link).resolve()


def test_every_picture_is_shown_somewhere_passed_axe_and_is_small() -> None:
    kept = set(PICTURES.glob("*.png"))
    assert kept == {path for path in shown_pictures() if path.parent == PICTURES}
    assert [path.name for path in kept if path.stat().st_size > MOST_BYTES] == []
    assert sum(path.stat().st_size for path in kept) < MOST_BYTES_TOGETHER
    for path in kept:
        verdict = json.loads(path.with_suffix(".axe.json").read_text(encoding="utf-8"))
        assert verdict["problems"] == [], path.name


def test_a_picture_has_words_for_those_who_do_not_see_it() -> None:
    for shown in every():
        assert re.findall(r"!\[\s*\]|<img(?![^>]*alt=\"[^\"]+\")", shown.prose) == [], shown.name


def test_every_target_that_is_named_is_one_of_the_makefile() -> None:
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    for shown in every():
        named = set(re.findall(r"`make (\w+)", shown.prose))
        named |= {word for block in shown.blocks("") for word in re.findall(r"^make (\w+)", block)}
        assert named <= targets, shown.name


@pytest.mark.parametrize("shown", every(), ids=lambda each: each.name)
def test_no_document_speaks_of_the_machine_it_was_written_on(shown: Document) -> None:
    assert OURS_ALONE.findall(shown.text) == []
