"""Two sessions or covers on one tier at one time, in the file or with what is stored."""

from datetime import UTC, date, datetime

import pytest

from advice_line.directory.setup.checks import Known
from rota.opening import LineCalendar, Nation, OpeningHours
from rota.values import Cover, LineRota, Tier
from tests.directory.example import EXAMPLE, line_of, spoilt
from tests.directory.faults import said_of

STORED = LineRota(
    line_ref="hotdoc",
    version="",
    calendar=LineCalendar("Europe/London", Nation.ENGLAND, OpeningHours.from_texts({})),
    covers=(
        Cover(
            key="stored",
            tier=Tier.FIRST,
            who=("ben",),
            start=datetime(2026, 11, 25, 18, tzinfo=UTC),
            end=datetime(2026, 11, 25, 20, tzinfo=UTC),
        ),
    ),
)


def test_stored_people_and_lines_may_be_named() -> None:
    cover = EXAMPLE[EXAMPLE.index("[[covers]]") :].replace("T19:00", "T18:00")
    known = Known(responders=frozenset({"amara"}), rotas={"hotdoc": STORED})
    assert said_of(f"version = 1\n{cover}", known) == []
    assert len(said_of(f"version = 1\n{cover}")) == 2


@pytest.mark.hazard("H09")
def test_who_may_not_write_advice_down_is_put_on_no_rota() -> None:
    text = spoilt(('roles = ["responder", "rota_manager"]', 'roles = ["educator"]'))
    said = said_of(text)
    assert said == [
        f'line {line_of(text, place)}: patterns[1].sessions[{number}].who[1]: "ben" has not the '
        "role responder: whoever is rung writes the advice down. Example: "
        'roles = ["responder"]'
        for number, place in ((2, 'time = "13:00'), (3, "week = 2"))
    ]
    cover = EXAMPLE[EXAMPLE.index("[[covers]]") :]
    stored = Known(
        responders=frozenset({"amara"}), rotas={"hotdoc": STORED}, answers={"amara": frozenset()}
    )
    (also,) = said_of(f"version = 1\n{cover}".replace("T19:00", "T18:00"), stored)
    assert "covers[1].who[1]" in also


def test_who_left_may_stay_on_what_is_over() -> None:
    text = spoilt(
        ('roles = ["responder", "rota_manager"]', "roles = []"),
        ("valid_from = 2026-11-02 ", "valid_from = 2026-11-02\nvalid_to = 2026-11-27 "),
    )
    assert len(said_of(text, Known(today=date(2026, 11, 27)))) == 2
    assert said_of(text, Known(today=date(2026, 11, 28))) == []


def test_who_has_no_roles_of_their_own_answers() -> None:
    assert said_of(spoilt(('roles = ["responder", "rota_manager"]', ""))) == []


def test_a_stored_cover_is_not_overlapped_but_may_be_changed() -> None:
    known = Known(rotas={"hotdoc": STORED})
    assert 'covers[1].from: overlaps the stored cover "stored"' in said_of(EXAMPLE, known)[0]
    assert said_of(EXAMPLE.replace("2026-11-25-pm", "stored"), known) == []


def test_patterns_that_overlap_in_one_week_of_their_cycles_are_found() -> None:
    other = """
[[patterns]]
key = "fridays"
line = "hotdoc"
valid_from = 2026-11-09
cycle_weeks = 3
sessions = [{ week = 2, days = "fri", time = "18:00-20:00", tier = "1", who = ["amara"] }]
"""
    said = said_of(EXAMPLE + other)
    assert len(said) == 2  # once with each of the two sessions of a Friday evening
    assert "patterns[2].sessions[1].time" in said[0]
    assert "first on Friday 20 November 2026 at 18:00" in said[0]


def test_a_night_runs_into_the_next_week() -> None:
    other = """
[[patterns]]
key = "nights"
line = "hotdoc"
valid_from = 2026-11-02
sessions = [{ days = "sun", time = "20:00-09:00", tier = "1", who = ["amara"] }]
"""
    assert "Monday 9 November 2026 at 08:00" in said_of(EXAMPLE + other)[0]


def test_a_pattern_may_follow_another() -> None:
    first = EXAMPLE.replace("cycle_weeks = 2", "valid_to = 2026-11-29\ncycle_weeks = 2")
    second = EXAMPLE[EXAMPLE.index("[[patterns]]") : EXAMPLE.index("[[covers]]")]
    second = second.replace('"weekdays"', '"december"').replace("2026-11-02", "2026-11-30")
    assert said_of(first + second) == []


def test_two_covers_of_one_tier_at_one_time_are_refused() -> None:
    cover = EXAMPLE[EXAMPLE.index("[[covers]]") :].replace("2026-11-25-pm", "again")
    said = said_of(EXAMPLE + cover)
    assert len(said) == 1
    assert "covers[2].from" in said[0]
