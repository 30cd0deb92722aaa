"""The rota changed by its doors: who is on afterwards, who hears of it, what the trail says."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from advice_line.errors import (
    Invalid,
    NotAllowed,
    NotFound,
    ReasonNeeded,
    RotaMoved,
    SetupInvalid,
)
from rota.values import AbsenceKind, Pattern, Session
from tests.staffing.ward import Ward, local, ward_on_sqlite

TUESDAY = "2026-11-24 09:00"
SECOND_LINE = """
version = 1
[[lines]]
key = "paeds"
name = "Example Paediatric Advice"
number = "+441632960002"
email = "paeds@example.org"
nation = "england"
open = { mon-fri = ["08:00-19:00"] }
switchboard = "+441632960999"
[[patterns]]
key = "weekdays"
line = "paeds"
valid_from = 2026-11-02
sessions = [{ days = "wed", time = "08:00-19:00", tier = "1", who = ["eve"] }]
"""


def test_an_absence_leaves_a_gap_and_tells_the_rota_manager(either: Ward) -> None:
    ward = either
    done = ward.roster.absent(
        ward.actor("amara"),
        person="amara",
        kind=AbsenceKind.SICKNESS,
        start=local("2026-11-24 00:00"),
        end=local("2026-11-26 00:00"),
        reason="migraine",
    )
    assert ward.on(TUESDAY) == ["2 ben", "lead chidi"]
    assert ward.on("2026-11-26 09:00") == ["1 amara", "2 ben", "lead chidi"]
    assert done.notes == ()
    told = ward.text("dora")
    assert "Dr Amara Example is away Tuesday 24 November, midnight to Thursday 26 November" in told
    assert "sick" not in told
    assert "migraine" not in told
    ward.nobody_else_was_told()
    (line,) = ward.trail("rota.absence.recorded")
    assert line["actor"] == "responder:amara"
    assert "migraine" not in str(line)


def test_somebody_who_is_back_is_on_again(ward: Ward) -> None:
    key = ward.roster.absent(
        ward.actor("dora"),
        person="amara",
        kind=AbsenceKind.LEAVE,
        start=local("2026-11-24 00:00"),
        end=local("2026-11-28 00:00"),
    ).key
    assert "no longer on duty Tuesday 24 November, 8am to 7pm (tier 1)" in ward.text("amara")
    ward.roster.back(ward.actor("dora"), key=key or "", at=local("2026-11-26 00:00"))
    assert ward.on(TUESDAY) == ["2 ben", "lead chidi"]
    assert ward.on("2026-11-26 09:00")[0] == "1 amara"
    assert "now on duty Thursday 26 November, 8am to 7pm (tier 1); Friday" in ward.text("amara")
    ward.at("2026-11-29 12:00")
    with pytest.raises(NotFound, match="over"):
        ward.roster.back(ward.actor("dora"), key=key or "")


def test_nobody_changes_anothers_duty_but_a_rota_manager(ward: Ward) -> None:
    with pytest.raises(NotAllowed, match="rota manager"):
        ward.roster.absent(
            ward.actor("ben"),
            person="amara",
            kind=AbsenceKind.LEAVE,
            start=local("2026-11-24 00:00"),
            end=local("2026-11-25 00:00"),
        )
    with pytest.raises(NotAllowed):
        ward.roster.close_day(
            ward.actor("ben"), line="hotdoc", day=date(2026, 11, 25), reason="audit"
        )


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


def test_what_is_against_it_is_shown_and_needs_a_reason(ward: Ward) -> None:
    def cover(reason: str | None) -> tuple[str, ...]:
        return ward.roster.cover(
            ward.actor("dora"),
            line="hotdoc",
            tier="1",
            who=["eve"],
            start=local("2026-12-14 08:00"),
            end=local("2026-12-14 22:00"),
            reason=reason,
        ).notes

    with pytest.raises(ReasonNeeded) as refused:
        cover(None)
    assert len(refused.value.breaches) == 2
    assert "registration ends on Friday 11 December 2026" in refused.value.breaches[0]
    assert "would last 14 hours; the longest here is 13 hours" in refused.value.breaches[1]
    assert ward.on("2026-12-14 09:00")[0] == "1 amara"
    assert ward.trail("rota.cover.made") == []
    assert cover("renewal is confirmed by the GMC") == refused.value.breaches
    assert ward.on("2026-12-14 09:00")[0] == "1 eve"
    (line,) = ward.trail("rota.cover.made")
    assert line["reason_given"] is True
    assert "GMC" not in str(line)
    history = ward.roster.history(ward.actor("dora"), "hotdoc")
    assert "renewal is confirmed by the GMC" in {each.made.reason for each in history.facts}


def test_too_little_rest_is_told_on_both_sides(ward: Ward) -> None:
    with pytest.raises(ReasonNeeded) as refused:
        ward.roster.cover(
            ward.actor("dora"),
            line="hotdoc",
            tier="2",
            who=["amara"],
            start=local("2026-11-24 20:00"),
            end=local("2026-11-25 02:00"),
        )
    assert refused.value.breaches == (
        "Dr Amara Example's day on Tuesday 24 November would last 18 hours; the longest here is"
        " 13 hours.",
        "Dr Amara Example would have 6 hours of rest before 8am on Wednesday 25 November; the"
        " least here is 11 hours.",
    )


def test_a_cover_by_somebody_on_leave_cuts_the_leave(ward: Ward) -> None:
    dora = ward.actor("dora")
    ward.roster.absent(
        dora,
        person="amara",
        kind=AbsenceKind.LEAVE,
        start=local("2026-11-23 00:00"),
        end=local("2026-11-28 00:00"),
    )

    def cover(reason: str | None) -> None:
        ward.roster.cover(
            dora,
            line="hotdoc",
            tier="1",
            who=["amara"],
            start=local("2026-11-25 08:00"),
            end=local("2026-11-25 13:00"),
            reason=reason,
        )

    with pytest.raises(ReasonNeeded, match="Say why"):
        cover(None)
    cover("she offered")
    assert ward.on("2026-11-24 09:00") == ["2 ben", "lead chidi"]
    assert ward.on("2026-11-25 09:00")[0] == "1 amara"
    assert ward.on("2026-11-25 14:00") == ["2 ben", "lead chidi"]
    assert ward.on("2026-11-26 09:00") == ["2 ben", "lead chidi"]


def test_an_advanced_practitioner_without_a_supervisor_is_a_warning(ward: Ward) -> None:
    notes = ward.roster.cover(
        ward.actor("dora"),
        line="hotdoc",
        tier="1",
        who=["ben"],
        start=local("2026-11-24 13:00"),
        end=local("2026-11-24 19:00"),
    ).notes
    assert notes == (
        "No supervising radiologist is named for Ben Example: Tuesday 24 November, 1pm to 7pm.",
    )
    ward.roster.cover(
        ward.actor("dora"),
        line="hotdoc",
        tier="1",
        who=["ben"],
        start=local("2026-11-25 13:00"),
        end=local("2026-11-25 19:00"),
        supervisor="chidi",
    )


def test_who_answers_little_may_not_stand_alone_unseen(ward: Ward) -> None:
    dora = ward.actor("dora")
    for person in ("amara", "chidi"):
        ward.roster.absent(
            dora,
            person=person,
            kind=AbsenceKind.STUDY,
            start=local("2026-11-24 00:00"),
            end=local("2026-11-25 00:00"),
        )
    with pytest.raises(ReasonNeeded) as refused:
        ward.roster.cover(
            dora,
            line="hotdoc",
            tier="1",
            who=["ben"],
            start=local("2026-11-24 08:00"),
            end=local("2026-11-24 19:00"),
        )
    assert "Ben Example answers msk, chest only" in refused.value.breaches[0]


def test_a_pattern_edited_from_a_day_on_keeps_the_past(ward: Ward) -> None:
    sessions = tuple(
        Session.from_texts(week=1, days="mon-fri", time="08:00-19:00", tier=tier, who=[who])
        for tier, who in (("1", "dora"), ("2", "ben"), ("lead", "chidi"))
    )
    pattern = Pattern("weekdays", date(2026, 3, 2), None, 1, sessions)
    dora = ward.actor("dora")
    ward.roster.edit_pattern(dora, line="hotdoc", pattern=pattern, from_day=date(2026, 11, 25))
    assert ward.on(TUESDAY)[0] == "1 amara"
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


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("2026-11-24 13:00", "2026-11-24 13:00", "must end after it begins"),
        ("2026-11-24 13:00", "2026-11-24 12:00", "must end after it begins"),
        ("2026-11-20 13:00", "2026-11-20 19:00", "is over by then"),
        ("2027-03-28 01:15", "2027-03-28 01:45", "clocks go forward and skip these times"),
        ("2026-11-24 13:00", "2036-11-24 19:00", "can last 31 days at most"),
        ("1066-11-24 13:00", "1066-11-25 19:00", "not between 1900 and 2200"),
    ],
)
def test_a_shift_that_cannot_be_is_told_in_words(
    ward: Ward, start: str, end: str, said: str
) -> None:
    with pytest.raises(Invalid, match=said):
        ward.roster.cover(
            ward.actor("dora"),
            line="hotdoc",
            tier="1",
            who=["dora"],
            start=local(start),
            end=local(end),
        )


def test_a_pause_until_a_time_that_has_passed_is_told_in_words(ward: Ward) -> None:
    with pytest.raises(Invalid, match="Give a time that is still to come"):
        ward.roster.pause(ward.actor("amara"), until=local("2026-11-23 08:30"))


def test_an_absence_that_has_begun_holds_from_now_on(ward: Ward) -> None:
    ward.roster.absent(
        ward.actor("dora"),
        person="amara",
        kind=AbsenceKind.SICKNESS,
        start=local("2026-11-20 08:00"),
        end=local("2026-11-24 23:00"),
    )
    assert "1 amara" not in ward.on("2026-11-24 09:00")


@pytest.mark.parametrize(
    ("line", "tier", "who", "said"),
    [
        ("hotdoc", "1", "zoe", 'key "zoe"'),
        ("colddoc", "1", "dora", "no such line"),
        ("hotdoc", "3", "dora", "not a tier"),
    ],
)
def test_unknown_people_and_lines_are_told_in_words(
    ward: Ward, line: str, tier: str, who: str, said: str
) -> None:
    with pytest.raises((Invalid, NotFound), match=said):
        ward.roster.cover(
            ward.actor("dora"),
            line=line,
            tier=tier,
            who=[who],
            start=local("2026-11-24 13:00"),
            end=local("2026-11-24 19:00"),
        )


@pytest.mark.parametrize(
    ("start", "note", "instant"),
    [
        (
            "2027-03-28 01:30",
            "1:30am on Sunday 28 March does not exist: the clocks go forward. It is taken as 2am,"
            " when they have gone forward.",
            "2027-03-28 01:00",
        ),
        (
            "2026-10-25 01:30",
            "1:30am on Sunday 25 October comes twice: the clocks go back. It is taken as the"
            " first.",
            "2026-10-25 00:30",
        ),
    ],
)
@pytest.mark.hazard("H05")
def test_where_the_clock_decides_the_page_says_so(
    sqlite_template: Path, tmp_path: Path, start: str, note: str, instant: str
) -> None:
    with ward_on_sqlite("2026-10-19 09:00", sqlite_template, tmp_path) as ward:
        done = ward.roster.cover(
            ward.actor("dora"),
            line="hotdoc",
            tier="1",
            who=["dora"],
            start=local(start),
            end=local(start) + timedelta(hours=4),
        )
        assert done.notes == (note,)
        covers = ward.roster.history(ward.actor("dora"), "hotdoc").rota.covers
        assert [each.start.strftime("%Y-%m-%d %H:%M") for each in covers] == [instant]


def test_the_lines_own_working_time_decides(ward: Ward) -> None:
    line = (Path(__file__).parents[1] / "stories" / "hotdoc.toml").read_text(encoding="utf-8")
    line = line[: line.index("[[organisations]]")]
    wider = 'working_time = { longest_day = "15 hours", rest = "9 hours" }\n'
    ward.world.set_up(line.replace("desks = [", f"{wider}desks = ["))

    def cover(end: str) -> None:
        ward.roster.cover(
            ward.actor("dora"),
            line="hotdoc",
            tier="1",
            who=["chidi"],
            start=local("2026-11-24 08:00"),
            end=local(end),
        )

    cover("2026-11-24 23:00")
    with pytest.raises(ReasonNeeded) as refused:
        cover("2026-11-24 23:30")
    assert refused.value.breaches == (
        "Dr Chidi Example's day on Tuesday 24 November would last 15 hours 30 minutes; the longest"
        " here is 15 hours.",
        "Dr Chidi Example would have 8 hours 30 minutes of rest before 8am on Wednesday 25"
        " November; the least here is 9 hours.",
    )
    with pytest.raises(SetupInvalid, match='"90 minutes" is not a number of hours'):
        ward.world.set_up(
            line.replace("desks = [", 'working_time = { rest = "90 minutes" }\ndesks = [')
        )


def covers(ward: Ward, day: str, who: str) -> None:
    ward.roster.cover(
        ward.actor("dora"),
        line="hotdoc",
        tier="1",
        who=[who],
        start=local(f"{day} 08:00"),
        end=local(f"{day} 19:00"),
    )


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


def test_who_is_first_on_another_line_is_shown_before_being_put_on_two(ward: Ward) -> None:
    ward.world.set_up(SECOND_LINE, reason="Her registration is being renewed")
    with pytest.raises(ReasonNeeded) as refused:
        covers(ward, "2026-11-25", "eve")
    assert refused.value.breaches == (
        "Dr Eve Example is on tier 1 of Example Paediatric Advice then: Wednesday 25 November, 8am"
        " to 7pm.",
    )


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
