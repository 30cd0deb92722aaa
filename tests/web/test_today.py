"""Today's board: what waits now, who is on and how the day's calls went, with nothing of anybody
who asked."""

import re
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from integrations.sandbox.phones import accepts, declines, rings_out
from tests.statements import asked as statements
from tests.stories.world import AMARA, BEN, CHIDI, ELM_ROAD_MOBILE, LINE, STRANGER_MOBILE, world
from tests.web.people import CANARIES, REQUIRED, Scene
from tests.web.surfing import Surfer
from tests.web.test_desk_list import questions

BOARD, NOW = "/desk/today", "/desk/today/now"
HEADS = ("came", "answered", "elsewhere", "missed", "waiting")


def tile(surfer: Surfer, words: str) -> str:
    """What a tile says, its number first."""
    tiles = re.findall(r'<li class="al-board__tile.*?</li>', surfer.page, re.DOTALL)
    (found,) = [each for each in tiles if words in each]
    return " ".join(re.sub(r"<[^>]+>", " ", found).split())


def hours(page: str) -> dict[str, dict[str, int]]:
    rows = re.findall(r'<tr><th scope="row">([^<]+)</th>(.*?)</tr>', page)
    return {
        name: dict(zip(HEADS, map(int, re.findall(r"<td>(\d+)</td>", cells)), strict=True))
        for name, cells in rows
    }


def none_of_whom(surfer: Surfer) -> None:
    surfer.never_sees(*CANARIES, "Elm Road", "Oak Lane", "07700", "900101", "900555", "Rowan Hill")


@pytest.mark.hazard("H01")
def test_it_says_what_waits_for_how_long_and_what_is_late(either: Scene) -> None:
    scene = either
    questions(scene, 1)
    scene.world.wait(600)
    amara = scene.signed_in("amara").follows("Today").is_at(BOARD)
    assert tile(amara, "Nobody has taken").startswith("1 Nobody has taken longest 10 minutes")
    assert tile(amara, "Written questions").startswith("1 Written questions to answer next due")
    reference = scene.called()
    amara.opens(BOARD)
    assert tile(amara, "Records to write").startswith("1 Records to write next due")
    scene.world.wait(1200)
    amara.opens(NOW)
    assert "1 late, the first since" in tile(amara, "Records to write")
    none_of_whom(amara)
    amara.opens(f"/desk/{reference}/record").presses("Save and send", **REQUIRED)
    assert tile(amara.opens(BOARD), "Records to write") == "0 Records to write"


def test_whoever_waits_on_the_telephone_is_no_longer_on_it_once_they_talk(scene: Scene) -> None:
    amara = scene.signed_in("amara")
    scene.world.phones.behaves(AMARA, rings_out())
    scene.world.phones.behaves(BEN, accepts(talks_for=600))
    gp = scene.world.person(STRANGER_MOBILE).rings(LINE).hears("radiology advice")
    scene.world.phones.advance(10)
    amara.opens(NOW)
    assert tile(amara, "Waiting on").startswith("1 Waiting on the telephone longest less than")
    assert tile(amara, "Nobody has taken") == "0 Nobody has taken"
    assert hours(amara.page)["10am"] == dict(zip(HEADS, (1, 0, 0, 0, 1), strict=True))
    scene.world.phones.advance(60)
    amara.opens(NOW)
    assert tile(amara, "Waiting on") == "0 Waiting on the telephone"
    assert hours(amara.page)["10am"] == dict(zip(HEADS, (1, 1, 0, 0, 0), strict=True))
    none_of_whom(amara)
    gp.hangs_up()
    scene.world.settle()


def test_every_call_of_the_day_counts_once_in_its_own_hour(scene: Scene) -> None:
    scene.called()
    scene.world.wait(3600)
    for number in (AMARA, BEN, CHIDI):
        scene.world.phones.behaves(number, declines())
    scene.world.person(ELM_ROAD_MOBILE).rings(LINE).hears("ring you back", within=180).hangs_up()
    scene.world.settle()
    amara = scene.signed_in("amara").opens(BOARD)
    assert hours(amara.page) == {
        "8am": dict.fromkeys(HEADS, 0),
        "9am": dict.fromkeys(HEADS, 0),
        "10am": dict(zip(HEADS, (1, 1, 0, 0, 0), strict=True)),
        "11am": dict(zip(HEADS, (1, 0, 0, 1, 0), strict=True)),
    }
    assert tile(amara, "Call backs owed").startswith("1 Call backs owed next due")


def test_it_says_who_is_on_and_until_when(scene: Scene) -> None:
    amara = scene.signed_in("amara").opens(BOARD)
    amara.sees("Open until 7pm", "Tier 1", "Dr Amara Example until", "Lead", "Dr Chidi Example")
    scene.world.wait(10 * 3600)
    amara = scene.signed_in("amara").opens(BOARD)
    amara.sees("Closed until", "Nobody, while the line is closed.").never_sees("Dr Ben")


def test_an_alarm_stands_on_the_board_with_the_way_to_what_it_is(scene: Scene) -> None:
    amara = scene.signed_in("amara").opens(BOARD).never_sees("What to do")
    scene.world.phones.bin("https://handler.example.org/outage", "<Response/>")
    scene.world.wait(3660)
    scene.world.wait(3660)
    amara = scene.signed_in("amara").opens(BOARD).sees("What to do")
    amara.follows("What to do").is_at("/service")


def test_it_costs_as_many_reads_for_many_queries_as_for_few(scene: Scene) -> None:
    amara = scene.signed_in("amara").opens(NOW)
    engine = scene.world.ledger.db.engine
    questions(scene, 2)
    with statements(engine) as few:
        amara.opens(NOW)
    questions(scene, 30, first=2)
    with statements(engine) as many:
        amara.opens(NOW)
    assert tile(amara, "Nobody has taken").startswith("32 ")
    assert len(many) == len(few)


@pytest.fixture
def clocks_go_back(sqlite_template: Path, tmp_path: Path) -> Iterator[Scene]:
    """Half past one at night, before the hour that comes twice."""
    path = shutil.copyfile(sqlite_template, tmp_path / "october.sqlite3")
    at = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    with world(f"sqlite:///{path}", at) as made:
        yield Scene(made, mail=None)  # type: ignore[arg-type]  # nobody is mailed


@pytest.mark.hazard("H05")
def test_the_hour_that_comes_twice_stands_there_twice(clocks_go_back: Scene) -> None:
    scene = clocks_go_back
    for _ in range(2):
        scene.world.person(STRANGER_MOBILE).rings(LINE).hears("closed", within=60).hangs_up()
        scene.world.settle()
        scene.world.wait(3600)
    page = scene.signed_in("amara").opens(BOARD).page
    missed = {name: each["missed"] for name, each in hours(page).items()}
    assert missed == {"1am": 1, "1am again": 1}
