"""A yes to a request whose place somebody else has come to meanwhile: within the seconds before the
watch looks, and before anybody has withdrawn the request."""

import pytest

from advice_line.errors import Conflict
from rota import store
from tests.staffing.lookout import Lookout, lookout
from tests.staffing.test_short_notice import request_of
from tests.staffing.test_swapping import asks
from tests.staffing.ward import MOBILES, Ward, local

__all__ = ["lookout"]
pytestmark = pytest.mark.hazard("H10")


def takes_over(ward: Ward, key: str, until: str | None = None) -> None:
    ward.roster.take_over(
        ward.actor(key), line="hotdoc", tier="1", until=local(until) if until else None
    )


@pytest.fixture
def fallen_out(lookout: Lookout) -> Lookout:
    """Amara is ill from eleven; everybody is asked, and nobody has answered."""
    lookout.at("2026-11-24 11:00")
    lookout.away("amara", "2026-11-24 11:00", "2026-11-25 00:00")
    for key in MOBILES:
        lookout.ward.texts(key)
    return lookout


def test_a_yes_to_a_place_that_was_taken_over_hears_who_has_it(fallen_out: Lookout) -> None:
    ward = fallen_out.ward
    request = request_of(fallen_out, "eve")
    takes_over(ward, "dora")
    with pytest.raises(Conflict, match="Somebody is on already: Dr Dora Example"):
        ward.swapping.accept(ward.actor("eve"), request)
    assert ward.on("2026-11-24 12:00")[0] == "1 dora"
    assert ward.trail("rota.swap.accepted") == []
    for key in MOBILES:
        assert not any("Dr Eve Example takes" in each for each in ward.texts(key))


def test_of_a_place_that_was_taken_over_in_part_the_rest_is_taken_and_said(
    fallen_out: Lookout,
) -> None:
    ward = fallen_out.ward
    request = request_of(fallen_out, "eve")
    takes_over(ward, "dora", until="2026-11-24 13:00")
    done = ward.swapping.accept(ward.actor("eve"), request)
    assert done.notes[0] == (
        "You are on for a part of it only: Tuesday 24 November, 1pm to 7pm (tier 1)."
        " Dr Dora Example has the rest."
    )
    on = [ward.on(f"2026-11-24 {at}")[0] for at in ("12:59", "13:01", "18:59")]
    assert on == ["1 dora", "1 eve", "1 eve"]
    for key, said in (("dora", "takes Dr Amara Example's shift"), ("ben", "takes the shift")):
        (told,) = [each for each in ward.texts(key) if said in each]
        assert "1pm to 7pm" in told
    assert any("now on duty Tuesday 24 November, 1pm to 7pm" in t for t in ward.texts("eve"))


def test_nobody_takes_the_place_of_who_is_back(fallen_out: Lookout) -> None:
    ward = fallen_out.ward
    request = request_of(fallen_out, "eve")
    with ward.world.ledger.look("test") as work:
        (away,) = store.load(work.session, "hotdoc").absences
    ward.roster.back(ward.actor("amara"), key=away.key)
    with pytest.raises(Conflict, match="Somebody is on already: Dr Amara Example"):
        ward.swapping.accept(ward.actor("eve"), request)
    assert ward.on("2026-11-24 12:00")[0] == "1 amara"


def test_nobody_comes_to_duty_on_a_line_that_was_closed_meanwhile(fallen_out: Lookout) -> None:
    ward = fallen_out.ward
    request = request_of(fallen_out, "eve")
    start, end = local("2026-11-24 11:00"), local("2026-11-24 19:00")
    ward.roster.close(ward.actor("dora"), line="hotdoc", start=start, end=end, reason="No power")
    with pytest.raises(Conflict, match="no longer to be taken: nobody is on duty then"):
        ward.swapping.accept(ward.actor("eve"), request)
    assert ward.on("2026-11-24 12:00") == ["2 ben", "lead chidi"]


def test_a_place_that_is_taken_over_from_who_gives_it_away_is_not_theirs_to_give(
    ward: Ward,
) -> None:
    request = asks(ward, "2026-11-23 09:00", "2026-11-23 19:00", ["eve"])
    ward.texts("eve")
    takes_over(ward, "dora")
    with pytest.raises(Conflict, match="Somebody is on already: Dr Dora Example"):
        ward.swapping.accept(ward.actor("eve"), request)
    assert ward.on("2026-11-23 12:00")[0] == "1 dora"


def test_a_shift_of_which_a_part_is_taken_over_can_be_given_away_for_the_rest(
    ward: Ward,
) -> None:
    request = asks(ward, "2026-11-23 09:00", "2026-11-23 19:00", ["eve"])
    takes_over(ward, "dora", until="2026-11-23 13:00")
    (note, *_) = ward.swapping.accept(ward.actor("eve"), request).notes
    assert "1pm to 7pm (tier 1). Dr Dora Example has the rest." in note
    assert ward.on("2026-11-23 13:01")[0] == "1 eve"
    (told,) = [each for each in ward.texts("dora") if "Dr Eve Example takes" in each]
    assert "1pm to 7pm" in told
