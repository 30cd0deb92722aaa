"""Who rings to ask how long a scan or its report takes hears it at once, and by text where it
stands."""

from datetime import timedelta

import pytest

from advice_line.directory.waits.keeping import KeepingWaits
from advice_line.rules.waits_given import Given, GivenRow
from advice_line.trust.roles import SYSTEM
from tests.stories import front_calls
from tests.stories.conftest import on_sqlite
from tests.stories.front_calls import CHOICES, chases
from tests.stories.outcomes import ends_as
from tests.stories.scene import ELM_ROAD, RESPONDERS
from tests.stories.world import World

ROWS = (
    GivenRow(1, modality="CT", wait="3 weeks", report="next working day"),
    GivenRow(2, modality="MRI", wait="6 to 8 weeks"),
)
FIRST = "Waits as of 23 November. Routine CT: 3 weeks, report next working day."
THEN = "Routine MRI: 6 to 8 weeks."


@pytest.fixture
def with_waits(front_door: World) -> World:
    given = Given("2026-11-23", ROWS)
    KeepingWaits(front_door.ledger).save(
        SYSTEM, "hotdoc", given, origin="command", seen=None, token=None
    )
    return front_door


@on_sqlite
@pytest.mark.parametrize("key", ["3", "4"])
def test_the_figures_come_before_everything_but_the_way_to_a_person(
    with_waits: World, key: str
) -> None:
    gp = chases(with_waits, key=key).hears("If you are worried").hears(FIRST).hears(THEN)
    gp.hears(CHOICES)
    gp.waits(2).hangs_up()
    with_waits.settle()
    ends_as(with_waits.query(), "told")
    assert not any(with_waits.phones.legs(number) for number in RESPONDERS)


def test_by_text_comes_where_they_stand_once_and_no_figure(with_waits: World) -> None:
    front_calls.by_text(with_waits)
    with_waits.settle()
    (text,) = with_waits.texts("+447700900114")
    assert text == (
        "Example Radiology Advice: waits, reports, and what to do if it is urgent: "
        "https://advice.example.org/waits/hotdoc Please do not reply with patient details."
    )


@on_sqlite
def test_old_figures_are_heard_as_old_and_very_old_ones_are_not(with_waits: World) -> None:
    with_waits.phones.advance(timedelta(days=9).total_seconds())
    chases(with_waits).hears("Our figures are from 23 November and may have changed.").hangs_up()
    with_waits.phones.advance(timedelta(days=27).total_seconds())
    gp = chases(with_waits, ELM_ROAD).hears(front_calls.ANSWER).hears(CHOICES)
    gp.never_heard("3 weeks").hangs_up()
    with_waits.settle()
