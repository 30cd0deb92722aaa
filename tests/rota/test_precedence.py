"""What goes before what: closed day, take-over, swap, absence, cover, pattern; each pair once."""

from dataclasses import replace
from itertools import combinations

import pytest

from rota.duty import Timetable
from rota.values import LineRota
from tests.rota.rotas import (
    absence,
    calendar,
    cover,
    local,
    pattern,
    rota,
    session,
    swap,
    take_over,
    who,
)

pytestmark = pytest.mark.hazard("H03")

NOON = "2026-11-25T12:00"
DAY = "2026-11-25T08:00", "2026-11-25T19:00"

# Highest first. Each, put on a rota, with whom it alone brings on at noon ("" for nobody); where
# it needs somebody to act upon, that is Amara.
ORDER = ["closed day", "take-over", "swap", "absence", "cover", "pattern"]


def with_each(of: set[str]) -> LineRota:
    """Amara by the pattern, Ben by the cover, Chris by the swap, Tess by the take-over. Absent and
    giver is whoever is there by the lower of the two."""
    there = "ben" if "cover" in of else "amara"
    return replace(
        rota(
            *([pattern(session("mon-fri", "08:00-19:00", "amara"))] if "pattern" in of else []),
            calendar=calendar(closed={"2026-11-25": "flood"} if "closed day" in of else {}),
            covers=[cover(*DAY, "ben")] if "cover" in of else [],
        ),
        swaps=(swap(there, "chris", *DAY),) if "swap" in of else (),
        absences=(absence(there, *DAY),) if "absence" in of else (),
        take_overs=(take_over("tess", *DAY),) if "take-over" in of else (),
    )


def on(rota: LineRota, at: str = NOON) -> list[str]:
    return who(Timetable(rota), local(at))


@pytest.mark.parametrize(
    ("higher", "lower", "people"),
    [
        ("closed day", "take-over", []),
        ("closed day", "swap", []),
        ("closed day", "absence", []),
        ("closed day", "cover", []),
        ("closed day", "pattern", []),
        ("take-over", "swap", ["1 tess"]),
        ("take-over", "absence", ["1 tess"]),
        ("take-over", "cover", ["1 tess"]),
        ("take-over", "pattern", ["1 tess"]),
        ("swap", "absence", ["1 chris"]),
        ("swap", "cover", ["1 chris"]),
        ("swap", "pattern", ["1 chris"]),
        ("absence", "cover", []),
        ("absence", "pattern", []),
        ("cover", "pattern", ["1 ben"]),
    ],
)
def test_the_higher_of_two_decides(higher: str, lower: str, people: list[str]) -> None:
    # Swaps and absences act upon somebody: beside them the pattern stands too.
    assert on(with_each({higher, lower, "pattern"})) == people


def test_each_pair_is_in_the_table() -> None:
    marks = test_the_higher_of_two_decides.pytestmark  # type: ignore[attr-defined]
    (table,) = [each.args[1] for each in marks if each.name == "parametrize"]
    assert [row[:2] for row in table] == list(combinations(ORDER, 2))


def test_a_take_over_is_on_though_they_are_away_themselves() -> None:
    away = replace(with_each({"pattern", "take-over"}), absences=(absence("tess", *DAY),))
    assert on(away) == ["1 tess"]


def test_the_taker_of_a_swap_who_is_now_away_leaves_the_place_empty() -> None:
    away = replace(with_each({"pattern", "swap"}), absences=(absence("chris", *DAY),))
    assert on(away) == []


def test_an_absence_cuts_a_duty_and_leaves_the_rest() -> None:
    morning = absence("amara", "2026-11-25T00:00", "2026-11-25T10:00")
    table = Timetable(replace(with_each({"pattern"}), absences=(morning,)))
    assert who(table, local("2026-11-25T09:59:59")) == []
    (duty,) = table.on_duty(local("2026-11-25T10:00"))
    assert (duty.start, duty.end) == (local("2026-11-25T10:00"), local("2026-11-25T19:00"))
    assert table.next_change(local("2026-11-25T08:00")) == local("2026-11-25T10:00")


