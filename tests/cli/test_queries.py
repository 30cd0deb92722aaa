"""`queries` and `tasks`: what a person who looks after the site sees of what was asked; who it was
about only with a reason that the trail keeps."""

import json
from collections.abc import Iterator

import jsonschema  # type: ignore[import-untyped] # ships no py.typed
import pytest
from sqlmodel import col, select

from advice_line.tables.ledger import TrailEntry
from integrations.sandbox.mail import MailServer
from tests.cli.conftest import Command, Ran
from tests.stories.conftest import on_sqlite
from tests.web.conftest import a_scene
from tests.web.people import CANARIES, REQUIRED, Scene

pytestmark = pytest.mark.hazard("H07")
REASON = "subject access request 12"


@pytest.fixture
def scene(database_url: str, mail_server: MailServer) -> Iterator[Scene]:
    with a_scene(database_url, mail_server) as made:
        yield made


@pytest.fixture
def command(
    command: Command, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Command:
    """On the same database, which is no rehearsal's."""
    monkeypatch.delenv("CLOCK_FILE")

    def ran(*words: object) -> Ran:
        capsys.readouterr()  # what the service in this process has logged
        return command(*words)

    return ran


def reasons(scene: Scene) -> list[str]:
    with scene.world.ledger.look("test") as work:
        found = work.session.exec(
            select(TrailEntry).where(col(TrailEntry.action) == "query.revealed")
        )
        return [entry.detail["reason"] for entry in found]


def fits(command: Command, name: str, row: dict[str, object]) -> None:
    jsonschema.validate(row, json.loads(command("schema", *name.split()).out))


def test_what_was_typed_in_later_is_listed_by_when_it_came(scene: Scene, command: Command) -> None:
    rang = scene.called()
    scene.signed_in("ben").opens("/service/late").presses(
        "Enter it",
        received_on="yesterday",
        received_at="14:00",
        number="01632 960101",
        **{name: text for name, text in REQUIRED.items() if name != "advice"},
    )
    listed = [row["reference"] for row in command("queries", "list", "--json").rows]
    assert (len(listed), listed[-1]) == (2, rang)
    newest = command("queries", "list", "--limit", "1", "--json").rows
    assert [row["reference"] for row in newest] == [rang]


def test_queries_are_listed_by_ids_and_found_by_the_carriers(
    scene: Scene, command: Command
) -> None:
    first, second = scene.advised(), scene.called()
    ran = command("queries", "list", "--json")
    assert [row["reference"] for row in ran.rows] == [first, second]
    for row in ran.rows:
        fits(command, "queries list", row)
    assert not any(canary in ran.out for canary in CANARIES)
    call = ran.rows[1]["contacts"][0]["external_id"]
    (found,) = command("queries", "list", "--external", call, "--json").rows
    assert found["reference"] == second
    (found,) = command("queries", "list", "--state", "advised", "--json").rows
    assert found["reference"] == first
    assert second in command("queries", "list").out
    assert command("queries", "list", "--line", "another").out == "There is no such query.\n"


@on_sqlite
def test_one_query_shows_what_became_of_it_and_not_who_it_was_about(
    scene: Scene, command: Command
) -> None:
    reference = scene.advised()
    (shown,) = command("queries", "show", reference.lower(), "--json").rows
    assert shown == scene.world.query()
    (bare,) = command("queries", "show", reference.replace("-", ""), "--json").rows
    assert bare == shown, "whoever reads it out may leave out its dash"
    fits(command, "queries show", shown)
    assert '"state": "advised"' in command("queries", "show", reference).out
    unknown = command("queries", "show", "AAAA-AAAA")
    assert (unknown.code, unknown.err) == (1, "No query has this reference.\n")
    (case,) = command("cases", "list", "--json").rows
    fits(command, "cases list", case)
    assert command("cases", "show", case["reference"].lower(), "--json").rows == [case]
    assert (case["reference"], case["traced"]) == (shown["case"]["reference"], None)
    assert command("cases", "show", "CXX-XXX").code == 1


def test_who_it_was_about_is_shown_with_a_reason_that_the_trail_keeps(
    scene: Scene, command: Command
) -> None:
    reference = scene.advised()
    (shown,) = command("queries", "show", reference, "--reveal", "--reason", REASON, "--json").rows
    assert shown["patient"]["patient_name"] == REQUIRED["patient_name"]
    assert shown["question"]["question"] == REQUIRED["question"]
    assert shown["asked_by"]["requester_name"] == REQUIRED["requester_name"]
    assert shown["text"][0]["opinion"]["advice"] == REQUIRED["advice"]
    assert reasons(scene) == [REASON]


@on_sqlite
@pytest.mark.parametrize("reason", [None, "  ", "about 999 000 0018", "for Edith Larkspur"])
def test_without_a_reason_or_with_one_that_names_the_patient_nothing_is_revealed(
    scene: Scene, command: Command, reason: str | None
) -> None:
    reference = scene.advised()
    given = [] if reason is None else ["--reason", reason]
    ran = command("queries", "show", reference, "--reveal", *given)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert not any(canary in ran.err for canary in CANARIES)
    assert reasons(scene) == []


@on_sqlite
def test_tasks_say_who_owes_what(scene: Scene, command: Command) -> None:
    reference = scene.called()
    (task,) = command("tasks", "list", "--json").rows
    fits(command, "tasks list", task)
    assert (task["query"], task["kind"], task["owner"]) == (reference, "write_advice", "amara")
    assert f"{reference}  write_advice  amara  open" in command("tasks", "list").out
    assert command("tasks", "list", "--state", "done").out == "Nobody owes anything.\n"
