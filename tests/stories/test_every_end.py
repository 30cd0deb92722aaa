"""Each call ends in its row of the table of ends; on the other database it is told to the real
processes (`test_real_processes.py`)."""

from pathlib import Path

import pytest

from advice_line.rules import call_outcome_page, call_outcomes, call_stages
from tests.stories import front_calls, in_call, queue_calls
from tests.stories.base import EVERY, Told
from tests.stories.outcomes import tells
from tests.stories.world import World

# An outage is no call of ours until it is over: `test_outage.py`. A time is chosen and a limit
# passed where that is all the story: `tests/promises`, `test_over_the_limit.py`.
TOLD_ELSEWHERE = {"outage", "outage, nameless", "chosen", "over the limit"}
DOCS = Path(__file__).parents[2] / "docs"
WITH_MENU = (*front_calls.EVERY, *queue_calls.EVERY)


@pytest.mark.hazard("H09")
@pytest.mark.hazard("H16")
@pytest.mark.parametrize("told", EVERY, ids=str)
def test_it_ends_in_its_row(one_house: World, told: Told) -> None:
    tells(one_house, told)


@pytest.mark.hazard("H09")
@pytest.mark.parametrize("told", in_call.EVERY, ids=str)
def test_it_ends_in_its_row_after_a_room(one_house: World, told: Told) -> None:
    tells(one_house, told)


@pytest.mark.hazard("H24")
@pytest.mark.parametrize("told", WITH_MENU, ids=str)
def test_it_ends_in_its_row_after_a_menu(house_with_menu: World, told: Told) -> None:
    tells(house_with_menu, told)


def test_the_page_of_ends_is_drawn_from_the_table() -> None:
    """To draw it again: `python -m advice_line.rules.call_outcome_page > docs/call-outcomes.md`."""
    assert (DOCS / "call-outcomes.md").read_text(encoding="utf-8") == call_outcome_page.page()


def test_the_page_of_stages_is_drawn_from_the_table() -> None:
    """To draw it again: `python -m advice_line.rules.call_stages > docs/call-stages.md`."""
    assert (DOCS / "call-stages.md").read_text(encoding="utf-8") == call_stages.page()


def test_each_row_has_a_name_of_its_own_and_a_story() -> None:
    names = [row.name for row in call_outcomes.TABLE]
    assert len(set(names)) == len(names)
    stories = (*EVERY, *in_call.EVERY, *WITH_MENU)
    assert {told.ends for told in stories} | TOLD_ELSEWHERE == set(names)
