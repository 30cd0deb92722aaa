"""Links of text messages and mails: looking changes nothing, a button uses one, an old one offers
a fresh one to where the first went, and a forwarded one opens nothing."""

import pytest

from tests.stories.world import OAK_LANE_MOBILE
from tests.web.people import CANARIES, OAK_LANE_MAIL, REQUIRED, Scene

HOUR = 3600


@pytest.mark.hazard("H04")
def test_opening_a_link_changes_nothing_however_often(scene: Scene) -> None:
    scene.advised()
    scene.called()
    before = [(q["state"], q["version"], q["advice"]) for q in scene.world.queries()]
    scanner = scene.browser()
    for _ in range(3):
        scanner.opens(scene.text_link("amara")).is_refused(200)
        scanner.opens(scene.mailed_link()).is_refused(200)
        scanner.client.head(scene.mailed_link())
    assert [(q["state"], q["version"], q["advice"]) for q in scene.world.queries()] == before
    scene.browser().opens(scene.text_link("amara")).presses("Open the record").sees("Write")


def test_a_used_link_offers_a_fresh_one_that_leads_to_the_same_draft(scene: Scene) -> None:
    reference = scene.called()
    first = scene.text_link("amara")
    amara = scene.browser().opens(first).presses("Open the record")
    form = amara.form("Save and send").fields
    amara.posts(f"/desk/{reference}/draft", form | {"advice": "Physiotherapy first."})

    other = scene.browser().opens(first).is_refused(410)
    other.sees("This link has been used", "the mobile ending 001").never_sees("Physiotherapy")
    other.presses("Send a fresh link to the mobile ending 001").sees("A fresh link is on its way")
    scene.world.settle()
    second = scene.text_link("amara")
    assert second != first
    other.opens(second).presses("Open the record").is_at(f"/desk/{reference}/record")
    assert other.form("Save and send").fields["advice"] == "Physiotherapy first."


def test_a_link_ends_after_an_hour_and_its_button_too(scene: Scene) -> None:
    scene.called()
    amara = scene.browser().opens(scene.text_link("amara"))
    scene.world.phones.advance(HOUR)
    amara.presses("Open the record").is_refused(410).sees("This link has expired")
    assert amara.opens("/desk").address.startswith("/signin")


def test_pressing_for_a_fresh_link_again_sends_no_second_one(scene: Scene) -> None:
    scene.called()
    old = scene.text_link("amara")
    scene.world.phones.advance(HOUR)
    for _ in range(3):
        scene.browser().opens(old).presses("Send a fresh link to the mobile ending 001")
        scene.world.settle()
    texts = scene.world.texts("+447700900001")
    assert len([text for text in texts if text.startswith("Here is a fresh link")]) == 1
    scene.world.phones.advance(HOUR)
    scene.browser().opens(old).presses("Send a fresh link to the mobile ending 001")
    scene.world.settle()
    scene.browser().opens(scene.text_link("amara")).presses("Open the record").sees("Write")


@pytest.mark.hazard("H15")
def test_a_forged_link_and_another_kind_of_link_are_nothing(scene: Scene) -> None:
    scene.advised()
    record, letter = scene.text_link("amara"), scene.mailed_link()
    for path in (record[:-1], "/r/" + letter[3:], "/q/" + record[3:], "/r/x", "/q/" + "0" * 36):
        scene.browser().opens(path).is_refused(404).sees("There is nothing here")


def test_an_expired_letter_link_offers_a_fresh_one_to_the_address_on_file(scene: Scene) -> None:
    scene.advised()
    old = scene.mailed_link()
    scene.world.phones.advance(28 * 24 * HOUR)
    practice = scene.browser().opens(old).is_refused(410).sees("Links to a reply last 28 days")
    practice.presses("Send a fresh link to el…@example.org").sees("A fresh link is on its way")
    scene.world.settle()
    assert scene.mailed_link() != old
    practice = scene.reading().sees(REQUIRED["advice"])
    practice.presses("Received: a clinician will act", acknowledged_by="Dr Sam Example")
    assert scene.world.query()["state"] == "acknowledged"


