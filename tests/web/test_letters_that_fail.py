"""A mail server that is away delays a letter and loses none; a letter that comes back becomes
somebody's task; neither is ever shown as sent (H04)."""

import pytest

from tests.stories.outcomes import tasks
from tests.stories.world import ELM_ROAD_MOBILE, LINE
from tests.web.people import ELM_ROAD_MAIL, Scene

pytestmark = pytest.mark.hazard("H04")
MINUTE, HOUR = 60, 3600


def loop(scene: Scene) -> dict[str, str | None]:
    (advice,) = scene.world.query()["advice"]
    found: dict[str, str | None] = advice["loop"]
    return found


def test_a_mail_server_that_is_away_delays_the_letter_where_all_can_see_it(scene: Scene) -> None:
    scene.mail.set(down=True)
    reference = scene.advised()
    assert loop(scene)["sent_at"] is None
    chidi = scene.signed_in("chidi").opens("/admin").sees("What did not get through")
    assert 'href="/admin/outgoing"' in chidi.page, "though nothing has been given up"
    chidi.opens("/admin/outgoing").sees(reference, "Elm Road Surgery")
    scene.mail.set(down=False)
    scene.world.wait(5 * MINUTE)
    scene.world.settle()
    assert len(scene.mails()) == 1
    assert loop(scene)["sent_at"] is not None


def test_a_letter_that_is_refused_becomes_somebodys_task(scene: Scene) -> None:
    scene.mail.set(refuse=[ELM_ROAD_MAIL])
    reference = scene.advised()
    assert (loop(scene)["sent_at"], loop(scene)["failure"]) == (None, "550 5.1.1")
    assert tasks(scene.world.query()) == [("check_bounce", None)]
    amara = scene.signed_in("amara").sees("did not arrive", reference)
    amara.opens(f"/desk/{reference}").sees("It could not be delivered")
    chidi = scene.signed_in("chidi").opens("/admin/outgoing")
    chidi.sees(reference, "the other side answered 550")
    scene.mail.set(refuse=[])
    chidi.presses("Try again")
    scene.world.settle()
    assert len(scene.mails()) == 1
    assert loop(scene)["sent_at"] is not None


def test_a_text_calls_no_addendum_sent_that_has_not_left(scene: Scene) -> None:
    reference = scene.advised()

    def where_it_is() -> str:
        scene.world.person(ELM_ROAD_MOBILE).texts(LINE, reference)
        scene.world.settle()
        return scene.world.texts(ELM_ROAD_MOBILE)[-1]

    assert "is answered in writing; the letter was sent" in where_it_is()
    scene.mail.set(down=True)
    amara = scene.signed_in("amara").opens(f"/desk/{reference}/record")
    amara.presses("Save and send", addendum_reason="Looked again")
    amara.is_at(f"/desk/{reference}/saved")
    scene.world.settle()
    assert where_it_is().endswith("is answered in writing.")
    scene.mail.set(down=False)
    scene.world.wait(5 * MINUTE)
    scene.world.settle()
    assert "the letter was sent" in where_it_is()
