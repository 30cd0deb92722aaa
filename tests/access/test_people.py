"""Whoever leads one line keeps the people of that line and of no other (part 10, H15)."""

import pytest

from advice_line.directory import lookups
from advice_line.kinds import Role
from advice_line.tables.directory import Responder
from advice_line.web import form_tokens
from tests.access.house import BROWSER, COLLEAGUE, LINE, OTHER_LINE, STRANGER, House, build
from tests.web.people import Scene

pytestmark = [pytest.mark.hazard("H15"), pytest.mark.hazard("H07")]
LEAD = Role.SERVICE_LEAD


@pytest.fixture
def house(scene: Scene) -> House:
    return build(scene)


def of(house: House, key: str) -> Responder:
    with house.scene.world.ledger.look("test") as work:
        found = lookups.responder_by_key(work.session, key)
        assert found is not None
        return found


def post(house: House, key: str, act: str, **form: str) -> int:
    vault = house.scene.world.service.ledger.vault
    token = form_tokens.make(vault, f"person:{house.ids[LEAD]}:{BROWSER}")
    path = f"/people/{of(house, key).public_id}/{act}"
    return house.clients[LEAD].post(path, data={**form, "form_token": token}).status_code


def test_people_of_another_line_are_not_there(house: House) -> None:
    page = house.clients[LEAD].get("/admin/people").text
    assert of(house, COLLEAGUE).name in page
    assert of(house, STRANGER).name not in page
    # Amara has her roles on every line: she is kept by whoever keeps them all.
    assert "Dr Amara Example" not in page
    for key in (STRANGER, "amara"):
        address = f"/people/{of(house, key).public_id}"
        assert house.clients[LEAD].get(address).status_code == 404
        before = of(house, key)
        for act in ("roles", "end", "again", "code", "verify"):
            assert post(house, key, act, way="mobile") == 404
        assert of(house, key) == before


def test_a_role_is_given_on_their_line_and_nowhere_else(house: House) -> None:
    address = f"/people/{of(house, COLLEAGUE).public_id}"
    shown = house.clients[LEAD].get(address).text
    assert f"role.{LINE}.educator" in shown
    assert "role.*." not in shown
    assert f"role.{OTHER_LINE}." not in shown
    seen = shown.partition('name="seen" value="')[2].partition('"')[0]
    ticked = {
        f"role.{LINE}.responder": "yes",
        f"role.{LINE}.educator": "yes",
        f"role.{OTHER_LINE}.responder": "yes",
        "role.*.service_lead": "yes",
    }
    assert post(house, COLLEAGUE, "roles", seen=seen, **ticked) == 303
    colleague = of(house, COLLEAGUE)
    assert (colleague.roles, colleague.roles_on) == ([], {LINE: ["responder", "educator"]})
