"""Somebody is away, and back: the place stays empty, and who has to know hears of it."""

import pytest

from advice_line.errors import NotFound
from rota.values import AbsenceKind
from tests.staffing.ward import Ward, local


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
    assert ward.on("2026-11-24 09:00") == ["2 ben", "lead chidi"]
    assert ward.on("2026-11-26 09:00") == ["1 amara", "2 ben", "lead chidi"]
    assert done.notes == ()
    told = ward.text("dora")
    assert "Dr Amara Example is away Tuesday 24 November to the end of Wednesday" in told
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
    assert ward.on("2026-11-24 09:00") == ["2 ben", "lead chidi"]
    assert ward.on("2026-11-26 09:00")[0] == "1 amara"
    assert "now on duty Thursday 26 November, 8am to 7pm (tier 1); Friday" in ward.text("amara")
    ward.at("2026-11-29 12:00")
    with pytest.raises(NotFound, match="over"):
        ward.roster.back(ward.actor("dora"), key=key or "")


def test_an_absence_that_has_begun_holds_from_now_on(ward: Ward) -> None:
    ward.roster.absent(
        ward.actor("dora"),
        person="amara",
        kind=AbsenceKind.SICKNESS,
        start=local("2026-11-20 08:00"),
        end=local("2026-11-24 23:00"),
    )
    assert "1 amara" not in ward.on("2026-11-24 09:00")
