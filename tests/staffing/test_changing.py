"""Patterns, days and the duty of the hour changed by their doors: who is on afterwards."""

from datetime import date

import pytest

from advice_line.errors import Invalid, NotFound, RotaMoved
from rota.values import Pattern, Session
from tests.staffing.ward import Ward, local


def test_a_pattern_edited_from_a_day_on_keeps_the_past(ward: Ward) -> None:
    sessions = tuple(
        Session.from_texts(week=1, days="mon-fri", time="08:00-19:00", tier=tier, who=[who])
        for tier, who in (("1", "dora"), ("2", "ben"), ("lead", "chidi"))
    )
    pattern = Pattern("weekdays", date(2026, 3, 2), None, 1, sessions)
    dora = ward.actor("dora")
    ward.roster.edit_pattern(dora, line="hotdoc", pattern=pattern, from_day=date(2026, 11, 25))
    assert ward.on("2026-11-24 09:00")[0] == "1 amara"
    assert ward.on("2026-11-25 09:00")[0] == "1 dora"
    lost = ward.text("amara")
    assert "no longer on duty Wednesday 25 November, 8am to 7pm (tier 1);" in lost
    assert "more." in lost
    ward.roster.end_pattern(dora, line="hotdoc", key="weekdays", last_day=date(2026, 11, 27))
    assert ward.on("2026-11-27 09:00")[0] == "1 dora"
    assert ward.on("2026-11-30 09:00") == []
    with pytest.raises(NotFound):
        ward.roster.end_pattern(dora, line="hotdoc", key="weekdays", last_day=date(2026, 12, 1))


def test_the_second_of_two_managers_is_shown_what_the_first_changed(either: Ward) -> None:
    ward = either
    dora, chidi = ward.actor("dora"), ward.actor("chidi")
    version = ward.roster.week(dora, "hotdoc", date(2026, 11, 23)).version

    def cover(who: str, day: str) -> None:
        ward.roster.cover(
            chidi if who == "chidi" else dora,
            line="hotdoc",
            tier="1",
            who=[who],
            start=local(f"{day} 13:00"),
            end=local(f"{day} 19:00"),
            reason="swapped by telephone",
            version=version,
        )

    cover("chidi", "2026-11-24")
    with pytest.raises(RotaMoved) as refused:
        cover("dora", "2026-11-26")
    seen = {(each.person, each.start.day, each.start.hour) for each in refused.value.seen}
    now = {(each.person, each.start.day, each.start.hour) for each in refused.value.now}
    assert seen - now == {("amara", 24, 8)} - now
    assert ("chidi", 24, 13) in now - seen
    assert ward.on("2026-11-26 14:00")[0] == "1 amara"
    cover("dora", "2026-12-03")
    assert ward.on("2026-12-03 14:00")[0] == "1 dora"


def test_a_form_that_is_sent_twice_is_done_once(ward: Ward) -> None:
    def close() -> object:
        return ward.roster.close(
            ward.actor("dora"),
            line="hotdoc",
            end=local("2026-11-23 12:00"),
            reason="fire alarm",
            form_key="form-1",
        )

    assert close() == close()
    assert len(ward.trail("rota.line.closed")) == 1
    assert "is closed Monday 23 November, 9am to midday" in ward.text("amara")
    assert "fire" not in ward.text("ben")
    assert len(ward.texts("chidi")) == 1
    ward.nobody_else_was_told()


def test_taking_over_holds_at_once_until_the_shift_ends(ward: Ward) -> None:
    done = ward.roster.take_over(ward.actor("dora"), line="hotdoc", tier="1")
    assert ward.on("2026-11-23 09:00")[0] == "1 dora"
    assert ward.on("2026-11-23 18:59")[0] == "1 dora"
    assert ward.on("2026-11-24 09:00")[0] == "1 amara"
    assert "is now Dr Dora Example's" in ward.text("amara")
    ward.at("2026-11-23 11:00")
    ward.roster.give_back(ward.actor("dora"), line="hotdoc", key=done.key or "")
    assert ward.on("2026-11-23 11:00")[0] == "1 amara"
    assert "now on duty Monday 23 November, 11am to 7pm" in ward.text("amara")
    with pytest.raises(Invalid, match="not on this tier"):
        ward.roster.take_over(ward.actor("dora"), line="hotdoc", tier="2", instead_of="amara")


