"""What a system may not: without a key, beyond its scopes, of another practice, or in a shape that
makes no sense. Each is told, and nothing is kept."""

import base64
import json
from typing import Any

import pytest

from advice_line.api_kinds import Scope
from advice_line.trust.roles import SYSTEM
from tests.api import systems
from tests.api.systems import OAK_LANE, QUESTION, WILL_ACT, System
from tests.api.test_system_story import advised
from tests.questions.test_closed_code import CLOSED
from tests.questions.test_closed_code import OAK_LANE as OAK_LANE_OPEN
from tests.web.people import CANARIES, Scene

PROBLEM = "application/problem+json"


def pointers(answer: Any) -> dict[str, str]:
    assert answer.headers["content-type"] == PROBLEM
    return {each["pointer"]: each["detail"] for each in answer.json()["errors"]}


@pytest.mark.hazard("H15")
def test_without_a_good_key_there_is_nothing(scene: Scene) -> None:
    system = systems.of(scene.world)
    reference = system.raises()
    good = system.key
    wrong = [good[:-1] + ("A" if good[-1] != "A" else "B"), "adviceline_X_y", "", "ä" * 9, good * 2]
    for each in wrong:
        header = {b"Authorization": f"Bearer {each}".encode()}
        answer = system.client.get(f"/api/v1/queries/{reference}", headers=header)
        assert (answer.status_code, answer.json()["status"]) == (401, 401)
        assert answer.headers["www-authenticate"].startswith("Bearer")
    assert system.client.post("/api/v1/queries", json=QUESTION).status_code == 401
    for odd in ({}, {"Authorization": "Basic dTpw"}):
        keyless = system.client.get(f"/api/v1/queries/{reference}", headers=odd)
        assert (keyless.status_code, "Bearer KEY" in keyless.text) == (401, True)
        assert keyless.headers["content-type"] == PROBLEM
        assert keyless.headers["www-authenticate"].startswith("Bearer")
    missed = system.client.get("/api/v1/querys", headers=system.headers)
    assert (missed.status_code, missed.headers["content-type"]) == (404, PROBLEM)
    amara = scene.signed_in("amara")
    assert amara.client.post("/api/v1/queries", json=QUESTION).status_code == 401
    assert len(scene.world.queries()) == 1


@pytest.mark.hazard("H15")
def test_a_key_that_is_ended_or_has_run_out_is_none(scene: Scene) -> None:
    system, short = systems.of(scene.world), systems.of(scene.world, days=1)
    reference = system.raises()
    assert short.query(reference)["state"] == "waiting"
    keys = systems.doors(scene.world).keys
    revoked = next(each for each in keys.kept(SYSTEM) if each.id == system.key.split("_")[1])
    keys.revoke(SYSTEM, revoked.id)
    assert system.sends(f"/{reference}/messages", {"words": "More."}).status_code == 401
    scene.world.wait(24 * 3600 + 1)
    assert short.reads(f"/{reference}").status_code == 401
    used = {each.id: each.last_used_at for each in keys.kept(SYSTEM)}
    assert used[revoked.id] is not None
    assert len(scene.world.query()["messages"]) == 1


@pytest.mark.hazard("H15")
def test_two_practices_see_nothing_of_each_other(scene: Scene) -> None:
    elm, oak = systems.of(scene.world), systems.of(scene.world, OAK_LANE)
    reference = advised(scene, elm)
    place = f"/{reference}/letters/1"
    theirs = [
        oak.reads(f"/{reference}"),
        oak.reads(place),
        oak.sends(f"/{reference}/messages", {"words": "Who is it?"}),
        oak.sends(f"/{reference}/withdrawal", {"words": "No."}),
        oak.sends(f"{place}/acknowledgement", WILL_ACT),
    ]
    none = oak.reads("/AAAA-2AAA")
    for each in theirs:
        assert (each.status_code, each.json()["title"]) == (404, "Not Found")
    assert theirs[0].json() == none.json()
    assert oak.reads().json()["queries"] == []
    assert [each["reference"] for each in elm.reads().json()["queries"]] == [reference]


