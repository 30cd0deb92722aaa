"""What somebody did themselves the page has told them: the next text says what has become of it,
and nothing that they know."""

import pytest

from rota import store
from rota.values import AbsenceKind
from tests.staffing.covering import covers
from tests.staffing.lookout import Lookout, lookout
from tests.staffing.test_places_taken_meanwhile import fallen_out, takes_over
from tests.staffing.test_short_notice import request_of
from tests.staffing.ward import Ward, local

__all__ = ["fallen_out", "lookout"]
pytestmark = pytest.mark.hazard("H10")
LOST = "You are no longer on duty"


def changed(ward: Ward, key: str) -> list[str]:
    return [each for each in ward.texts(key) if "Your rota has changed" in each]


def test_who_was_told_it_is_yours_hears_that_it_is_somebody_elses(fallen_out: Lookout) -> None:
    ward = fallen_out.ward
    ward.swapping.accept(ward.actor("eve"), request_of(fallen_out, "eve"))
    takes_over(ward, "dora")
    (told,) = changed(ward, "eve")
    assert (
        "Your shift on Tuesday 24 November, 11am to 7pm (tier 1) is now Dr Dora Example's" in told
    )
    assert changed(ward, "dora") == []


def test_who_answered_take_hears_that_it_is_somebody_elses(fallen_out: Lookout) -> None:
    ward = fallen_out.ward
    assert "You are on tier 1" in fallen_out.answers("chidi", "TAKE")
    ward.texts("chidi")
    covers(ward, "2026-11-24", "eve")
    takes_over(ward, "dora")
    (told,) = changed(ward, "chidi")
    assert "Dr Dora Example's" in told


def test_who_is_back_and_replaced_hears_once_that_they_are_not_on(lookout: Lookout) -> None:
    ward = lookout.ward
    lookout.at("2026-11-24 11:00")
    lookout.away("amara", "2026-11-24 11:00", "2026-11-25 00:00")
    with ward.world.ledger.look("test") as work:
        (away,) = store.load(work.session, "hotdoc").absences
    ward.roster.back(ward.actor("amara"), key=away.key)
    covers(ward, "2026-11-24", "eve")
    (told,) = changed(ward, "amara")
    assert told.count("Tuesday 24 November, 11am to 7pm (tier 1)") == 1
    assert "is now Dr Eve Example's" in told


def test_who_hands_on_what_they_took_a_moment_ago_hears_who_has_it(fallen_out: Lookout) -> None:
    ward = fallen_out.ward
    ward.swapping.accept(ward.actor("eve"), request_of(fallen_out, "eve"))
    given = ward.swapping.ask(
        ward.actor("eve"),
        line="hotdoc",
        tier="1",
        start=local("2026-11-24 13:00"),
        end=local("2026-11-24 19:00"),
        of=["dora"],
    )
    ward.swapping.accept(ward.actor("dora"), given.key or "")
    (told,) = changed(ward, "eve")
    assert "Your shift on Tuesday 24 November, 1pm to 7pm (tier 1) is now Dr Dora Example's" in told


def test_nobody_is_told_of_duty_that_they_have_given_up_themselves(ward: Ward) -> None:
    covers(ward, "2026-11-30", "eve")
    ward.roster.absent(
        ward.actor("eve"),
        person="eve",
        kind=AbsenceKind.STUDY,
        start=local("2026-11-30 00:00"),
        end=local("2026-12-01 00:00"),
    )
    assert changed(ward, "eve") == []


def test_what_others_changed_before_ones_own_act_is_told_all_the_same(ward: Ward) -> None:
    covers(ward, "2026-11-30", "eve")
    ward.roster.absent(
        ward.actor("eve"),
        person="eve",
        kind=AbsenceKind.STUDY,
        start=local("2026-11-30 13:00"),
        end=local("2026-12-01 00:00"),
    )
    (told,) = changed(ward, "eve")
    assert "You are now on duty Monday 30 November, 8am to 1pm (tier 1)" in told
