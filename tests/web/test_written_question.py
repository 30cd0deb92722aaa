"""A written question on the pages of staff: its words first, asked back, noted, passed on and
answered, with everything that happened in one order."""

from typing import Any

import pytest

from advice_line.desk.questions import arriving, askers, joining
from advice_line.desk.questions.asked import Asked, File
from advice_line.directory import lookups
from advice_line.kinds import Channel, Urgency
from advice_line.rules.record import Patient, Question, Requester
from advice_line.tables.queries import Query
from tests.stories.world import AMARA
from tests.web.asking import ADDRESS, asks
from tests.web.people import OAK_LANE_MAIL, REQUIRED, Scene
from tests.web.surfing import Surfer

WORDS = "Edith Larkspur has a mass on her chest film. What next?"
BACK = "Does Edith have a pacemaker?"
FILM = File("Larkspur film.png", "image/png", b"\x89PNG film")
MACRO = File("Larkspur.docm", "application/vnd.ms-word", b"PK")
WHO = Requester(requester_name="Dr Rowan Hill")
EDITH = Patient(patient_name="Edith Larkspur", nhs_number="9990000018")


def asked(scene: Scene, **more: Any) -> str:
    """A question by email, for today; its reference."""
    with scene.world.ledger.work("test") as work:
        line = lookups.lines(work.session)[0]
        asker = askers.of_address(work, OAK_LANE_MAIL)
        given = {"words": WORDS, "urgency": Urgency.TODAY, "reply_by": Channel.EMAIL} | more
        query, _ = arriving.opened(work, line, Asked(Channel.EMAIL, "mail", asker, **given))
        reference = query.reference
    scene.world.settle()
    return reference


def replied(scene: Scene, words: str) -> None:
    with scene.world.ledger.work("test") as work:
        query, line = work.session.get_one(Query, 1), lookups.lines(work.session)[0]
        asker = askers.of_address(work, OAK_LANE_MAIL)
        joining.added(work, line, query, Asked(Channel.EMAIL, words, asker, words))
    scene.world.settle()


def claimed(scene: Scene, reference: str, who: str = "amara") -> Surfer:
    return scene.signed_in(who).opens(f"/desk/{reference}").presses("Claim")


def test_it_is_asked_back_and_answered_and_its_page_tells_each_thing_once_in_order(
    scene: Scene,
) -> None:
    reference = asked(scene)
    amara = claimed(scene, reference).sees(WORDS, "Oak Lane Surgery", "due by 2pm")
    amara.presses("Look over before sending", ask_back=BACK)
    amara.sees("by email to oaklane@full.example.org (the words themselves)", BACK)
    assert scene.mails(OAK_LANE_MAIL)[-1].text.count("pacemaker") == 0
    amara.presses("Send to requester").is_at(f"/desk/{reference}")
    amara.sees("The requester was asked something", "Your own time stands still")
    scene.world.settle()
    assert BACK in scene.mails(OAK_LANE_MAIL)[-1].text
    replied(scene, "No pacemaker.")
    amara.opens(f"/desk/{reference}").sees("No pacemaker.").never_sees("was asked something")
    amara.follows("Write the advice")
    assert f">\n{WORDS}</textarea>" in amara.page
    amara.presses("Check the answer", **REQUIRED)
    amara.sees("Edith Larkspur", "1 February 1950", "999 000 0018", "Oak Lane Surgery")
    amara.presses("Send the answer").is_at(f"/desk/{reference}/saved")
    scene.world.settle()
    amara.opens(f"/desk/{reference}")
    in_order = (
        "Oak Lane Surgery wrote",
        "Dr Amara Example claimed it",
        "Dr Amara Example asked the requester",
        "No pacemaker.",
        "Dr Amara Example signed the advice",
        "The advice was handed to the mail server",
    )
    so_far = amara.text.partition("So far")[2]
    places = [so_far.index(each) for each in in_order]
    assert places == sorted(places)
    assert [so_far.count(each) for each in in_order] == [2, 1, 1, 1, 1, 1]


