"""Nothing of a patient, no secret of a link and no word of an error reaches a log (H07)."""

import io
import json
import logging
from typing import Any

import pytest
import structlog

from advice_line import logs
from tests.web.people import CANARIES, Scene

pytestmark = pytest.mark.hazard("H07")


class Lines:
    def __init__(self) -> None:
        self.stream = io.StringIO()

    @property
    def text(self) -> str:
        return self.stream.getvalue()

    @property
    def rows(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.text.splitlines()]


@pytest.fixture
def logged() -> Lines:
    lines = Lines()
    logs.configure(lines.stream)
    return lines


def test_a_whole_story_leaves_no_patient_and_no_link_in_the_log(
    scene: Scene, logged: Lines
) -> None:
    scene.advised()
    record_link, letter_link = scene.text_link("amara"), scene.mailed_link()
    scene.reading().presses("Received: a clinician will act", acknowledged_by="Dr Sam Example")
    requests = [row for row in logged.rows if row["event"] == "request"]
    assert {row["route"] for row in requests} >= {"/r/{token}", "/q/{token}/open"}
    assert {row["status"] for row in requests} <= {200, 204, 303}
    for secret in (*CANARIES, record_link[3:], letter_link[3:], "+447700900001", "elmroad@"):
        assert secret not in logged.text


def test_a_fault_is_told_by_its_class_and_never_by_its_words(logged: Lines) -> None:
    try:
        raise ValueError("Edith Larkspur, 999 000 0018")
    except ValueError:
        structlog.get_logger().exception("broken", question="Night pain?")
        logging.getLogger("some.library").exception("broken for edith@example.org")
    ours, theirs = logged.rows
    assert (ours["error"], ours["question"]) == ("ValueError", "[removed]")
    assert ours["where"].startswith("test_a_fault_is_told_by_its_class")
    assert (theirs["event"], theirs["error"]) == ("broken for [removed]", "ValueError")
    assert not any(canary in logged.text for canary in CANARIES)


def test_at_debug_level_nothing_more_is_told_of_anybody(scene: Scene, logged: Lines) -> None:
    """Whoever looks for a fault may have every library say all it can."""
    logs.configure(logged.stream, logging.DEBUG)
    logging.getLogger().setLevel(logging.DEBUG)
    scene.advised()
    record_link, letter_link = scene.text_link("amara"), scene.mailed_link()
    scene.reading().presses("Received: a clinician will act", acknowledged_by="Dr Sam Example")
    assert len(logged.rows) > 5
    for secret in (*CANARIES, record_link[3:], letter_link[3:], "+447700900001", "elmroad@"):
        assert secret not in logged.text


def test_a_chain_of_faults_is_told_without_a_word_of_any(logged: Lines) -> None:
    try:
        try:
            raise KeyError("Edith Larkspur")
        except KeyError as first:
            raise ValueError("999 000 0018", {"born": "1950-02-01"}) from first
    except ValueError as error:
        logging.getLogger("uvicorn.error").error("Exception in ASGI application", exc_info=error)
        structlog.get_logger().error("broken", exc_info=error, stack_info=True)
    assert [row["error"] for row in logged.rows] == ["ValueError", "ValueError"]
    assert not any(canary in logged.text for canary in CANARIES)


def test_whoever_may_not_is_a_line_with_its_route_and_status(scene: Scene, logged: Lines) -> None:
    scene.signed_in("ben").opens("/admin/trail").is_refused(403)
    (refused,) = [row for row in logged.rows if row.get("status") == 403]
    assert (refused["method"], refused["route"]) == ("GET", "/admin/trail")


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("GET /q/0123456789ABCDEFsignature_-x= 200", "GET /q/[removed] 200"),
        ("POST /stop-digest/0123456789ABCDEFGHJK 200", "POST /stop-digest/[removed] 200"),
        ("/rota/take/0123456789ABCDEFsignature_-x=?a", "/rota/take/[removed]?a"),
        ("to +447700900001 or 07700 900001", "to [removed] or [removed]"),
        ("number 999-000-0018 of SW1A 1AA", "number [removed] of [removed]"),
        ("pid 1234567 took 1200300400 us on 2026-11-23", None),
        ("at 2026-11-23T10:00:00.000000Z, 14 of 200", None),
    ],
)
def test_the_net_takes_numbers_of_people_and_leaves_those_of_machines(
    written: str, kept: str | None
) -> None:
    assert logs.redacted(written) == (kept or written)
