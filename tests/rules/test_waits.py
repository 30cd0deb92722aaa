"""What a waits board says: lengths as offices write them, what is wrong row by row, and how old
figures are told."""

from datetime import date, timedelta

import pytest

from advice_line.errors import Invalid
from advice_line.rules import wait_lengths, waits, waits_given, waits_rows, wording
from advice_line.rules.waits import Age, Board, Route, Wait
from advice_line.rules.waits_given import Given, GivenRow

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("3 weeks", "3 weeks"),
        ("3wks", "3 weeks"),
        ("1 week", "1 week"),
        ("2,5 weeks", "2.5 weeks"),
        ("10-14 days", "10 to 14 days"),
        ("2 TO 3  weeks.", "2 to 3 weeks"),
        ("Next working day", "next working day"),
        ("1 working day", "next working day"),
        ("same day", "same day"),
        ("0 days", "same day"),
    ],
)
def test_lengths_are_read_as_offices_write_them(written: str, said: str) -> None:
    read = wait_lengths.read(written)
    assert str(read) == said
    assert wait_lengths.read(said) == read


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("3", "of what? Write 3 days, working days or weeks"),
        ("3 months", '"months" is no unit'),
        ("soon", "no length of time; write for example 3 weeks"),
        ("3-2 weeks", "runs backwards"),
        ("300 weeks", "longer than two years"),
        ("-1 weeks", "no length of time"),
    ],
)
def test_what_is_no_length_is_said_with_a_way_to_mend_it(written: str, why: str) -> None:
    with pytest.raises(ValueError, match=why.replace("?", r"\?")):
        wait_lengths.read(written)


def test_a_caller_hears_the_figures_with_their_day_in_the_order_of_the_office() -> None:
    assert waits.spoken(board("CT", "MRI"), MONDAY + timedelta(days=1), 8) == (
        "Waits as of 23 November. Routine CT: 3 weeks, report next working day. "
        "Routine MRI: 3 weeks, report next working day."
    )


@pytest.mark.hazard("H25")
def test_an_urgent_row_is_heard_as_one() -> None:
    urgent = Wait("CT", Route.SUSPECTED_CANCER, wait_lengths.read("10 days"))
    said = waits.spoken(Board(MONDAY, (urgent,)), MONDAY, 8)
    assert said == "Waits as of 23 November. CT, suspected cancer: 10 days."


def test_a_long_board_is_heard_for_twenty_seconds_at_most() -> None:
    said = waits.spoken(board(*(f"Examination {each}" for each in range(40))), MONDAY, 8)
    assert wording.spoken(said) <= timedelta(seconds=20)
    assert "Examination 0" in said
    assert said.endswith("There is more on our page.")


@pytest.mark.hazard("H25")
def test_figures_past_the_line_s_limit_are_told_as_old_and_past_a_month_not_at_all() -> None:
    on = {days: waits.spoken(board("CT"), MONDAY + timedelta(days=days), 8) for days in (8, 9, 31)}
    assert on[8].startswith("Waits as of 23 November.")
    assert on[9].startswith("Our figures are from 23 November and may have changed.")
    assert "CT: 3 weeks" in on[31]
    assert waits.spoken(board("CT"), MONDAY + timedelta(days=32), 8) == ""
    assert waits.spoken(None, MONDAY, 8) == ""


def test_the_age_is_by_the_line_s_own_limit() -> None:
    later = MONDAY + timedelta(days=3)
    assert (waits.age(MONDAY, later, 2), waits.age(MONDAY, later, 3)) == (Age.STALE, Age.CURRENT)


def test_a_year_is_said_where_it_is_not_this_one() -> None:
    assert waits.day(MONDAY, date(2027, 1, 2)) == "23 November 2026"


def test_the_text_message_holds_no_figure_only_where_they_stand() -> None:
    said = waits.text("Example Radiology Advice", "https://advice.example.org/waits/hotdoc")
    assert len(said) <= 160
    assert "https://advice.example.org/waits/hotdoc" in said


def test_all_that_is_wrong_is_said_at_once_row_by_row() -> None:
    rows = (
        GivenRow(1, modality="CT", wait="3 weeks", report="soon"),
        GivenRow(2, modality="", wait="3 weeks"),
        GivenRow(3),
        GivenRow(4, modality="ct", wait="3"),
        GivenRow(5, modality="MRI", route="tomorrow", wait=""),
        GivenRow(6, modality="US", wait="1 week", urgent_route="x" * 201),
    )
    with pytest.raises(Invalid) as wrong:
        waits_given.check(Given("24/11/2026", rows), MONDAY)
    said = {each.field: each.message for each in wrong.value.problems}
    assert set(said) == {
        *("holds_on", "report-1", "modality-2", "modality-4", "wait-4", "route-5", "wait-5"),
        "urgent_route-6",
    }
    assert said["holds_on"].startswith("Tuesday 24 November 2026 has not come yet")
    assert said["modality-4"].startswith("Row 4, examination: row 1 says the same")
    assert said["wait-5"].startswith("Row 5, wait: Say how long the wait is")


@pytest.mark.parametrize(
    ("day", "why"),
    [
        ("", "Give the day"),
        ("22 October 2026", "more than 31 days ago"),
        ("2026-13-01", "write for example"),
    ],
)
def test_a_board_is_of_a_day_that_can_still_be_told(day: str, why: str) -> None:
    with pytest.raises(Invalid, match=why):
        waits_given.check(Given(day, (GivenRow(1, modality="CT", wait="1 week"),)), MONDAY)


def test_a_board_without_rows_or_with_too_many_is_refused() -> None:
    many = tuple(GivenRow(each, modality=f"CT {each}", wait="1 week") for each in range(1, 42))
    for rows, why in (((GivenRow(1),), "at least one row"), (many, "at most 40")):
        with pytest.raises(Invalid, match=why):
            waits_given.check(Given("23/11/2026", rows), MONDAY)


def test_a_board_is_the_same_after_it_was_kept_or_put_into_a_form() -> None:
    made = board("CT", "MRI")
    assert waits_given.check(waits_given.give(made), MONDAY) == made
    assert tuple(waits_rows.from_json(waits_rows.to_json(each)) for each in made.rows) == made.rows


def board(*modalities: str) -> Board:
    wait, report = wait_lengths.read("3 weeks"), wait_lengths.read("next working day")
    rows = tuple(Wait(each, Route.ROUTINE, wait, report, "Ring us.") for each in modalities)
    return Board(MONDAY, rows)
