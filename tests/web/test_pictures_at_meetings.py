"""A picture of a case on the screen of its meeting, also for who reads no library, and in what
leaves by page and command; nobody sees one that is not taught (H08)."""

import pytest

from advice_line.education.packs.pack import Form
from tests.api import systems
from tests.education import came_with, reading
from tests.web.meeting_scene import signed
from tests.web.people import Scene
from tests.web.surfing import Surfer
from tests.web.test_case_reviews import interface_physio

SHOWS = "Plain film of the lumbar spine."
HIDDEN = "Edith Larkspur 9990000018"
LOOKED = {"looked": "yes"}


def offered(scene: Scene, case: str) -> None:
    ledger, film = scene.world.service.ledger, came_with.film(HIDDEN)
    source = came_with.picture(ledger, case, film, name=f"{HIDDEN}.png")
    amara = scene.signed_in("amara").opens(f"/library/{case}")
    amara.presses("Offer this picture", source=source, shows=SHOWS, **LOOKED).sees("Not checked")


def on_screen(who: Surfer, at: str) -> list[str]:
    """The addresses of the pictures of its first case."""
    page = who.opens(f"{at}/present").is_refused(200).page
    return [each.partition('"')[0] for each in page.split('<img class="al-picture" src="')[1:]]


def printed(who: Surfer) -> list[bytes]:
    answer = who.client.get("/library/month/2026-11/html")
    assert answer.status_code == 200
    return reading.pictures(answer.content, Form.HTML)


@pytest.mark.hazard("H08")
def test_a_picture_comes_on_the_screen_and_into_the_pack_once_two_looked_it_over(
    scene: Scene,
) -> None:
    sam = interface_physio(scene).is_at("/meetings")
    amara, at = signed(scene)
    case = str(scene.world.query()["case"]["reference"])
    offered(scene, case)
    assert on_screen(amara, at) == []
    assert printed(amara) == []
    ben = scene.signed_in("ben").opens(f"/library/{case}").presses("It may be taught", **LOOKED)

    (address,) = on_screen(sam, at)
    assert SHOWS in sam.page
    shown = sam.client.get(address)
    assert (shown.status_code, shown.headers["content-type"]) == (200, "image/jpeg")
    assert HIDDEN.encode() not in shown.content
    assert printed(amara) == [shown.content]
    assert sam.client.get(f"/library/{case}/pictures/x").status_code == 403
    scene.browser().opens(address).sees("You are not signed in")
    system = systems.of(scene.world)
    answer = system.client.get(address, headers=system.headers, follow_redirects=False)
    assert answer.status_code == 303
    assert sam.client.get(address.rpartition("/")[0] + "/elsewhere").status_code == 404

    harm = {"minutes": "9", "vote": "", "option_1": "", "option_2": ""}
    amara.opens(at).follows("Minutes, presenter, vote").presses("Keep", **harm)
    assert sam.client.get(address).status_code == 409, "nobody has signed it as it is now"
    for chair in (amara, ben):
        chair.opens(at).presses("Sign this agenda")

    ben.opens(f"/library/{case}").presses("Take picture 1 away")
    assert on_screen(sam, at) == []
    assert sam.client.get(address).status_code == 404
    assert printed(amara) == []
    amara.opens("/library/month/2026-11").sees("A picture of case", "is not taught any more", case)
