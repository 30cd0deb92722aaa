"""The people of the service by their pages: registered, reached, and told of a change."""

import re

import pytest

from advice_line.directory import lookups
from advice_line.directory.people import contacts
from advice_line.directory_kinds import ContactWay
from advice_line.tables.directory import Responder
from tests import shown_to_reach
from tests.stories.world import AMARA, HOTDOC
from tests.web.people import Scene
from tests.web.surfing import Surfer

NEW_MOBILE = "+447700900081"


def person(scene: Scene, key: str = "amara") -> Responder:
    with scene.world.ledger.look("test") as work:
        found = lookups.responder_by_key(work.session, key)
        assert found is not None
        return found


def verified(scene: Scene) -> bool:
    with scene.world.ledger.look("test") as work:
        return contacts.verified_at(work.session, person(scene), ContactWay.MOBILE) is not None


def code_to(scene: Scene, mobile: str) -> str:
    scene.world.settle(2)
    return next(
        found[1]
        for text in reversed(scene.world.texts(mobile))
        if (found := re.search(r"(\d{6}) is your code to show", text))
    )


@pytest.fixture
def office(scene: Scene) -> Surfer:
    return scene.signed_in("chidi").opens("/admin/directory").follows("People of the service")


@pytest.mark.hazard("H17")
def test_a_mobile_is_shown_to_reach_somebody_by_a_code_and_a_new_one_is_not(
    scene: Scene, office: Surfer
) -> None:
    place = f"/people/{person(scene).public_id}"
    amara = scene.signed_in("amara")
    shown_to_reach.nobody(scene.world.ledger)
    office.opens("/admin/people").sees("Not shown to reach them", "Dr Amara Example (mobile)")
    amara.opens(place).never_sees("Change something")
    amara.presses("Send a code there", way="mobile").sees("A code is on its way")
    right = code_to(scene, AMARA)
    wrong = f"{(int(right) + 1) % 1_000_000:06}"
    amara.presses("It reached them", code=wrong).is_refused(422).sees("That is not the code")
    assert not verified(scene)
    amara.presses("It reached them", code=right).sees("Shown to reach them")
    assert verified(scene)
    # A code for the old one shows nothing of the new one.
    amara.presses("Send a code there", way="mobile")
    late = code_to(scene, AMARA)
    office.opens(place).presses("Save", mobile="07700 900081").sees("Saved.")
    amara.presses("It reached them", code=late).is_refused(422)
    assert person(scene).mobile == AMARA
    ben = f"/people/{person(scene, 'ben').public_id}"
    scene.signed_in("ben").opens(place).is_refused(403)
    office.opens(ben).sees("rota manager")


@pytest.mark.hazard("H15")
def test_what_a_page_changed_a_setup_file_does_not_take_back(scene: Scene, office: Surfer) -> None:
    place = f"/people/{person(scene).public_id}"
    page = office.opens(place)
    page.presses("Save", number="99", body="GMC", mobile="07700").is_refused(422)
    page.sees("A GMC number has 7 figures", '"07700" is no telephone number')
    assert page.form("Save").fields["number"] == "99"
    page.presses("Save", number="9990077", mobile="07700 900081", expires="2026-12-20")
    page.sees("Saved.", "GMC 9990077", "ends soon")
    scene.world.set_up(HOTDOC.read_text(encoding="utf-8"))
    assert (person(scene).mobile_next, person(scene).registration_number) == (NEW_MOBILE, "9990077")
    renamed = HOTDOC.read_text(encoding="utf-8").replace(AMARA, "+447700900091")
    scene.world.set_up(renamed)
    assert (person(scene).mobile, person(scene).mobile_next) == ("+447700900091", None)
    page.opens(place).presses("Save", mobile="07700 900002").is_refused(422).sees("this is Ben")
    page.presses("Save", mobile="07700 900001", body="voluntary", number="S1", register="RCT")
    page.sees("RCT S1")
