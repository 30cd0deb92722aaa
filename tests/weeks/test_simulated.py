"""A little of what `python -m tests.weeks` and `python -m tests.weeks.any_calls` play by the
thousand: so much that a mistake in them, or a gross one in the line, is seen at once."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.weeks.__main__ import missed_by
from tests.weeks.accounts import by_hour
from tests.weeks.any_calls import round_of
from tests.weeks.figures import Figures
from tests.weeks.week import week

pytestmark = [pytest.mark.hazard("H09"), pytest.mark.hazard("H16")]


def test_two_hours_of_the_fixed_world_add_up(sqlite_template: Path) -> None:
    played = week(seed=3, template=sqlite_template, days=1, hours=2)
    assert len(played.calls) > 15
    assert played.wrong == []


@pytest.mark.parametrize(
    "seed", [1, 101], ids=["two lines", "and the clock goes back, the server stands still"]
)
def test_whatever_people_and_the_network_do_every_call_ends_well(
    sqlite_template: Path, seed: int
) -> None:
    played = round_of(seed, sqlite_template, calls=15)
    assert played.calls == len(played.ends) == 15
    assert played.wrong == []


def test_an_hour_of_which_the_carrier_counts_other_calls_than_ended_is_named() -> None:
    answered = {"started_at": "2026-11-23T08:10:00Z", "ended": "talked"}
    rang_at = datetime(2026, 11, 23, 8, 10, tzinfo=UTC)
    assert by_hour([rang_at], [answered]) == []
    assert by_hour([rang_at], [answered | {"ended": None}]) == [
        "2026-11-23T08: the carrier counts 1 calls, their ends are 0"
    ]
    (named,) = by_hour([rang_at, rang_at + timedelta(hours=1)], [answered])
    assert named.startswith("2026-11-23T09")


def test_each_figure_that_misses_its_aim_is_named() -> None:
    aimed = Figures(825, 107, connected=0.94, wait_median=17.9, wait_p90=44.9, others_ringing=0.08)
    assert missed_by(aimed) == []
    short = Figures(825, 107, connected=0.93, wait_median=18.0, wait_p90=45.0, others_ringing=0.09)
    assert len(missed_by(short)) == 4
