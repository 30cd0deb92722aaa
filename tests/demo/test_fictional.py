"""The line that does not exist: somebody answers whenever it is tried, and nobody in it is real."""

import re
import tomllib
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advice_line.clock import FileClock, SetClock
from advice_line.demo import fictional, questions
from advice_line.demo.people import COLLEAGUES
from advice_line.demo.practices import PRACTICES
from advice_line.demo.running import TwoTimes
from advice_line.directory.setup import reading as setup_reading
from advice_line.directory.setup import rows as setup_rows
from rota import hours
from rota.duty import Timetable
from rota.values import LineRota

PATIENT_NUMBERS = ("9990000018", "9990000026", "9990000034", "9990000042", "9990000050")
RECORD = Path("/var/spool/advice-line/record")
NEW_YEAR, NEXT = datetime(2026, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC)


def timetable(now: datetime) -> Timetable:
    reading = setup_reading.read(fictional.setup_text(now, RECORD))
    assert reading.faults == ()
    file = reading.file()
    (line,), (pattern,) = file.lines, file.patterns
    return Timetable(
        LineRota(line.key, "1", setup_rows.calendar(line), (setup_rows.pattern(pattern),))
    )


def covered(machine: datetime) -> Timetable:
    """The line is open and three people are on duty when the demonstration starts then."""
    now = TwoTimes(SetClock(machine)).now()
    table = timetable(now)
    assert hours.closed_because(table.rota.calendar, now) is None
    duties = table.on_duty(now)
    assert [duty.tier for duty in duties] == ["1", "2", "lead"]
    assert len({duty.person_ref for duty in duties}) == 3
    return table


@settings(deadline=None, max_examples=25)
@given(st.datetimes(NEW_YEAR.replace(tzinfo=None), NEXT.replace(tzinfo=None)))
def test_somebody_is_on_duty_whatever_the_hour(machine: datetime) -> None:
    covered(machine.replace(tzinfo=UTC))


@pytest.mark.hazard("H05")
@pytest.mark.parametrize(
    ("machine", "ahead"),
    [
        pytest.param("2026-03-29T00:59:59", 0, id="before the hour that is missing"),
        pytest.param("2026-03-29T01:00:00", 0, id="after it"),
        pytest.param("2026-10-25T00:30:00", 0, id="the first of the doubled hours"),
        pytest.param("2026-10-25T01:30:00", 0, id="the second"),
        pytest.param("2026-08-31T12:00:00", 0, id="a bank holiday that Scotland does not keep"),
        pytest.param("2026-12-25T10:00:00", 2, id="Christmas Day, and Boxing Day after it"),
        pytest.param("2026-12-28T23:59:59", 1, id="the last second of a substitute day"),
        pytest.param("2027-01-01T00:00:00", 1, id="New Year's Day"),
        pytest.param("2026-08-08T03:00:00", 0, id="a Saturday night"),
    ],
)
def test_days_on_which_lines_are_closed(machine: str, ahead: int) -> None:
    start = datetime.fromisoformat(machine).replace(tzinfo=UTC)
    covered(start)
    assert fictional.days_ahead(start) == ahead


def test_it_is_covered_through_the_weeks_before_and_after_but_on_bank_holidays() -> None:
    now = datetime(2027, 1, 5, 10, 0, tzinfo=UTC)
    table = timetable(now)
    for hour in range(-31 * 24, 28 * 24):
        at = now + timedelta(hours=hour)
        closed = hours.closed_because(table.rota.calendar, at)
        assert closed is None or closed.startswith("bank_holiday"), at
        assert closed is not None or len(table.on_duty(at)) == 3, at


def test_forty_practices_and_six_people_with_numbers_that_nobody_has() -> None:
    assert (len(PRACTICES), len(COLLEAGUES)) == (40, 6)
    document = tomllib.loads(
        fictional.setup_text(datetime(2026, 11, 23, 10, 0, tzinfo=UTC), RECORD)
    )
    text = str(document)
    numbers = re.findall(r"\+44\d+", text)
    assert len(numbers) == len(set(numbers)) > 86
    assert all(re.fullmatch(r"\+44(7700900|1632960)\d{3}", each) for each in numbers)
    addresses = re.findall(r"[\w.+-]+@[\w.-]+", text)
    assert all(each.endswith(("@example.org", ".example.org")) for each in addresses)


def test_no_question_names_a_number_but_those_kept_for_tests() -> None:
    """Ten figures in free text would be somebody's."""
    for question in (*questions.load(), *questions.examples()):
        form = question.form(date(2026, 11, 23))
        assert form.pop("nhs_number", PATIENT_NUMBERS[0]) in PATIENT_NUMBERS
        assert not re.search(r"\d{3}[ -]?\d{3}[ -]?\d{4}|@", " ".join(form.values())), question


def test_an_example_belongs_to_no_patient_of_the_past() -> None:
    past = {question.patient for question in questions.load()}
    assert all(each.patient not in past and each.number is None for each in questions.examples())


def test_commands_beside_the_demonstration_go_by_its_clock(tmp_path: Path) -> None:
    clock, file = TwoTimes(SetClock(datetime(2026, 11, 23, 9, 30, tzinfo=UTC))), tmp_path / "clock"
    clock.keep_in(file)
    assert abs(FileClock(file).now() - clock.now()) < timedelta(minutes=1)
    clock.skip(2400)
    assert abs(FileClock(file).now() - clock.now()) < timedelta(minutes=1)


def test_two_of_information_governance_can_be_tried_for_what_one_alone_may_not_erase() -> None:
    reading = setup_reading.read(fictional.setup_text(NEW_YEAR, RECORD))
    keepers = [each for each in reading.file().staff if "information_governance" in each.roles]
    assert [each.key for each in keepers] == ["gwen", "hollis"]
    assert not {each.mobile for each in keepers} & {each.mobile for each in COLLEAGUES}
