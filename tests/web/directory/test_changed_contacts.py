"""Somebody's mobile or address is changed for them: who has the old one hears of it, the line rings
the old one until the new one was shown to be theirs, and neither is a way in as them (H15)."""

import re

import pytest

from integrations.sandbox.phones import accepts
from tests.stories.world import AMARA, HOTDOC
from tests.web.directory.test_people import code_to, person
from tests.web.people import Scene
from tests.web.surfing import Surfer

pytestmark = pytest.mark.hazard("H15")
NEW_MOBILE, TYPED = "+447700900081", "07700 900081"
AMARAS = "amara@example.org"
OLD_MOBILE_IS_TOLD = "another mobile was entered for you"
SIGN_IN = "Send me a code"
ADMIN = (
    'version = 1\n[[staff]]\nkey = "eve"\nname = "Eve Example"\nmobile = "+447700900055"\n'
    'email = "eve@example.org"\nroles = ["directory_admin"]\n'
)


@pytest.fixture
def eve(scene: Scene) -> Surfer:
    """A directory admin: she keeps people, and may read of no patient."""
    scene.world.set_up(ADMIN)
    return scene.signed_in_by("+447700900055")


def page(scene: Scene) -> str:
    return f"/people/{person(scene).public_id}"


def changed(scene: Scene, office: Surfer) -> Surfer:
    return office.opens(page(scene)).presses("Save", mobile=TYPED).sees("Saved.")


def shown(scene: Scene, office: Surfer) -> Surfer:
    office.presses("Send a code to the new one", way="mobile")
    return office.presses("It reached them", code=code_to(scene, NEW_MOBILE))


def tries_by_text(scene: Scene, mobile: str) -> Surfer:
    browser = scene.browser().opens("/signin").presses(SIGN_IN, mobile=mobile)
    scene.world.settle(2)
    texts = scene.world.texts(mobile)
    code = next(m[1] for each in reversed(texts) if (m := re.search(r"(\d{6}) is your A", each)))
    browser.lock = None
    return browser.presses("Continue", code=code)


@pytest.mark.hazard("H03")
def test_a_new_mobile_is_rung_once_it_was_shown_to_be_theirs_and_the_old_one_till_then(
    scene: Scene, eve: Surfer
) -> None:
    changed(scene, eve).sees("To be 07700 900081.", "07700 900001 is rung until")
    scene.world.settle(2)
    assert any(OLD_MOBILE_IS_TOLD in each for each in scene.world.texts(AMARA))
    assert not any("900081" in each for each in scene.world.texts(AMARA))
    eve.opens("/admin/people").sees("Dr Amara Example (new mobile)")
    scene.called()
    assert scene.text_link("amara")
    assert scene.world.texts(NEW_MOBILE) == []
    shown(scene, eve.opens(page(scene))).sees("Shown to reach them").never_sees("To be")
    assert (person(scene).mobile, person(scene).mobile_next) == (NEW_MOBILE, None)


def test_who_changes_a_mobile_to_theirs_does_not_come_in_by_it(scene: Scene, eve: Surfer) -> None:
    """Amara never signed in: nothing but her mobile says who she is."""
    changed(scene, eve)
    shown(scene, eve).sees("a text there lets nobody in before Dr Amara Example, signed in")
    stranger = tries_by_text(scene, NEW_MOBILE).is_refused(403)
    stranger.sees("Your mobile was changed by another here", "let you start again")
    stranger.opens("/desk").sees("Your mobile number").never_sees("Signed in")
    lead = scene.signed_in("chidi").opens("/admin/sign-ins")
    lead.sees("Their mobile was changed for them to 07700 900081.")
    lead.presses("Let Dr Amara Example start again")
    tries_by_text(scene, NEW_MOBILE).is_at("/signin/second")


def test_the_link_of_a_call_that_went_to_such_a_mobile_opens_nothing(
    scene: Scene, eve: Surfer
) -> None:
    changed(scene, eve)
    shown(scene, eve)
    scene.world.phones.behaves(NEW_MOBILE, accepts(talks_for=60))
    scene.called()
    link = next(
        found[1]
        for text in reversed(scene.world.texts(NEW_MOBILE))
        if (found := re.search(r"https://advice\.example\.org(/r/\S+)", text))
    )
    scene.browser().opens(link).presses("Open the record").is_refused(403).sees(
        "Your mobile was changed by another here"
    )


def test_who_is_signed_in_confirms_a_mobile_that_was_changed_for_them(
    scene: Scene, eve: Surfer
) -> None:
    amara = scene.signed_in("amara")
    changed(scene, eve)
    shown(scene, amara.opens(page(scene))).sees("Shown to reach them").never_sees("lets nobody in")
    assert person(scene).unconfirmed == []
    tries_by_text(scene, NEW_MOBILE).is_at("/signin/second")


def test_the_old_address_is_mailed_that_it_was_changed(scene: Scene, eve: Surfer) -> None:
    eve.opens(page(scene)).presses("Save", email="Amara@Example.org").sees("Saved.")
    scene.world.settle()
    before = scene.mails(AMARAS)
    eve.opens(page(scene)).presses("Save", email="amara.new@example.org").sees("Saved.")
    scene.world.settle()
    (told,) = scene.mails(AMARAS)[len(before) :]
    assert told.subject == "Your address at Advice Line was changed"
    assert "amara.new" not in told.text
    eve.sees("it links no hospital sign-in before Dr Amara Example")
    assert before == []


def test_where_no_text_gets_to_the_old_number_the_change_is_mailed(
    scene: Scene, eve: Surfer
) -> None:
    eve.opens(page(scene)).presses("Save", mobile="01632 960077").sees("Saved.")
    assert person(scene).mobile == "+441632960077"  # no text can show that it is hers
    scene.world.settle(2)
    assert any(OLD_MOBILE_IS_TOLD in each for each in scene.world.texts(AMARA))
    eve.opens(page(scene)).presses("Save", mobile="01632 960078").sees("Saved.")
    scene.world.settle()
    assert [each.subject for each in scene.mails(AMARAS)] == [
        "Your mobile at Advice Line was changed"
    ]


def test_a_mobile_that_waits_is_nobody_elses_and_is_taken_back_by_the_old_one(
    scene: Scene, eve: Surfer
) -> None:
    changed(scene, eve)
    ben = f"/people/{person(scene, 'ben').public_id}"
    eve.opens(ben).presses("Save", mobile=TYPED).is_refused(422).sees("this is Dr Amara Example")
    eve.opens(page(scene)).presses("Save", mobile="07700 900001").never_sees("To be")
    assert (person(scene).mobile, person(scene).mobile_next) == (AMARA, None)
    assert person(scene).unconfirmed == []
    eve.opens(ben).presses("Save", mobile=TYPED).sees("Saved.")


def test_what_the_settings_name_is_vouched_for(scene: Scene, eve: Surfer) -> None:
    changed(scene, eve)
    shown(scene, eve)
    again = HOTDOC.read_text(encoding="utf-8").replace(AMARA, "+447700900091")
    scene.world.set_up(again)
    assert (person(scene).mobile, person(scene).unconfirmed) == ("+447700900091", [])
