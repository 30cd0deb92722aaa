"""A line's limits and its test call in the setup file: kept with the line, or refused."""

import pytest

from advice_line.directory import lookups
from advice_line.ledger.work import Ledger
from advice_line.rules import line_guards
from advice_line.rules.line_guards import Limits, MorningCall
from advice_line.staffing.exchange.setting_up import set_up
from advice_line.tables.directory import Line
from advice_line.trust.roles import SYSTEM
from tests.directory.example import spoilt
from tests.directory.faults import said_of

WORDS = "words = { greeting"
ROBOT = "+441632960998"


def with_lines(*fields: str) -> str:
    return spoilt((WORDS, "\n".join([*fields, WORDS])))


def line_of(ledger: Ledger) -> Line:
    with ledger.look("test") as work:
        found = lookups.line_by_key(work.session, "hotdoc")
    assert found is not None
    return found


def test_without_them_a_line_has_limits_and_no_test_call(ledger: Ledger) -> None:
    set_up(ledger, spoilt(), by=SYSTEM)
    line = line_of(ledger)
    assert line_guards.limits(line.limits) == Limits(number=5, line=60)
    assert line_guards.morning_call(line.test_call) is None


def test_they_are_kept_with_the_line(ledger: Ledger) -> None:
    test_call = f'test_call = {{ number = "{ROBOT}", minutes_before = 30 }}'
    set_up(ledger, with_lines(test_call, "limits = { number = 9, line = 90 }"), by=SYSTEM)
    line = line_of(ledger)
    assert line_guards.limits(line.limits) == Limits(number=9, line=90)
    assert line_guards.morning_call(line.test_call) == MorningCall(ROBOT, 30)


@pytest.mark.hazard("H13")
@pytest.mark.parametrize(
    "number", ["+441632960000", "+447700900001", "+441632960101", "+441632960999"]
)
def test_a_test_number_that_is_somebodys_telephone_is_refused(number: str) -> None:
    (said,) = said_of(with_lines(f'test_call = {{ number = "{number}" }}'))
    assert "needs a number of the account that nobody answers" in said


def test_limits_that_would_stop_a_practice_are_refused() -> None:
    (said,) = said_of(with_lines("limits = { number = 1 }"))
    assert "number" in said
