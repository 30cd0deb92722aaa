"""A shift that falls out within two hours: everybody who may take it is asked, the first yes has
it."""

from itertools import chain

import pytest

from advice_line.directory import lookups
from advice_line.errors import AlreadyTaken, Expired
from tests.staffing.lookout import Lookout, lookout

__all__ = ["lookout"]
ASKED = "Dr Amara Example is away. Can you take their shift"


@pytest.fixture
def sick(lookout: Lookout) -> Lookout:
    """Amara is ill at twenty to eight; her day begins at eight."""
    lookout.at("2026-11-24 07:40")
    lookout.told("amara")
    lookout.away("amara", "2026-11-24 07:40", "2026-11-25 00:00")
    return lookout


def request_of(lookout: Lookout, key: str) -> str:
    (asked,) = lookout.ward.swapping.requests_of(lookout.ward.actor(key)).to_me
    return asked.id


@pytest.mark.hazard("H03")
def test_everybody_who_may_is_asked_at_once_and_the_first_yes_has_it(sick: Lookout) -> None:
    texts = {key: sick.ward.texts(key) for key in ("dora", "eve", "chidi", "ben", "amara")}
    for key in ("dora", "eve"):
        assert any(each.startswith(ASKED) for each in texts[key]), texts
    assert not any(ASKED in each for each in texts["amara"])

    first = request_of(sick, "eve")
    sick.ward.swapping.accept(sick.ward.actor("eve"), first)
    assert sick.ward.on("2026-11-24 09:00")[0] == "1 eve"
    with pytest.raises(AlreadyTaken, match="Eve"):
        sick.ward.swapping.accept(sick.ward.actor("dora"), first)
    # She may take it and manages the rota: one yes is one text.
    (told,) = (each for each in sick.ward.texts("dora") if "Eve" in each)
    assert told.startswith("Dr Eve Example takes Dr Amara Example's shift on Tuesday 24 November")
    sick.told("dora")
    assert sick.gaps() == []


def test_it_is_asked_once_however_often_the_worker_looks(sick: Lookout) -> None:
    for _ in range(3):
        sick.world.settle(2)
    assert len([each for each in sick.ward.texts("eve") if ASKED in each]) == 1
    assert len(sick.ward.trail("rota.swap.asked")) == 1


def test_when_the_lead_takes_the_gap_nobody_is_asked_any_more(sick: Lookout) -> None:
    sick.told("chidi")
    sick.ward.texts("eve")
    sick.answers("chidi", "TAKE")
    assert sick.ward.on("2026-11-24 09:00")[0] == "1 chidi"
    (told,) = (each for each in sick.ward.texts("eve") if "no longer to be taken" in each)
    assert told.endswith("8am to 7pm (tier 1). Dr Chidi Example has it.")
    assert [each["taker"] for each in sick.ward.trail("rota.swap.withdrawn")] == [None]


def test_a_late_yes_hears_who_has_the_shift_or_that_nobody_has(sick: Lookout) -> None:
    sick.told("chidi")
    request = request_of(sick, "eve")
    sick.answers("chidi", "TAKE")
    with pytest.raises(Expired, match=r"^Dr Chidi Example has this shift now\."):
        sick.ward.swapping.accept(sick.ward.actor("eve"), request)


def test_a_yes_after_everybody_said_no_is_led_to_the_gap(sick: Lookout) -> None:
    sick.told("dora")
    request = request_of(sick, "eve")
    with sick.world.ledger.look("test") as work:
        keys = [each.key for each in lookups.responders(work.session)]
    for key in keys:
        if any(sick.ward.swapping.requests_of(sick.ward.actor(key)).to_me):
            sick.ward.swapping.decline(sick.ward.actor(key), request)
    with pytest.raises(Expired, match=r"^Nobody has this shift yet\."):
        sick.ward.swapping.accept(sick.ward.actor("eve"), request)


@pytest.mark.hazard("H03", "H10")
def test_who_said_yes_a_moment_before_keeps_it_when_the_lead_takes_it_too(sick: Lookout) -> None:
    sick.told("chidi")
    sick.ward.swapping.accept(sick.ward.actor("eve"), request_of(sick, "eve"))
    assert "Dr Eve Example" in sick.answers("chidi", "TAKE")
    assert sick.ward.on("2026-11-24 09:00")[0] == "1 eve"


def test_when_the_rota_manager_covers_it_nobody_is_asked_any_more(sick: Lookout) -> None:
    sick.ward.texts("eve")
    sick.covered("dora", "2026-11-24 08:00", "2026-11-24 19:00")
    for key, who in (("eve", "Dr Dora Example has it."), ("chidi", "Dr Dora Example has it.")):
        texts = sick.ward.texts(key)
        assert any(each.endswith(who) for each in texts), texts


def test_the_few_minutes_that_are_left_of_a_gap_are_shown_and_put_before_nobody(
    lookout: Lookout,
) -> None:
    lookout.at("2026-11-24 09:00")
    lookout.covered("eve", "2026-11-24 09:12", "2026-11-24 19:00")
    lookout.away("amara", "2026-11-24 09:00", "2026-11-25 00:00")
    told = lookout.told("dora")
    assert any("1 gap with nobody on tier 1" in each for each in told), told
    assert len(lookout.gaps()) == 1
    texts = {key: lookout.ward.texts(key) for key in ("dora", "eve", "chidi")}
    assert not any("Can you take" in each for each in chain.from_iterable(texts.values()))
    assert lookout.ward.trail("rota.swap.asked") == []


def test_a_gap_that_was_known_before_is_the_rota_managers(lookout: Lookout) -> None:
    lookout.away("amara", "2026-11-25 00:00", "2026-11-26 00:00")
    lookout.told("dora")
    lookout.at("2026-11-25 07:00")
    lookout.told("dora")
    assert not any(ASKED in each for each in lookout.ward.texts("eve"))


def test_in_the_middle_of_a_shift_what_is_left_of_it_is_asked_for(lookout: Lookout) -> None:
    lookout.at("2026-11-24 11:00")
    lookout.away("amara", "2026-11-24 11:00", "2026-11-25 00:00")
    (text,) = [each for each in lookout.ward.texts("eve") if ASKED in each]
    assert "11am to 7pm" in text
