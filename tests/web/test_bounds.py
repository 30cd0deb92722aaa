"""Where too much is sent, or too often: each door says so at its bound and when or how to come
again, and keeps nobody else waiting (H15)."""

import re
from dataclasses import replace

import httpx2
import pytest
from starlette.testclient import TestClient

from advice_line.web import security
from advice_line.web.app import LARGER_BODIES, LARGEST_BODY
from advice_line.web.rates import OF_AN_ADDRESS, Rates
from advice_line.web.route_table import Address
from tests.stories.world import PUBLIC_URL
from tests.web.people import Scene
from tests.web.test_guidance_pages import writes

pytestmark = pytest.mark.hazard("H15")
PROXY = "10.1.0.4"
ONCE = 1


def test_whoever_is_not_signed_in_is_counted_by_where_they_are(scene: Scene) -> None:
    app = scene.world.service.app
    app.state.site = replace(app.state.site, rates=Rates(ONCE), proxies=(PROXY,))
    program, somebody = at(scene, "192.0.2.7"), at(scene, "192.0.2.8")
    for _ in range(ONCE * OF_AN_ADDRESS):
        assert program.get("/signin").status_code == 200
    refused = program.get("/signin")
    assert refused.status_code == 429
    assert 0 < int(refused.headers["retry-after"]) <= 61
    # What the program says of itself is not believed.
    liar = program.get("/signin", headers={"x-forwarded-for": "192.0.2.9, 192.0.2.7"})
    assert liar.status_code == 429
    assert somebody.get("/signin").status_code == 200
    scene.world.settle(61)
    assert program.get("/signin").status_code == 200


def test_a_reader_has_said_enough_in_an_hour(scene: Scene) -> None:
    writes(scene.signed_in("amara"))
    reader = scene.browser()
    for _ in range(5):
        reader.opens("/guidance/back-pain-in-adults/feedback").presses("Send", helpful="yes")
    reader.opens("/guidance/back-pain-in-adults/feedback").presses("Send", helpful="yes")
    reader.is_refused(429)
    assert 0 < int(reader.headers["retry-after"]) <= 3600
    scene.browser().opens("/guidance/back-pain-in-adults/feedback").presses("Send", helpful="yes")


@pytest.mark.parametrize("address", sorted(LARGER_BODIES), ids=str)
def test_each_door_for_files_says_how_much_it_takes(scene: Scene, address: Address) -> None:
    path = re.sub(r"{\w+}", "0123456789ABCDEF", address[1])
    answer = declares(scene, path, LARGER_BODIES[address] + 1)
    assert answer.status_code == 413
    assert "MB" in answer.text
    assert all(answer.headers[name] for name in security.headers(https=True))


def test_every_other_door_takes_a_page_of_text(scene: Scene) -> None:
    answer = declares(scene, "/signin", LARGEST_BODY + 1)
    assert answer.status_code == 413


def declares(scene: Scene, path: str, length: int) -> httpx2.Response:
    """That so much is to come; none of it is read."""
    says = {"content-length": str(length)}
    return scene.browser().client.post(path, content=b"", headers=says)


def at(scene: Scene, where: str) -> TestClient:
    """A browser there, as our own proxy says."""
    return TestClient(
        scene.world.service.app,
        base_url=PUBLIC_URL,
        client=(PROXY, 50_000),
        headers={"x-forwarded-for": where},
        follow_redirects=False,
    )
