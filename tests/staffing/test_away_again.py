"""Somebody comes in on a day of their leave, and then does not: they are away again, and what the
pattern would give them stays empty until somebody takes it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from rota.values import AbsenceKind
from tests.staffing.ward import Ward, local, ward_on_sqlite

FROM, TO = local("2026-11-25 13:00"), local("2026-11-25 19:00")
AT = "2026-11-25 15:00"


@pytest.fixture
def ward(sqlite_template: Path, tmp_path: Path) -> Iterator[Ward]:
    with ward_on_sqlite("2026-11-23 09:00", sqlite_template, tmp_path) as made:
        yield made


def leave(ward: Ward) -> str:
    done = ward.roster.absent(
        ward.actor("dora"),
        person="amara",
        kind=AbsenceKind.LEAVE,
        start=local("2026-11-24 00:00"),
        end=local("2026-11-28 00:00"),
    )
    assert done.key is not None
    return done.key


def cover(ward: Ward, who: str) -> str:
    done = ward.roster.cover(
        ward.actor("dora"),
        line="hotdoc",
        tier="1",
        who=[who],
        start=FROM,
        end=TO,
        reason="They offered",
    )
    assert done.key is not None
    return done.key


def first(ward: Ward) -> list[str]:
    return [each for each in ward.on(AT) if each.startswith("1 ")]


def test_who_came_in_on_their_leave_is_away_again_when_they_need_not(ward: Ward) -> None:
    leave(ward)
    key = cover(ward, "amara")
    assert first(ward) == ["1 amara"]
    ward.roster.uncover(ward.actor("dora"), line="hotdoc", key=key)
    assert first(ward) == []


def test_also_where_another_took_their_place_meanwhile(ward: Ward) -> None:
    leave(ward)
    cover(ward, "amara")
    key = cover(ward, "eve")
    assert first(ward) == ["1 eve"]
    ward.roster.uncover(ward.actor("dora"), line="hotdoc", key=key)
    assert first(ward) == []


def test_who_said_that_they_are_back_is_there(ward: Ward) -> None:
    away = leave(ward)
    key = cover(ward, "amara")
    ward.at("2026-11-25 08:00")
    ward.roster.back(ward.actor("amara"), key=away)
    ward.roster.uncover(ward.actor("dora"), line="hotdoc", key=key)
    assert first(ward) == ["1 amara"]
