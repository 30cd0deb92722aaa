"""A request for a swap that has ended says how, whatever is answered to it afterwards."""

import pytest

from advice_line.errors import AlreadyTaken, Conflict, Expired
from tests.staffing.lookout import at
from tests.staffing.test_swapping import asks
from tests.staffing.ward import Ward, local


def test_what_is_answered_to_a_request_that_has_ended_says_how_it_ended(ward: Ward) -> None:
    amara, ben, eve = (ward.actor(key) for key in ("amara", "ben", "eve"))
    withdrawn = asks(ward, "2026-11-30 08:00", "2026-11-30 13:00", ["eve", "ben"])
    ward.swapping.withdraw(amara, withdrawn)
    ward.swapping.withdraw(amara, withdrawn)
    assert len(ward.trail("rota.swap.withdrawn")) == 1
    for answer in (ward.swapping.accept, ward.swapping.decline):
        with pytest.raises(Expired, match="was withdrawn: its owner keeps the shift"):
            answer(eve, withdrawn)

    taken = asks(ward, "2026-11-30 08:00", "2026-11-30 13:00", ["eve"])
    ward.swapping.accept(eve, taken)
    with pytest.raises(Conflict, match="You have taken this shift"):
        ward.swapping.decline(eve, taken)
    with pytest.raises(AlreadyTaken, match="Dr Eve Example"):
        ward.swapping.decline(ben, taken)

    nobody = asks(ward, "2026-12-01 08:00", "2026-12-01 19:00", ["eve"])
    ward.swapping.decline(eve, nobody)
    with pytest.raises(Expired, match="Nobody took this shift"):
        ward.swapping.withdraw(amara, nobody)


def test_a_request_whose_shift_has_gone_by_has_lapsed_whatever_is_answered(ward: Ward) -> None:
    amara, eve = ward.actor("amara"), ward.actor("eve")
    request = asks(ward, "2026-11-24 13:00", "2026-11-24 19:00", ["eve"])
    with ward.world.ledger.look("test") as work:
        left = at("2026-11-24 19:00") - work.now
    ward.world.phones.advance(left.total_seconds())
    with pytest.raises(Expired, match="has lapsed: its shift is over"):
        ward.swapping.withdraw(amara, request)
    with pytest.raises(Expired, match="has lapsed: its shift is over"):
        ward.swapping.decline(eve, request)
    assert ward.trail("rota.swap.withdrawn") == []
    assert len(ward.trail("rota.swap.lapsed")) == 1


def test_a_request_whose_shift_was_edited_has_lapsed_and_says_so(ward: Ward) -> None:
    request = asks(ward, "2026-11-30 08:00", "2026-11-30 19:00", ["eve"])
    ward.roster.cover(
        ward.actor("dora"),
        line="hotdoc",
        tier="1",
        who=["chidi"],
        start=local("2026-11-30 08:00"),
        end=local("2026-11-30 13:00"),
    )
    for answer, who in ((ward.swapping.withdraw, "amara"), (ward.swapping.decline, "eve")):
        with pytest.raises(Expired, match="has lapsed: its shift was changed"):
            answer(ward.actor(who), request)