@pytest.mark.hazard("H15")
def test_a_key_is_for_its_scopes_and_nothing_else(scene: Scene) -> None:
    reference = advised(scene, systems.of(scene.world))
    place = f"/{reference}/letters/1"
    for scope in Scope:
        only = systems.of(scene.world, systems.ELM_ROAD, scope)
        done = {
            Scope.RAISE: only.sends("", QUESTION).status_code,
            Scope.READ: only.reads(f"/{reference}").status_code,
            Scope.LETTER: only.reads(place).status_code,
            Scope.ACKNOWLEDGE: only.sends(f"{place}/acknowledgement", WILL_ACT).status_code,
        }
        assert {each for each, status in done.items() if status != 403} == {scope}
        assert done[scope] in (200, 201)
    assert "the scope “raise”" in only.sends("", QUESTION).json()["detail"]


def test_every_fault_is_told_where_it_is_and_nothing_is_kept(scene: Scene) -> None:
    system = systems.of(scene.world)
    wrong = QUESTION | {
        "nhs_number": "9990000019",
        "urgency_asked": "yesterday",
        "question": " ",
        "requester_role": 7,
        "registration": "9990002",
        "booking_reference": "1234",
        "colour": "red",
        "attachments": [
            {"name": "a.svg", "content": base64.b64encode(b"<svg/>").decode()},
            {"name": "b.png", "content": "*"},
        ],
    }
    told = pointers(system.sends("", wrong))
    assert told.keys() == {
        "/nhs_number",
        "/urgency_asked",
        "/question",
        "/requester_role",
        "/registration",
        "/booking_reference",
        "/colour",
        "/attachments/0",
        "/attachments/1/content",
    }
    assert "Choose one of: now, today, two_days." in told["/urgency_asked"]
    assert not [each for each in CANARIES if each in str(told)]
    assert scene.world.queries() == []
    assert pointers(system.sends("", [1])).keys() == {""}
    assert pointers(system.sends("", QUESTION | {"line": "other"})).keys() == {"/line"}


def test_what_is_no_json_is_told(scene: Scene) -> None:
    system = systems.of(scene.world)
    for each in (b"{", b"\xff", b"[" * 100_000, b'{"question": NaN}', b""):
        headers = system.headers | {"Idempotency-Key": "once"}
        answer = system.client.post("/api/v1/queries", content=each, headers=headers)
        assert (answer.status_code, answer.headers["content-type"]) == (400, PROBLEM)
        assert answer.json()["detail"].startswith("This is not JSON")
    missing = system.client.post("/api/v1/queries", json=QUESTION, headers=system.headers)
    assert missing.status_code == 422
    assert pointers(missing).keys() == {"Idempotency-Key"}
    assert "1 to 200 characters" in system.sends("", QUESTION, "k" * 201).json()["detail"]


@pytest.mark.hazard("H02")
def test_a_field_that_stands_twice_is_nobody_s_patient(scene: Scene) -> None:
    system = systems.of(scene.world)
    twice = json.dumps(QUESTION)[:-1] + ', "patient_name": "Fern Larkspur"}'
    headers = system.headers | {"Idempotency-Key": "once"}
    answer = system.client.post("/api/v1/queries", content=twice, headers=headers)
    assert answer.status_code == 400
    assert "stands twice" in answer.json()["detail"]
    assert scene.world.queries() == []


@pytest.mark.hazard("H01")
def test_a_retry_after_a_lost_answer_asks_once(either: Scene) -> None:
    system = systems.of(either.world)
    first, again = system.sends("", QUESTION, "k1"), system.sends("", QUESTION, "k1")
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    other = system.sends("", QUESTION | {"question": "Another one?"}, "k1")
    assert other.status_code == 422
    assert len(either.world.queries()) == 1
    oak = systems.of(either.world, OAK_LANE)
    assert oak.sends("", QUESTION, "k1").json()["reference"] != first.json()["reference"]
    reference = first.json()["reference"]
    for _ in range(2):
        system.sends(f"/{reference}/messages", {"words": "She is on warfarin."}, "k2")
    messages = next(each for each in either.world.queries() if each["reference"] == reference)[
        "messages"
    ]
    assert len(messages) == 2


