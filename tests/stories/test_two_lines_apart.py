"""Part 4: several lines on one site share nothing but the directory and their people. Amara answers
the one, Ben the other; what is said, counted, promised and kept of the one is not of the other."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from advice_line.desk.interruptions.quiet_windows import QuietWindows
from advice_line.directory.waits.keeping import KeepingWaits
from advice_line.rules.waits_given import Given
from advice_line.trust.roles import SYSTEM
from integrations.sandbox.phones import accepts, declines, rings_out
from integrations.twilio.addresses import Addresses
from integrations.twilio.fallback import fallback_document
from integrations.twilio.numbers import wanted
from tests.stories.base import MONDAY_TEN
from tests.stories.conftest import FRONT_DOOR, on_sqlite
from tests.stories.front_calls import BEFORE, MENU
from tests.stories.scene import (
    AMARA,
    BEN,
    ELM_ROAD_MOBILE,
    LINE,
    OAK_LANE_MOBILE,
    PUBLIC_URL,
    STRANGER,
    STRANGER_MOBILE,
    SWITCHBOARD,
)
from tests.stories.soundness import unsound
from tests.stories.test_recording import sounds
from tests.stories.test_waits_heard import ROWS
from tests.stories.world import World, world

pytestmark = on_sqlite

CHEST, CHEST_SWITCHBOARD = "+441632960050", "+441632960888"
CHEST_FALLBACK = "https://handler.example.org/chest"
CHEST_MENU = "A chest patient waiting, press 1"
CHEST_ANSWER = "Chest reports are with your practice by four"
WARD = "+441632960170"


def _setup() -> str:
    """Amara alone on the first line; its numbers and limits as the other's."""
    lines = FRONT_DOOR.read_text(encoding="utf-8").replace(
        "number = 100, line = 10000", "number = 3, line = 12"
    )
    others = ('who = ["ben"]', 'who = ["chidi"]')
    return "\n".join(each for each in lines.splitlines() if not any(o in each for o in others))


@pytest.fixture
def two(database_url: str) -> Iterator[World]:
    """Monday, ten o'clock."""
    second = Path(__file__).with_name("two_lines.toml").read_text(encoding="utf-8")
    with world(database_url, MONDAY_TEN, f"{_setup()}\n{second}") as opened:
        want = wanted(Addresses(PUBLIC_URL), CHEST_FALLBACK)
        opened.phones.own(
            CHEST,
            voice_url=want.voice_url,
            status_callback=want.status_callback,
            voice_fallback_url=CHEST_FALLBACK,
            sms_url=want.sms_url,
        )
        opened.phones.bin(
            CHEST_FALLBACK, fallback_document(switchboard=CHEST_SWITCHBOARD, show=CHEST)
        )
        yield opened
        faults = [fault["message"] for fault in opened.phones.faults()]
        assert all(fault.endswith("out of reach on purpose") for fault in faults), faults
        assert unsound(opened) == []


def lines_of(two: World) -> list[str]:
    return [query["line"] for query in two.queries()]


def test_each_has_its_own_words_and_its_own_people(two: World) -> None:
    two.everybody(accepts(talks_for=20))
    here = two.person(ELM_ROAD_MOBILE).rings(LINE).hears("radiology advice").hears(MENU)
    there = two.person(OAK_LANE_MOBILE).rings(CHEST).hears("chest advice").hears(CHEST_MENU)
    here.never_heard(CHEST_MENU).presses("1").hears("Your reference is", within=60).is_cut_off()
    there.never_heard(MENU).presses("1").hears("Your reference is", within=60).is_cut_off()
    two.settle()
    assert lines_of(two) == ["hotdoc", "chest"]
    assert [query["owner"] for query in two.queries()] == ["amara", "ben"]


def test_who_skips_the_menu_of_one_hears_that_of_the_other(two: World) -> None:
    two.person(WARD).rings(CHEST).hears(CHEST_MENU).hangs_up()
    two.person(WARD).rings(LINE)
    two.person(AMARA).is_rung()
    two.person(WARD).never_heard(MENU).hangs_up()
    two.settle()


