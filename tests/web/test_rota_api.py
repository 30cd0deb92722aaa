"""The rota for programs: what is read, and every act of the pages, through the same doors."""

from typing import Any

import httpx2
import pytest

from tests.web.people import Scene
from tests.web.test_two_lines import SECOND

AFTERNOON = {"start": "2026-11-25T13:00", "end": "2026-11-25T19:00"}
COVER = {"line": "hotdoc", "tier": "1", "who": ["chidi"], **AFTERNOON}
PATTERN: dict[str, Any] = {
    "line": "hotdoc",
    "key": "saturdays",
    "from_day": "2026-11-28",
    "valid_from": "2026-11-23",
    "sessions": [{"days": "sat", "time": "09:00-12:00", "tier": "1", "who": ["amara"]}],
}


class Program:
    """Signed in as somebody, speaking JSON."""

    def __init__(self, scene: Scene, who: str) -> None:
        self._client = scene.signed_in(who).client

    def gets(self, path: str, **query: str) -> Any:
        answer = self._client.get(f"/api/v1/rota/{path}", params=query)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def posts(self, path: str, body: dict[str, Any], **headers: str) -> httpx2.Response:
        return self._client.post(f"/api/v1/rota/{path}", json=body, headers=headers)

    def does(self, path: str, **body: Any) -> dict[str, Any]:
        answer = self.posts(path, body)
        assert answer.status_code == 200, answer.text
        done: dict[str, Any] = answer.json()
        return done

    def on(self, at: str, tier: str = "1") -> list[str]:
        found = self.gets("on-duty", line="hotdoc", at=at)
        return [duty["person"] for duty in found["duties"] if duty["tier"] == tier]


@pytest.fixture
def ben(scene: Scene) -> Program:
    return Program(scene, "ben")


def test_what_is_read_has_the_shapes_of_the_commands(ben: Program) -> None:
    now = ben.gets("on-duty")
    assert now["duties"][0] == {"tier": "1", "person": "amara", "source": "pattern:weekdays"}
    assert now["at"].startswith("2026-11-23T10:00:0")
    spans = ben.gets("timeline", **{"from": "2026-11-23T00:00", "to": "2026-11-24T00:00"})
    assert [each["open"] for each in spans] == [False, True, False]
    assert "unmanned" not in {each["kind"] for each in ben.gets("gaps")}
    told = ben.gets("history", at="2026-11-23T09:00:00Z")
    assert [each["person"] for each in told["duties"]] == ["amara", "ben", "chidi"]


def test_a_stretch_that_cannot_be_is_said_so(scene: Scene) -> None:
    client = scene.signed_in("ben").client
    for query in ("from=2026-11-24T00:00Z&to=2026-11-23T00:00Z", "to=2036-01-01T00:00Z"):
        answer = client.get(f"/api/v1/rota/timeline?{query}")
        assert answer.status_code == 422
        assert answer.json()["problems"][0]["field"] == "to"
    assert client.get("/api/v1/rota/on-duty?at=0001-01-01T00:00").status_code == 422
    answer = client.get("/api/v1/rota/on-duty?at=whenever")
    assert (answer.status_code, answer.json()["problems"][0]["field"]) == (422, "at")


def test_a_sequence_of_acts_is_played_from_outside(ben: Program) -> None:
    noon, evening = "2026-11-25T12:00:00Z", "2026-11-25T17:00:00Z"
    cover = ben.does("covers", **COVER)
    assert (ben.on(noon), ben.on(evening)) == (["amara"], ["chidi"])
    away = ben.does("absences", person="chidi", kind="leave", **AFTERNOON)
    assert ben.on(evening) == []
    (gap,) = [each for each in ben.gets("gaps") if each["kind"] == "unmanned"]
    assert gap["from"] == "2026-11-25T13:00:00Z"
    ben.does(f"absences/{away['key']}/end")
    ben.does(f"covers/{cover['key']}/end", line="hotdoc")
    assert ben.on(evening) == ["amara"]


def test_hours_are_changed_and_changed_back(ben: Program) -> None:
    at = "2026-11-26T10:00:00Z"
    acts: tuple[tuple[str, dict[str, Any]], ...] = (
        ("days/closed", {"reason": "Flood"}),
        ("days/hours", {"open": ["13:00-17:00"], "reason": "Half day"}),
        ("days/holiday", {"name": "Royal wedding"}),
    )
    for path, body in acts:
        ben.does(path, line="hotdoc", day="2026-11-26", **body)
        assert ben.gets("on-duty", at=at)["open"] is False
        ben.does("days/usual", line="hotdoc", day="2026-11-26")
        assert ben.gets("on-duty", at=at)["open"] is True
    closed = ben.does("closures", line="hotdoc", end="2026-11-23T12:00", reason="Fire drill")
    assert ben.gets("on-duty")["reason"] == "closure: Fire drill"
    ben.does(f"closures/{closed['key']}/end", line="hotdoc")
    assert ben.gets("on-duty")["open"] is True


