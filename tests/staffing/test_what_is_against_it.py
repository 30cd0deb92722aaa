"""What is against somebody's being put on: shown, and done with a reason."""

from pathlib import Path

import pytest

from advice_line.errors import ReasonNeeded, SetupInvalid
from advice_line.staffing.swaps.shown import Part
from rota.values import AbsenceKind
from tests.staffing.covering import covers
from tests.staffing.ward import Ward, local

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
ring_backs = "by_hand"
menu = { offered = false }
[[patterns]]
key = "weekdays"
line = "paeds"
valid_from = 2026-11-02
sessions = [{ days = "wed", time = "08:00-19:00", tier = "1", who = ["eve"] }]
"""


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
        "Ben Example is on tier 2 as well then: Tuesday 24 November, 1pm to 7pm.",
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


def test_who_is_first_on_another_line_is_shown_before_being_put_on_two(ward: Ward) -> None:
    ward.world.set_up(SECOND_LINE, reason="Her registration is being renewed")
    with pytest.raises(ReasonNeeded) as refused:
        covers(ward, "2026-11-25", "eve")
    assert refused.value.breaches == (
        "Dr Eve Example is on tier 1 of Example Paediatric Advice then: Wednesday 25 November, 8am"
        " to 7pm.",
    )


def test_who_is_on_something_else_at_the_same_time_is_told_and_needs_no_reason(ward: Ward) -> None:
    """Tier 2 of another line and the lead of this, whichever way they come to tier 1."""
    ward.world.set_up(SECOND_LINE.replace('tier = "1"', 'tier = "2"'), reason="Renewed soon")
    assert covers(ward, "2026-11-25", "eve") == (
        "Dr Eve Example is on tier 2 of Example Paediatric Advice as well then: Wednesday 25"
        " November, 8am to 7pm.",
    )
    ward.at("2026-11-24 09:00")
    taken = ward.roster.take_over(ward.actor("chidi"), line="hotdoc", tier="1")
    assert "Dr Chidi Example is the lead as well then: Tuesday 24 November, 9am to 7pm." in (
        taken.notes
    )
    assert ward.on("2026-11-24 09:30") == ["1 chidi", "2 ben", "lead chidi"]


def test_two_tiers_that_are_exchanged_are_no_duty_twice(ward: Ward) -> None:
    amara, ben = ward.actor("amara"), ward.actor("ben")
    start, end = local("2026-11-24 08:00"), local("2026-11-24 19:00")
    theirs = Part("2", start, end)
    for in_return, twice in ((theirs, False), (None, True)):
        ward.swapping.ask(
            amara, line="hotdoc", tier="1", start=start, end=end, of=["ben"], in_return=in_return
        )
        (asked,) = ward.swapping.requests_of(ben).to_me
        notes = ward.swapping.accept(ben, asked.id).notes
        assert any("is on tier 2 as well then" in each for each in notes) is twice, notes
        start, end = local("2026-11-25 08:00"), local("2026-11-25 19:00")
