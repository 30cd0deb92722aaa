"""A role that is taken away while somebody is signed in is gone from their next request on, on the
line where it was taken; what they try then is refused, changes nothing and stands in the trail
(H15)."""

from typing import Any

import pytest
from sqlmodel import col, select

from advice_line.directory import lookups
from advice_line.kinds import Role
from advice_line.tables.ledger import TrailEntry
from advice_line.trust.reach import Reach
from advice_line.web import form_tokens
from tests.access.house import BROWSER, LINE, OTHER_LINE, House, build
from tests.web.people import REQUIRED, Scene

pytestmark = pytest.mark.hazard("H15")
RESPONDER = Role.RESPONDER


@pytest.fixture
def house(scene: Scene) -> House:
    return build(scene)


def gives(house: House, **roles_on: list[str]) -> None:
    with house.scene.world.service.ledger.work("test") as work:
        them = lookups.responder_by_key(work.session, RESPONDER.value)
        assert them is not None
        work.update(them, roles_on=roles_on)


def claims(house: House, reference: str) -> Any:
    vault = house.scene.world.service.ledger.vault
    token = form_tokens.make(vault, f"person:{house.ids[RESPONDER]}:{BROWSER}")
    form = {"form_token": token, **REQUIRED}
    return house.clients[RESPONDER].post(f"/desk/{reference}/record", data=form)


def refusals(house: House) -> list[tuple[str, Any]]:
    with house.scene.world.service.ledger.look("test") as work:
        wanted = select(TrailEntry).where(col(TrailEntry.action) == "access.refused")
        rows = work.session.exec(wanted.order_by(col(TrailEntry.id)))
        return [(each.actor, each.detail["route"]) for each in rows]


def test_a_role_taken_away_is_gone_with_the_next_request(house: House) -> None:
    mine, page = house.of[Reach.OWN].marks[0], house.clients[RESPONDER]
    assert page.get(f"/desk/{mine}").status_code == 200
    gives(house, **{LINE: [Role.EDUCATOR.value]})
    refused = page.get(f"/desk/{mine}")
    assert refused.status_code == 403
    assert REQUIRED["patient_name"] not in refused.text
    assert claims(house, mine).status_code == 403
    assert refusals(house) == [
        ("responder:responder", "/desk/{reference}"),
        ("responder:responder", "/desk/{reference}/record"),
    ]
    # They are who they are all the same: what they may still do they may.
    assert page.get("/library", params={"line": LINE}).status_code == 200
    gives(house, **{OTHER_LINE: [RESPONDER.value]})
    assert page.get(f"/desk/{mine}").status_code == 404
    assert page.get(f"/desk/{house.of[Reach.ALL].marks[0]}").status_code == 200
