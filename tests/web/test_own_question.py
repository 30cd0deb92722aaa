"""Who asked sees their own question by its link, once the code that went to their address was typed
in the browser in which they asked: its state, what they are asked back, the answer. Looking at the
link changes nothing, and nobody else's browser opens it."""

from datetime import datetime

import pytest

from advice_line.desk.query import reading
from advice_line.desk.questions import delays
from advice_line.desk.questions.delays import Wanted
from advice_line.desk.staff.conversing import Conversing
from advice_line.directory import lookups
from tests.stories.soundness import unsound
from tests.stories.world import AMARA
from tests.web.asking import ADDRESS, GENERAL, asks, confirmed
from tests.web.people import CANARIES, REQUIRED, Scene
from tests.web.surfing import Surfer

THURSDAY_NOON = datetime(2026, 11, 26, 12, 0)  # noqa: DTZ001 # a wall-clock time has no zone
BACK = "Has she a pacemaker?"


def reference(scene: Scene) -> str:
    return str(scene.world.query()["reference"])


def asked_back(scene: Scene) -> None:
    scene.world.claims("amara")
    by = scene.world.responder("amara")
    Conversing(scene.world.ledger).ask_back(by, reference(scene), BACK, "once")
    scene.world.settle()


def writes(surfer: Surfer, words: str) -> Surfer:
    form = surfer.form("Send")
    return surfer.posts(form.action, form.fields | {"words": words})


def link_of(surfer: Surfer) -> str:
    return surfer.address.removesuffix("/kept")


@pytest.mark.hazard("H15")
def test_its_link_opens_nothing_in_another_browser_until_the_address_is_known(scene: Scene) -> None:
    surfer = asks(scene.browser())
    scene.world.settle()
    link, other = link_of(surfer), scene.browser()
    other.opens(link).sees("Nobody has shown yet that this address").never_sees(*CANARIES)
    other.presses("Send me a code").sees("The patient's date of birth, as you gave it")
    scene.world.settle()
    code = scene.mailed_code(ADDRESS)
    other.presses("Continue", code=code).is_refused(422).never_sees(*CANARIES)
    other.presses("Continue", code=code, proof="2 1 1950").is_refused(422).never_sees(*CANARIES)
    told = "The code, or what is asked beside it, does not fit"
    other.sees(told, "as you gave it").never_sees("That is not the code")
    wrong = f"{(int(code) + 1) % 1_000_000:06}"
    other.presses("Continue", code=wrong, proof="1.2.1950").is_refused(422).sees(told)


@pytest.mark.hazard("H15")
def test_who_asked_opens_it_on_another_device_by_the_code_and_what_they_know(scene: Scene) -> None:
    surfer = asks(scene.browser())
    scene.world.settle()
    phone = scene.browser().opens(link_of(surfer)).presses("Send me a code")
    scene.world.settle()
    phone.presses("Continue", code=scene.mailed_code(ADDRESS), proof="1.2.1950")
    phone.sees("Edith Larkspur", "Waiting to be read")
    assert scene.world.query()["requester"]["verified"] is True
    assert not phone.opens("/ask").form("Check and send").fields.get("requester_name")
    again = scene.browser().opens(link_of(surfer)).presses("Send me a code")
    assert "date of birth" not in again.text


def test_of_a_general_question_the_code_is_enough(scene: Scene) -> None:
    surfer = asks(scene.browser(), **GENERAL)
    scene.world.settle()
    phone = scene.browser().opens(link_of(surfer)).presses("Send me a code")
    scene.world.settle()
    phone.presses("Continue", code=scene.mailed_code(ADDRESS)).sees("Waiting to be read")


@pytest.mark.hazard("H15")
def test_once_it_is_known_another_browser_needs_a_code_of_its_own(scene: Scene) -> None:
    link = confirmed(scene).address
    phone = scene.browser().opens(link).never_sees(*CANARIES).sees("we send a code to ro…@")
    phone.presses("Send me a code")
    scene.world.settle()
    phone.presses("Continue", code="000000").is_refused(422)
    phone.presses("Continue", code=scene.mailed_code(ADDRESS)).sees("Edith Larkspur")
    assert not phone.opens("/ask").form("Check and send").fields.get("requester_name")


def test_looking_at_the_link_changes_nothing(scene: Scene) -> None:
    surfer = asks(scene.browser())
    scene.world.settle()
    before = scene.world.query()
    for _ in range(2):
        scene.browser().opens(link_of(surfer))
        scene.browser().opens(f"{link_of(surfer)}/kept")
    assert scene.world.query() == before


def test_what_is_asked_back_is_read_and_answered_there(scene: Scene) -> None:
    surfer = confirmed(scene)
    asked_back(scene)
    surfer.opens(surfer.address).sees("Dr Amara Example, consultant radiologist asks you", BACK)
    writes(surfer, " ").is_refused(422).sees("Write what you want to tell us")
    writes(surfer, "No pacemaker.").sees("With Dr Amara Example", "No pacemaker.")
    scene.world.settle()
    assert scene.world.query()["state"] == "accepted"
    assert unsound(scene.world) == []