@pytest.mark.hazard("H15")
def test_a_code_works_in_the_browser_that_asked_and_in_no_other(scene: Scene) -> None:
    scene.advised()
    link = scene.mailed_link()
    asked = scene.browser().opens(link).presses("Send me a code")
    scene.world.settle()
    other = scene.browser().opens(f"{link}/code")
    other.presses("Continue", code=scene.mailed_code()).is_refused(410).never_sees(*CANARIES)
    asked.presses("Continue", code=scene.mailed_code()).sees("Edith Larkspur")
    forwarded = scene.browser().opens(asked.address).sees("A reply is waiting")
    forwarded.never_sees(*CANARIES)
    for ending in ("letter.pdf", "letter.txt"):
        forwarded.opens(f"{link}/{ending}").sees("A reply is waiting").never_sees(*CANARIES)


@pytest.mark.hazard("H15")
def test_five_wrong_codes_and_the_right_one_has_to_wait(scene: Scene) -> None:
    scene.advised()
    practice = scene.browser().opens(scene.mailed_link()).presses("Send me a code")
    scene.world.settle()
    right = scene.mailed_code()
    for _ in range(5):
        practice.presses("Continue", code=f"{(int(right) + 1) % 1_000_000:06}").is_refused(422)
        practice.sees("That is not the code")
    practice.presses("Continue", code=right).is_refused(429).never_sees(*CANARIES)
    assert int(practice.headers["retry-after"]) > 60
    practice.opens(scene.mailed_link()).presses("Send me a code").is_refused(429)
    scene.world.phones.advance(15 * 60)
    scene.reading().sees("Edith Larkspur")


@pytest.mark.hazard("H15")
def test_a_practice_with_its_own_letter_open_sees_no_other_s(scene: Scene) -> None:
    scene.advised()
    elm_road = scene.reading().sees("Edith Larkspur")
    scene.called(OAK_LANE_MOBILE)
    amara = scene.browser().opens(scene.text_link("amara")).presses("Open the record")
    amara.presses(
        "Save and send",
        **(REQUIRED | {"patient_name": "Oren Whitlock", "nhs_number": "999 000 0026"}),
    )
    scene.world.settle()
    theirs = scene.mailed_link(OAK_LANE_MAIL)
    elm_road.opens(theirs).sees("A reply is waiting").never_sees("Whitlock")
    elm_road.opens(f"{theirs}/letter.txt").sees("A reply is waiting").never_sees("Whitlock")

    # Not even by giving its own session out for the other letter's.
    mine = next(each for each in elm_road.client.cookies.jar if "letter-" in each.name)
    assert mine.value is not None
    elm_road.client.cookies.set(f"__Host-letter-{theirs[3:19]}", mine.value)
    elm_road.opens(theirs).is_refused(403).never_sees("Whitlock")


def test_two_letters_may_be_open_side_by_side(scene: Scene) -> None:
    scene.advised()
    first = scene.mailed_link()
    practice = scene.reading()
    scene.advised(patient_name="Oren Whitlock", nhs_number="999 000 0026")
    second = scene.mailed_link()
    practice.opens(second).presses("Send me a code")
    scene.world.settle()
    practice.presses("Continue", code=scene.mailed_code()).sees("Oren Whitlock")
    practice.opens(first).sees("Edith Larkspur")
    practice.opens(second).sees("Oren Whitlock")


def test_an_open_letter_closes_itself_after_half_an_hour(scene: Scene) -> None:
    scene.advised()
    practice = scene.reading()
    here = practice.address
    scene.world.phones.advance(30 * 60)
    practice.opens(here).sees("A reply is waiting").never_sees(*CANARIES)