def test_a_pattern_begins_and_ends(ben: Program) -> None:
    ben.does("patterns", **PATTERN)
    assert ben.on("2026-11-28T10:00:00Z") == ["amara"]
    ben.does("patterns/saturdays/end", line="hotdoc", last_day="2026-12-05")
    assert ben.on("2026-12-12T10:00:00Z") == []
    assert ben.on("2026-12-05T10:00:00Z") == ["amara"]


@pytest.mark.parametrize(
    ("key", "sessions", "field", "said"),
    [
        (
            "saturdays",
            [PATTERN["sessions"][0], PATTERN["sessions"][0] | {"time": "11:00-13:00"}],
            "sessions.1.time",
            "another session of this pattern",
        ),
        (
            "mondays",
            [{"days": "mon", "time": "09:00-10:00", "tier": "1", "who": ["chidi"]}],
            "sessions.0.time",
            "a session of the pattern “weekdays”",
        ),
    ],
)
def test_a_session_that_fills_a_tier_twice_is_refused_at_its_place(
    ben: Program, key: str, sessions: list[dict[str, Any]], field: str, said: str
) -> None:
    answer = ben.posts("patterns", PATTERN | {"key": key, "sessions": sessions})
    assert answer.status_code == 422
    (problem,) = answer.json()["problems"]
    assert problem["field"] == field
    assert said in problem["message"]
    assert ben.on("2026-11-28T10:00:00Z") == []


def test_one_s_own_duty_is_given_away_taken_over_and_paused(scene: Scene) -> None:
    amara, chidi = Program(scene, "amara"), Program(scene, "chidi")
    part = {"line": "hotdoc", "tier": "1", **AFTERNOON}
    asked = amara.does("requests", **part, of=["chidi"])
    assert chidi.gets("requests")["to_me"][0]["id"] == asked["key"]
    answer = chidi.posts(f"requests/{asked['key']}/accept", {"reason": "We agreed"})
    assert answer.status_code == 200, answer.text
    assert amara.on("2026-11-25T17:00:00Z") == ["chidi"]
    other = amara.does(
        "requests", **part | {"start": "2026-11-27T13:00", "end": "2026-11-27T19:00"}
    )
    amara.does(f"requests/{other['key']}/withdraw")
    taken = chidi.does("take-overs", line="hotdoc", tier="1", reason="Amara is ill")
    assert amara.on("2026-11-23T11:00:00Z") == ["chidi"]
    chidi.does(f"take-overs/{taken['key']}/end", line="hotdoc")
    amara.does("pauses", until="2026-11-23T12:00")
    amara.does("pauses/end")


def test_what_is_against_it_is_told_and_done_with_a_reason(ben: Program) -> None:
    ben.does("absences", person="chidi", kind="leave", **AFTERNOON)
    refused = ben.posts("covers", COVER)
    assert refused.status_code == 422
    breaches = refused.json()["breaches"]
    assert any("Dr Chidi Example" in each for each in breaches)
    assert ben.posts("covers", COVER | {"breaches": breaches}).status_code == 422
    given = COVER | {"breaches": breaches, "reason": "They offered"}
    assert ben.posts("covers", given).status_code == 200


def test_a_reason_counts_for_what_was_shown_and_for_nothing_else(ben: Program) -> None:
    ben.does("absences", person="chidi", kind="leave", **AFTERNOON)
    refused = ben.posts("covers", COVER | {"reason": "Amara teaches"})
    assert refused.status_code == 422
    assert "Read what is against this" in refused.json()["problems"][0]["message"]
    other = {"breaches": ["Something else."], "reason": "Renewed this morning"}
    assert ben.posts("covers", COVER | other).status_code == 422
    assert ben.on("2026-11-25T17:00:00Z") == ["amara"]


def test_whoever_comes_back_to_duty_by_what_is_taken_back_is_judged_too(
    scene: Scene, ben: Program
) -> None:
    scene.world.set_up(f"version = 1\n{SECOND}")
    day = {"start": "2026-11-25T08:00", "end": "2026-11-25T19:00"}
    cover = ben.does("covers", **COVER | day)
    ben.does("covers", **COVER | day | {"line": "chest", "who": ["amara"]})
    closed = {"line": "hotdoc", "day": "2026-11-26"}
    ben.does("days/closed", **closed, reason="Flood")
    morning = {"start": "2026-11-26T08:00", "end": "2026-11-26T11:00"}
    ben.does("covers", **COVER | morning | {"line": "chest", "who": ["amara"]})
    monday = {"start": "2026-11-30T08:00", "end": "2026-11-30T19:00"}
    away = ben.does("absences", person="amara", kind="leave", **monday)
    night = {"start": "2026-11-29T22:00", "end": "2026-11-30T07:00"}
    ben.does("covers", **COVER | night | {"line": "chest", "tier": "2", "who": ["amara"]})
    ends: tuple[tuple[str, dict[str, Any], str], ...] = (
        (f"covers/{cover['key']}/end", {"line": "hotdoc"}, "Example Chest Advice"),
        ("days/usual", closed, "Example Chest Advice"),
        (f"absences/{away['key']}/end", {}, "hours"),
    )
    for path, body, said in ends:
        refused = ben.posts(path, body)
        assert refused.status_code == 422, path
        breaches = refused.json()["breaches"]
        assert any(said in each for each in breaches), breaches
        why = {"reason": "She says that she can", "breaches": breaches}
        assert ben.posts(path, body | why).status_code == 200, path