def test_the_mail_about_it_leads_there(scene: Scene) -> None:
    confirmed(scene)
    asked_back(scene)
    link = scene.mailed_link(ADDRESS)
    phone = scene.browser().opens(link).presses("Send me a code")
    scene.world.settle()
    phone.presses("Continue", code=scene.mailed_code(ADDRESS)).sees(BACK)


def test_a_later_answer_stands_there_with_its_reason(scene: Scene) -> None:
    surfer = confirmed(scene)
    scene.world.claims("amara")
    with scene.world.ledger.work("test") as work:
        query = reading.by_reference(work, reference(scene))
        amara = lookups.responder_by_key(work.session, "amara")
        assert amara is not None
        wanted = Wanted(THURSDAY_NOON, "specialist", "Dr Chidi is back then.")
        delays.promise(work, query, amara, wanted)
    surfer.opens(surfer.address).sees("It needs a specialist opinion", "Dr Chidi is back then.")
    surfer.sees("We answer by Thursday 26 November 2026 at midday")


@pytest.mark.hazard("H19")
def test_what_colleagues_say_among_themselves_is_not_shown(scene: Scene) -> None:
    surfer = confirmed(scene)
    scene.world.claims("amara")
    by = scene.world.responder("amara")
    Conversing(scene.world.ledger).note(by, reference(scene), "Looks like a lipoma to me", "n")
    surfer.opens(surfer.address).never_sees("lipoma")


def test_words_outlive_the_code(scene: Scene) -> None:
    surfer = confirmed(scene)
    form = surfer.form("Send")
    scene.world.wait(31 * 60)
    surfer.posts(f"{surfer.address}/write", form.fields | {"words": "She fell again."})
    surfer.sees("Your code has run out", "nothing you typed is lost")
    again = surfer.form("Send it again").fields
    assert again["words"] == "She fell again."


def test_words_to_a_question_that_was_closed_meanwhile_can_be_taken_along(scene: Scene) -> None:
    surfer = confirmed(scene)
    form = surfer.form("Send")
    surfer.presses("Take my question back", reason="")
    surfer.posts(form.action, form.fields | {"words": "She fell again."}).is_refused(409)
    surfer.sees("This question is closed", "She fell again.")


def test_words_on_a_page_of_an_earlier_visit_stand_there_again(scene: Scene) -> None:
    surfer = confirmed(scene)
    form = surfer.form("Send")
    surfer.client.cookies.delete("__Host-browser")
    surfer.posts(form.action, form.fields | {"words": "She fell again."}).is_refused(403)
    assert surfer.form("Send").fields["words"] == "She fell again."


def test_the_answer_is_read_and_received_there(scene: Scene) -> None:
    surfer = confirmed(scene)
    scene.world.claims("amara")
    answers = scene.signed_in("amara").opens(f"/desk/{reference(scene)}/record")
    answers.presses("Check the answer", **REQUIRED).presses("Send the answer")
    scene.world.settle()
    surfer.opens(surfer.address).sees("Answered").follows("Read the answer")
    surfer.sees(REQUIRED["advice"])
    surfer.presses("Received: a clinician will act", acknowledged_by="Dr Rowan Hill, GP")
    surfer.sees("Answered, and received by you or your practice")
    surfer.never_sees("and say that you have it")
    assert scene.world.query()["state"] == "acknowledged"


def test_who_needs_no_answer_any_more_takes_it_back(scene: Scene) -> None:
    surfer = confirmed(scene)
    asked_back(scene)
    surfer.opens(surfer.address).presses("Take my question back", reason="She was admitted.")
    surfer.sees("Closed", "Withdrawn by the requester: She was admitted.")
    query = scene.world.query()
    assert (query["state"], [each for each in query["tasks"] if each["state"] == "open"]) == (
        "closed",
        [],
    )
    scene.world.settle()
    assert unsound(scene.world) == []
    assert any("has written again" in text for text in scene.world.texts(AMARA))


@pytest.mark.hazard("H15")
def test_the_code_of_one_question_opens_no_other(scene: Scene) -> None:
    owner = confirmed(scene, email="else@elsewhere.example.org")
    theirs = owner.address
    mine = confirmed(scene)
    writes_theirs = mine.form("Send").fields | {"words": "It can wait."}
    jar = mine.client.cookies
    own = next(each for each in jar if each.startswith("__Host-letter-"))
    jar.set(f"__Host-letter-{theirs.removeprefix('/q/')[:16]}", jar[own])
    mine.opens(theirs).is_refused(403).never_sees("Your question")
    mine.posts(f"{theirs}/write", writes_theirs).is_refused(403)
    owner.opens(theirs).sees("Your question").never_sees("It can wait.")
