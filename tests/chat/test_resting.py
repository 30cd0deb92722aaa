"""A chat that hangs holds nobody up: what waits behind it is not put to it for a while (H01)."""

import pytest

from advice_line.desk.chat.resting import LONGEST, RESTING, RESTS, SLOW, Resting
from advice_line.errors import DeliveryDelayed


class Hanging:
    """A chat that answers after so many seconds, in vain or not."""

    def __init__(self) -> None:
        self.now, self.asked = 100.0, 0
        self.resting = Resting(lambda: self.now)

    def asks(self, seconds: float, *, in_vain: bool = True, wait: float = 0.0) -> str:
        try:
            with self.resting.asked():
                self.asked += 1
                self.now += seconds
                if in_vain:
                    raise DeliveryDelayed("timeout", wait=wait)
        except DeliveryDelayed as error:
            return error.code
        return "sent"


@pytest.mark.hazard("H01")
def test_after_a_long_wait_in_vain_it_is_left_alone_for_a_while() -> None:
    chat = Hanging()
    assert chat.asks(10.0) == "timeout"
    assert [chat.asks(10.0) for _ in range(5)] == [RESTING] * 5
    assert (chat.asked, chat.now) == (1, 110.0)
    chat.now += RESTS
    assert chat.asks(0.1, in_vain=False) == "sent"
    assert chat.asks(0.1, in_vain=False) == "sent"


@pytest.mark.parametrize(("seconds", "in_vain"), [(SLOW / 2, True), (10.0, False)])
def test_what_fails_at_once_or_succeeds_late_is_no_hanging(seconds: float, in_vain: bool) -> None:
    chat = Hanging()
    chat.asks(seconds, in_vain=in_vain)
    assert chat.asks(0.1, in_vain=False) == "sent"


@pytest.mark.parametrize(("wait", "rests"), [(30.0, 30.0), (9_999.0, LONGEST)])
def test_one_that_asks_to_be_left_alone_is_for_as_long_as_it_asks(
    wait: float, rests: float
) -> None:
    chat = Hanging()
    chat.asks(0.1, wait=wait)
    chat.now += rests - 1
    assert chat.asks(0.1) == RESTING
    chat.now += 1.1
    assert chat.asks(0.1, in_vain=False) == "sent"
    assert chat.asked == 2
