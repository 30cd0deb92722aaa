"""Whoever is in the room of a meeting that is on: the same for each role and for nobody, and nobody
sees who else was there, nor gets their certificate (H07)."""

import re

import pytest
from starlette.testclient import TestClient

from advice_line.trust.reach import Reach
from advice_line.trust.roles import Action
from advice_line.web.route_table import ROUTES
from tests.access.house import House, browser
from tests.access.meeting_things import GUEST
from tests.access.untouched import Untouched

pytestmark = pytest.mark.hazard("H07")
_TOKEN = re.compile(r'name="form_token" value="([^"]+)"')
_ITEM = re.compile(r'name="item" value="([^"]+)"')
# In the order in which somebody comes here; before they have signed in, and after.
STEPS = {
    ("GET", ""): (200, 200),
    ("POST", "/vote"): (303, 303),
    ("GET", "/after"): (409, 200),
    ("POST", "/note"): (409, 409),
    ("GET", "/certificate.pdf"): (409, 409),
    ("POST", "/evaluation"): (409, 303),
    ("POST", "/out"): (409, 303),
}
GIVEN = {
    "name": "Dr Sam Example",
    "role": "GP",
    "choice": "1",
    "useful": "5",
    "changes": "yes",
    "form": "md",
    "learned": "A film before a scan.",
}


def test_each_address_of_a_room_answers_everybody_alike_and_tells_of_nobody_else(
    walked: tuple[House, Untouched],
) -> None:
    house, untouched = walked
    at = house.things(next(iter(house.clients)), Reach.LINE).fill("/meet/{key}")
    there = {(method, path) for (method, path), a in ROUTES.items() if a is Action.JOIN_MEETING}
    assert there == {(m, "/meet/{key}" + p) for m, p in [*STEPS, ("POST", "/in")]}
    untouched.keep()
    told: dict[str, list[int]] = {}
    everybody = [*house.clients.items(), ("nobody", _of_its_own(house))]
    for name, client in everybody:
        codes = [_asked(client, at, *step) for step in STEPS]
        codes.append(_asked(client, at, "POST", "/in"))
        told[str(name)] = codes + [_asked(client, at, *step) for step in STEPS]
        untouched.put_back()
    before, after = zip(*STEPS.values(), strict=True)
    assert told == {key: [*before, 303, *after] for key in told}


def _of_its_own(house: House) -> TestClient:
    client = browser(house.scene)
    client.cookies.set("__Host-browser", "a-phone-in-the-room")
    return client


def _asked(client: TestClient, at: str, method: str, path: str) -> int:
    shown = client.get(at, params={"change": "yes"}).text
    if method == "GET":
        answer = client.get(f"{at}{path}")
    else:
        token, item = _TOKEN.search(shown), _ITEM.search(shown)
        assert token is not None
        assert item is not None
        data = GIVEN | {"form_token": token[1], "item": item[1]}
        answer = client.post(f"{at}{path}", data=data)
    assert GUEST not in shown + answer.text, (method, path)
    return answer.status_code