def test_the_second_of_two_gets_both_versions_and_the_one_to_save_on(
    scene: Scene, ben: Program
) -> None:
    seen = ben.gets("standing")["version"]
    Program(scene, "chidi").does("covers", **COVER | {"who": ["ben"], "reason": "Swap"})
    mine = COVER | {"version": seen, "reason": "Mine"}
    moved = ben.posts("covers", mine)
    assert moved.status_code == 409
    told = moved.json()
    afternoon = [each for each in told["now"] if each not in told["seen"]]
    assert {"tier": "1", "person": "ben"}.items() <= afternoon[-1].items()
    assert ben.posts("covers", mine | {"version": told["version"]}).status_code == 200


def test_the_same_key_is_done_once(ben: Program) -> None:
    first = ben.posts("covers", COVER, **{"Idempotency-Key": "a-1"}).json()
    again = ben.posts("covers", COVER, **{"Idempotency-Key": "a-1"}).json()
    assert first == again
    covers = [each for each in ben.gets("standing")["facts"] if each["kind"] == "cover"]
    assert len(covers) == 1


def test_a_form_of_another_site_is_no_json_and_does_nothing(scene: Scene, ben: Program) -> None:
    client = scene.signed_in("ben").client
    for kind in ("text/plain", "application/x-www-form-urlencoded"):
        answer = client.post(
            "/api/v1/rota/covers", content=b'{"line": "hotdoc"}', headers={"content-type": kind}
        )
        assert answer.status_code == 422
        assert "application/json" in answer.json()["error"]
    assert ben.on("2026-11-25T17:00:00Z") == ["amara"]


def test_what_a_field_cannot_be_is_told_without_what_was_sent(ben: Program) -> None:
    answer = ben.posts("covers", COVER | {"tier": "nine", "start": "Edith Larkspur", "who": []})
    assert answer.status_code == 422
    assert {each["field"] for each in answer.json()["problems"]} == {"tier", "start", "who"}
    assert "Larkspur" not in answer.text
    unknown = ben.posts("covers", COVER | {"Edith Larkspur": "1950"})
    assert (unknown.status_code, "Larkspur" in unknown.text) == (422, False)
    broken = ben.posts("patterns", PATTERN | {"sessions": [PATTERN["sessions"][0] | {"days": "x"}]})
    assert broken.json()["problems"][0]["field"] == "sessions.0.days"


def test_a_responder_changes_only_their_own_duty(scene: Scene) -> None:
    amara = Program(scene, "amara")
    assert amara.posts("covers", COVER).status_code == 403
    body = {"person": "chidi", "kind": "leave", **AFTERNOON}
    assert amara.posts("absences", body).status_code == 403
    assert amara.posts("absences", body | {"person": "amara"}).status_code == 200
    assert amara.posts("absences/nothing/end", {}).status_code == 404


def test_why_a_colleague_is_away_is_not_in_the_history_of_others(scene: Scene) -> None:
    Program(scene, "ben").does(
        "absences", person="amara", kind="sickness", reason="private", **AFTERNOON
    )
    at = "2026-11-25T15:00:00Z"
    for who, sees in (("ben", True), ("amara", True)):
        assert ("private" in str(Program(scene, who).gets("history", at=at))) is sees
    scene.world.set_up(EDUCATOR)
    olu = scene.signed_in_by("+447700900777").client.get(f"/api/v1/rota/history?at={at}")
    assert "private" not in olu.text


def test_every_address_is_in_the_openapi_document(scene: Scene) -> None:
    document = scene.browser().client.get("/api/v1/openapi.json").json()
    assert "/api/v1/rota/covers/{key}/end" in document["paths"]
    assert "/api/v1/rota/on-duty" in document["paths"]
    assert "/api/v1/queries" in document["paths"]


EDUCATOR = """version = 1
[[responders]]
key = "olu"
name = "Olu Example"
role = "radiologist"
mobile = "+447700900777"
email = "olu@example.org"
roles = ["educator"]
"""
