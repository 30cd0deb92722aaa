"""Known callers who skip the menu lose no key of it, and a number that is known by a mistake, or in
another's hand, tells whoever uses it nothing of anybody's query."""

import pytest

from integrations.sandbox.phones import accepts, declines
from integrations.sandbox.story import Person
from tests.messages.people import signed_in
from tests.stories.conftest import FRONT_DOOR, on_sqlite
from tests.stories.front_calls import AGAIN, ANSWER, BEFORE, CHOICES, MENU
from tests.stories.outcomes import ends_as
from tests.stories.scene import AMARA, LINE, STRANGER, STRANGER_MOBILE
from tests.stories.world import World

pytestmark = on_sqlite

WARD, WARD_SISTER, STONE = "+441632960170", "+441632960171", "+447700900150"
ABOUT = "If you ring about the query of"


@pytest.fixture
def known(front_door: World) -> World:
    """The ward has two telephones; it and Dr Stone skip the menu."""
    setup = FRONT_DOOR.read_text(encoding="utf-8")
    setup = setup.replace('skip_for = ["RX001"]', 'skip_for = ["RX001", "dr-stone"]')
    setup = setup.replace(f'phones = ["{WARD}"]', f'phones = ["{WARD}", "{WARD_SISTER}"]')
    front_door.set_up(setup)
    return front_door


def skips(known: World, key: str, number: str = WARD) -> Person:
    return known.person(number).rings(LINE).waits(1).presses(key).never_heard(MENU)


def has_chased(known: World, number: str = WARD) -> None:
    skips(known, "3", number).hears(ANSWER).waits(15).hangs_up()
    known.settle()


@pytest.mark.hazard("H24")
@pytest.mark.parametrize("number", [WARD, STONE], ids=["a ward", "a person"])
def test_zero_is_a_person_at_once_also_for_who_skips_the_menu(known: World, number: str) -> None:
    gp = skips(known, "0", number)
    known.person(AMARA).is_rung(within=2)
    gp.never_heard(AGAIN).hangs_up()
    known.settle()
    ends_as(known.query(), "gone", mobile=number == STONE)


@pytest.mark.hazard("H24")
def test_a_wrong_key_and_nothing_then_lead_them_to_a_person(known: World) -> None:
    known.phones.behaves(AMARA, accepts(talks_for=5))
    skips(known, "9").hears(AGAIN).hears("Your reference is").is_cut_off()
    known.settle()
    ends_as(known.query(), "talk", mobile=False)


@pytest.mark.hazard("H24")
@pytest.mark.parametrize("words", ["If you are worried about a result", CHOICES])
def test_who_skips_the_menu_and_is_worried_is_put_through(known: World, words: str) -> None:
    known.phones.behaves(AMARA, accepts(talks_for=5))
    skips(known, "3").hears(words).presses("2").hears("Your reference is").is_cut_off()
    known.settle()
    ends_as(known.query(), "talk", mobile=False)
    assert known.query()["contacts"][0]["reason"] == "worried"


@pytest.mark.hazard("H24")
@pytest.mark.parametrize("keys", ["1", ""])
def test_their_second_chase_within_two_working_days_is_offered_a_person_first(
    known: World, keys: str
) -> None:
    has_chased(known)
    known.phones.behaves(AMARA, accepts(talks_for=5))
    caller = skips(known, "3").hears(BEFORE)
    if keys:
        caller.presses(keys)
    caller.hears("Your reference is").is_cut_off()
    known.settle()
    ends_as(known.queries()[-1], "talk", mobile=False)


@pytest.mark.hazard("H15")
def test_nobody_hears_from_another_telephone_of_the_ward_that_it_has_chased(known: World) -> None:
    has_chased(known)
    for number in (WARD_SISTER, STRANGER):
        caller = known.person(number).rings(LINE).waits(1).presses("3").hears(ANSWER)
        caller.never_heard(BEFORE).waits(15).hangs_up()
        known.settle()


@pytest.mark.hazard("H15")
def test_whoever_uses_the_phone_of_somebody_known_hears_nobodys_name_and_proves_nothing(
    known: World,
) -> None:
    """Dr Stone's telephone in another's hand: a hint, and who writes the record reads so."""
    known.everybody(declines())
    caller = known.person(STONE).rings(LINE).hears("ring you back by", within=120).is_cut_off()
    known.settle()
    heard_before = len(caller.heard())
    known.phones.behaves(AMARA, accepts(talks_for=30))
    caller.rings(LINE).hears("Your reference is").is_cut_off()
    known.settle()
    earlier, later = known.queries()
    heard = [each for each in caller.heard()[heard_before:] if each["source"] == "line"]
    said = " ".join(each["text"] for each in heard)
    for told in (ABOUT, "Stone", "Oak Lane", ", ".join(earlier["reference"].split("-")[0])):
        assert told not in said
    assert (later["linked_to"], later["requester"]["verified"]) == ([], False)
    record = signed_in(known, AMARA).opens(f"/desk/{later['reference']}/record")
    record.sees("Oak Lane Surgery", "A telephone number is a hint of who rang, no more")


@pytest.mark.hazard("H15")
def test_they_are_asked_about_what_came_from_this_very_telephone_and_no_other(known: World) -> None:
    known.everybody(declines())
    known.person(WARD).rings(LINE).hears("ring you back by", within=120).is_cut_off()
    known.settle()
    for number, asked in ((WARD_SISTER, False), (STRANGER_MOBILE, False), (WARD, True)):
        caller = known.person(number).rings(LINE).waits(1).presses("1").waits(8)
        assert any(ABOUT in each["text"] for each in caller.heard()) is asked
        caller.hangs_up()
        known.settle()
