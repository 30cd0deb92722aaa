"""What a site will be missing, said while there is time to mend it."""

from datetime import timedelta

import pytest

from advice_line.clock import SetClock
from advice_line.directory import shortfalls
from advice_line.directory.shortfall_kinds import Kind, Shortfall
from advice_line.ledger.work import Ledger
from advice_line.staffing.exchange.setting_up import set_up
from advice_line.trust.roles import SYSTEM
from tests.directory.example import EXAMPLE, spoilt
from tests.stories.conftest import on_sqlite

pytestmark = on_sqlite
COORDINATES = ('roles = ["responder", "rota_manager"]', 'roles = ["coordinator"]')
BEN = EXAMPLE[EXAMPLE.index('[[responders]]\nkey = "ben"') : EXAMPLE.index("[[patterns]]")]
ONLY_BEN_WHO_COORDINATES = f"version = 1\n{BEN}".replace(*COORDINATES)


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


def test_one_person_alone_day_after_day_is_one_line_that_points_to_the_rest(ledger: Ledger) -> None:
    found = set_up(ledger, EXAMPLE, by=SYSTEM).shortfalls
    assert of_kind(found, Kind.SINGLE_POINT) == [
        "hotdoc: only amara can answer on Wednesday 25 November, 13:00 to 19:00; 11 times in 14 "
        "days one person is alone. See: advice-line rota gaps --line hotdoc"
    ]
    assert not any(each.grave for each in found)


def test_many_holes_are_cut_short_and_point_to_the_rest(ledger: Ledger) -> None:
    found = set_up(ledger, spoilt(("2026-11-02 ", "2026-12-07 ")), by=SYSTEM).shortfalls
    holes = of_kind(found, Kind.HOLE)
    assert len(holes) == 6
    assert holes[-1].endswith("more such. See: advice-line rota gaps --line hotdoc")


@pytest.mark.hazard("H09")
@pytest.mark.parametrize("where", ["pattern", "cover"])
def test_who_is_on_the_rota_and_may_not_write_advice_down_is_told(
    ledger: Ledger, where: str
) -> None:
    text = EXAMPLE
    if where == "cover":
        text = text.replace('who = ["ben"]', 'who = ["amara"]')
        text = text.replace('tier = "1"\nwho = ["amara"]', 'tier = "1"\nwho = ["ben"]')
    set_up(ledger, text, by=SYSTEM)
    found = set_up(ledger, ONLY_BEN_WHO_COORDINATES, by=SYSTEM).shortfalls
    assert next(each for each in found if each.kind is Kind.CANNOT_WRITE) == Shortfall(
        Kind.CANNOT_WRITE,
        "ben",
        "hotdoc: ben is on the rota and may not write advice down, so they are not rung. "
        'Add "responder" to their roles, or take them off.',
        grave=True,
    )
    assert len(of_kind(found, Kind.CANNOT_WRITE)) == 1
    assert of_kind(found, Kind.HOLE), "nobody else is on tier 1 then"


def test_who_was_on_the_rota_is_no_matter(ledger: Ledger, clock: SetClock) -> None:
    until = ("valid_from = 2026-11-02 ", "valid_from = 2026-11-02\nvalid_to = 2026-11-27 ")
    set_up(ledger, spoilt(until), by=SYSTEM)
    clock.instant += timedelta(days=7)
    set_up(ledger, spoilt(until, COORDINATES), by=SYSTEM)
    with ledger.look("test") as work:
        assert not of_kind(tuple(shortfalls.ahead(work.session, work.now)), Kind.CANNOT_WRITE)


@pytest.mark.hazard("H09")
def test_a_line_that_nobody_leads_is_told(ledger: Ledger) -> None:
    nobody = ('tier = "lead"', 'tier = "2"')
    found = set_up(ledger, spoilt(nobody), by=SYSTEM).shortfalls
    assert of_kind(found, Kind.NO_LEAD) == [
        "hotdoc: nobody is on tier lead in the next 14 days, so what is overdue goes to whoever is "
        'on duty. Add a session, or give somebody the role "service_lead".'
    ]
    led = spoilt(nobody, ('"responder", "educator"]', '"responder", "service_lead"]'))
    assert not of_kind(set_up(ledger, led, by=SYSTEM).shortfalls, Kind.NO_LEAD)


def test_a_practice_that_nothing_can_reach_is_told(ledger: Ledger) -> None:
    gone = (('phones = ["+441632960101"]', ""), ('email = "elmroad@example.org"', ""))
    found = set_up(ledger, spoilt(*gone), by=SYSTEM).shortfalls
    assert of_kind(found, Kind.UNREACHABLE) == [
        "Y99001: has neither phones nor an email, so nobody can be rung back and no letter be sent "
        "there."
    ]
    assert not of_kind(set_up(ledger, spoilt(gone[0]), by=SYSTEM).shortfalls, Kind.UNREACHABLE)


@pytest.mark.hazard("H05")
@pytest.mark.parametrize("day", ["2026-12-24", "2026-12-25", "2026-11-28"])
def test_a_cover_while_the_line_is_closed_is_told(ledger: Ledger, day: str) -> None:
    found = set_up(ledger, EXAMPLE.replace("= 2026-11-25T", f"= {day}T"), by=SYSTEM).shortfalls
    (said,) = of_kind(found, Kind.IDLE_COVER)
    assert said.startswith("hotdoc: the cover 2026-11-25-pm, on ")
    assert said.endswith(", 13:00 to 19:00, is all while the line is closed: nobody is rung then.")


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