def test_an_absence_holds_on_every_tier_and_a_swap_on_one() -> None:
    both = pattern(
        session("wed", "08:00-19:00", "amara"), session("wed", "08:00-19:00", "amara", tier="lead")
    )
    assert on(rota(both, absences=[absence("amara", *DAY)])) == []
    assert on(rota(both, swaps=[swap("amara", "ben", *DAY)])) == ["1 ben", "lead amara"]


def test_part_of_a_shift_is_swapped() -> None:
    part = swap("amara", "ben", "2026-11-25T10:00", "2026-11-25T11:00", key="part")
    table = Timetable(rota(pattern(session("wed", "08:00-19:00", "amara")), swaps=[part]))
    spans = table.timeline(local(DAY[0]), local(DAY[1]))
    assert [(each.start, [duty.source for duty in each.duties]) for each in spans] == [
        (local("2026-11-25T08:00"), ["pattern:weekdays"]),
        (local("2026-11-25T10:00"), ["swap:part"]),
        (local("2026-11-25T11:00"), ["pattern:weekdays"]),
    ]


def test_a_swap_follows_its_giver_and_moves_nobody_else() -> None:
    # The shift was edited after they agreed: it is Ben's now, and what Amara gave is nobody's.
    edited = pattern(session("mon-fri", "08:00-19:00", "ben"))
    assert on(rota(edited, swaps=[swap("amara", "chris", *DAY)])) == ["1 ben"]


def test_swaps_are_laid_on_in_the_order_in_which_they_were_agreed() -> None:
    there = swap("amara", "ben", *DAY, key="there")
    further = swap("ben", "chris", *DAY, key="further")
    back = swap("ben", "amara", *DAY, key="back")
    weekdays = pattern(session("mon-fri", "08:00-19:00", "amara"))
    assert on(rota(weekdays, swaps=[there, further])) == ["1 chris"]
    assert on(rota(weekdays, swaps=[further, there])) == ["1 ben"]
    assert on(rota(weekdays, swaps=[there, back])) == ["1 amara"]


def test_nobody_is_put_twice_on_a_tier_on_which_they_are() -> None:
    two = pattern(session("mon-fri", "08:00-19:00", "amara ben"))
    assert on(rota(two, swaps=[swap("amara", "ben", *DAY)])) == ["1 ben"]
    assert on(rota(two, take_overs=[take_over("ben", *DAY, instead_of="amara")])) == ["1 ben"]
    assert on(rota(two, take_overs=[take_over("ben", *DAY)])) == ["1 ben"]


def test_a_take_over_takes_the_place_of_one_or_the_whole_tier() -> None:
    two = pattern(session("mon-fri", "08:00-19:00", "amara ben"))
    one = take_over("tess", *DAY, instead_of="amara")
    assert on(rota(two, take_overs=[one])) == ["1 ben", "1 tess"]
    assert on(rota(two, take_overs=[take_over("tess", *DAY)])) == ["1 tess"]


def test_a_take_over_fills_the_place_of_somebody_who_is_away() -> None:
    sick = absence("amara", "2026-11-25T07:40", "2026-11-26T00:00")
    fills = take_over("tess", "2026-11-25T07:45", "2026-11-25T19:00", instead_of="amara")
    two = pattern(
        session("mon-fri", "08:00-13:00", "amara"), session("mon-fri", "13:00-19:00", "ben")
    )
    filled = rota(two, absences=[sick], take_overs=[fills])
    assert on(filled, "2026-11-25T07:50") == []
    assert on(filled, "2026-11-25T12:00") == ["1 tess"]
    assert on(filled, "2026-11-25T13:00") == ["1 ben"]


