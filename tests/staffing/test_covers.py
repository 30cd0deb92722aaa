"""Somebody is put on by name: who has the tier then, and who hears of it when."""

from tests.staffing.covering import covers
from tests.staffing.ward import Ward, local


def test_a_cover_takes_the_tier_and_tells_both(either: Ward) -> None:
    ward = either
    ward.roster.cover(
        ward.actor("chidi"),
        line="hotdoc",
        tier="1",
        who=["dora"],
        start=local("2026-11-24 13:00"),
        end=local("2026-11-24 19:00"),
    )
    assert ward.on("2026-11-24 12:59")[0] == "1 amara"
    assert ward.on("2026-11-24 13:00")[0] == "1 dora"
    mine = "Your shift on Tuesday 24 November, 1pm to 7pm (tier 1) is now Dr Dora Example's."
    assert mine in ward.text("amara")
    assert "You are now on duty Tuesday 24 November, 1pm to 7pm (tier 1)." in ward.text("dora")
    ward.nobody_else_was_told()


def test_what_is_changed_in_one_sitting_is_one_text(ward: Ward) -> None:
    covers(ward, "2026-11-25", "chidi")
    covers(ward, "2026-11-26", "chidi")
    covers(ward, "2026-11-27", "eve")
    covers(ward, "2026-11-26", "amara")
    told = ward.text("amara")
    assert "no longer on duty Wednesday 25 November, 8am to 7pm (tier 1); Friday 27" in told
    assert "Thursday" not in told
    assert "now on duty Wednesday 25 November, 8am to 7pm (tier 1)." in ward.text("chidi")
    assert "now on duty Friday 27 November" in ward.text("eve")
    covers(ward, "2026-11-30", "eve")
    assert "Your shift on Monday 30 November, 8am to 7pm (tier 1) is now Dr Eve" in (
        ward.text("amara")
    )


def test_nobody_is_woken_for_a_shift_that_is_far_and_everybody_for_one_that_is_near(
    ward: Ward,
) -> None:
    ward.at("2026-11-23 23:00")
    for key in ("amara", "dora", "eve"):
        ward.texts(key)
    covers(ward, "2026-11-26", "eve")
    assert ward.texts("eve") == []
    covers(ward, "2026-11-24", "dora")
    assert "Tuesday 24 November" in ward.text("amara")
    ward.at("2026-11-24 08:01")
    assert "Thursday 26 November" in ward.text("eve")
    ward.nobody_else_was_told()


def test_a_cover_goes_before_an_earlier_one(ward: Ward) -> None:
    covers(ward, "2026-11-25", "chidi")
    ward.roster.cover(
        ward.actor("dora"),
        line="hotdoc",
        tier="1",
        who=["eve"],
        start=local("2026-11-25 10:00"),
        end=local("2026-11-25 12:00"),
    )
    on = [ward.on(f"2026-11-25 {hour}:00") for hour in ("09", "10", "12")]
    assert [[each for each in people if each.startswith("1 ")] for people in on] == [
        ["1 chidi"],
        ["1 eve"],
        ["1 chidi"],
    ]


def test_a_shift_of_next_year_is_told_with_its_year(ward: Ward) -> None:
    covers(ward, "2027-07-01", "chidi")
    mine = "Your shift on Thursday 1 July 2027, 8am to 7pm (tier 1) is now Dr Chidi Example's."
    assert mine in ward.text("amara")