def test_who_pauses_is_not_rung_and_the_next_is_told(ward: Ward) -> None:
    amara = ward.actor("amara")
    ward.roster.pause(amara, until=local("2026-11-23 14:00"))
    assert "Dr Amara Example is not rung before 2pm" in ward.text("ben")
    assert "not rung" in ward.text("chidi")
    assert ward.roster.now(amara, "hotdoc").paused == {"amara"}
    ward.nobody_else_was_told()
    ward.roster.unpause(amara)
    assert ward.roster.now(amara, "hotdoc").paused == frozenset()
    assert ward.text("ben") == "Dr Amara Example is rung again."
    with pytest.raises(NotFound, match="You are not paused"):
        ward.roster.unpause(amara)
    with pytest.raises(NotFound, match="Dr Amara Example is not paused"):
        ward.roster.unpause(ward.actor("dora"), person="amara")


def test_a_bank_holiday_that_moves_takes_its_duties_along(ward: Ward) -> None:
    dora = ward.actor("dora")
    ward.roster.holiday(dora, line="hotdoc", day=date(2026, 12, 28), name=None)
    ward.roster.holiday(dora, line="hotdoc", day=date(2026, 12, 29), name="Boxing Day, later")
    assert ward.on("2026-12-28 09:00")[0] == "1 amara"
    assert ward.on("2026-12-29 09:00") == []
    told = ward.text("amara")
    assert "now on duty Monday 28 December, 8am to 7pm" in told
    assert "Your shift on Tuesday 29 December" in told or "no longer on duty Tuesday 29" in told
    ward.roster.usual_day(dora, line="hotdoc", day=date(2026, 12, 29))
    assert ward.on("2026-12-29 09:00")[0] == "1 amara"


def test_a_dates_own_hours_open_it_though_it_was_closed(ward: Ward) -> None:
    dora = ward.actor("dora")
    ward.roster.hours_on(
        dora, line="hotdoc", day=date(2026, 12, 24), open=["09:00-12:00"], reason="half day"
    )
    day = ward.roster.week(dora, "hotdoc", date(2026, 12, 21)).days[3]
    assert [each.reason for each in day.hours] == [
        "day_hours: half day",
        None,
        "day_hours: half day",
    ]
    assert day.by_hand
    with pytest.raises(Invalid, match="ends before it begins"):
        ward.roster.hours_on(
            dora, line="hotdoc", day=date(2026, 12, 23), open=["12:00-09:00"], reason="x"
        )


@pytest.mark.hazard("H05")
def test_a_text_says_which_of_the_two_of_a_doubled_hour_is_meant(ward: Ward) -> None:
    for who, start, said in (
        ("eve", "2027-10-31T00:30+00:00", "1:30am (the first, before the clocks go back)"),
        ("amara", "2027-10-31T01:30+00:00", "1:30am (the second, after the clocks go back)"),
    ):
        ward.roster.cover(
            ward.actor("dora"),
            line="hotdoc",
            tier="2",
            who=[who],
            start=local(start),
            end=local("2027-10-31T03:00"),
            reason="her registration is renewed by then",
        )
        assert f"Sunday 31 October 2027, {said} to 3am (tier 2)" in ward.text(who)


def test_whoever_pauses_hears_who_is_left_to_be_rung(ward: Ward) -> None:
    amara, ben, chidi = (ward.actor(key) for key in ("amara", "ben", "chidi"))
    until = local("2026-11-23 14:00")
    assert ward.roster.pause(ben, until=until).notes == ()
    assert ward.roster.pause(amara, until=until).notes == (
        "Only Dr Chidi Example (lead) can be rung meanwhile.",
    )
    ward.roster.pause(ben, until=local("2026-11-23 11:00"))
    assert ward.roster.pause(amara, until=until).notes == (
        "Only Dr Chidi Example (lead) can be rung for a part of that time.",
    )
    ward.roster.unpause(ben)
    # Amara has tier 1 and tier 2.
    ward.roster.cover(
        ward.actor("dora"),
        line="hotdoc",
        tier="2",
        who=["amara"],
        start=local("2026-11-23 08:00"),
        end=local("2026-11-23 13:00"),
    )
    assert ward.roster.pause(amara, until=until).notes == (
        "Only Dr Chidi Example (lead) can be rung for a part of that time.",
    )
    assert ward.roster.pause(chidi, until=until).notes == (
        "Nobody else can be rung for a part of that time: callers whom nobody takes are promised"
        " a call back.",
        "Only Ben Example (tier 2) can be rung for a part of that time.",
    )
