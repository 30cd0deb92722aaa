"""The waits grow with jitter, and every channel has an end."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice_line.outgoing_kinds import OutChannel
from advice_line.rules.sending import LIMITS, may_try_again, next_ask, next_try

NINE = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
CHANNELS = st.sampled_from(list(OutChannel))
SPREADS = st.floats(0, 1, exclude_max=True)


@pytest.mark.parametrize(
    ("attempts", "ceiling"), [(1, 30), (2, 60), (3, 120), (5, 480), (6, 900), (7, 900), (11, 900)]
)
def test_the_ceiling_doubles_from_thirty_seconds_to_fifteen_minutes(
    attempts: int, ceiling: int
) -> None:
    at = next_try(OutChannel.EMAIL, attempts, NINE, NINE, spread=1.0)
    assert at == NINE + timedelta(seconds=ceiling)


@given(channel=CHANNELS, attempts=st.integers(1, 300), spread=SPREADS)
def test_a_next_try_lies_ahead_and_within_fifteen_minutes(
    channel: OutChannel, attempts: int, spread: float
) -> None:
    at = next_try(channel, attempts, NINE, NINE, spread)
    if at is None:
        assert attempts >= LIMITS[channel].tries
    else:
        assert NINE < at <= NINE + timedelta(minutes=15)


@given(channel=CHANNELS, passed=st.integers(0, 48 * 3600), spread=SPREADS)
def test_a_next_question_lies_ahead_until_it_is_given_up(
    channel: OutChannel, passed: int, spread: float
) -> None:
    now = NINE + timedelta(seconds=passed)
    at = next_ask(channel, NINE, now, spread)
    if at is None:
        assert timedelta(seconds=passed) >= LIMITS[channel].age
    else:
        assert LIMITS[channel].shortest_ask <= at - now <= timedelta(minutes=15)


def test_only_what_concerns_a_call_that_goes_on_is_asked_about_sooner_than_after_ten_seconds() -> (
    None
):
    soon = [each for each in OutChannel if LIMITS[each].shortest_ask < timedelta(seconds=10)]
    assert soon == [OutChannel.LIVE_CALL]


@pytest.mark.parametrize("channel", list(OutChannel))
def test_age_ends_it_too(channel: OutChannel) -> None:
    assert next_try(channel, 1, NINE, NINE + LIMITS[channel].age, spread=0.5) is None


def test_mail_whose_end_is_unknown_goes_once_more_and_no_more() -> None:
    assert may_try_again(OutChannel.EMAIL, unknown_ends=1)
    assert not may_try_again(OutChannel.EMAIL, unknown_ends=2)
