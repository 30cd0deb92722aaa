"""A month of a rota, told day by day in one house: what happens, who is on afterwards, who hears of
it, and the line of the trail that it leaves."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from advice_line.errors import RotaMoved
from rota.values import AbsenceKind
from tests.staffing.ward import Ward, local, ward_on_sqlite

PEOPLE = ("amara", "ben", "chidi", "dora", "eve")


@pytest.fixture(scope="module")
def ward(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ward]:
    folder = tmp_path_factory.mktemp("month")
    with ward_on_sqlite("2026-12-01 07:30", sqlite_template, folder) as made:
        yield made


def morning(ward: Ward, text: str) -> None:
    """A new story: what was told before is read."""
    ward.at(text)
    for key in PEOPLE:
        ward.texts(key)


def acts(ward: Ward, action: str) -> list[str]:
    return [line["actor"] for line in ward.trail(action)]


def test_sickness_at_0740_on_a_shift_day(ward: Ward) -> None:
    morning(ward, "2026-12-01 07:40")
    ward.roster.absent(
        ward.actor("amara"),
        person="amara",
        kind=AbsenceKind.SICKNESS,
        start=local("2026-12-01 07:40"),
        end=local("2026-12-03 00:00"),
    )
    assert ward.on("2026-12-01 08:00") == ["2 ben", "lead chidi"]
    reported, asked = ward.texts("dora")
    assert "Dr Amara Example is away Tuesday 1 December, 7:40am to Thursday" in reported
    for told in (asked, *(ward.text(key) for key in ("ben", "chidi", "eve"))):
        assert "Dr Amara Example is away. Can you take their shift: Tuesday 1 December" in told
    ward.nobody_else_was_told()
    ward.at("2026-12-01 07:50")
    (request,) = ward.swapping.requests_of(ward.actor("dora")).to_me
    ward.swapping.accept(ward.actor("dora"), request.id)
    for key in ("ben", "chidi", "eve"):
        assert "Dr Dora Example takes the shift" in ward.text(key)
    ward.roster.cover(
        ward.actor("dora"),
        line="hotdoc",
        tier="1",
        who=["eve"],
        start=local("2026-12-02 08:00"),
        end=local("2026-12-02 19:00"),
    )
    assert ward.on("2026-12-01 09:00") == ["1 dora", "2 ben", "lead chidi"]
    assert ward.on("2026-12-02 09:00") == ["1 eve", "2 ben", "lead chidi"]
    assert ward.on("2026-12-03 09:00") == ["1 amara", "2 ben", "lead chidi"]
    # What is a day away is told when the night is over.
    ward.at("2026-12-01 08:01")
    assert "now on duty Wednesday 2 December, 8am to 7pm (tier 1)" in ward.text("eve")
    assert acts(ward, "rota.absence.recorded") == ["responder:amara"]
    assert acts(ward, "rota.swap.agreed") == ["responder:dora"]


def test_a_swap_is_chased_and_accepted(ward: Ward) -> None:
    morning(ward, "2026-12-03 09:00")
    request = ward.swapping.ask(
        ward.actor("amara"),
        line="hotdoc",
        tier="1",
        start=local("2026-12-08 08:00"),
        end=local("2026-12-08 19:00"),
        of=["eve", "dora", "chidi"],
    ).key
    assert "Please answer by 3pm" in ward.text("eve")
    ward.at("2026-12-03 15:01")
    assert "Please answer by" in ward.text("dora")
    ward.swapping.decline(ward.actor("dora"), request or "")
    assert "would like to give you their shift" in ward.text("chidi")
    ward.swapping.accept(ward.actor("chidi"), request or "")
    assert ward.on("2026-12-08 09:00") == ["1 chidi", "2 ben", "lead chidi"]
    assert "is now Dr Chidi Example's" in ward.text("amara")
    assert "Dr Chidi Example takes Dr Amara Example's shift" in ward.text("dora")
    assert acts(ward, "rota.swap.asked")[-1] == "responder:amara"
    assert acts(ward, "rota.swap.declined") == ["responder:dora"]
    assert acts(ward, "rota.swap.agreed")[-1] == "responder:chidi"


def test_a_swap_whose_shift_is_then_edited(ward: Ward) -> None:
    morning(ward, "2026-12-04 09:00")
    ward.roster.close_day(
        ward.actor("dora"), line="hotdoc", day=date(2026, 12, 8), reason="power is off"
    )
    assert ward.on("2026-12-08 09:00") == []
    assert "has no effect any more" in ward.text("amara")
    assert "no longer on duty Tuesday 8 December" in ward.text("chidi")
    assert "no longer on duty Tuesday 8 December" in ward.text("ben")
    ward.nobody_else_was_told()
    assert acts(ward, "rota.day.closed") == ["responder:dora"]


def test_the_rota_manager_is_on_holiday(ward: Ward) -> None:
    morning(ward, "2026-12-07 09:00")
    ward.roster.absent(
        ward.actor("dora"),
        person="dora",
        kind=AbsenceKind.LEAVE,
        start=local("2026-12-07 09:00"),
        end=local("2026-12-14 00:00"),
    )
    ward.at("2026-12-09 07:00")
    ward.roster.absent(
        ward.actor("ben"),
        person="ben",
        kind=AbsenceKind.SICKNESS,
        start=local("2026-12-09 07:00"),
        end=local("2026-12-10 00:00"),
    )
    assert "Ben Example is away" in ward.text("chidi")
    ward.nobody_else_was_told()
    ward.roster.cover(
        ward.actor("chidi"),
        line="hotdoc",
        tier="2",
        who=["eve"],
        start=local("2026-12-09 08:00"),
        end=local("2026-12-09 19:00"),
    )
    assert ward.on("2026-12-09 09:00") == ["1 amara", "2 eve", "lead chidi"]
    assert "now on duty Wednesday 9 December, 8am to 7pm (tier 2)" in ward.text("eve")
    assert acts(ward, "rota.cover.made")[-1] == "responder:chidi"


def test_two_managers_at_once(ward: Ward) -> None:
    morning(ward, "2026-12-14 09:00")
    seen = ward.roster.week(ward.actor("dora"), "hotdoc", date(2026, 12, 14)).version

    def puts(manager: str, who: str) -> None:
        ward.roster.cover(
            ward.actor(manager),
            line="hotdoc",
            tier="1",
            who=[who],
            start=local("2026-12-16 13:00"),
            end=local("2026-12-16 19:00"),
            version=seen,
        )

    puts("chidi", "dora")
    with pytest.raises(RotaMoved) as refused:
        puts("dora", "amara")
    changed = {each.person for each in set(refused.value.now) - set(refused.value.seen)}
    assert changed == {"amara", "dora"}
    assert ward.on("2026-12-16 14:00")[0] == "1 dora"
    assert "now on duty Wednesday 16 December, 1pm to 7pm" in ward.text("dora")
    assert "is now Dr Dora Example's" in ward.text("amara")
    assert acts(ward, "rota.cover.made")[-1] == "responder:chidi"


def test_a_bank_holiday_that_moves(ward: Ward) -> None:
    morning(ward, "2026-12-15 09:00")
    dora, name = ward.actor("dora"), "Boxing Day (substitute day)"
    ward.roster.holiday(dora, line="hotdoc", day=date(2026, 12, 28), name=None)
    ward.roster.holiday(dora, line="hotdoc", day=date(2026, 12, 29), name=name)
    assert ward.on("2026-12-28 09:00") == ["1 amara", "2 ben", "lead chidi"]
    assert ward.on("2026-12-29 09:00") == []
    for key in ("amara", "ben", "chidi"):
        told = ward.text(key)
        assert "now on duty Monday 28 December, 8am to 7pm" in told
        assert "no longer on duty Tuesday 29 December, 8am to 7pm" in told
    ward.nobody_else_was_told()
    ward.at("2026-12-28 08:00")
    days = ward.roster.week(ward.actor("ben"), "hotdoc", date(2026, 12, 28)).days
    assert (days[0].open, days[1].closed_because) == (
        True,
        "bank_holiday: Boxing Day (substitute day)",
    )
    assert acts(ward, "rota.holiday.set") == ["responder:dora", "responder:dora"]
