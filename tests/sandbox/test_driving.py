"""In the demo the carrier's time passes by itself."""

import threading
from datetime import datetime

import pytest

from integrations.sandbox.carrier import Carrier
from integrations.sandbox.driving import Driver
from tests.sandbox.conftest import GP, LINE, NINE, TinyApp


def test_time_passes_by_itself_while_driven(carrier: Carrier) -> None:
    moved = threading.Event()

    def watch(now: datetime) -> None:
        if now > NINE:
            moved.set()

    carrier.clock.watch(watch)
    with Driver(carrier, every=0.005):
        assert moved.wait(10)
    stopped = carrier.clock.now()
    assert carrier.clock.now() == stopped


def test_an_error_of_the_application_ends_the_drive_and_shows(
    app: TinyApp, carrier: Carrier
) -> None:
    asked = threading.Event()

    def page(_form: dict[str, str]) -> str:
        asked.set()
        raise RuntimeError("a bug")

    app.pages["/voice"] = page
    driver = Driver(carrier, every=0.005)
    driver.__enter__()
    carrier.exchange.arrive(GP, LINE, withheld=False)
    assert asked.wait(10)
    with pytest.raises(RuntimeError, match="a bug"):
        driver.__exit__(None, None, None)
