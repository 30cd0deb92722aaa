"""Whoever asks for pages faster than people do is told to wait, and nobody else with them."""

from dataclasses import replace
from datetime import timedelta

import pytest

from advice_line.errors import TooManyTries
from advice_line.web.rates import OF_AN_ADDRESS, Rates
from tests.stories.world import MONDAY_TEN
from tests.web.people import Scene

MOST = 5
pytestmark = pytest.mark.hazard("H15")


def test_a_person_is_told_to_wait_and_a_colleague_goes_on(scene: Scene) -> None:
    amara, ben = scene.signed_in("amara"), scene.signed_in("ben")
    app = scene.world.service.app
    app.state.site = replace(app.state.site, rates=Rates(MOST))
    for _ in range(MOST):
        amara.opens("/desk")
    refused = amara.client.get("/desk")
    assert refused.status_code == 429
    assert "Please wait" in refused.text
    assert 0 < int(refused.headers["retry-after"]) <= 61
    ben.opens("/desk")
    scene.world.settle(61)
    amara.opens("/desk")


def test_of_an_address_more_may_come_since_a_whole_practice_sits_behind_it() -> None:
    rates = Rates(MOST)
    for _ in range(MOST * OF_AN_ADDRESS):
        rates.of_address("192.0.2.1", MONDAY_TEN)
    with pytest.raises(TooManyTries):
        rates.of_address("192.0.2.1", MONDAY_TEN)
    rates.of_address("192.0.2.2", MONDAY_TEN)
    rates.of_address(None, MONDAY_TEN)
    rates.of_address("192.0.2.1", MONDAY_TEN + timedelta(minutes=1))


def test_a_clock_that_is_set_back_holds_nobody_off() -> None:
    rates = Rates(1)
    rates.of_person("responder:amara", MONDAY_TEN)
    rates.of_person("responder:amara", MONDAY_TEN - timedelta(hours=1))


def test_a_site_may_have_no_limit() -> None:
    rates = Rates(0)
    for _ in range(1000):
        rates.of_person("responder:amara", MONDAY_TEN)
