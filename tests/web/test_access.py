"""Every address has its rule, every rule is kept, and no rule is for nothing."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from fastapi import APIRouter
from starlette.testclient import TestClient

from advice_line.directory import lookups
from advice_line.kinds import Role
from advice_line.trust import sessions
from advice_line.trust.roles import RULES, Action
from advice_line.web import app as web_app
from advice_line.web import form_tokens
from advice_line.web.route_table import ROUTES, Address, addresses
from tests.stories.world import ELM_ROAD_MOBILE, LINE, PUBLIC_URL
from tests.web.people import REQUIRED, Scene

BROWSER = "a-browser-of-theirs"
STAFF = [
    Role.RESPONDER,
    Role.COORDINATOR,
    Role.ROTA_MANAGER,
    Role.EDUCATOR,
    Role.CLINICAL_MEMBER,
    Role.SERVICE_LEAD,
    Role.COMMISSIONER,
]
DEMO_ONLY = {address for address, action in ROUTES.items() if action is Action.PLAY_DEMO}
# A site without Slack has no door for it.
SLACK_ONLY = {("POST", "/slack/events")}
PEOPLE = "version = 1\n" + "".join(
    f"""
[[responders]]
key = "{role.value}"
name = "A {role.value} Example"
role = "radiologist"
mobile = "+44770090060{number}"
email = "{role.value}@example.org"
roles = ["{role.value}"]
"""
    for number, role in enumerate(STAFF)
)


def test_every_route_has_a_rule_and_every_rule_a_route(scene: Scene) -> None:
    there = set(addresses(scene.world.service.app.routes))
    assert there - set(ROUTES) == set(), "routes without a rule"
    assert set(ROUTES) - there == DEMO_ONLY | SLACK_ONLY, "rules for nothing"


def test_the_demonstration_adds_its_routes_and_no_other(scene: Scene) -> None:
    site = scene.world.service.app.state.site
    demo = web_app.create(replace(site, demo=True))
    real = web_app.create(site)
    more = set(addresses(demo.routes)) - set(addresses(real.routes))
    assert more == {("POST", "/signin/as"), ("POST", "/practice/as")}


@pytest.mark.hazard("H15")
def test_a_route_without_a_rule_is_refused(scene: Scene) -> None:
    forgotten = APIRouter()
    forgotten.add_api_route("/forgotten", lambda: "secret", methods=["GET"])
    app = web_app.create(scene.world.service.app.state.site, [forgotten])
    answer = TestClient(app, base_url=PUBLIC_URL).get("/forgotten")
    assert answer.status_code == 403
    assert "secret" not in answer.text
    assert ("GET", "/forgotten") in set(addresses(app.routes)) - set(ROUTES)


@pytest.fixture
def staffed(scene: Scene) -> Scene:
    """One person for each role, who has that role only; the responder has a query of theirs, and
    there is a colleague's as well."""
    scene.world.set_up(PEOPLE)
    for key in (Role.RESPONDER.value, "amara"):
        scene.world.phones.call(ELM_ROAD_MOBILE, LINE)
        scene.world.phones.hang_up(ELM_ROAD_MOBILE)
        reference = scene.world.queries()[-1]["reference"]
        with scene.world.service.ledger.look("test") as work:
            person = lookups.responder_by_key(work.session, key)
            assert person is not None
            actor = sessions.staff(person)
        scene.world.service.records.claim(actor, reference)
        scene.world.service.records.sign(actor, reference, REQUIRED, key)
    return scene


def pages() -> Iterator[Address]:
    for address, action in ROUTES.items():
        outside = (Action.TAKE_CARRIER_EVENT, Action.PLAY_DEMO, Action.SIGN_OUT)
        if action in (Action.KEEP_PRACTICE, Action.CORRECT_OWN_PRACTICE):
            continue  # whose session is another's: tests/practices/test_addresses.py
        if action not in outside and Role.REQUESTER not in RULES[action]:
            yield address


def test_nobody_is_sent_to_sign_in_and_brought_back(staffed: Scene) -> None:
    client = TestClient(staffed.world.service.app, base_url=PUBLIC_URL, follow_redirects=False)
    known = staffed.world.queries()
    for method, template in pages():
        path = filled(template, known)
        answer = client.request(method, path)
        if path.startswith("/api/"):
            assert answer.status_code == 401
        else:
            assert answer.status_code == 303, (method, path)
            assert answer.headers["location"].startswith("/signin?next=/"), (method, path)


def test_a_practice_sees_no_page_of_staff(staffed: Scene) -> None:
    with staffed.world.service.ledger.work("test") as work:
        session = sessions.start_requester(work, 1)
    client = TestClient(staffed.world.service.app, base_url=PUBLIC_URL, follow_redirects=False)
    client.cookies.set("__Host-session", session)
    known = staffed.world.queries()
    for method, template in pages():
        path = filled(template, known)
        status = asked(staffed, client, method, path, f"browser:{BROWSER}")
        assert status in (401, 403), (method, template, status)


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_a_sign_that_no_text_can_hold_is_a_wrong_address_and_no_fault(either: Scene) -> None:
    """PostgreSQL keeps no NUL and says so in words that quote what it was given."""
    amara = either.signed_in("amara")
    for path in ("/desk/%00", "/library/K%00", "/desk/tasks/%00/done", "/api/v1/queries/%00"):
        assert amara.client.get(path).status_code in (404, 405), path
    assert amara.client.get("/api/v1/queries?external=%00").status_code == 404
    amara.opens("/signin").presses("Send me a code", mobile="07700\0900001").is_refused(200)


def asked(scene: Scene, client: TestClient, method: str, path: str, bound_to: str) -> int:
    if method == "GET":
        return client.get(path).status_code
    token = form_tokens.make(scene.world.service.ledger.vault, bound_to)
    return client.post(path, data={"form_token": token, "reason": "test call"}).status_code


def filled(template: str, known: list[dict[str, Any]]) -> str:
    mine, colleagues = known
    values = {"reference": mine["reference"], "month": "2026-11", "form": "md"}
    if template.endswith(("/approve", "/return")):
        values["reference"] = colleagues["case"]["reference"]
    elif template.startswith("/library/{reference}"):
        values["reference"] = mine["case"]["reference"]
    return re.sub(r"{(\w+)}", lambda found: values.get(found[1], "0123456789ABCDEF"), template)
