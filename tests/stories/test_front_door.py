"""Part 1, the front door: who needs a radiologist is put through at once, and nobody is kept in a
menu: silence, a wrong key and the key of a person all reach one."""

import pytest

from advice_line.rules import menu_words
from integrations.sandbox.phones import accepts
from tests.stories.conftest import FRONT_DOOR, on_sqlite
from tests.stories.front_calls import AGAIN, MENU
from tests.stories.outcomes import ends_as
from tests.stories.scene import AMARA, ELM_ROAD_MOBILE, LINE, OAK_LANE_MOBILE
from tests.stories.world import World
from tests.web.people import REQUIRED

pytestmark = on_sqlite


def test_one_a_patient_is_waiting_and_somebody_is_rung_at_once(front_door: World) -> None:
    front_door.phones.behaves(AMARA, accepts(talks_for=30))
    gp = front_door.person(ELM_ROAD_MOBILE).rings(LINE)
    gp.hears("If life is at immediate risk hang up and call 999")
    gp.hears("If a patient is waiting, press 1").presses("1")
    gp.never_heard(AGAIN).hears("Your reference is").is_cut_off()
    front_door.settle()

    ends_as(front_door.query(), "talk")
    assert front_door.query()["urgency"]["asked"] == "now"


def test_that_a_patient_is_waiting_stands_in_the_record_and_is_not_lost_by_writing_it(
    front_door: World,
) -> None:
    front_door.phones.behaves(AMARA, accepts(talks_for=30))
    gp = front_door.person(ELM_ROAD_MOBILE).rings(LINE).hears(MENU).presses("1")
    gp.hears("Your reference is").is_cut_off()
    front_door.settle()
    by, reference = front_door.responder("amara"), front_door.query()["reference"]
    form = front_door.records.open(by, reference).form
    assert form == {"urgency_asked": "now"}
    front_door.records.sign(by, reference, {**form, **REQUIRED}, "once")
    assert front_door.query()["urgency"]["asked"] == "now"


def test_greeting_menu_and_the_shorter_menu_keep_nobody_waiting(front_door: World) -> None:
    gp = front_door.person(ELM_ROAD_MOBILE).rings(LINE).hears(AGAIN)
    greeting, menu, again = gp.heard()
    assert greeting["seconds"] < 12
    assert menu["seconds"] <= 12
    assert again["seconds"] <= 8
    gp.hangs_up()
    front_door.settle()
    ends_as(front_door.query(), "gone")


@pytest.mark.parametrize("keys", ["1", "0"])
def test_keys_work_from_the_first_word(front_door: World, keys: str) -> None:
    gp = front_door.person(ELM_ROAD_MOBILE).rings(LINE).waits(1).presses(keys)
    front_door.person(AMARA).is_rung(within=2)
    assert gp.heard()[0]["cut_short"]
    gp.hangs_up()
    front_door.settle()
    ends_as(front_door.query(), "gone")


@pytest.mark.hazard("H24")
@pytest.mark.parametrize(("first", "then"), [("", ""), ("9", "7"), ("#", "*"), ("", "0")])
def test_who_presses_nothing_or_a_wrong_key_twice_reaches_a_person(
    front_door: World, first: str, then: str
) -> None:
    front_door.phones.behaves(AMARA, accepts(talks_for=5))
    gp = front_door.person(ELM_ROAD_MOBILE).rings(LINE).hears("A person, press 0")
    if first:
        gp.presses(first)
    gp.hears(AGAIN)
    if then:
        gp.presses(then)
    gp.hears("Your reference is").is_cut_off()
    front_door.settle()
    ends_as(front_door.query(), "talk")
    assert front_door.query()["urgency"]["asked"] is None


def test_ten_keys_at_once_are_the_first_of_them(front_door: World) -> None:
    gp = front_door.person(ELM_ROAD_MOBILE).rings(LINE).waits(1).presses("1234567890")
    front_door.person(AMARA).is_rung(within=3)
    assert front_door.query()["urgency"]["asked"] == "now"
    gp.presses("3").presses("#").waits(1).hangs_up()
    front_door.settle()
    ends_as(front_door.query(), "gone")


def test_the_line_may_have_a_voice_of_its_own_and_what_is_not_recorded_is_spoken(
    front_door: World,
) -> None:
    sounds = 'greeting = "https://www.example.org/a.wav", menu = "https://www.example.org/b.wav"'
    voice = f"audio = {{ {sounds} }}"
    front_door.set_up(FRONT_DOOR.read_text(encoding="utf-8").replace("hunt_", f"{voice}\nhunt_"))
    gp = front_door.person(ELM_ROAD_MOBILE).rings(LINE).hears(AGAIN)
    assert [each["text"] for each in gp.heard()] == [
        "[plays https://www.example.org/a.wav]",
        "[plays https://www.example.org/b.wav]",
        menu_words.MENU_AGAIN,
    ]
    gp.hangs_up()
    front_door.settle()
    other = front_door.person(OAK_LANE_MOBILE).rings(LINE).waits(1).presses("1")
    front_door.person(AMARA).is_rung(within=3)
    other.hangs_up()
    front_door.settle()


@pytest.mark.hazard("H24")
@pytest.mark.parametrize("keys", ["0", "9", ""])
def test_a_shorter_menu_that_is_a_recording_hears_keys_and_leads_to_a_person(
    front_door: World, keys: str
) -> None:
    voice = 'audio = { menu_again = "https://www.example.org/again.wav" }'
    front_door.set_up(FRONT_DOOR.read_text(encoding="utf-8").replace("hunt_", f"{voice}\nhunt_"))
    front_door.phones.behaves(AMARA, accepts(talks_for=5))
    gp = front_door.person(ELM_ROAD_MOBILE).rings(LINE).hears(MENU)
    gp.hears("[plays https://www.example.org/again.wav]").never_heard(AGAIN)
    if keys:
        gp.presses(keys)
    gp.hears("Your reference is").is_cut_off()
    front_door.settle()
    ends_as(front_door.query(), "talk")


@pytest.mark.hazard("H10")
@pytest.mark.parametrize(
    ("keys", "asked"), [("", MENU), ("", AGAIN), ("2", "We can ring you")], ids=str
)
def test_who_withholds_their_number_while_somebody_takes_the_query_is_asked_for_a_message(
    front_door: World, keys: str, asked: str
) -> None:
    gp = front_door.person(ELM_ROAD_MOBILE).rings(LINE, withheld=True)
    if keys:
        gp.hears(MENU).presses(keys)
    gp.hears(asked)
    front_door.claims("ben")
    gp.presses("1" if keys else "2").hears("Ben Example has your query, but we have no number")
    gp.hangs_up()
    front_door.settle()
    ends_as(front_door.query(), "claimed, nameless")
