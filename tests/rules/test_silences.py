"""When no server answered, and what fell into it."""

from datetime import UTC, datetime, timedelta

import pytest

from advice_line.rules.silences import ended_at, fell_into, since

TEN = datetime(2026, 11, 23, 10, tzinfo=UTC)
STRETCH = (TEN, TEN + timedelta(minutes=3))


def later(**much: float) -> datetime:
    return TEN + timedelta(**much)


@pytest.mark.parametrize(
    ("beat", "silent_since"),
    [
        (None, None),
        (later(seconds=-4), None),
        (later(seconds=-10), None),
        (later(seconds=-11), later(seconds=-11)),
        (later(hours=-8), later(hours=-8)),
        (later(minutes=5), None),
    ],
)
def test_none_answered_since_the_last_beat_unless_another_server_does(
    beat: datetime | None, silent_since: datetime | None
) -> None:
    assert since(beat, TEN) == silent_since


@pytest.mark.parametrize(
    ("at", "inside"),
    [
        (later(minutes=-1), False),
        (later(seconds=-5), True),
        (later(minutes=1), True),
        (later(minutes=3, seconds=15), True),
        (later(minutes=3, seconds=16), False),
    ],
)
def test_a_silence_lasts_from_the_last_beat_until_the_next_server_can_answer(
    at: datetime, inside: bool
) -> None:
    assert fell_into(at, [STRETCH]) is inside
    assert not fell_into(at, [])


def test_a_call_ended_when_the_carrier_says_so_and_neither_before_it_began_nor_after_now() -> None:
    now = later(minutes=9)
    assert ended_at(later(minutes=4), TEN, now) == later(minutes=4)
    assert ended_at(later(seconds=-2), TEN, now) == TEN
    assert ended_at(later(minutes=10), TEN, now) == now
    assert ended_at(None, TEN, now) == now
