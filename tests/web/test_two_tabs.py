"""One record open in two tabs, or in one since yesterday: an addendum is a whole letter, so what
was signed meanwhile must not vanish in it unseen."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.web.people import ANOTHER, ELM_ROAD_MAIL, REQUIRED, Scene
from tests.web.surfing import Surfer

pytestmark = pytest.mark.hazard("H14")
WHY = {"addendum_reason": "Looked again"}
FIRST, SECOND = "No film: an ultrasound first.", "Her eGFR is needed before any contrast."


def record_of(scene: Scene, reference: str) -> Surfer:
    return scene.signed_in("amara").opens(f"/desk/{reference}/record")


def signed(scene: Scene) -> list[str]:
    """Each version's advice, the oldest first."""
    reference = scene.world.query()["reference"]
    seen = scene.world.records.open(scene.world.responder("amara"), reference)
    return [version.record.body.opinion.advice for version in seen.versions]


def test_what_another_tab_added_is_told_before_it_is_written_over(scene: Scene) -> None:
    reference = scene.advised()
    stale = record_of(scene, reference)
    record_of(scene, reference).presses("Save and send", **WHY, advice=FIRST)
    stale.presses("Save and send", **WHY, red_flags=SECOND).is_refused(422)
    stale.sees("Another version was signed since this page was opened", SECOND)
    assert signed(scene)[1:] == [FIRST]
    stale.presses("Save and send", advice=f"{FIRST} {SECOND}").is_at(f"/desk/{reference}/saved")
    assert signed(scene)[2:] == [f"{FIRST} {SECOND}"]
    scene.world.settle()
    assert len(scene.mails(ELM_ROAD_MAIL)) == 2, "the first and the last version"


def test_a_draft_of_before_says_so_when_it_is_opened_again(scene: Scene) -> None:
    reference = scene.advised()
    stale = record_of(scene, reference)
    fields = stale.form("Save and send").fields | WHY | {"red_flags": SECOND}
    record_of(scene, reference).presses("Save and send", **WHY, advice=FIRST)
    stale.posts(f"/desk/{reference}/draft", fields)
    again = record_of(scene, reference).presses("Save and send").is_refused(422)
    again.sees("Another version was signed", SECOND)
    assert signed(scene)[1:] == [FIRST]


def test_the_check_of_the_patient_forgets_it_neither(scene: Scene) -> None:
    scene.advised()
    reference = scene.advised(**ANOTHER)
    stale = record_of(scene, reference)
    stale.presses("Save and send", **WHY, nhs_number=REQUIRED["nhs_number"]).is_refused(409)
    stale.presses("Go on with this one", nhs_number=REQUIRED["nhs_number"]).is_refused(409)
    other = record_of(scene, reference).presses("Save and send", **WHY, **ANOTHER)
    other.is_at(f"/desk/{reference}/saved")
    stale.presses("Save and send all the same", number_missing_reason="Has married")
    stale.is_refused(422).sees("Another version was signed")


def test_of_two_that_are_saved_at_once_each_is_signed_or_told_of_the_other(
    either: Scene,
) -> None:
    reference = either.advised()
    tabs = [record_of(either, reference) for _ in range(2)]

    def saves(tab: Surfer, words: str) -> Callable[[], Surfer]:
        return lambda: tab.presses("Save and send", **WHY, advice=words)

    with ThreadPoolExecutor(2) as both:
        for saving in [
            both.submit(saves(*each)) for each in zip(tabs, (FIRST, SECOND), strict=True)
        ]:
            saving.result()
    answers = sorted(tab.status for tab in tabs)
    if answers == [409, 409]:
        # Both drafts lay there before either was signed: each is told of the other's words.
        for tab in tabs:
            tab.sees("You have typed in this draft on another page too")
    else:
        assert answers == [200, 422]
    assert len(signed(either)) == answers.count(200) + 1


def test_what_the_signed_page_still_sends_late_is_no_draft_of_the_next_one(scene: Scene) -> None:
    """The page keeps what was typed a moment after the last key: that may come after its record
    was signed, and holds nothing that was not."""
    reference = scene.called()
    first = scene.browser().opens(scene.text_link("amara")).presses("Open the record")
    late = first.form("Save and send").fields | REQUIRED
    first.presses("Save and send", **REQUIRED).is_at(f"/desk/{reference}/saved")
    first.posts(f"/desk/{reference}/draft", late)
    again = record_of(scene, reference)
    again.presses("Save and send", **WHY, advice=FIRST).is_at(f"/desk/{reference}/saved")
    assert signed(scene)[1:] == [FIRST]
