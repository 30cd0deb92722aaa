"""What Prometheus and Grafana are given fits what the service says: its own checker takes it all,
every number that is asked for exists, and every alert has a story in which it fires."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from advice_line.worker import run_once
from tests.house.documents import DOCS, document, rows
from tests.servers.promtool import promtool
from tests.stories.world import PUBLIC_URL, world

OPERATIONS = DOCS / "operations"
ALERTS = (OPERATIONS / "alerts.yml").read_text(encoding="utf-8")
STORIES = (OPERATIONS / "alerts.test.yml").read_text(encoding="utf-8")
DASHBOARD = json.loads((OPERATIONS / "grafana-dashboard.json").read_text(encoding="utf-8"))
# A series of this name with these labels, as a query asks for it.
_ASKED = re.compile(r"\b(advice_line_\w+)(?:\{([^}]*)\})?")


@pytest.fixture
def answered(sqlite_template: Path, tmp_path: Path) -> str:
    path = shutil.copyfile(sqlite_template, tmp_path / "numbers.sqlite3")
    with world(f"sqlite:///{path}") as site:
        run_once(site.service, "a worker")
        return TestClient(site.service.app, base_url=PUBLIC_URL).get("/metrics").text


def asked() -> Iterator[str]:
    folded = re.findall(r"^ {8}expr: >-\n((?: {10}.*\n)+)", ALERTS, re.MULTILINE)
    plain = re.findall(r"^ {8}expr: '(.*)'$", ALERTS, re.MULTILINE)
    assert len(folded) + len(plain) == ALERTS.count("- alert: ")
    yield from (*folded, *plain)
    yield from _expressions(DASHBOARD)


def _expressions(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        yield from (part[key] for key in part if key == "expr")
        part = list(part.values())
    if isinstance(part, list):
        for each in part:
            yield from _expressions(each)


def test_prometheus_takes_its_rules_and_how_it_is_told_to_ask() -> None:
    assert "SUCCESS" in promtool("check", "rules", "alerts.yml", folder=OPERATIONS)
    assert "SUCCESS" in promtool("check", "config", "prometheus.yml", folder=OPERATIONS)


def test_each_alert_fires_in_its_story_and_in_no_other() -> None:
    assert "SUCCESS" in promtool("test", "rules", "alerts.test.yml", folder=OPERATIONS)


def test_prometheus_finds_nothing_to_mend_in_what_the_service_answers(answered: str) -> None:
    assert promtool("check", "metrics", given=answered) == ""


def test_every_number_that_is_asked_for_exists_with_these_labels(answered: str) -> None:
    found = [each for query in asked() for each in _ASKED.findall(query)]
    assert len(found) > 20
    for name, labels in found:
        wanted = dict(re.findall(r'(\w+)="([^"]*)"', labels))
        assert any(_fits(line, name, wanted) for line in _shown(answered)), (name, wanted)


def _shown(answered: str) -> Iterator[str]:
    yield from answered.splitlines()
    # Absent where no mailbox is read, no fact made and nothing reported yet, and told by
    # `stories/test_live_metrics.py`.
    yield "advice_line_mailbox_read_age_seconds 0"
    yield "advice_line_audit_facts_age_seconds 0"
    yield "advice_line_audit_report_age_seconds 0"


def _fits(line: str, name: str, labels: dict[str, str]) -> bool:
    has = dict(re.findall(r'(\w+)="([^"]*)"', line))
    return re.match(rf"{name}[ {{]", line) is not None and labels.items() <= has.items()


def test_every_alert_is_explained_and_has_a_story_in_which_it_fires() -> None:
    there = set(re.findall(r"^ *- alert: (\w+)$", ALERTS, re.MULTILINE))
    page = document("docs/operations/README.md")
    assert {row[0].strip("`") for row in rows(page.section("The alerts"))} == there
    fires = re.findall(r"alertname: (\w+)\n +exp_alerts:", STORIES)
    assert set(fires) == there
    # And each keeps silent where all is well.
    assert set(re.findall(r"eval_time: 895m, alertname: (\w+)\}", STORIES)) == there


def test_every_alert_says_what_to_do_and_how_much_it_matters() -> None:
    for alert in re.split(r"- alert: ", ALERTS)[1:]:
        assert re.search(r"severity: (page|look)\n", alert), alert
        assert len(alert.partition("summary: >-")[2]) > 100, alert
