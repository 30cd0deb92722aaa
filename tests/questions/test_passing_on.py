"""A query is passed on with a reason, and stays its owner's until a colleague has accepted it: one
of them, within their scope; declined or left, it comes back with word (H10, H11, H23)."""

import pytest

from advice_line.desk.questions.passing_on import ANYBODY, Wanted
from advice_line.errors import AlreadyTaken, Conflict, Invalid, NotAllowed
from advice_line.kinds import Urgency
from tests.questions.asking import Written
from tests.questions.test_left_behind import falls_ill
from tests.stories.world import AMARA, BEN, CHIDI
from tests.web.people import Scene

MINUTES = 60.0
SPECIALIST = Wanted("ben", "specialist", words="He knows these films: Larkspur.")


def offers(written: Written, wanted: Wanted = SPECIALIST, who: str = "amara") -> None:
    by = written.world.responder(who)
    written.passing.offer(by, written.reference, wanted, f"{who} {wanted}")
    written.world.settle()


@pytest.fixture
def taken(written: Written) -> Written:
    """A question for today that Amara has claimed."""
    written.asks(Urgency.TODAY)
    written.world.claims("amara")
    return written


@pytest.mark.hazard("H23")
def test_it_stays_its_owners_until_the_colleague_accepts(taken: Written) -> None:
    offers(taken)
    assert taken.world.query()["owner"] == "amara"
    text = taken.world.texts(BEN)[-1]
    assert "Dr Amara Example offers you query" in text
    assert "needs a specialist opinion" in text
    assert "Larkspur" not in "".join(taken.world.texts(BEN))
    taken.passing.accept(taken.world.responder("ben"), taken.reference)
    taken.world.settle()
    query = taken.world.query()
    assert (query["owner"], query["state"]) == ("ben", "accepted")
    assert taken.owed("answer_query")[0]["owner"] == "ben"
    assert "Ben Example has taken query" in taken.world.texts(AMARA)[-1]


@pytest.mark.hazard("H23")
def test_declined_it_comes_back_with_word(taken: Written) -> None:
    offers(taken)
    taken.passing.decline(taken.world.responder("ben"), taken.reference, "no")
    taken.world.settle()
    assert taken.world.query()["owner"] == "amara"
    assert "Ben Example cannot take query" in taken.world.texts(AMARA)[-1]
    with pytest.raises(Conflict, match="it is with Dr Amara Example"):
        taken.passing.accept(taken.world.responder("ben"), taken.reference)


@pytest.mark.hazard("H23")
def test_what_nobody_takes_in_its_time_comes_back_with_word(taken: Written) -> None:
    offers(taken)
    taken.waits(29 * MINUTES)
    assert "Nobody has taken" not in taken.world.texts(AMARA)[-1]
    taken.waits(2 * MINUTES)
    assert "Nobody has taken query" in taken.world.texts(AMARA)[-1]
    with pytest.raises(Conflict, match="not offered to you any more"):
        taken.passing.accept(taken.world.responder("ben"), taken.reference)


@pytest.mark.hazard("H10")
def test_of_all_who_are_on_the_first_has_it_and_the_second_hears_who(taken: Written) -> None:
    offers(taken, Wanted(ANYBODY, "no_time"))
    assert all("offers you query" in taken.world.texts(each)[-1] for each in (BEN, CHIDI))
    taken.passing.accept(taken.world.responder("chidi"), taken.reference)
    with pytest.raises(AlreadyTaken, match="Dr Chidi Example"):
        taken.passing.accept(taken.world.responder("ben"), taken.reference)
    taken.passing.accept(taken.world.responder("chidi"), taken.reference)  # pressed once more
    assert taken.world.query()["owner"] == "chidi"


@pytest.mark.hazard("H11")
def test_it_is_not_offered_to_whose_scope_it_is_outside_of(taken: Written) -> None:
    with pytest.raises(Invalid, match=r"not in Ben Example's scope\. In scope: Dr Chidi Example"):
        offers(taken, Wanted("ben", "outside_scope", tag="breast"))
    offers(taken, Wanted(ANYBODY, "outside_scope", tag="breast"))
    assert "offers you query" in taken.world.texts(CHIDI)[-1]
    assert not any("offers you query" in text for text in taken.world.texts(BEN))
    with pytest.raises(NotAllowed):
        taken.passing.accept(taken.world.responder("ben"), taken.reference)


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        (Wanted("ben", ""), "Say why you pass it on."),
        (Wanted("ben", "other"), "Say in a few words"),
        (Wanted("ben", "outside_scope"), "Say what it belongs to"),
        (Wanted("amara", "no_time"), "Choose a colleague."),
        (Wanted("nobody", "no_time"), "Choose a colleague."),
    ],
)
def test_what_was_given_wrongly_is_said_and_changes_nothing(
    taken: Written, wanted: Wanted, said: str
) -> None:
    with pytest.raises(Invalid, match=said):
        offers(taken, wanted)
    assert taken.world.query()["owner"] == "amara"
    assert not any("offers you" in text for text in taken.world.texts(BEN))


def test_it_is_offered_once_at_a_time_and_may_be_taken_back(taken: Written) -> None:
    offers(taken)
    with pytest.raises(Conflict, match="offered to somebody already"):
        offers(taken, Wanted("chidi", "no_time"))
    taken.passing.take_back(taken.world.responder("amara"), taken.reference, "back")
    with pytest.raises(Conflict, match="not offered to you any more"):
        taken.passing.accept(taken.world.responder("ben"), taken.reference)
    offers(taken, Wanted("chidi", "no_time"))


def test_what_the_requester_was_asked_back_goes_with_it(taken: Written) -> None:
    taken.asks_back("amara", "Does she have a pacemaker?")
    offers(taken)
    taken.passing.accept(taken.world.responder("ben"), taken.reference)
    query = taken.world.query()
    assert (query["state"], query["owner"]) == ("asked_back", "ben")
    assert taken.owed("await_answer")[0]["owner"] == "ben"
    taken.replies()
    assert taken.world.query()["state"] == "accepted"
    assert "has written again" in taken.world.texts(BEN)[-1]


@pytest.mark.hazard("H23")
def test_who_is_away_is_not_asked(taken: Written) -> None:
    falls_ill(taken, "chidi")
    amara = taken.world.responder("amara")
    wanted = Wanted("chidi", "specialist")
    with pytest.raises(Invalid, match="Dr Chidi Example is away"):
        taken.passing.offer(amara, taken.reference, wanted, "one")
    page = Scene(taken.world, taken.mail).signed_in("amara").opens(f"/desk/{taken.reference}")
    page.sees("Ben Example").never_sees("Chidi")