def test_what_was_filled_in_where_it_was_asked_stands_in_the_record(scene: Scene) -> None:
    question = Question(question="Which scan?", urgency_asked=Urgency.TODAY)
    reference = asked(scene, who=WHO, patient=EDITH, question=question)
    amara = claimed(scene, reference).sees("Edith Larkspur", "999 000 0018", "Which scan?")
    fields = amara.opens(f"/desk/{reference}/record").form("Check the answer").fields
    assert fields["requester_name"] == "Dr Rowan Hill"
    assert fields["patient_name"] == "Edith Larkspur"
    assert fields["question"] == "Which scan?"
    amara.sees("Wrote", "Said on the telephone, and read back to me")
    amara.never_sees("Caller", "the caller", "on the call", "who rang")
    amara.presses("Check the answer", advice="CT of the chest.").sees("Send this answer?")
    amara.presses("Change it").sees("CT of the chest.").presses("Check the answer")
    amara.presses("Send the answer").is_at(f"/desk/{reference}/saved")


def test_who_asks_and_what_they_would_have_done_stand_above_what_may_be_done(
    scene: Scene,
) -> None:
    asks(
        scene.browser(),
        requester_role="practice_nurse",
        registration="nmc pin 99a 0001e",
        supervising_gp="Dr Fern Hill",
        organisation="Moor End Surgery",
        call_back_number="01632 960199",
        would_have_done="requested_imaging",
        would_have_done_note="A plain film first",
    )
    reference = scene.world.query()["reference"]
    amara = claimed(scene, reference).sees(
        "From Dr Rowan Hill, Practice nurse, NMC 99A0001E",
        "Supervising GP Dr Fern Hill",
        "Of Moor End Surgery (not in our directory)",
        "Reached by 01632 960199 , rowan@elsewhere.example.org",
        "Without us Requested imaging. A plain film first",
    )
    assert "Moor End Surgery</h1>" in amara.page
    assert 'href="tel:+441632960199"' in amara.page
    assert amara.text.index("Supervising GP") < amara.text.index("Ask back")
    amara.follows("Write the advice").presses("Check the answer", advice="An MRI.")
    amara.presses("Send the answer").opens(f"/desk/{reference}")
    amara.sees("NMC 99A0001E", "Supervising GP Dr Fern Hill", "Of Moor End Surgery (not in our")
    left = [*scene.mails(ADDRESS), *scene.world.texts(AMARA)]
    assert left
    assert "99A0001E" not in repr(left)


@pytest.mark.hazard("H07")
def test_a_file_is_kept_apart_and_each_look_at_it_is_in_the_trail(scene: Scene) -> None:
    reference = asked(scene, files=(FILM, MACRO))
    amara = scene.signed_in("amara").opens(f"/desk/{reference}")
    amara.sees("Larkspur film.png", "of a kind that is not taken: not kept")
    href = amara.page.partition('href="/desk/' + reference + "/files/")[2].partition('"')[0]
    answer = amara.client.get(f"/desk/{reference}/files/{href}")
    assert answer.content == FILM.content
    assert answer.headers["content-disposition"].startswith(f'attachment; filename="{reference}-')
    assert "Larkspur" not in str(answer.headers)
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-security-policy"] == "sandbox; default-src 'none'"
    with scene.world.ledger.db.engine.connect() as connection:
        trail = connection.exec_driver_sql("SELECT action FROM trail").scalars().all()
    assert list(trail).count("attachment.viewed") == 1
    amara.opens("/desk/AAAA-AAA1/files/" + href).is_refused(404)


@pytest.mark.hazard("H19")
def test_a_note_stands_on_the_page_and_goes_nowhere(scene: Scene) -> None:
    reference = asked(scene)
    ben = scene.signed_in("ben").opens(f"/desk/{reference}")
    ben.presses("Keep the note", note="Larkspur: seen last week")
    ben.sees("Ben Example noted, among colleagues", "Larkspur: seen last week")
    scene.world.settle()
    assert all("seen last week" not in mail.text for mail in scene.mails(OAK_LANE_MAIL))


def test_what_is_typed_and_not_sent_is_there_again(scene: Scene) -> None:
    reference = asked(scene)
    amara = claimed(scene, reference)
    token = amara.own_token()
    amara.posts(f"/desk/{reference}/unsent/ask_back", {"form_token": token, "ask_back": BACK})
    amara.sees("Draft kept")
    assert BACK in scene.signed_in("amara").opens(f"/desk/{reference}").page
    assert BACK not in scene.signed_in("ben").opens(f"/desk/{reference}").page
    amara.opens(f"/desk/{reference}").presses("Look over before sending", ask_back="")
    amara.is_refused(422).sees("Write what you want to ask.")


