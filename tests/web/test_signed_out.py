"""Whoever is signed out while they type loses nothing of it: they sign in again on the same browser
and send it once more. It stands in the answer alone, in no address and no cookie (H07)."""

import pytest

from integrations.sandbox.phones import declines
from tests.stories.world import ELM_ROAD_MOBILE, LINE
from tests.web.meeting_scene import planned
from tests.web.people import CANARIES, MOBILES, REQUIRED, Scene
from tests.web.surfing import Surfer

THREE_HOURS = 3 * 3600
WHY = "Rang for Edith Larkspur by mistake"
CLOSED = {"closed_as": "wrong_number", "reason": WHY}
ROWS = b"date,start,end,tier,who\n2026-11-28,09:00,12:00,1,amara\n"


def waiting(scene: Scene) -> str:
    scene.world.everybody(declines())
    scene.world.person(ELM_ROAD_MOBILE).rings(LINE).hears("Your reference is", within=150)
    scene.world.settle()
    return str(scene.world.query()["reference"])


def signs_in(scene: Scene, surfer: Surfer, who: str) -> None:
    """On another page of the same browser."""
    page = Surfer(surfer.client).opens("/signin").presses("Send me a code", mobile=MOBILES[who])
    scene.world.settle(2)
    page.presses("Continue", code=scene.texted_code(who))


@pytest.mark.hazard("H07")
def test_why_a_query_is_closed_is_sent_again_after_signing_in(scene: Scene) -> None:
    reference = waiting(scene)
    amara = scene.signed_in("amara").opens(f"/desk/{reference}")
    scene.world.phones.advance(THREE_HOURS)
    amara.presses("Close it", **CLOSED).is_refused(401).sees("nothing you typed is lost")
    assert f'href="/signin?next=/desk/{reference}"' in amara.page
    assert CLOSED.items() <= amara.form("Send it again").fields.items()
    assert scene.world.query()["state"] == "waiting"
    amara.presses("Send it again").is_refused(401)
    signs_in(scene, amara, "amara")
    amara.presses("Send it again").is_at("/desk")
    query = scene.world.query()
    assert (query["state"], query["closed_as"]) == ("closed", "wrong_number")
    asked = [amara.address, *amara.client.cookies.values(), *amara.headers.values()]
    assert not [each for each in asked for canary in CANARIES if canary in each]


def test_a_page_of_before_signing_in_again_elsewhere_is_sent_as_if_nothing_was(
    scene: Scene,
) -> None:
    amara = scene.signed_in("amara").opens(f"/desk/{waiting(scene)}")
    scene.world.phones.advance(THREE_HOURS)
    signs_in(scene, amara, "amara")
    amara.presses("Close it", **CLOSED).is_at("/desk")
    query = scene.world.query()
    assert (query["state"], query["closed_as"]) == ("closed", "wrong_number")


def test_what_one_person_typed_nobody_else_sends(scene: Scene) -> None:
    amara = scene.signed_in("amara").opens(f"/desk/{waiting(scene)}")
    scene.world.phones.advance(THREE_HOURS)
    amara.presses("Close it", **CLOSED).is_refused(401)
    signs_in(scene, amara, "ben")
    amara.presses("Send it again").is_refused(403)
    assert scene.world.query()["state"] == "waiting"


def test_a_button_alone_leads_through_signing_in_back_to_its_page(scene: Scene) -> None:
    reference = waiting(scene)
    amara = scene.signed_in("amara").opens(f"/desk/{reference}")
    scene.world.phones.advance(THREE_HOURS)
    amara.presses("Claim").is_at(f"/signin?next=/desk/{reference}")


def test_what_a_record_keeps_by_itself_is_kept_after_the_end_of_the_session(scene: Scene) -> None:
    reference = scene.called()
    amara = scene.signed_in("amara").opens(f"/desk/{reference}/record")
    form = amara.form("Save and send").fields | REQUIRED
    scene.world.phones.advance(THREE_HOURS)
    by_itself = {"hx-request": "true"}
    answer = amara.client.post(f"/desk/{reference}/draft", data=form, headers=by_itself)
    assert answer.headers["hx-redirect"] == f"/signin?next=/desk/{reference}/record"
    scene.signed_in("amara").opens(f"/desk/{reference}/record").sees(REQUIRED["advice"])


def test_a_record_that_nobody_can_keep_any_more_comes_back_in_the_answer(scene: Scene) -> None:
    reference = scene.called()
    amara = scene.signed_in("amara").opens(f"/desk/{reference}/record")
    form = amara.form("Save and send").fields | REQUIRED
    scene.world.phones.advance(30 * 3600)
    by_itself = {"hx-request": "true"}
    answer = amara.client.post(f"/desk/{reference}/draft", data=form, headers=by_itself)
    assert "hx-redirect" not in answer.headers, "their page is all that holds it"
    amara.posts(f"/desk/{reference}/record", form).is_refused(401)
    signs_in(scene, amara, "amara")
    amara.presses("Send it again").is_at(f"/desk/{reference}/saved")


def test_a_file_is_chosen_again_where_it_was_chosen(scene: Scene) -> None:
    ben = scene.signed_in("ben").opens("/rota/files")
    form = ben.form("Look through it")
    scene.world.phones.advance(THREE_HOURS)
    file = ("rota.csv", ROWS, "text/csv")
    sent = form.fields | {"sessions": "AM=08:00-13:00"}
    ben.uploads(form.action, sent, file).is_refused(401)
    ben.sees("Your file could not be kept")
    assert 'href="/signin?next=/rota/files"' in ben.page
    signs_in(scene, ben, "ben")
    ben.presses("Send it again").is_refused(422).sees("Choose a CSV or XLSX file.")
    form = ben.form("Look through it")
    assert form.fields["sessions"] == "AM=08:00-13:00"
    ben.uploads(form.action, form.fields, file).sees("A file, looked through")


def test_a_mail_of_a_meeting_leads_to_the_meeting(scene: Scene) -> None:
    _, at = planned(scene)
    for page in (at, f"{at}/minutes"):
        scene.browser().opens(page).is_at(f"/signin?next={page}")