def test_calls_of_a_number_to_one_line_are_no_calls_to_the_other(two: World) -> None:
    for _ in range(3):
        two.person(ELM_ROAD_MOBILE).rings(LINE).waits(2).hangs_up()
    gp = two.person(ELM_ROAD_MOBILE).rings(CHEST).hears(CHEST_MENU)
    gp.never_heard("Many calls have come").hangs_up()
    two.person(ELM_ROAD_MOBILE).rings(LINE).hears("Many calls have come").hangs_up()
    two.settle()


def test_a_flooded_line_floods_itself_alone(two: World) -> None:
    for place in range(12):
        two.person(f"+4477009003{place:02}").rings(LINE).waits(1).hangs_up()
    gp = two.person(ELM_ROAD_MOBILE).rings(CHEST).hears(CHEST_MENU)
    gp.never_heard("Many calls have come").hangs_up()
    two.person(OAK_LANE_MOBILE).rings(LINE).hears("Many calls have come").hangs_up()
    two.settle()


def test_a_quiet_window_keeps_the_calls_of_its_responders_line_waiting(two: World) -> None:
    QuietWindows(two.ledger).begin(two.responder("ben"), 3, "a scan")
    there = two.person(OAK_LANE_MOBILE).rings(CHEST).hears(CHEST_MENU).presses("0")
    there.hears("finishing a scan")
    here = two.person(ELM_ROAD_MOBILE).rings(LINE).hears(MENU).presses("0")
    two.person(AMARA).is_rung()
    here.hangs_up()
    there.hangs_up()
    two.settle()


def test_times_are_offered_from_what_the_line_itself_has_promised(two: World) -> None:
    first = two.person(ELM_ROAD_MOBILE).rings(LINE).hears("999").presses("2")
    first.hears("We can ring you back by 10 30 a m").presses("1").hears("We will ring").is_cut_off()
    there = two.person(OAK_LANE_MOBILE).rings(CHEST).hears("999").presses("2")
    there.hears("We can ring you back by 10 35 a m").presses("1").hears("We will ring").is_cut_off()
    third = two.person(STRANGER_MOBILE).rings(LINE).hears("999").presses("2")
    third.hears("We can ring you back by 10 40 a m").hangs_up()
    two.settle()


def test_a_promise_is_rung_by_its_own_people_and_shows_its_own_number(two: World) -> None:
    gp = two.person(OAK_LANE_MOBILE).rings(CHEST).hears(CHEST_MENU).presses("2")
    gp.hears("We can ring you back").presses("1").hears("We will ring").is_cut_off()
    two.settle()
    two.everybody(accepts())
    two.phones.behaves(OAK_LANE_MOBILE, accepts(key="", talks_for=90))
    for _ in range(64):
        two.wait(60)
    assert [each["state"] for each in two.query()["promises"]] == ["kept"]
    assert two.phones.legs(AMARA) == []
    assert {leg["from_number"] for leg in two.phones.legs(BEN)} == {CHEST}
    assert [leg["from_number"] for leg in two.phones.legs(OAK_LANE_MOBILE)][-1] == CHEST


def test_who_chases_hears_the_waits_and_answers_of_the_line_that_they_rang(two: World) -> None:
    given = Given("2026-11-23", ROWS)
    KeepingWaits(two.ledger).save(SYSTEM, "hotdoc", given, origin="command", seen=None, token=None)
    there = two.person(OAK_LANE_MOBILE).rings(CHEST).hears(CHEST_MENU).presses("3")
    there.hears(CHEST_ANSWER).never_heard("Routine CT")
    there.hears("by text, press 1").presses("1").hears("You will get a text").is_cut_off()
    here = two.person(ELM_ROAD_MOBILE).rings(LINE).hears(MENU).presses("3")
    here.hears("Routine CT: 3 weeks").never_heard(CHEST_ANSWER).hangs_up()
    two.settle()
    (text,) = two.texts(OAK_LANE_MOBILE)
    assert "https://chest.example.org/reports" in text
    assert "/waits/hotdoc" not in text


