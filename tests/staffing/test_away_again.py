"""Somebody comes in on a day of their leave, and then does not: they are away again, and what the
pattern would give them stays empty until somebody takes it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from advice_line.staffing.exchange.exchanging import Exchanging
from rota.values import AbsenceKind
from tests.staffing.lookout import at
from tests.staffing.ward import Ward, local, ward_on_sqlite

FROM, TO = local("2026-11-25 13:00"), local("2026-11-25 19:00")
AT = "2026-11-25 15:00"


@pytest.fixture
def ward(sqlite_template: Path, tmp_path: Path) -> Iterator[Ward]:
    with ward_on_sqlite("2026-11-23 09:00", sqlite_template, tmp_path) as made:
        yield made


def leave(ward: Ward, person: str = "amara") -> str:
    done = ward.roster.absent(
        ward.actor("dora"),
        person=person,
        kind=AbsenceKind.LEAVE,
        start=local("2026-11-24 00:00"),
        end=local("2026-11-28 00:00"),
    )
    assert done.key is not None
    return done.key


def cover(ward: Ward, who: str, *, tier: str = "1") -> str:
    done = ward.roster.cover(
        ward.actor("dora"),
        line="hotdoc",
        tier=tier,
        who=[who],
        start=FROM,
        end=TO,
        reason="They offered",
    )
    assert done.key is not None
    return done.key


def imports(ward: Ward, who: str) -> None:
    sheet = f"tier,who,start,end\n1,{who},2026-11-25 13:00,2026-11-25 19:00\n"
    door, dora = Exchanging(ward.world.ledger), ward.actor("dora")
    shown = door.preview(dora, line="hotdoc", data=sheet.encode())
    door.accept(dora, shown.id, reason="They offered")


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


def away(ward: Ward, key: str) -> list[str]:
    """When somebody is away, as their own page says."""
    shown = ward.roster.shifts_of(ward.actor(key)).away
    return [f"{each.start:%d %H:%M} to {each.end:%d %H:%M}" for each in shown]


WHOLE = ["24 00:00 to 25 13:00", "25 13:00 to 25 19:00", "25 19:00 to 28 00:00"]
CUT = [WHOLE[0], WHOLE[2]]


def asks(ward: Ward, giver: str, taker: str, *, tier: str = "1", now: bool = False) -> None:
    """For the afternoon; the taker says yes."""
    done = ward.swapping.ask(
        ward.actor(giver), line="hotdoc", tier=tier, start=FROM, end=TO, of=[taker], now=now
    )
    assert done.key is not None
    ward.swapping.accept(ward.actor(taker), done.key, "We agreed")


def test_whose_cover_gives_way_to_another_is_away_again_at_once(ward: Ward) -> None:
    leave(ward)
    cover(ward, "amara")
    assert away(ward, "amara") == CUT
    cover(ward, "eve")
    assert away(ward, "amara") == WHOLE
    assert first(ward) == ["1 eve"]


def test_whose_cover_gives_way_to_a_file_is_away_again_and_so_is_who_leaves_the_file(
    ward: Ward,
) -> None:
    leave(ward)
    for who, when in (("amara", CUT), ("eve", WHOLE), ("amara", CUT)):
        imports(ward, who)
        assert first(ward) == [f"1 {who}"]
        assert away(ward, "amara") == when
    (key,) = (each.key for each in ward.roster.history(ward.actor("dora"), "hotdoc").rota.covers)
    ward.roster.uncover(ward.actor("dora"), line="hotdoc", key=key)
    assert away(ward, "amara") == WHOLE
    assert first(ward) == []


def test_who_gives_a_shift_back_is_away_again(ward: Ward) -> None:
    leave(ward, "eve")
    asks(ward, "amara", "eve")
    assert (first(ward), away(ward, "eve")) == (["1 eve"], CUT)
    asks(ward, "eve", "amara")
    assert (first(ward), away(ward, "eve")) == (["1 amara"], WHOLE)


def test_who_gives_a_shift_on_is_away_again_and_who_has_it_is_not(ward: Ward) -> None:
    leave(ward, "eve")
    leave(ward, "chidi")
    asks(ward, "amara", "eve")
    asks(ward, "eve", "chidi")
    assert first(ward) == ["1 chidi"]
    assert (away(ward, "eve"), away(ward, "chidi")) == (WHOLE, CUT)


def test_who_took_a_shift_that_is_gone_is_away_again(ward: Ward) -> None:
    leave(ward, "eve")
    asks(ward, "amara", "eve")
    key = cover(ward, "chidi")
    assert (first(ward), away(ward, "eve")) == (["1 chidi"], WHOLE)
    ward.roster.uncover(ward.actor("dora"), line="hotdoc", key=key)
    assert first(ward) == [], "the swap holds again, and nobody is there"


def test_an_agreed_take_over_that_ends_closes_the_absence_up(ward: Ward) -> None:
    leave(ward, "eve")
    ward.at("2026-11-25 14:00")
    ward.roster.take_over(ward.actor("dora"), line="hotdoc", tier="1", reason="Amara is called out")
    asks(ward, "dora", "eve", now=True)
    assert first(ward) == ["1 eve"]
    (taken,) = (
        each
        for each in ward.roster.history(ward.actor("dora"), "hotdoc").rota.take_overs
        if each.taker == "eve"
    )
    assert len(away(ward, "eve")) == 1
    ward.roster.give_back(ward.actor("eve"), line="hotdoc", key=taken.key)
    assert len(away(ward, "eve")) == 2
    assert first(ward) == ["1 dora"]


def test_whoever_else_takes_over_for_a_while_leaves_them_there(ward: Ward) -> None:
    leave(ward)
    cover(ward, "amara")
    ward.at("2026-11-25 14:00")
    done = ward.roster.take_over(ward.actor("eve"), line="hotdoc", tier="1", reason="She asked me")
    assert done.key is not None
    ward.roster.give_back(ward.actor("eve"), line="hotdoc", key=done.key)
    assert first(ward) == ["1 amara"]


def test_a_day_that_is_closed_for_a_while_neither_ends_their_duty_nor_hides_its_end(
    ward: Ward,
) -> None:
    leave(ward)
    key = cover(ward, "amara")
    dora, day = ward.actor("dora"), FROM.date()
    for ends, there in ((False, ["1 amara"]), (True, [])):
        ward.roster.close_day(dora, line="hotdoc", day=day, reason="No power")
        if ends:
            ward.roster.uncover(dora, line="hotdoc", key=key)
        ward.roster.usual_day(dora, line="hotdoc", day=day)
        assert first(ward) == there


def test_who_is_put_on_by_something_else_is_not_away(ward: Ward) -> None:
    leave(ward, "eve")
    first_key, second = cover(ward, "eve"), cover(ward, "eve", tier="lead")
    ward.roster.uncover(ward.actor("dora"), line="hotdoc", key=first_key)
    assert away(ward, "eve") == CUT
    ward.roster.uncover(ward.actor("dora"), line="hotdoc", key=second)
    assert away(ward, "eve") == WHOLE


def test_who_said_that_they_are_back_stays_so_whatever_ends_later(ward: Ward) -> None:
    leave(ward)
    ward.roster.uncover(ward.actor("dora"), line="hotdoc", key=cover(ward, "amara"))
    (again,) = (
        each.key
        for each in ward.roster.shifts_of(ward.actor("amara")).away
        if each.start == at("2026-11-25 13:00")
    )
    ward.roster.back(ward.actor("amara"), key=again)
    assert first(ward) == ["1 amara"]
    ward.roster.uncover(ward.actor("dora"), line="hotdoc", key=cover(ward, "amara"))
    assert (first(ward), away(ward, "amara")) == (["1 amara"], CUT)
