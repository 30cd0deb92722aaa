"""Nobody sleeps: the carrier's time moves when told, and everything due happens at its instant."""

from datetime import datetime, timedelta

import pytest

from integrations.sandbox.clock import SimClock
from tests.sandbox.conftest import NINE


def test_what_is_due_happens_in_order_and_at_its_own_instant() -> None:
    clock = SimClock(NINE)
    happened: list[tuple[str, float]] = []

    def note(name: str) -> None:
        happened.append((name, (clock.now() - NINE).total_seconds()))

    clock.call_in(5, lambda: note("later"))
    clock.call_in(2, lambda: note("sooner"))
    clock.call_in(2, lambda: note("sooner, second"))
    clock.call_in(11, lambda: note("not yet"))
    clock.advance(10)

    assert happened == [("sooner", 2), ("sooner, second", 2), ("later", 5)]
    assert clock.now() == NINE + timedelta(seconds=10)


def test_what_an_action_sets_off_within_the_span_happens_in_it() -> None:
    clock = SimClock(NINE)
    seen: list[datetime] = []

    def set_another() -> None:
        clock.call_in(1, lambda: seen.append(clock.now()))

    clock.call_in(1, set_another)
    clock.advance(3)
    assert seen == [NINE + timedelta(seconds=2)]


def test_a_cancelled_timer_is_silent() -> None:
    clock = SimClock(NINE)
    clock.call_in(1, lambda: pytest.fail("it was cancelled")).cancel()
    clock.advance(2)


def test_time_cannot_be_moved_from_inside_an_event() -> None:
    clock = SimClock(NINE)
    clock.call_in(1, lambda: clock.advance(5))
    with pytest.raises(RuntimeError, match="from inside"):
        clock.advance(2)


def test_watchers_see_each_new_instant_before_what_is_due_then() -> None:
    clock = SimClock(NINE)
    seen: list[object] = []
    clock.watch(seen.append)
    clock.call_in(1, lambda: seen.append("due"))
    clock.advance(1)
    assert seen == [NINE, NINE + timedelta(seconds=1), "due"]


def test_a_naive_start_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        SimClock(NINE.replace(tzinfo=None))
