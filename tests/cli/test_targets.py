"""How many answers came in their target, and which are late: by command and for a monitor."""

import json
from collections.abc import Iterator

import jsonschema  # type: ignore[import-untyped] # ships no py.typed
import pytest

from advice_line.desk.published.facts import Facts
from advice_line.kinds import Urgency
from advice_line.trust.roles import SYSTEM
from integrations.sandbox.mail import MailServer
from tests.cli.conftest import Command, Ran
from tests.questions.asking import Written
from tests.questions.clocked import Clocked
from tests.questions.test_delays import promises
from tests.web.conftest import a_scene

HOUR = 3600.0


@pytest.fixture
def line(database_url: str, mail_server: MailServer) -> Iterator[Clocked]:
    with a_scene(database_url, mail_server) as made:
        yield Clocked(Written(made.world, mail_server))


@pytest.fixture
def command(
    command: Command, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Command:
    """On the same database, which is no rehearsal's; its clock is the machine's."""
    monkeypatch.delenv("CLOCK_FILE")

    def ran(*words: object) -> Ran:
        capsys.readouterr()  # what the service in this process has logged
        return command(*words)

    return ran


def overdue(line: Clocked) -> int:
    return len(Facts(line.world.ledger).all(SYSTEM, overdue=True, limit=9))


def test_what_is_late_and_not_answered_is_listed_until_it_is(line: Clocked) -> None:
    line.asks(Urgency.TODAY)
    line.world.claims("amara")
    line.passes(3 * HOUR)
    assert overdue(line) == 0
    line.passes(2 * HOUR)
    assert overdue(line) == 1
    assert 'advice_line_answers{target="late_open"} 1' in line.world.browser.get("/metrics").text
    line.signs("amara")
    assert overdue(line) == 0


def test_an_answer_in_its_target_counts_and_one_that_was_promised_later_does_not(
    line: Clocked, command: Command
) -> None:
    assert "No written question" in command("queries", "targets").out
    line.asks(Urgency.TODAY)
    line.world.claims("amara")
    promises(line)
    line.passes(5 * HOUR)
    line.signs("amara")
    assert command("queries", "list", "--overdue").out.strip() == "There is no such query."
    ran = command("queries", "targets", "--json")
    row = json.loads(ran.out)
    jsonschema.validate(row, json.loads(command("schema", "queries", "targets").out))
    assert (row["month"], row["urgency"]) == ("2026-11", "today")
    assert (row["in_target"], row["after_target"], row["of"]) == (0, 1, 1), "due at two"
    assert "0 of 1" in command("queries", "targets", "--line", "hotdoc").out
    metrics = line.world.browser.get("/metrics").text
    assert 'advice_line_answers{target="after"} 1' in metrics
    assert 'advice_line_answers{target="late_open"} 0' in metrics