def test_a_chase_of_one_is_no_second_chase_of_the_other(two: World) -> None:
    here = two.person(ELM_ROAD_MOBILE).rings(LINE).hears(MENU).presses("3")
    here.hears("cannot look up").waits(10).hangs_up()
    two.settle()
    there = two.person(ELM_ROAD_MOBILE).rings(CHEST).hears(CHEST_MENU).presses("3")
    there.hears(CHEST_ANSWER).never_heard(BEFORE).hangs_up()
    two.person(ELM_ROAD_MOBILE).rings(LINE).hears(MENU).presses("3").hears(BEFORE).hangs_up()
    two.settle()


def test_the_expected_wait_is_of_the_lines_own_talks(two: World) -> None:
    two.everybody(accepts(talks_for=120))
    for number in (ELM_ROAD_MOBILE, OAK_LANE_MOBILE, STRANGER_MOBILE):
        gp = two.person(number).rings(LINE).waits(1).presses("1")
        gp.hears("Your reference is", within=150).is_cut_off()
        two.settle()
    for number, line in (("+447700900142", LINE), ("+447700900143", CHEST)):
        two.person(number).rings(line).waits(1).presses("1")
    two.phones.advance(20)
    here = two.person("+447700900144").rings(LINE).waits(1).presses("1")
    here.hears("You are first in the queue. The wait is about two minutes").hangs_up()
    there = two.person("+447700900145").rings(CHEST).waits(1).presses("1")
    there.hears("You are first in the queue").never_heard("The wait is about").hangs_up()
    two.phones.advance(120)
    two.settle()


def test_an_open_query_is_offered_on_its_own_line_alone(two: World) -> None:
    two.everybody(declines())
    gp = two.person(ELM_ROAD_MOBILE).rings(LINE).hears(MENU).presses("1")
    gp.hears("ring you back by", within=90).is_cut_off()
    two.settle()
    there = two.person(ELM_ROAD_MOBILE).rings(CHEST).hears(CHEST_MENU).presses("1")
    there.hears("ring you back by", within=90).never_heard("If you ring about the query of")
    two.person(ELM_ROAD_MOBILE).rings(LINE).hears(MENU).presses("1")
    two.person(ELM_ROAD_MOBILE).hears("If you ring about the query of").hangs_up()
    two.settle()


def test_a_reference_texted_to_the_other_line_joins_nothing(two: World) -> None:
    gp = two.person(ELM_ROAD_MOBILE).texts(LINE, "Please ring me about a chest film")
    two.settle()
    reference = two.query()["reference"]
    gp.texts(CHEST, f"{reference} and one more thing").texts(CHEST, "STOP")
    two.settle()
    assert lines_of(two) == ["hotdoc", "chest"]
    gp.texts(LINE, reference)
    two.settle()
    assert any(reference in words for words in two.texts(ELM_ROAD_MOBILE)), "STOP was the other's"


def test_one_records_and_says_so_and_the_other_does_neither(two: World) -> None:
    two.everybody(accepts(talks_for=30))
    there = two.person(OAK_LANE_MOBILE).rings(CHEST).hears("Calls are recorded").presses("1")
    there.waits(20)
    two.settle(1)
    there.hears("Your reference is", within=90).is_cut_off()
    here = two.person(ELM_ROAD_MOBILE).rings(LINE).hears(MENU).presses("1").waits(20)
    two.settle(1)
    here.hears("Your reference is", within=90).never_heard("Calls are recorded").is_cut_off()
    two.settle()
    (kept,) = sounds(two)
    assert kept.retention == "recording"


def test_a_message_is_kept_on_the_line_on_which_it_was_left(two: World) -> None:
    two.everybody(rings_out())
    two.phones.chaos("drop-callbacks")
    gp = two.person(STRANGER).rings(CHEST, withheld=True).hears(CHEST_MENU).presses("1")
    gp.hears("[beep]", within=120).says("a chest film").hangs_up()
    two.settle()
    two.wait(3600)
    assert lines_of(two) == ["chest"]


def test_each_has_an_outage_document_of_its_own(two: World) -> None:
    two.wait(3660)
    assert not any("fallback" in words for words in two.texts(AMARA))
    two.phones.chaos("fail-over")
    for line, switchboard in ((LINE, SWITCHBOARD), (CHEST, CHEST_SWITCHBOARD)):
        gp = two.person(OAK_LANE_MOBILE).rings(line)
        two.person(switchboard).is_rung()
        gp.hangs_up()
