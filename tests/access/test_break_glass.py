"""A query opened by breaking its glass: with a reason, for half an hour, told at once (H07)."""

import pytest
from sqlmodel import col, select

from advice_line.kinds import Role
from advice_line.tables.ledger import TrailEntry
from advice_line.trust.reach import Reach
from advice_line.web import form_tokens
from tests.access.house import BROWSER, House, build
from tests.web.people import CANARIES, REQUIRED, Scene

pytestmark = pytest.mark.hazard("H07")
WHY = "Incident 4711: what was the practice told on Friday?"
IG, LEAD = Role.INFORMATION_GOVERNANCE, Role.SERVICE_LEAD
LEADS_MAIL, IGS_MAIL = "service_lead@example.org", "information_governance@example.org"
LEADS_MOBILE, IGS_MOBILE = "+447700900604", "+447700900606"


@pytest.fixture
def house(scene: Scene) -> House:
    return build(scene)


def post(house: House, role: Role, path: str, **form: str) -> int:
    vault = house.scene.world.service.ledger.vault
    token = form_tokens.make(vault, f"person:{house.ids[role]}:{BROWSER}")
    return house.clients[role].post(path, data={**form, "form_token": token}).status_code


def test_it_opens_with_a_reason_for_half_an_hour_and_is_told_at_once(house: House) -> None:
    reference = house.of[Reach.OWN].marks[0]
    governs, page = house.clients[IG], f"/break-glass/{reference}"
    assert governs.get(page).status_code == 404
    refused = post(house, IG, "/break-glass", reference=reference, reason="curious")
    assert (refused, governs.get(page).status_code) == (422, 404)
    assert post(house, IG, "/break-glass", reference=reference, reason=WHY) == 303
    shown = governs.get(page).text
    assert "You have broken the glass" in shown
    assert REQUIRED["patient_name"] in shown
    assert REQUIRED["advice"] in shown
    # It opens nothing else: no page of the desk, no file, no list.
    assert governs.get(f"/desk/{reference}").status_code == 403

    house.scene.world.settle()
    (told,) = house.scene.world.texts(LEADS_MOBILE)
    assert reference in told
    assert [each for each in CANARIES if each in told] == []
    assert house.scene.world.texts(IGS_MOBILE) == []
    (mailed,) = house.scene.mails(LEADS_MAIL)
    assert "Somebody broke the glass" in mailed.subject
    assert reference in mailed.text
    assert [each for each in (*CANARIES, WHY) if each in f"{mailed.subject}{mailed.text}"] == []
    assert house.scene.mails(IGS_MAIL) == []
    # Two stand in the house already.
    assert "Somebody broke the glass of 3 queries" in house.clients[LEAD].get("/service").text

    trail = [each for each in actions(house) if each.startswith("glass.")]
    assert trail == ["glass.broken", "glass.looked"]

    house.scene.world.wait(31 * 60)
    assert governs.get(page).status_code == 404


def test_a_lead_says_that_it_is_seen_and_nobody_of_their_own(house: House) -> None:
    reference = house.of[Reach.OWN].marks[0]
    assert post(house, IG, "/break-glass", reference=reference, reason=WHY) == 303
    listed = house.clients[IG].get("/admin/break-glass").text
    assert WHY in listed
    (look,) = [each for each in listed.split('"of-')[1:] if WHY in each]
    # Whoever reads who saw the query reads why; the trail itself holds no word of it.
    house.clients[IG].get(f"/break-glass/{reference}")
    saw = house.clients[LEAD].get(f"/desk/{reference}/seen").text
    assert "The query, behind broken glass" in saw
    assert f"They wrote: {WHY}" in saw
    assert house.whole is not None
    assert WHY not in house.whole.get("/admin/trail/file").text
    seen = f"/admin/break-glass/{look[:16]}/seen"
    assert post(house, IG, seen) == 409
    assert seen in house.clients[LEAD].get("/admin/break-glass").text
    assert post(house, LEAD, seen) == 303
    assert "seen by A service lead Example" in house.clients[IG].get("/admin/break-glass").text
    assert "the glass of 2 queries" in house.clients[LEAD].get("/service").text
    # Who had not read their mail by then is not told of it any more.
    house.scene.world.settle()
    assert house.scene.mails(LEADS_MAIL) == []


def test_whoever_answers_on_another_line_breaks_the_glass_and_on_their_own_need_not(
    house: House,
) -> None:
    other, own = house.of[Reach.ALL].marks[0], house.of[Reach.LINE].marks[0]
    assert post(house, Role.RESPONDER, "/break-glass", reference=own, reason=WHY) == 409
    assert post(house, Role.RESPONDER, "/break-glass", reference=other, reason=WHY) == 303
    page = house.clients[Role.RESPONDER].get(f"/break-glass/{other}")
    assert REQUIRED["patient_name"] in page.text
    assert house.clients[Role.RESPONDER].get(f"/desk/{other}").status_code == 404
    assert house.clients[LEAD].get("/admin/break-glass").text.count(other) == 0


@pytest.mark.hazard("H08")
def test_whoever_teaches_breaks_no_glass(house: House) -> None:
    reference = house.of[Reach.OWN].marks[0]
    assert post(house, Role.EDUCATOR, "/break-glass", reference=reference, reason=WHY) == 403
    assert house.clients[Role.EDUCATOR].get(f"/break-glass/{reference}").status_code == 403


def actions(house: House) -> list[str]:
    with house.scene.world.service.ledger.look("test") as work:
        rows = work.session.exec(select(TrailEntry).order_by(col(TrailEntry.id)))
        return [each.action for each in rows]
