"""The calls that a menu leads to without a radiologist, each told once, as in `base.py`; told where
callers are asked for a key first (`front_door.toml`)."""

from integrations.sandbox.phones import accepts, rings_out
from integrations.sandbox.story import Person
from tests.stories.base import MONDAY_NOON, MONDAY_TEN, Told
from tests.stories.scene import AMARA, DESK, ELM_ROAD, ELM_ROAD_MOBILE, LINE, STRANGER, Scene

# The words before the choices of each question.
MENU = "If a patient is waiting, press 1"
AGAIN = "Advice now, press 1. Later, press 2."
ANSWER = "cannot look up a request or a report"
CHOICES = "If that is all, you can hang up"
SILENT = "For the radiology office to ring you back, press 2"
BEFORE = "You have rung about a request or a report in the last two days"
OFFICE = "The radiology office will ring you back by"


_PARTNERS = [f"+4477009001{number}" for number in range(11, 31)]


def chases(
    front_door: Scene, number: str = ELM_ROAD_MOBILE, *, withheld: bool = False, key: str = "3"
) -> Person:
    return front_door.person(number).rings(LINE, withheld=withheld).hears(MENU).presses(key)


def one_key_and_a_person(front_door: Scene) -> None:
    front_door.phones.behaves(AMARA, accepts(talks_for=30))
    gp = front_door.person(ELM_ROAD_MOBILE).rings(LINE).hears(MENU).presses("0")
    gp.never_heard(AGAIN).hears("Your reference is").is_cut_off()


def hears_and_hangs_up(front_door: Scene) -> None:
    chases(front_door, _PARTNERS[0]).hears(ANSWER).waits(12).hangs_up()


def something_else_and_hangs_up(front_door: Scene) -> None:
    chases(front_door, _PARTNERS[1], key="4").hears(
        "the hospital's switchboard is 0 1 6 3 2"
    ).waits(8).hangs_up()


def gone_before_the_answer(front_door: Scene) -> None:
    chases(front_door, _PARTNERS[10]).hears("If you are worried about a result").waits(2).hangs_up()


def hears_it_three_times(front_door: Scene) -> None:
    gp = chases(front_door, _PARTNERS[2])
    for _ in range(2):
        gp.hears(ANSWER).hears(CHOICES).presses("3")
    gp.hears(ANSWER).hears(CHOICES).hangs_up()


def by_text(front_door: Scene) -> None:
    gp = chases(front_door, _PARTNERS[3]).hears("by text, press 1").presses("1")
    gp.hears("You will get a text").is_cut_off()


def says_nothing_and_is_the_offices(front_door: Scene) -> None:
    chases(front_door, _PARTNERS[4]).hears(CHOICES).hears(CHOICES).hears(OFFICE).is_cut_off()


def presses_wrong_keys_and_is_the_offices(front_door: Scene) -> None:
    gp = chases(front_door, ELM_ROAD).hears(CHOICES).presses("1").hears(CHOICES).presses("9")
    gp.hears(OFFICE).is_cut_off()


def a_silent_desk_and_the_office(front_door: Scene) -> None:
    front_door.phones.behaves(DESK, rings_out())
    chases(front_door, _PARTNERS[5]).hears(SILENT).presses("2").hears(OFFICE).is_cut_off()


def a_silent_desk_and_nothing_said(front_door: Scene) -> None:
    front_door.phones.behaves(DESK, rings_out())
    chases(front_door, _PARTNERS[6]).hears(SILENT).hears(SILENT).hears(OFFICE).is_cut_off()


def a_silent_desk_and_a_person(front_door: Scene) -> None:
    front_door.phones.behaves(DESK, rings_out())
    front_door.phones.behaves(AMARA, accepts(talks_for=30))
    chases(front_door, _PARTNERS[7]).hears(SILENT).presses("1").hears(
        "Your reference is"
    ).is_cut_off()


def a_silent_desk_and_gone(front_door: Scene) -> None:
    front_door.phones.behaves(DESK, rings_out())
    chases(front_door, _PARTNERS[8]).hears(SILENT).hangs_up()


def worried_and_put_through(front_door: Scene) -> None:
    front_door.phones.behaves(AMARA, accepts(talks_for=30))
    gp = (
        chases(front_door, _PARTNERS[9])
        .hears("If you are worried about this result, press 2")
        .presses("2")
    )
    gp.hears("Your reference is").is_cut_off()


def withheld_and_the_office_gets_a_number(front_door: Scene) -> None:
    gp = chases(front_door, STRANGER, withheld=True).hears(CHOICES).hears(CHOICES)
    gp.hears("that the radiology office may ring you back on").presses("07700900101#")
    gp.hears(OFFICE).is_cut_off()


def withheld_and_the_office_gets_a_message(front_door: Scene) -> None:
    gp = chases(front_door, STRANGER, withheld=True).hears(CHOICES).hears(CHOICES)
    gp.hears("We have no number to ring you back on", within=60).hears("[beep]").waits(1)
    gp.says("This is Elm Road about a request").waits(8).hears("Your reference is").is_cut_off()


def withheld_and_gone_before_the_office_has_a_number(front_door: Scene) -> None:
    gp = chases(front_door, STRANGER, withheld=True).hears(CHOICES).hears(CHOICES)
    gp.hears("that the radiology office may ring you back on").hangs_up()


def gone_in_the_menu(front_door: Scene) -> None:
    front_door.person(ELM_ROAD).rings(LINE).hears(AGAIN).hangs_up()


EVERY = (
    Told(one_key_and_a_person, "talk"),
    Told(hears_and_hangs_up, "told"),
    Told(something_else_and_hangs_up, "told"),
    Told(hears_it_three_times, "told"),
    Told(by_text, "told by text"),
    Told(says_nothing_and_is_the_offices, "office"),
    Told(presses_wrong_keys_and_is_the_offices, "office"),
    Told(a_silent_desk_and_the_office, "office", at=MONDAY_NOON),
    Told(a_silent_desk_and_nothing_said, "office", at=MONDAY_NOON),
    Told(a_silent_desk_and_a_person, "talk", at=MONDAY_NOON),
    Told(a_silent_desk_and_gone, "gone", at=MONDAY_NOON),
    Told(worried_and_put_through, "talk"),
    Told(withheld_and_the_office_gets_a_number, "office"),
    Told(withheld_and_the_office_gets_a_message, "nameless message"),
    Told(withheld_and_gone_before_the_office_has_a_number, "nameless"),
    Told(gone_before_the_answer, "gone before the answer"),
    Told(gone_in_the_menu, "gone", at=MONDAY_TEN),
)