def test_a_take_over_of_a_whole_tier_fills_a_hole() -> None:
    assert on(rota(take_overs=[take_over("tess", *DAY)])) == ["1 tess"]


def test_somebody_who_is_away_takes_their_own_place_again() -> None:
    weekdays = pattern(session("mon-fri", "08:00-19:00", "amara"))
    back = take_over("amara", NOON, DAY[1], instead_of="amara")
    table = Timetable(rota(weekdays, absences=[absence("amara", *DAY)], take_overs=[back]))
    assert who(table, local("2026-11-25T11:59:59")) == []
    assert who(table, local(NOON)) == ["1 amara"]


def test_a_second_take_over_finds_what_the_first_one_left() -> None:
    weekdays = pattern(session("mon-fri", "08:00-19:00", "amara"))
    first = take_over("ben", *DAY, instead_of="amara", key="first")
    second = take_over("chris", NOON, DAY[1], instead_of="ben", key="second")
    nobodys = take_over("tess", *DAY, instead_of="amara", key="nobodys")
    taken = rota(weekdays, take_overs=[first, second, nobodys])
    assert on(taken, "2026-11-25T11:59:59") == ["1 ben"]
    assert on(taken) == ["1 chris"]


def test_a_night_that_reaches_into_a_closed_day_is_worked_to_its_end_and_not_taken_over() -> None:
    nights = rota(
        pattern(session("tue", "20:00-08:00", "nadia")),
        calendar=calendar(closed={"2026-11-25": "flood"}),
        take_overs=[take_over("tess", "2026-11-24T22:00", "2026-11-25T08:00")],
    )
    assert on(nights, "2026-11-24T23:59:59") == ["1 tess"]
    assert on(nights, "2026-11-25T07:59:59") == ["1 nadia"]


def test_what_is_given_away_over_the_turn_of_a_month_is_one_duty_on_both_sides() -> None:
    # Two nights that overlap; Omar has both their people's hours where they gave theirs to him.
    nights = pattern(
        session("mon", "20:00-08:00", "nadia"), session("mon", "19:00-21:00", "omar"), key="n"
    )
    given = swap("nadia", "omar", "2026-11-30T20:00", "2026-12-01T08:00", key="given")
    table = Timetable(rota(nights, swaps=[given]))
    (before,), (after,) = (
        table.on_duty(local(at)) for at in ("2026-11-30T23:59:59", "2026-12-01T00:00")
    )
    assert before == after
    assert (after.start, after.end) == (local("2026-11-30T21:00"), local("2026-12-01T08:00"))


def test_a_take_over_that_is_cut_in_another_month_is_one_duty_on_both_sides() -> None:
    long = take_over("amara", "2026-11-29T08:00", "2026-12-03T08:00", key="long")
    cut = take_over("ben", "2026-11-29T09:00", "2026-11-29T10:00", key="cut")
    table = Timetable(rota(take_overs=[long, cut]))
    before, after = (table.on_duty(local(f"{at}T12:00")) for at in ("2026-11-30", "2026-12-01"))
    assert before == after
    assert after[0].start == local("2026-11-29T10:00")


def test_the_supervisor_of_a_session_supervises_whoever_has_it() -> None:
    kept = session("wed", "08:00-13:00", "ben", supervisor="amara")
    unnamed = session("wed", "13:00-19:00", "ben")
    weekdays = pattern(kept, unnamed)

    def supervisors(*takes: object) -> list[str | None]:
        table = Timetable(rota(weekdays, take_overs=takes))
        spans = table.timeline(local(DAY[0]), local(DAY[1]))
        return [duty.supervisor for each in spans for duty in each.duties]

    assert supervisors() == ["amara", None]
    assert supervisors(take_over("tess", *DAY)) == ["amara", None]
    assert supervisors(take_over("tess", *DAY, instead_of="ben")) == ["amara", None]
    # Nobody supervises themselves.
    assert supervisors(take_over("amara", *DAY, instead_of="ben")) == [None, None]
