"""Who is rung, and when: the rota of the documented example, asked at instants that matter."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import event

from advice_line.directory import lookups, shortfalls
from advice_line.directory.shortfall_kinds import Kind
from advice_line.ledger.work import Ledger
from advice_line.staffing import on_duty, shifts
from advice_line.staffing.exchange.setting_up import set_up
from advice_line.trust.roles import SYSTEM
from rota.changing import Changing
from rota.errors import UnknownLine
from rota.values import Cover, Pause, Tier
from tests.directory.example import EXAMPLE, spoilt

# The Monday of the pattern's second week; winter, so that UTC is the wall clock.
WEEK_2 = datetime(2026, 11, 23, 9, tzinfo=UTC)
WEEK_1 = datetime(2026, 11, 30, 9, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def names(site: Ledger, at: datetime) -> list[tuple[str, str]]:
    with site.look("test") as work:
        people = on_duty.who(work.session, "hotdoc", at)
        return [(each.tier, each.responder.key) for each in people]


def test_tiers_come_in_the_order_in_which_they_are_rung(site: Ledger) -> None:
    assert names(site, WEEK_2) == [("1", "ben"), ("lead", "amara")]
    assert names(site, WEEK_1) == [("1", "amara")]


def test_each_is_found_with_their_mobile_and_the_end_of_their_duty(site: Ledger) -> None:
    with site.look("test") as work:
        amara = on_duty.who(work.session, "hotdoc", WEEK_1)[0]
    assert amara.responder.mobile == "+447700900001"
    assert amara.until == WEEK_1.replace(hour=13)


def test_one_duty_ends_as_the_next_begins(site: Ledger) -> None:
    one_o_clock = WEEK_1.replace(hour=13)
    assert names(site, one_o_clock - SECOND) == [("1", "amara")]
    assert names(site, one_o_clock) == [("1", "ben")]


@pytest.mark.hazard("H03")
def test_a_cover_written_a_second_before_the_call_rings_the_new_person(site: Ledger) -> None:
    assert names(site, WEEK_1) == [("1", "amara")]
    with site.work("test") as work:
        start, end = WEEK_1 - SECOND, WEEK_1 + timedelta(hours=1)
        cover = Cover(key="swap", tier=Tier.FIRST, who=("ben",), start=start, end=end)
        change = Changing(work.session, at=work.now, by=work.by, act="test")
        change.put("hotdoc", cover)
    assert names(site, WEEK_1) == [("1", "ben")]


@pytest.mark.hazard("H03")
def test_a_setup_changes_who_is_rung_at_once(site: Ledger) -> None:
    assert names(site, WEEK_2)[0] == ("1", "ben")
    set_up(
        site,
        spoilt(
            (
                '{ week = 2, days = "mon-fri", time = "08:00-19:00", tier = "1", who = ["ben"] }',
                '{ week = 2, days = "mon-fri", time = "08:00-19:00", tier = "1", who = ["amara"] }',
            )
        ),
        by=SYSTEM,
    )
    assert names(site, WEEK_2)[0] == ("1", "amara")


def test_asking_again_costs_the_version_and_the_people(site: Ledger) -> None:
    names(site, WEEK_2)
    asked: list[str] = []
    event.listen(site.db.engine, "before_cursor_execute", lambda *a: asked.append(a[2]))
    names(site, WEEK_2)
    assert len([each for each in asked if each.startswith("SELECT")]) == 2


def pause(site: Ledger, person: str, start: datetime, end: datetime) -> None:
    with site.work("test") as work:
        change = Changing(work.session, at=work.now, by=work.by, act="test")
        change.put(None, Pause(key="theatre", person_ref=person, start=start, end=end))


@pytest.mark.hazard("H03")
def test_who_is_not_to_be_rung_for_a_while_is_passed_over(site: Ledger) -> None:
    fourteen = WEEK_2.replace(hour=14)
    pause(site, "ben", WEEK_2, fourteen)
    assert names(site, WEEK_2 - SECOND) == [("1", "ben"), ("lead", "amara")]
    assert names(site, WEEK_2) == names(site, fourteen - SECOND) == [("lead", "amara")]
    assert names(site, fourteen) == [("1", "ben"), ("lead", "amara")]


def test_a_pause_is_no_absence(site: Ledger) -> None:
    pause(site, "ben", WEEK_2, WEEK_2 + timedelta(hours=1))
    with site.look("test") as work:
        assert on_duty.tier_of(work.session, "hotdoc", "ben", WEEK_2) == "1"
        # What nobody has taken is still theirs, and the line has no hole.
        assert [p.key for p in on_duty.first_tier(work.session, "hotdoc", WEEK_2)] == ["ben"]
        assert on_duty.holes(work.session, "hotdoc", WEEK_2, 1) == ()


@pytest.mark.hazard("H05")
@pytest.mark.parametrize(
    ("at", "is_open"),
    [
        (datetime(2026, 11, 23, 7, 59, 59, tzinfo=UTC), False),
        (datetime(2026, 11, 23, 8, 0, tzinfo=UTC), True),
        (datetime(2026, 11, 23, 18, 59, 59, tzinfo=UTC), True),
        (datetime(2026, 11, 23, 19, 0, tzinfo=UTC), False),
        # The Mondays after the clock changed, on the wall clock of London.
        (datetime(2027, 3, 29, 7, 0, tzinfo=UTC), False),  # Easter Monday
        (datetime(2027, 3, 30, 6, 59, 59, tzinfo=UTC), False),
        (datetime(2027, 3, 30, 7, 0, tzinfo=UTC), True),
        (datetime(2026, 10, 26, 7, 59, 59, tzinfo=UTC), False),
        (datetime(2026, 10, 26, 8, 0, tzinfo=UTC), True),
        (datetime(2026, 12, 24, 10, 0, tzinfo=UTC), False),  # closed day
        (datetime(2026, 12, 28, 10, 0, tzinfo=UTC), False),  # substitute day
        (datetime(2026, 12, 29, 10, 0, tzinfo=UTC), True),
    ],
)
def test_the_line_is_open_by_the_wall_clock(site: Ledger, at: datetime, is_open: bool) -> None:
    with site.look("test") as work:
        assert on_duty.is_open(work.session, "hotdoc", at) is is_open


def test_a_closed_line_tells_when_it_opens_and_an_open_one_when_it_closes(site: Ledger) -> None:
    evening = datetime(2026, 12, 23, 20, tzinfo=UTC)
    with site.look("test") as work:
        opens = on_duty.next_opening(work.session, "hotdoc", evening)
        assert opens == datetime(2026, 12, 29, 8, tzinfo=UTC)
        assert on_duty.closing(work.session, "hotdoc", evening) is None
        assert on_duty.closing(work.session, "hotdoc", WEEK_2) == WEEK_2.replace(hour=19)


def test_a_call_of_the_last_second_is_served_by_the_last_on_duty(site: Ledger) -> None:
    seven = WEEK_2.replace(hour=19)
    with site.look("test") as work:
        moment = on_duty.during(work.session, "hotdoc", seven - SECOND, seven + 30 * SECOND)
        assert seven - SECOND < moment < seven
        assert on_duty.who(work.session, "hotdoc", moment)[0].responder.key == "ben"
        assert on_duty.during(work.session, "hotdoc", WEEK_2, WEEK_2 + SECOND) == WEEK_2 + SECOND
        assert on_duty.during(work.session, "hotdoc", seven, seven + SECOND) == seven + SECOND


def test_what_nobody_took_belongs_to_the_first_tier_that_has_anybody(site: Ledger) -> None:
    with site.look("test") as work:
        first = on_duty.first_tier(work.session, "hotdoc", WEEK_2)
        assert [each.key for each in first] == ["ben"]
        night = WEEK_2.replace(hour=23)
        assert on_duty.first_tier(work.session, "hotdoc", night) == []


def test_the_lead_is_the_lead_tier_then_the_service_lead_then_who_is_there(site: Ledger) -> None:
    with site.look("test") as work:
        assert [p.key for p in on_duty.leads(work.session, "hotdoc", WEEK_2)] == ["amara"]
        assert [p.key for p in on_duty.leads(work.session, "hotdoc", WEEK_1)] == ["amara"]
        afternoon = WEEK_1.replace(hour=14)
        assert [p.key for p in on_duty.leads(work.session, "hotdoc", afternoon)] == ["ben"]
    set_up(site, spoilt(('"educator"]', '"service_lead"]')), by=SYSTEM)
    with site.look("test") as work:
        assert [p.key for p in on_duty.leads(work.session, "hotdoc", afternoon)] == ["amara"]


def test_somebody_has_a_tier_while_they_are_on_duty(site: Ledger) -> None:
    with site.look("test") as work:
        assert on_duty.tier_of(work.session, "hotdoc", "amara", WEEK_2) == "lead"
        assert on_duty.tier_of(work.session, "hotdoc", "amara", WEEK_1) == "1"
        assert on_duty.tier_of(work.session, "hotdoc", "ben", WEEK_1) is None


@pytest.mark.hazard("H03")
def test_a_hole_is_known_a_day_ahead(site: Ledger) -> None:
    second_session = (
        '  { week = 1, days = "mon-fri", time = "13:00-19:00", tier = "1", who = ["ben"] },\n'
    )
    with site.look("test") as work:
        assert on_duty.holes(work.session, "hotdoc", WEEK_1 - timedelta(days=1), 14) == ()
    set_up(site, spoilt((second_session, "")), by=SYSTEM)
    with site.look("test") as work:
        holes = on_duty.holes(work.session, "hotdoc", WEEK_1 - timedelta(days=1), 2)
    assert [(each.start, each.end) for each in holes] == [
        (WEEK_1.replace(hour=13), WEEK_1.replace(hour=19))
    ]


@pytest.mark.hazard("H09")
@pytest.mark.hazard("H03")
def test_who_may_not_write_advice_down_is_not_rung_and_leaves_a_hole(site: Ledger) -> None:
    ben = EXAMPLE[EXAMPLE.index('[[responders]]\nkey = "ben"') : EXAMPLE.index("[[patterns]]")]
    set_up(site, f"version = 1\n{ben}".replace('"responder", ', ""), by=SYSTEM)
    assert names(site, WEEK_2) == [("lead", "amara")]
    with site.look("test") as work:
        assert [p.key for p in on_duty.first_tier(work.session, "hotdoc", WEEK_2)] == ["amara"]
        hole = on_duty.holes(work.session, "hotdoc", WEEK_2, 1)[0]
        assert (hole.start, hole.end) == (WEEK_2, WEEK_2.replace(hour=19))
        assert shifts.holes(work.session, lookups.lines(work.session), WEEK_2, 1)[0] == hole
        assert not shifts.of(work.session, "ben", WEEK_2).on_duty
        told = [each.kind for each in shortfalls.ahead(work.session, WEEK_2)]
    assert told[0] is Kind.HOLE
    assert Kind.CANNOT_WRITE in told


def test_a_line_that_was_never_set_up_has_no_rota(ledger: Ledger) -> None:
    with ledger.look("test") as work, pytest.raises(UnknownLine):
        on_duty.who(work.session, "hotdoc", WEEK_2)
