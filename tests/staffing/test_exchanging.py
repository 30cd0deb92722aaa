"""A rota brought in as a file: looked through, accepted or not, and taken out again."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest

from advice_line.clock import SetClock
from advice_line.errors import (
    Conflict,
    Expired,
    Invalid,
    NotAllowed,
    NotFound,
    ReasonNeeded,
    RotaMoved,
)
from advice_line.ledger.work import Ledger
from advice_line.staffing.exchange.exchanged import Imported
from advice_line.staffing.exchange.exchanging import Exchanging
from advice_line.trust.roles import Actor
from rota import store
from rota.changing import Changing
from rota.duty import Timetable
from rota.values import Absence, AbsenceKind, Cover, Tier
from tests.rota.sheets import csv, xlsx
from tests.staffing.acting import acting
from tests.stories.conftest import on_sqlite

GOOD = """
date,start,end,tier,who,supervisor
01/12/2026,08:00,13:00,1,ben,amara
01/12/2026,13:00,19:00,1,Dr Amara Example,
01/12/2026,08:00,19:00,2,AE,
"""
HALF_WRONG = """
date,start,end,tier,who
01/12/2026,08:00,13:00,1,AE
01/12/2026,13:00,19:00,1,nobody
31/11/2026,08:00,13:00,1,ben
"""
WHY = "agreed at the rota meeting"


def at(day: int, hour: int, month: int = 12) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=UTC)


@pytest.fixture
def exchanging(site: Ledger) -> Exchanging:
    return Exchanging(site)


@pytest.fixture
def ben(site: Ledger) -> Actor:
    return acting(site, "ben")


@contextmanager
def changing(site: Ledger) -> Iterator[Changing]:
    with site.work("responder:ben") as work:
        yield Changing(work.session, at=work.now, by=work.by, act="test")


def table(site: Ledger) -> Timetable:
    with site.look("test") as work:
        return store.timetable(work.session, "hotdoc")


def on(site: Ledger, moment: datetime) -> list[str]:
    return [f"{each.tier} {each.person_ref}" for each in table(site).on_duty(moment)]


def test_a_file_is_looked_through_and_changes_nothing_until_it_is_accepted(
    exchanging: Exchanging, ben: Actor, site: Ledger
) -> None:
    before = table(site).rota
    shown = exchanging.preview(ben, line="hotdoc", data=csv(GOOD))
    assert (shown.shape, shown.state, shown.good) == ("template", "open", 3)
    assert [(each.tier, each.names, each.change) for each in shown.shifts] == [
        ("1", ("Ben Example",), "new"),
        ("2", ("Dr Amara Example",), "new"),
        ("1", ("Dr Amara Example",), "new"),
    ]
    assert table(site).rota == before
    assert exchanging.accept(ben, shown.id, reason=WHY) == Imported(new=3, changed=0, same=0)
    assert on(site, at(1, 9)) == ["1 ben", "2 amara"]
    assert on(site, at(1, 14)) == ["1 amara", "2 amara"]
    assert exchanging.shown(ben, shown.id).state == "accepted"
    with pytest.raises(Conflict, match="on the rota already"):
        exchanging.accept(ben, shown.id, reason=WHY)


@on_sqlite
def test_the_same_file_again_adds_nothing_and_a_mended_one_mends(
    exchanging: Exchanging, ben: Actor, site: Ledger
) -> None:
    def bring(text: str) -> Imported:
        return exchanging.accept(
            ben, exchanging.preview(ben, line="hotdoc", data=csv(text)).id, reason=WHY
        )

    bring(GOOD)
    standing = table(site).rota
    assert bring(GOOD) == Imported(new=0, changed=0, same=3)
    assert table(site).rota == standing
    assert bring(GOOD.replace("13:00,1,ben,amara", "13:00,1,amara,")).changed == 1
    assert on(site, at(1, 9)) == ["1 amara", "2 amara"]


@on_sqlite
def test_with_half_its_rows_wrong_only_a_person_can_bring_in_the_others(
    exchanging: Exchanging, ben: Actor, site: Ledger
) -> None:
    shown = exchanging.preview(ben, line="hotdoc", data=csv(HALF_WRONG))
    assert [(each.row, each.column) for each in shown.problems] == [(3, "who"), (4, "date")]
    before = table(site).rota
    with pytest.raises(Invalid, match="2 rows have problems"):
        exchanging.accept(ben, shown.id)
    assert table(site).rota == before
    assert exchanging.accept(ben, shown.id, good_rows_only=True) == Imported(1, 0, 0)
    assert table(site).on_duty(at(1, 9))[0].source == "cover:import-1-20261201T0800Z"


@on_sqlite
def test_one_act_stands_in_the_trail_with_who_and_why(
    exchanging: Exchanging, ben: Actor, site: Ledger
) -> None:
    shown = exchanging.preview(ben, line="hotdoc", data=csv(GOOD))
    exchanging.accept(ben, shown.id, reason=WHY)
    with site.look("test") as work:
        made = {each.made for each in store.of_line(work.session, "hotdoc", current=True)}
        (change,) = (each for each in made if each.act == "import")
    assert (change.by, change.reason) == ("responder:ben", WHY)


@on_sqlite
def test_what_is_against_a_shift_is_shown_and_needs_a_reason(
    exchanging: Exchanging, ben: Actor, site: Ledger
) -> None:
    with changing(site) as change:
        change.put(None, Absence("a", "amara", AbsenceKind.LEAVE, at(1, 0), at(2, 0)))
    shown = exchanging.preview(ben, line="hotdoc", data=csv(GOOD))
    assert any("Dr Amara Example is away" in each for each in shown.breaches)
    with pytest.raises(ReasonNeeded) as needed:
        exchanging.accept(ben, shown.id)
    assert any("is away" in each for each in needed.value.breaches)
    assert exchanging.shown(ben, shown.id).state == "open"
    exchanging.accept(ben, shown.id, reason=WHY)
    assert "2 amara" in on(site, at(1, 9))


@on_sqlite
def test_a_shift_of_the_file_goes_before_older_one_off_duty_and_says_so(
    exchanging: Exchanging, ben: Actor, site: Ledger
) -> None:
    with changing(site) as change:
        change.put("hotdoc", Cover("x", Tier.FIRST, ("ben",), at(1, 11), at(1, 21)))
    shown = exchanging.preview(ben, line="hotdoc", data=csv(GOOD.replace(",ben,amara", ",AE,")))
    assert [(each.row, each.message.split(" stood")[0]) for each in shown.notes] == [
        (2, "Ben Example"),
        (3, "Ben Example"),
    ]
    exchanging.accept(ben, shown.id, reason=WHY)
    assert on(site, at(1, 12)) == ["1 amara", "2 amara"]
    assert on(site, at(1, 18)) == ["1 amara", "2 amara"]
    assert on(site, at(1, 20)) == ["1 ben"]


@on_sqlite
def test_whoever_accepts_second_is_shown_what_the_first_one_changed(
    exchanging: Exchanging, ben: Actor, site: Ledger
) -> None:
    shown = exchanging.preview(ben, line="hotdoc", data=csv(GOOD))
    elsewhere = Cover("y", Tier.SECOND, ("ben",), at(15, 8), at(15, 9))
    with changing(site) as change:
        change.put("hotdoc", Cover("x", Tier.SECOND, ("ben",), at(2, 8), at(2, 9)))
        change.put("hotdoc", elsewhere)
    with pytest.raises(RotaMoved) as moved:
        exchanging.accept(ben, shown.id, reason=WHY)
    assert len(moved.value.now) == len(moved.value.seen) + 1
    again = exchanging.preview(ben, line="hotdoc", data=csv(GOOD))
    with changing(site) as change:
        change.put("hotdoc", Cover("y", Tier.SECOND, ("amara",), at(15, 8), at(15, 9)))
    assert exchanging.accept(ben, again.id, reason=WHY).new == 3


@on_sqlite
def test_a_preview_does_not_wait_for_ever_and_can_be_put_aside(
    exchanging: Exchanging, ben: Actor, clock: SetClock
) -> None:
    old = exchanging.preview(ben, line="hotdoc", data=csv(GOOD))
    clock.instant += timedelta(hours=25)
    assert exchanging.shown(ben, old.id).state == "expired"
    with pytest.raises(Expired):
        exchanging.accept(ben, old.id)
    aside = exchanging.preview(ben, line="hotdoc", data=csv(GOOD))
    with pytest.raises(NotFound, match="Choose the file again"):
        exchanging.shown(ben, old.id)
    exchanging.discard(ben, aside.id)
    with pytest.raises(Conflict, match="put aside"):
        exchanging.accept(ben, aside.id)


@on_sqlite
def test_only_who_may_change_the_rota_brings_one_in(exchanging: Exchanging, site: Ledger) -> None:
    amara = acting(site, "amara")
    with pytest.raises(NotAllowed):
        exchanging.preview(amara, line="hotdoc", data=csv(GOOD))
    with pytest.raises(NotAllowed):
        exchanging.accept(amara, "0" * 16)


@on_sqlite
def test_what_cannot_be_read_is_said_in_a_sentence(exchanging: Exchanging, ben: Actor) -> None:
    for data in (b"", b"\x00\x01\x02", b"PK\x03\x04", b"x" * 5_000_001):
        with pytest.raises(Invalid) as refused:
            exchanging.preview(ben, line="hotdoc", data=data)
        assert refused.value.problems[0].field == "file"
    with pytest.raises(Invalid, match="AM=08:00-13:00"):
        exchanging.preview(ben, line="hotdoc", data=csv(GOOD), sessions={"AM": "mornings"})
    with pytest.raises(NotFound):
        exchanging.preview(ben, line="nowhere", data=csv(GOOD))
    with pytest.raises(NotFound):
        exchanging.shown(ben, "0" * 16)


@on_sqlite
def test_a_grid_says_its_times_beside_it(exchanging: Exchanging, ben: Actor, site: Ledger) -> None:
    grid = xlsx(["Date", "AM", "PM"], ["01/12/2026", "BE", "AE"])
    shown = exchanging.preview(
        ben, line="hotdoc", data=grid, sessions={"AM": "08:00-13:00", "PM": "13:00-19:00"}
    )
    assert (shown.shape, len(shown.shifts), shown.problems) == ("grid", 2, ())
    exchanging.accept(ben, shown.id, reason=WHY)
    assert on(site, at(1, 9)) == ["1 ben"]
