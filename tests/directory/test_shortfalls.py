"""What a site will be missing, said while there is time to mend it."""

from datetime import timedelta

import pytest

from advice_line.clock import SetClock
from advice_line.directory import shortfalls
from advice_line.directory.setting_up import set_up
from advice_line.directory.shortfalls import Kind, Shortfall
from advice_line.ledger.work import Ledger
from advice_line.trust.roles import SYSTEM
from tests.directory.example import EXAMPLE, spoilt


def of_kind(found: tuple[Shortfall, ...], kind: Kind) -> list[str]:
    return [each.sentence for each in found if each.kind is kind]


@pytest.mark.hazard("H03")
def test_a_hole_in_the_rota_is_said_first_with_its_day_and_hours(ledger: Ledger) -> None:
    second_session = (
        '  { week = 1, days = "mon-fri", time = "13:00-19:00", tier = "1", who = ["ben"] },\n'
    )
    found = set_up(ledger, spoilt((second_session, "")), by=SYSTEM).shortfalls
    assert found[0] == Shortfall(
        Kind.HOLE,
        "hotdoc",
        "hotdoc: nobody is on tier 1 on Monday 30 November, 13:00 to 19:00. "
        "Add a session or a cover.",
        grave=True,
    )
    assert len(of_kind(found, Kind.HOLE)) == 5


def test_many_of_a_kind_are_cut_short_and_point_to_the_rest(ledger: Ledger) -> None:
    found = set_up(ledger, EXAMPLE, by=SYSTEM).shortfalls
    alone = of_kind(found, Kind.SINGLE_POINT)
    assert alone[0] == "hotdoc: only amara can answer on Wednesday 25 November, 13:00 to 19:00."
    assert alone[-1].endswith("advice-line rota gaps --line hotdoc")
    assert len(alone) == 6
    assert not any(each.grave for each in found)


def test_registrations_are_told_before_and_after_they_lapse(
    ledger: Ledger, clock: SetClock
) -> None:
    found = set_up(ledger, spoilt(("2028-06-30", "2027-01-10")), by=SYSTEM).shortfalls
    assert of_kind(found, Kind.REGISTRATION) == ["amara: registration lapses on 2027-01-10."]
    clock.instant += timedelta(days=49)
    with ledger.look("test") as work:
        later = tuple(shortfalls.ahead(work.session, work.now))
    assert later[0].grave
    assert "amara: registration lapsed on 2027-01-10" in of_kind(later, Kind.REGISTRATION)[0]


def test_a_landline_cannot_get_the_link_by_sms(ledger: Ledger) -> None:
    text = spoilt(('mobile = "+447700900002"', 'mobile = "+441632960777"'))
    found = set_up(ledger, text, by=SYSTEM).shortfalls
    assert of_kind(found, Kind.LANDLINE)[0].startswith("ben: +441632960777 is no mobile")


@pytest.mark.hazard("H06")
def test_a_ring_that_voicemail_may_answer_is_told(ledger: Ledger) -> None:
    found = set_up(ledger, spoilt(("tier1 = 15", "tier1 = 30")), by=SYSTEM).shortfalls
    assert of_kind(found, Kind.LONG_RING)[0].startswith("hotdoc: tier1 rings so long")


def test_a_year_without_known_bank_holidays_is_told(ledger: Ledger, clock: SetClock) -> None:
    set_up(ledger, EXAMPLE, by=SYSTEM)
    clock.instant = clock.instant.replace(year=2100)
    with ledger.look("test") as work:
        found = tuple(shortfalls.ahead(work.session, work.now))
    assert "bank holidays of England are known from" in of_kind(found, Kind.BANK_HOLIDAYS)[0]
