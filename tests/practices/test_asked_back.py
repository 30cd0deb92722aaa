"""What radiology asks back is answered on the practice's own pages too: by who is signed in, by
name, and once."""

import pytest

from advice_line.desk.practice import answering
from advice_line.desk.staff.conversing import Conversing
from tests.practices.practices import (
    DOCTOR,
    KIM,
    MANAGER,
    OLA,
    ROWAN,
    SAM,
    SECOND,
    Practices,
)
from tests.web.asking import asks, confirmed
from tests.web.surfing import Surfer

BACK = "Has she a pacemaker?"
SEND = "Send the answer"


def asked_back(practices: Practices) -> tuple[str, Surfer]:
    """A question of Rowan's, of which Amara asks something back; its reference, and his own
    page."""
    asker = confirmed(practices.scene, email=ROWAN)
    (query,) = practices.scene.world.queries()
    reference = str(query["reference"])
    practices.scene.world.claims("amara")
    by = practices.scene.world.responder("amara")
    Conversing(practices.scene.world.ledger).ask_back(by, reference, BACK, "once")
    practices.scene.world.settle()
    return reference, asker


def answers(surfer: Surfer, words: str) -> Surfer:
    form = surfer.form(SEND)
    return surfer.posts(form.action, form.fields | {"words": words})


def test_a_colleague_answers_by_name_and_the_question_goes_on(practices: Practices) -> None:
    reference, asker = asked_back(practices)
    sam = practices.joins(SAM, SECOND).sees("Radiology asks something back")
    sam.opens(f"/practice/queries/{reference}").sees(BACK, "as Dr Sam Vale, GP")
    answers(sam, "Yes, since 2019.").is_at(f"/practice/queries/{reference}")
    sam.sees("Dr Sam Vale, GP", "Yes, since 2019.").never_sees("Your answer")
    (query,) = practices.scene.world.queries()
    assert query["state"] == "accepted"
    practices.scene.world.settle()
    assert any("has written again" in each for each in practices.scene.world.texts("+447700900001"))
    amara = practices.scene.signed_in("amara").opens(f"/desk/{reference}")
    amara.sees("Dr Sam Vale, GP wrote (form)", "Yes, since 2019.")
    amara.opens(f"/desk/{reference}/record").sees("Dr Sam Vale, GP answered: Yes, since 2019.")
    asker.opens(asker.address).sees("Dr Sam Vale, GP", "Yes, since 2019.")


@pytest.mark.hazard("H16")
def test_it_is_answered_once_and_who_comes_second_keeps_their_words(practices: Practices) -> None:
    reference, _ = asked_back(practices)
    sam, kim = practices.joins(SAM, SECOND), practices.joins(KIM, MANAGER)
    for each in (sam, kim):
        each.opens(f"/practice/queries/{reference}").sees(BACK)
    form = kim.form(SEND)
    answers(sam, "Yes, since 2019.")
    late = {**form.fields, "words": "She has none, says reception."}
    kim.posts(form.action, late).is_refused(409)
    kim.sees("answered meanwhile", "She has none, says reception.", "Yes, since 2019.")
    # The same press again is the same press.
    (said,) = practices.trail("query.written_to")
    assert said.actor.startswith("member:")


def test_the_same_press_twice_is_one_answer(practices: Practices) -> None:
    reference, _ = asked_back(practices)
    sam = practices.joins(SAM, SECOND).opens(f"/practice/queries/{reference}")
    form = sam.form(SEND)
    sent = {**form.fields, "words": "Yes, since 2019."}
    sam.posts(form.action, sent)
    sam.posts(form.action, sent).is_at(f"/practice/queries/{reference}")
    assert len(practices.trail("query.written_to")) == 1


def test_nothing_and_too_much_are_refused_and_nothing_typed_is_lost(
    practices: Practices, monkeypatch: pytest.MonkeyPatch
) -> None:
    reference, _ = asked_back(practices)
    sam = practices.joins(SAM, SECOND).opens(f"/practice/queries/{reference}")
    answers(sam, "  ").is_refused(422).sees("Write your answer, or choose a file")
    monkeypatch.setattr(answering, "MOST", 10)
    answers(sam, "Yes, since 2019.").is_refused(422).sees("Yes, since 2019.", "Shorten")
    form = sam.form(SEND)
    sam.posts(form.action, {"words": "Yes.", "form_token": "another's"}).is_refused(403)
    sam.sees("Yes.", "from an earlier visit")
    assert practices.trail("query.written_to") == []


@pytest.mark.hazard("H15")
def test_another_practice_answers_nothing_of_it(practices: Practices) -> None:
    reference, _ = asked_back(practices)
    ola = practices.joins(OLA, DOCTOR | {"member_name": "Dr Ola Berg"})
    token = ola.form("Sign out").fields["form_token"]
    sent = {"form_token": token, "words": "No."}
    ola.posts(f"/practice/queries/{reference}/answer", sent).is_refused(404)
    assert practices.trail("query.written_to") == []


@pytest.mark.hazard("H15")
def test_who_only_says_that_they_are_of_the_practice_is_answered_by_themselves_alone(
    practices: Practices,
) -> None:
    """Their words, and what they are asked back, are theirs until they have shown who they are."""
    asks(practices.scene.browser(), email="someone@elsewhere.example.org")
    (query,) = practices.scene.world.queries()
    reference = query["reference"]
    practices.scene.world.claims("amara")
    by = practices.scene.world.responder("amara")
    Conversing(practices.scene.world.ledger).ask_back(by, reference, BACK, "once")
    sam = practices.joins(SAM, SECOND).opens(f"/practice/queries/{reference}").never_sees(BACK)
    token = sam.form("Sign out").fields["form_token"]
    sent = {"form_token": token, "words": "No."}
    sam.posts(f"/practice/queries/{reference}/answer", sent).is_refused(404)