def test_more_than_a_minute_holds_is_told_to_wait(scene: Scene) -> None:
    system = systems.of(scene.world)
    doors = systems.doors(scene.world)
    doors.keys._most = 3
    answers = [system.reads() for _ in range(5)]
    assert [each.status_code for each in answers] == [200, 200, 200, 429, 429]
    assert 1 <= int(answers[-1].headers["retry-after"]) <= 61
    assert System(system.client, systems.of(scene.world).key).reads().status_code == 200
    # However many keys an organisation has, it asks no more than three would.
    others = [System(system.client, systems.of(scene.world).key) for _ in range(6)]
    assert [each.reads().status_code for each in others] == [200, 200, 200, 200, 200, 429]
    scene.world.wait(61)
    assert system.reads().status_code == 200


def test_an_acknowledgement_is_a_named_clinician_s(scene: Scene) -> None:
    system = systems.of(scene.world)
    reference = advised(scene, system)
    wrong: list[tuple[Any, set[str]]] = [
        ({}, {"/name", "/role", "/acknowledgement"}),
        (WILL_ACT | {"acknowledgement": "filed"}, {"/acknowledgement"}),
        (WILL_ACT | {"acknowledgement": "cannot_act"}, {"/reason"}),
        (WILL_ACT | {"name": 3, "more": 1}, {"/name", "/more"}),
    ]
    for body, fields in wrong:
        answer = system.sends(f"/{reference}/letters/1/acknowledgement", body)
        assert pointers(answer).keys() == fields
    assert system.query(reference)["letters"][0]["acknowledged_at"] is None
    _only_a_form_that_there_is(system, f"/{reference}/letters/1")


def _only_a_form_that_there_is(system: System, place: str) -> None:
    assert system.reads(place, Accept="image/png").status_code == 406
    assert system.reads(place.replace("/1", "/2")).status_code == 404
    assert system.reads(place.replace("/1", "/0")).status_code == 422
    best = system.reads(place, Accept="application/pdf;q=0.1, text/*")
    assert best.headers["content-type"].startswith("text/plain")


@pytest.mark.hazard("H20")
def test_what_was_asked_otherwise_is_not_written_to_here(scene: Scene) -> None:
    reference = scene.called()
    system = systems.of(scene.world)
    assert system.query(reference)["channel"] == "call"
    assert system.sends(f"/{reference}/messages", {"words": "More."}).status_code == 409


def test_changes_come_in_pages_and_none_is_missed(scene: Scene) -> None:
    system = systems.of(scene.world)
    asked = [system.raises(question=f"Question {each}?") for each in range(3)]
    scene.world.wait(60)
    first = system.reads("?limit=2").json()
    assert (len(first["queries"]), first["more"]) == (2, True)
    rest = system.reads(f"?limit=2&since={first['next']}").json()
    assert rest["more"] is False
    assert [each["reference"] for each in first["queries"] + rest["queries"]] == asked
    assert system.reads(f"?since={rest['next']}").json()["queries"] == []
    system.sends(f"/{asked[0]}/messages", {"words": "More."})
    for _ in range(2):  # what is so fresh comes again
        changed = system.reads(f"?since={rest['next']}").json()
        assert [each["reference"] for each in changed["queries"]] == [asked[0]]
        assert changed["next"] == rest["next"]
    scene.world.wait(60)
    changed = system.reads(f"?since={rest['next']}").json()
    assert changed["next"] != rest["next"]
    assert system.reads("?since=x").status_code == 422
    assert system.reads("?limit=0").status_code == 422


@pytest.mark.hazard("H17")
def test_a_closed_code_is_given_nothing_of_a_patient_and_is_still_heard(scene: Scene) -> None:
    system = systems.of(scene.world, OAK_LANE)
    reference = advised(scene, system)
    place = f"/{reference}/letters/1"
    chidi = scene.signed_in("chidi").opens("/admin/systems").sees("Oak Lane Surgery")
    assert "its code is closed" not in chidi.text
    scene.world.set_up(CLOSED)
    refused = [
        system.reads(f"/{reference}"),
        system.reads(place),
        system.sends(f"{place}/acknowledgement", WILL_ACT),
    ]
    for each in refused:
        assert (each.status_code, each.headers["content-type"]) == (403, PROBLEM)
        assert "The code of your organisation is closed" in each.json()["detail"]
    assert system.reads().json()["queries"][0]["reference"] == reference
    again = system.raises(question="May she have an MRI all the same?")
    assert again in {each["reference"] for each in scene.world.queries()}
    chidi.opens("/admin/systems").sees("Oak Lane Surgery its code is closed")
    scene.world.set_up(OAK_LANE_OPEN)
    assert system.reads(place).status_code == 200
