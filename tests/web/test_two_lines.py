"""A site with two lines, the newer of which comes first by its key: neither hides the other."""

import pytest

from tests.stories.world import HOTDOC
from tests.web.people import Scene

SECOND = """
[[lines]]
key = "chest"
name = "Example Chest Advice"
number = "+441632960050"
email = "chest@example.org"
nation = "england"
time_zone = "Europe/London"
open = { tue = ["08:00-12:00"] }
switchboard = "+441632960999"
ring_backs = "by_hand"
menu = { offered = false }
"""


@pytest.fixture
def both(scene: Scene) -> Scene:
    scene.world.set_up(HOTDOC.read_text(encoding="utf-8") + SECOND)
    return scene


def test_the_front_page_shows_each_line_s_number_and_whether_it_is_open(both: Scene) -> None:
    somebody = both.browser().opens("/")
    somebody.sees("Example Chest Advice", "01632 960050", "We open ")
    somebody.sees("Another line: Example Radiology Advice 01632 960000 Open now, until 7pm.")
    somebody.opens(link(somebody.page, "Example Radiology Advice")).is_at("/?line=hotdoc")
    somebody.sees("01632 960000", "Another line: Example Chest Advice 01632 960050 Closed. We open")


def test_the_library_and_the_month_lead_to_each_line_and_stay_with_it(both: Scene) -> None:
    both.called()
    case = both.world.query()["case"]["reference"]
    ben = both.signed_in("ben").opens("/library").never_sees(case)
    theirs = link(ben.page, "Example Radiology Advice")
    ben.opens(theirs).sees(case)
    for label, path in (("November 2026", "/library"), ("Summary of this month", "/library/month")):
        where = link(ben.page, label)
        assert where.startswith(path)
        assert "line=hotdoc" in where
    summary = link(ben.page, "Summary of this month")
    ben.opens(summary).sees("1 query", "Example Radiology Advice")
    assert "line=hotdoc" in link(ben.page, "Markdown")
    assert "line=hotdoc" in link(ben.page, "Library")
    ben.opens(link(ben.page, "Example Chest Advice")).sees("0 queries").is_at(
        summary.replace("hotdoc", "chest")
    )


def test_a_site_with_one_line_is_asked_for_none(scene: Scene) -> None:
    assert "line=" not in scene.browser().opens("/").page
    assert "line=" not in scene.signed_in("ben").opens("/library").page


def link(page: str, words: str) -> str:
    """Where the last link with these words leads."""
    before = page[: page.rindex(words)]
    return before[before.rindex('href="') + 6 :].partition('"')[0].replace("&amp;", "&")
