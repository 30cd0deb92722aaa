"""What no page would send and a program may: days beyond the calendar, signs that no database
keeps. It is refused in a sentence, or cleaned, and nothing is half done."""

import pytest

from tests.web.people import Scene
from tests.web.test_rota_api import COVER, PATTERN, Program

LAST = {"line": "hotdoc", "day": "9999-12-31"}


@pytest.mark.parametrize(
    ("path", "body", "field"),
    [
        ("days/closed", {**LAST, "reason": "Flood"}, "day"),
        ("days/hours", {**LAST, "open": ["08:00-09:00"], "reason": "Half day"}, "day"),
        ("days/holiday", {**LAST, "name": "Jubilee"}, "day"),
        ("patterns", {**PATTERN, "from_day": "9999-12-31"}, "from_day"),
        ("patterns", {**PATTERN, "valid_from": "9999-12-27"}, "valid_from"),
        ("patterns/weekdays/end", {"line": "hotdoc", "last_day": "9999-12-31"}, "last_day"),
    ],
)
def test_a_day_beyond_the_calendar_is_refused(
    scene: Scene, path: str, body: dict[str, object], field: str
) -> None:
    ben = Program(scene, "ben")
    answer = ben.posts(path, body)
    assert answer.status_code == 422, answer.text
    (problem,) = answer.json()["problems"]
    assert problem["field"] == field
    assert "not between 1900 and 2200" in problem["message"]
    assert ben.on("2026-11-25T12:00:00Z") == ["amara"]


def test_looking_over_the_edge_of_the_calendar_is_said_so(scene: Scene) -> None:
    client = scene.signed_in("ben").client
    for query in (
        "on-duty?at=2200-12-31T23:59:59Z",
        "on-duty?at=1900-01-01T00:00:00Z",
        "timeline?from=2200-12-30T00:00:00Z",
        "gaps?from=2200-12-30T00:00:00Z",
    ):
        answer = client.get(f"/api/v1/rota/{query}")
        assert answer.status_code == 422, query
        assert "not between 1900 and 2200" in answer.json()["error"]


def test_a_reason_is_kept_without_what_no_database_keeps(either: Scene) -> None:
    ben = Program(either, "ben")
    ben.does("covers", **COVER, reason="Agreed\0 at lunch")
    (chidi,) = [
        each
        for each in ben.gets("history", at="2026-11-25T15:00:00Z")["duties"]
        if each["source"].startswith("cover:")
    ]
    assert chidi["why"][-1]["reason"] == "Agreed at lunch"
