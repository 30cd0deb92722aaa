"""What is asked just before closing never waits until morning unseen (H21): the caller is told the
hour and where else to turn, and at closing the lead has what nobody took."""

from datetime import UTC, datetime

import pytest

from integrations.sandbox.phones import rings_out
from tests.stories.conftest import OpenedHere, on_sqlite
from tests.stories.outcomes import tasks
from tests.stories.scene import AMARA, BEN, CHIDI, ELM_ROAD_MOBILE, LINE, STRANGER
from tests.stories.world import World

pytestmark = [pytest.mark.hazard("H21"), on_sqlite]

MINUTE = 60
UNTIL_THEN = "If it cannot wait until then, the out-of-hours number is 0 1 6 3 2, 9 6 0 9 9 9"
OWED = "A call back"
NO_SERVICE_LEAD = """
version = 1
[[responders]]
key = "chidi"
name = "Dr Chidi Example"
role = "radiologist"
registration = { body = "GMC", number = "9990003", expires = 2028-06-30 }
mobile = "+447700900003"
email = "chidi@example.org"
roles = ["responder"]
"""


@pytest.fixture
def friday(opened_here: OpenedHere) -> World:
    """Ten to seven on a Friday evening, the line closes at seven, and nobody answers."""
    hotdoc = opened_here(at(18, 50))
    hotdoc.everybody(rings_out())
    return hotdoc


def at(hour: int, minute: int, second: int = 0, day: int = 27) -> datetime:
    return datetime(2026, 11, day, hour, minute, second, tzinfo=UTC)


def until(hotdoc: World, then: datetime) -> None:
    hotdoc.wait((then - hotdoc.phones.now()).total_seconds())
    hotdoc.settle(1)


def told(hotdoc: World, number: str) -> list[str]:
    return [text for text in hotdoc.texts(number) if OWED in text]


def rung(hotdoc: World) -> int:
    (task,) = hotdoc.query()["tasks"]
    return int(task["rung"])


def test_nobody_free_at_ten_to_seven_is_told_the_hour_and_where_else_to_turn(friday: World) -> None:
    gp = friday.person(ELM_ROAD_MOBILE).rings(LINE)
    gp.hears(f"ring you back by Monday 30 November, at 8 21 a m. {UNTIL_THEN}", within=120)
    friday.settle(1)
    assert "by 8:21am on Monday 30 November" in gp.reads("ring you back")["body"]


def test_what_nobody_took_is_with_the_lead_at_closing_and_not_before(friday: World) -> None:
    friday.person(ELM_ROAD_MOBILE).rings(LINE).hears("ring you back by", within=120)
    until(friday, at(18, 59))
    assert (rung(friday), len(told(friday, AMARA)), told(friday, CHIDI)) == (0, 1, [])
    until(friday, at(19, 0, 30))
    assert rung(friday) == 2
    assert "is due by 8:21am on Monday 30 November" in told(friday, CHIDI)[0]


def test_after_a_quiet_weekend_who_is_on_duty_hears_of_it_as_the_line_opens(friday: World) -> None:
    friday.person(ELM_ROAD_MOBILE).rings(LINE).hears("ring you back by", within=120)
    until(friday, at(19, 1))
    before = len(told(friday, AMARA)), len(told(friday, CHIDI))
    until(friday, at(7, 59, day=30))
    assert (len(told(friday, AMARA)), len(told(friday, CHIDI))) == before
    until(friday, at(8, 0, 30, day=30))
    assert (len(told(friday, AMARA)), len(told(friday, CHIDI))) == (before[0] + 1, before[1] + 1)


def test_who_hung_up_while_it_rang_is_with_the_lead_at_closing_too(friday: World) -> None:
    gp = friday.person(ELM_ROAD_MOBILE).rings(LINE)
    friday.person(AMARA).is_rung()
    gp.hangs_up()
    until(friday, at(19, 0, 30))
    assert (tasks(friday.query()), rung(friday)) == ([("ring_back", None)], 2)
    assert len(told(friday, CHIDI)) == 1


def test_so_is_the_search_for_a_caller_without_a_number(friday: World) -> None:
    friday.person(STRANGER).rings(LINE, withheld=True).hears("Your number is withheld").hangs_up()
    until(friday, at(19, 0, 30))
    assert (tasks(friday.query()), rung(friday)) == ([("trace_caller", None)], 2)
    assert len(told(friday, CHIDI)) == 1


def test_a_line_that_closes_while_the_phones_ring_tells_the_same_at_once(
    opened_here: OpenedHere,
) -> None:
    hotdoc = opened_here(at(18, 59, 30))
    hotdoc.everybody(rings_out())
    gp = hotdoc.person(ELM_ROAD_MOBILE).rings(LINE)
    gp.hears(f"ring you back by Monday 30 November, at 8 30 a m. {UNTIL_THEN}", within=120)
    until(hotdoc, at(19, 1))
    assert rung(hotdoc) == 2
    assert len(told(hotdoc, CHIDI)) == 1


def test_a_line_without_service_lead_tells_who_led_when_it_closed(friday: World) -> None:
    friday.set_up(NO_SERVICE_LEAD)
    friday.person(ELM_ROAD_MOBILE).rings(LINE).hears("ring you back by", within=120)
    until(friday, at(19, 0, 30))
    assert len(told(friday, CHIDI)) == 1


def test_what_a_colleague_took_on_their_page_is_told_with_hour_and_number_and_stays_theirs(
    friday: World,
) -> None:
    gp = friday.person(ELM_ROAD_MOBILE).rings(LINE)
    friday.person(AMARA).is_rung()
    friday.records.claim(friday.responder("ben"), friday.query()["reference"])
    gp.hears("Ben Example has your query and will ring you back by Monday 30 November, at 8 20 a m")
    assert UNTIL_THEN in gp.heard()[-1]["text"]
    until(friday, at(19, 0, 30))
    assert (tasks(friday.query()), rung(friday)) == ([("ring_back", "ben")], 0)
    until(friday, at(8, 30, day=30))
    assert len(told(friday, BEN)) == 1


def test_what_can_be_kept_today_needs_no_other_number(opened_here: OpenedHere) -> None:
    hotdoc = opened_here(at(18, 20))
    hotdoc.everybody(rings_out())
    gp = hotdoc.person(ELM_ROAD_MOBILE).rings(LINE).hears("ring you back by 6 51 p m", within=120)
    gp.is_cut_off().never_heard("out-of-hours")
    until(hotdoc, at(18, 52))
    assert rung(hotdoc) == 2


def test_who_calls_at_closing_hears_the_opening_and_the_other_number(
    opened_here: OpenedHere,
) -> None:
    hotdoc = opened_here(at(19, 0))
    gp = hotdoc.person(ELM_ROAD_MOBILE).rings(LINE)
    gp.hears("It opens on Monday 30 November, at 8 a m. If it cannot wait, the out-of-hours number")
    gp.hangs_up()
    hotdoc.settle()
    assert tasks(hotdoc.query()) == [("ring_back", None)]
