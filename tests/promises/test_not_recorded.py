"""Part 8, recording: whoever is rung back has heard no notice, so nothing of their talk is
recorded, wherever it goes on."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from integrations.sandbox.phones import accepts, rings_out
from tests.promises.scene import AUTOMATIC, Kept
from tests.stories.in_call import Talk, hear_each_other
from tests.stories.soundness import unsound
from tests.stories.world import AMARA, BEN, ELM_ROAD_MOBILE, LINE, world

RECORDED = AUTOMATIC.replace('key = "hotdoc"\n', 'key = "hotdoc"\nrecording = true\n', 1)


@pytest.fixture
def recorded(sqlite_template: Path, tmp_path: Path) -> Iterator[Kept]:
    shutil.copyfile(sqlite_template, tmp_path / "test.sqlite3")
    with world(f"sqlite:///{tmp_path / 'test.sqlite3'}", setup=RECORDED) as made:
        yield Kept(made)
        assert made.phones.faults() == []
        assert unsound(made) == []


@pytest.fixture
def talk(recorded: Kept) -> Talk:
    line = recorded.world
    line.everybody(rings_out())
    gp = line.person(ELM_ROAD_MOBILE).rings(LINE).hears("Calls are recorded").waits(120)
    gp.hears("We will ring you back by").is_cut_off()
    for number in (AMARA, ELM_ROAD_MOBILE):
        line.phones.behaves(number)
    recorded.until(lambda: recorded.rung(AMARA) == 2)
    amara = line.person(AMARA).is_rung().answers().hears("Press 1 to connect").presses("1")
    gp = line.person(ELM_ROAD_MOBILE).is_rung().answers().waits(30)
    assert hear_each_other(amara, gp)
    return Talk(line, gp, amara)


@pytest.mark.hazard("H15")
def test_part_8_who_is_rung_back_is_not_recorded_nor_in_a_room(recorded: Kept, talk: Talk) -> None:
    assert not talk.page().recorded
    talk.holds()
    talk.takes_back()
    assert hear_each_other(talk.amara, talk.gp)
    assert not talk.page().recorded
    talk.amara.hangs_up()
    talk.gp.hears("Your reference is").is_cut_off()
    recorded.passes(1)
    assert recorded.world.phones.recordings() == []


def test_nor_where_they_are_left_on_hold_and_somebody_else_goes_on(
    recorded: Kept, talk: Talk
) -> None:
    recorded.world.phones.behaves(BEN, accepts(talks_for=60))
    talk.holds()
    talk.amara.hangs_up()
    talk.gp.hears("left on hold").waits(20)
    assert talk.gp.is_talking()
    assert not talk.page("ben").recorded
    recorded.world.person(BEN).never_heard("recorded")
    talk.gp.says("It is about a lump").hears("Your reference is").is_cut_off()
    recorded.passes(1)
    assert recorded.query["owner"] == "ben"
    assert recorded.world.phones.recordings() == []


def test_nor_where_they_were_cut_off_and_are_connected_again(recorded: Kept, talk: Talk) -> None:
    recorded.world.phones.behaves(AMARA, accepts(talks_for=60))
    talk.holds()
    talk.takes_back()
    talk.amara.hangs_up()
    talk.gp.hears("If you were cut off, press 1").presses("1").waits(20)
    assert talk.gp.is_talking()
    talk.gp.says("It is about a lump").hears("Your reference is").is_cut_off()
    recorded.passes(1)
    assert recorded.world.phones.recordings() == []
