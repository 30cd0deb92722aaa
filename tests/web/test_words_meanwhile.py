"""What its requester adds while somebody writes the answer, or is about to close it: nothing is
signed or closed over words that its page had not shown, by whichever way they came."""

import pytest

from advice_line.desk.questions import askers, joining
from advice_line.desk.questions.asked import Asked
from advice_line.directory import lookups
from advice_line.kinds import Channel, QueryState
from advice_line.tables.queries import Query
from tests.stories.world import ELM_ROAD_MOBILE, LINE
from tests.web.people import OAK_LANE_MAIL, REQUIRED, Scene
from tests.web.surfing import Surfer
from tests.web.test_written_question import FILM, WORDS, asked, claimed, replied

pytestmark = pytest.mark.hazard("H01")
BEFORE, MEANWHILE = "Her eGFR is 48.", "She has a pacemaker."
CAME = "Oak Lane Surgery has added something since this page was opened"
CLOSED = {"closed_as": "duplicate", "reason": ""}


def state(scene: Scene) -> str:
    return str(scene.world.query()["state"])


def sends_a_film(scene: Scene) -> None:
    """With no words beside it."""
    with scene.world.ledger.work("test") as work:
        query, line = work.session.get_one(Query, 1), lookups.lines(work.session)[0]
        asker = askers.of_address(work, OAK_LANE_MAIL)
        joining.added(work, line, query, Asked(Channel.EMAIL, "film", asker, "", files=(FILM,)))
    scene.world.settle()


def writing(scene: Scene) -> Surfer:
    """Amara, over the record of a mail; what was added before stands on it."""
    reference = asked(scene)
    replied(scene, BEFORE)
    return claimed(scene, reference).opens(f"/desk/{reference}/record").sees(BEFORE)


def test_an_answer_is_not_sent_over_words_that_its_page_had_not_shown(either: Scene) -> None:
    amara = writing(either)
    amara.presses("Check the answer", **REQUIRED).sees("Send this answer?")
    replied(either, MEANWHILE)
    amara.presses("Send the answer").is_refused(409)
    amara.sees(CAME, "Nothing was sent", MEANWHILE, REQUIRED["advice"])
    assert amara.text.index(MEANWHILE) < amara.text.index("Write the advice")
    assert state(either) == QueryState.ACCEPTED
    amara.presses("Check the answer").sees("Send this answer?").presses("Send the answer")
    assert state(either) == QueryState.ADVISED


def test_nothing_is_looked_over_either_and_going_back_tells_of_it_too(scene: Scene) -> None:
    amara = writing(scene)
    replied(scene, MEANWHILE)
    amara.presses("Check the answer", **REQUIRED).is_refused(409).sees(CAME, MEANWHILE)
    amara.presses("Check the answer").sees("Send this answer?")
    sends_a_film(scene)
    amara.presses("Change it").sees(CAME, "Larkspur film.png").presses("Check the answer")
    amara.presses("Send the answer").is_at(f"/desk/{scene.world.query()['reference']}/saved")


def test_a_film_without_a_word_interrupts_as_well(scene: Scene) -> None:
    amara = writing(scene)
    sends_a_film(scene)
    amara.presses("Check the answer", **REQUIRED).is_refused(409).sees(CAME, "Larkspur film.png")


def test_a_page_that_says_nothing_of_what_it_showed_had_shown_no_more_than_the_question(
    scene: Scene,
) -> None:
    amara = writing(scene)
    form = amara.form("Check the answer").fields | REQUIRED
    del form["words_seen"]
    amara.posts(amara.address, form).is_refused(409).sees(BEFORE)
    assert state(scene) == QueryState.ACCEPTED


def test_a_text_about_a_call_interrupts_its_record_and_the_addendum(scene: Scene) -> None:
    reference = scene.called()
    amara = scene.signed_in("amara").opens(f"/desk/{reference}/record")
    gp = scene.world.person(ELM_ROAD_MOBILE)
    gp.texts(LINE, f"{reference} she takes warfarin")
    scene.world.settle()
    amara.presses("Save and send", **REQUIRED).is_refused(409).sees("she takes warfarin")
    amara.presses("Save and send").is_at(f"/desk/{reference}/saved")
    amara.opens(f"/desk/{reference}/record").sees("she takes warfarin")
    gp.texts(LINE, f"{reference} and has asthma")
    scene.world.settle()
    amara.presses("Save and send", addendum_reason="Warfarin").is_refused(409)
    amara.sees("and has asthma").presses("Save and send").is_at(f"/desk/{reference}/saved")


def test_a_query_is_not_closed_over_words_that_its_page_had_not_shown(either: Scene) -> None:
    reference = asked(either)
    amara = claimed(either, reference)
    replied(either, MEANWHILE)
    amara.presses("Close it", **CLOSED).is_refused(409)
    amara.sees("Nothing was closed", MEANWHILE)
    assert amara.form("Close it").fields["closed_as"] == "duplicate"
    assert state(either) == QueryState.ACCEPTED
    amara.presses("Close it").is_at("/desk")
    assert state(either) == QueryState.CLOSED


def test_the_question_itself_is_no_word_that_came_since(scene: Scene) -> None:
    reference = asked(scene)
    amara = claimed(scene, reference).sees(WORDS).opens(f"/desk/{reference}/record")
    amara.never_sees("has added").presses("Check the answer", **REQUIRED)
    amara.presses("Send the answer").is_at(f"/desk/{reference}/saved")