def test_it_is_passed_on_and_accepted(scene: Scene) -> None:
    reference = asked(scene)
    amara = claimed(scene, reference)
    amara.presses("Offer it", to="ben", pass_reason="", passing_on="His films").is_refused(422)
    amara.sees("Say why you pass it on.")
    assert "His films" in amara.page
    amara.presses("Offer it", to="ben", pass_reason="specialist", passing_on="His films")
    amara.sees("You offered it to Ben Example", "It is yours until somebody accepts")
    chidi = scene.signed_in("chidi").opens(f"/desk/{reference}")
    chidi.sees("offers it to Ben Example").never_sees("Accept it")
    ben = scene.signed_in("ben").opens(f"/desk/{reference}").sees("His films")
    ben.presses("Accept it").sees("yours", "Ben Example accepted it from Dr Amara Example")
    ben.never_sees("Ben Example claimed it", "Ben Example accepted<")
    amara.opens(f"/desk/{reference}").sees("with Ben Example").never_sees("Ask back")


def test_declined_it_is_still_its_owners(scene: Scene) -> None:
    reference = asked(scene)
    claimed(scene, reference).presses("Offer it", to="ben", pass_reason="no_time")
    ben = scene.signed_in("ben").opens(f"/desk/{reference}")
    ben.presses("I cannot take it").is_at("/desk")
    amara = scene.signed_in("amara").opens(f"/desk/{reference}")
    amara.sees("Ben Example could not take it: it stayed with Dr Amara Example", "yours")


def test_the_list_says_whose_it_is_what_is_waited_for_and_what_is_offered(either: Scene) -> None:
    reference = asked(either)
    amara = either.signed_in("amara").opens("/desk").sees("Oak Lane Surgery", "Email", "due by 2pm")
    amara.presses("Claim").presses("Look over before sending", ask_back=BACK)
    amara.presses("Send to requester").opens("/desk").sees("asked back, answer by 2pm", "yours")
    amara.never_sees("due by 2pm")
    either.world.settle()
    replied(either, "No pacemaker.")
    amara.opens("/desk").sees("unread message of", "due by 2pm")
    amara.opens(f"/desk/{reference}").presses("Offer it", to="ben", pass_reason="no_time")
    amara.opens("/desk").never_sees("unread").sees("offered to Ben Example by Dr Amara Example")
    ben = either.signed_in("ben").opens("/desk")
    ben.sees("offered to you by Dr Amara Example: no time").follows("See the offer")
    ben.presses("Accept it").opens("/desk").sees("yours").never_sees("offered to")


@pytest.mark.hazard("H02")
def test_looking_over_an_answer_sends_nothing_and_shows_whose_it_is(scene: Scene) -> None:
    reference = asked(scene)
    amara = claimed(scene, reference).opens(f"/desk/{reference}/record")
    amara.presses("Check the answer", **REQUIRED | {"nhs_number": "999 000 0081"})
    amara.is_refused(422).sees("NHS")
    amara.presses("Check the answer", **REQUIRED).sees("Edith Larkspur", "1 February 1950")
    assert scene.world.query()["state"] == "accepted"
    assert scene.world.query()["advice"] == []


@pytest.mark.hazard("H12")
def test_a_test_without_who_arranges_it_and_when_is_not_sent(scene: Scene) -> None:
    reference = asked(scene)
    amara = claimed(scene, reference).opens(f"/desk/{reference}/record")
    amara.presses("Check the answer", **REQUIRED, test_advised="yes", test_name="CT chest")
    amara.is_refused(422).sees("say who arranges it", "say by when")
    amara.presses("Check the answer", action_owner="The practice", action_by="Friday")
    amara.sees("The practice: CT chest, by")


@pytest.mark.hazard("H11")
def test_who_may_not_answer_it_in_writing_is_told_who_could(scene: Scene) -> None:
    reference = asked(scene)
    ben = claimed(scene, reference, "ben").opens(f"/desk/{reference}/record")
    ben.presses("Check the answer", **REQUIRED, within_scope="no").presses("Send the answer")
    ben.is_refused(422).sees("outside your scope", "Dr Amara Example, Dr Chidi Example")
    ben.follows("Pass it on").sees("Ask back", "Pass on")
    assert scene.world.query()["advice"] == []


@pytest.mark.hazard("H02")
def test_an_answer_to_somebody_elses_number_is_held_up(scene: Scene) -> None:
    scene.advised()
    reference = asked(scene)
    amara = claimed(scene, reference).opens(f"/desk/{reference}/record")
    amara.presses("Check the answer", **REQUIRED | {"patient_name": "Oren Whitlock"})
    amara.is_refused(409).sees("Is this the right patient?", "Oren Whitlock", "Edith Larkspur")
    assert [each["advice"] for each in scene.world.queries() if each["channel"] == "email"] == [[]]
