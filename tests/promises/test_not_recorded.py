"""Part 8, recording: whoever is rung back has heard no notice, so nothing of their talk is
recorded, wherever it goes on."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from integrations.sandbox.phones import rings_out
from tests.promises.scene import AUTOMATIC, Kept
from tests.stories.in_call import Talk, hear_each_other
from tests.stories.soundness import unsound
from tests.stories.world import AMARA, ELM_ROAD_MOBILE, LINE, world

RECORDED = AUTOMATIC.replace('key = "hotdoc"\n', 'key = "hotdoc"\nrecording = true\n', 1)


@pytest.fixture
def recorded(sqlite_template: Path, tmp_path: Path) -> Iterator[Kept]:
    shutil.copyfile(sqlite_template, tmp_path / "test.sqlite3")
    with world(f"sqlite:///{tmp_path / 'test.sqlite3'}", setup=RECORDED) as made:
        yield Kept(made)
        assert made.phones.faults() == []
        assert unsound(made) == []


def test_part_8_who_is_rung_back_is_not_recorded_nor_in_a_room(recorded: Kept) -> None:
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
    talk = Talk(line, gp, amara)
    assert not talk.page().recorded
    talk.holds()
    talk.takes_back()
    assert hear_each_other(amara, gp)
    assert not talk.page().recorded
    amara.hangs_up()
    gp.hears("Your reference is").is_cut_off()
    recorded.passes(1)
    assert line.phones.recordings() == []
