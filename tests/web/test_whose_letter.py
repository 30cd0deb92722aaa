"""Whose letter it is: a number is a hint of who rang, never proof. Who spoke with the caller says
otherwise in the record, and the letter goes there and nowhere else (H15)."""

import pytest
from sqlmodel import select

from advice_line.tables.cases import Case
from tests.web.people import ELM_ROAD_MAIL, OAK_LANE_MAIL, REQUIRED, Scene
from tests.web.surfing import Surfer

pytestmark = pytest.mark.hazard("H15")
OAK_LANE, NONE = "Y99002", "none"


def record_of(scene: Scene) -> Surfer:
    return scene.browser().opens(scene.text_link("amara")).presses("Open the record")


def marked(scene: Scene, key: str | None) -> bool:
    """Whether the case counts for this practice."""
    with scene.world.service.ledger.look("test") as work:
        case = work.session.exec(select(Case)).one()
        mark = work.vault.mark(key, "practice") if key else None
        return (case.practice_mark, case.organisation_kind) == (mark, "practice" if key else None)


def letters(scene: Scene, address: str) -> int:
    return len(scene.mails(address))


def test_the_letter_goes_to_the_practice_that_was_named(scene: Scene) -> None:
    reference = scene.called()
    amara = record_of(scene).sees("Goes to Elm Road Surgery")
    amara.presses("Save and send", **REQUIRED, organisation=OAK_LANE)
    amara.is_at(f"/desk/{reference}/saved").sees("Oak Lane Surgery").never_sees("Elm Road")
    scene.world.settle()
    assert (letters(scene, ELM_ROAD_MAIL), letters(scene, OAK_LANE_MAIL)) == (0, 1)
    assert "Oak Lane Surgery" in scene.mails(OAK_LANE_MAIL)[0].text
    requester = scene.world.query()["requester"]
    assert (requester["organisation"], requester["identified_by"]) == (OAK_LANE, "person")
    assert marked(scene, OAK_LANE)


def test_where_no_practice_is_right_somebody_rings_and_nothing_is_sent(scene: Scene) -> None:
    reference = scene.called()
    amara = record_of(scene).presses("Save and send", **REQUIRED, organisation=NONE)
    amara.is_at(f"/desk/{reference}/saved").sees("Ringing the practice is now a task")
    scene.world.settle()
    assert (letters(scene, ELM_ROAD_MAIL), letters(scene, OAK_LANE_MAIL)) == (0, 0)
    query = scene.world.query()
    assert query["requester"]["organisation"] is None
    assert [task["kind"] for task in query["tasks"] if task["state"] == "open"] == ["ring_practice"]
    assert marked(scene, None)


def test_what_was_chosen_is_kept_with_the_draft_and_said_before_it_goes(scene: Scene) -> None:
    scene.called()
    amara = record_of(scene).presses("Save and send", advice="x", organisation=OAK_LANE)
    amara.is_refused(422)
    assert amara.form("Save and send").fields["organisation"] == OAK_LANE
    amara.presses("Save and send", **REQUIRED, organisation="Y99999").is_refused(422)
    amara.sees("Choose a practice from the list")
    assert scene.world.query()["advice"] == []


def test_the_page_that_asks_twice_says_where_it_goes(scene: Scene) -> None:
    scene.advised()
    scene.called()
    other = REQUIRED | {"patient_name": "Oren Whitlock", "organisation": OAK_LANE}
    amara = record_of(scene).presses("Save and send", **other).is_refused(409)
    amara.sees("Oak Lane Surgery").presses(
        "Save and send all the same", number_missing_reason="Has married"
    )
    amara.sees("Oak Lane Surgery")


def test_a_letter_that_went_to_the_wrong_practice_opens_there_no_more(scene: Scene) -> None:
    reference = scene.advised()
    wrong = scene.reading().sees("Edith Larkspur")
    link = scene.mailed_link()
    amara = scene.signed_in("amara").opens(f"/desk/{reference}/record")
    amara.presses("Save and send", organisation=OAK_LANE, addendum_reason="Wrong practice")
    amara.is_at(f"/desk/{reference}/saved")
    scene.world.settle()
    assert letters(scene, OAK_LANE_MAIL) == 1
    for address in (link, f"{link}/letter.txt"):
        wrong.opens(address).is_refused(403).sees("another practice").never_sees("Larkspur")
    stranger = scene.browser().opens(link).is_refused(403)
    stranger.sees("another practice").never_sees("Larkspur")
