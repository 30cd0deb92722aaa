"""What comes after the answer, or is not answered that was asked back, where who had it is gone: it
is told to whoever is there, and may be taken by them (H23)."""

from datetime import timedelta

import pytest

from advice_line.kinds import Urgency
from tests.questions.asking import Written
from tests.questions.test_left_behind import falls_ill
from tests.questions.test_receipts import acknowledges, answered
from tests.stories.scene import AMARA, BEN, CHIDI
from tests.web.people import REQUIRED, Scene

pytestmark = pytest.mark.hazard("H23")
HOUR = timedelta(hours=1).total_seconds()
MAY_NOT_ANSWER = """version = 1
[[responders]]
key = "amara"
name = "Dr Amara Example"
role = "radiologist"
mobile = "+447700900001"
email = "amara@example.org"
roles = ["educator"]
"""


def leaves(written: Written, how: str) -> None:
    if how == "ill":
        falls_ill(written, "amara")
    else:
        written.world.set_up(MAY_NOT_ANSWER, reason="She has left.")
    written.world.settle()


@pytest.mark.hazard("H01")
@pytest.mark.parametrize("how", ["ill", "left"])
def test_words_after_the_answer_reach_who_is_there_and_are_answered_by_them(
    written: Written, how: str
) -> None:
    answered(written, "urgent")
    leaves(written, how)
    before = written.world.texts(AMARA)
    written.replies("She is now hypotensive.")
    for number in (BEN, CHIDI):
        assert "has written again" in written.world.texts(number)[-1]
    assert written.world.texts(AMARA) == before
    page = Scene(written.world, written.mail).signed_in("chidi")
    page.opens(f"/desk/{written.reference}/record").sees("is not there for this query any more")
    page.opens(f"/desk/{written.reference}").sees("She is now hypotensive.").presses("Claim")
    written.replies("And she is pale.")
    assert "has written again" in written.world.texts(CHIDI)[-1]
    typed = REQUIRED | {"addendum_reason": "She is worse.", "advice": "CT now."}
    page.opens(f"/desk/{written.reference}/record").presses("Check the answer", **typed)
    page.presses("Send the answer")
    written.world.settle()
    assert [each["version"] for each in written.world.query()["advice"]] == [1, 2]
    assert written.owed("answer_query") == []


def test_that_a_practice_cannot_act_is_told_to_who_is_there_and_theirs_to_take(
    written: Written,
) -> None:
    answered(written, "urgent")
    leaves(written, "left")
    acknowledges(written, "cannot_act", why="She has moved to another practice.")
    told = "cannot act on the advice of Dr Amara Example"
    assert all(told in written.world.texts(number)[-1] for number in (BEN, CHIDI))
    written.world.claims("chidi")
    assert [each["owner"] for each in written.owed("cannot_act")] == ["chidi"]


def test_what_was_asked_back_is_for_who_is_there_to_ring_about_or_to_go_on_without(
    written: Written,
) -> None:
    written.asks(Urgency.TODAY)
    written.world.claims("amara")
    written.asks_back("amara", "Which side?")
    leaves(written, "ill")
    written.waits(2.1 * HOUR)  # they are reminded
    written.waits(2 * HOUR)
    assert "has not answered what you asked back" in written.world.texts(BEN)[-1]
    assert not any("has not answered" in text for text in written.world.texts(AMARA))
    page = Scene(written.world, written.mail).signed_in("ben")
    page.opens(f"/desk/{written.reference}").presses("Claim")
    page.opens(f"/desk/{written.reference}").presses("Go on without their answer")
    assert (written.world.query()["owner"], written.world.query()["state"]) == ("ben", "accepted")


def test_nobody_takes_it_from_an_author_who_is_there(written: Written) -> None:
    answered(written, "urgent")
    written.replies("She is now hypotensive.")
    assert not any("has written again" in text for text in written.world.texts(CHIDI))
    page = Scene(written.world, written.mail).signed_in("chidi")
    page.opens(f"/desk/{written.reference}").never_sees("Claim")


def test_who_kept_a_question_although_they_are_away_does_not_keep_it_for_good(
    written: Written,
) -> None:
    written.asks(Urgency.TODAY)
    written.world.claims("amara")
    leaves(written, "ill")
    written.passing.take_back(written.world.responder("amara"), written.reference, "hers")
    written.waits(60)
    leaves(written, "left")
    written.waits(3 * HOUR)
    assert "is with Dr Amara Example and not answered" in written.world.texts(CHIDI)[-1]
    page = Scene(written.world, written.mail).signed_in("chidi")
    page.opens(f"/desk/{written.reference}").presses("Claim")
    assert (written.world.query()["owner"], written.world.query()["state"]) == ("chidi", "accepted")


def test_what_is_not_urgent_wakes_nobody_instead(written: Written) -> None:
    answered(written, "routine")
    leaves(written, "left")
    written.waits(11 * HOUR)  # nine in the evening
    written.replies("One more thing, when you have time.")
    assert not any("has written again" in text for text in written.world.texts(CHIDI))
    written.waits(11.5 * HOUR)
    written.world.settle()
    assert any("has written again" in text for text in written.world.texts(CHIDI))
