"""`audit` and the trail's daily head: verified, sent elsewhere, and an alarm where it was not."""

import json
from datetime import timedelta
from pathlib import Path

import jsonschema  # type: ignore[import-untyped] # ships no py.typed
import pytest
from sqlmodel import col, delete, select

from advice_line.audit.figures.verifying import Reconciled
from advice_line.call_kinds import AlarmKind
from advice_line.cli import audit_measures
from advice_line.ledger import heads
from advice_line.ledger.work import Ledger
from advice_line.tables.ledger import TrailEntry, TrailHead
from advice_line.tables.outage import Alarm
from tests.cli.conftest import Command
from tests.conftest import MONDAY_NINE

ALTERED = "the head's signature does not fit. The head was changed"


def later(tmp_path: Path, days: int) -> None:
    at = MONDAY_NINE + timedelta(days=days)
    (tmp_path / "clock").write_text(f"{at:%Y-%m-%dT%H:%M:%SZ}", encoding="ascii")


def edit(ledger: Ledger, position: int) -> None:
    with ledger.work("system") as work:
        work.change(TrailEntry, col(TrailEntry.chain_position) == position, actor="nobody")


def anew(ledger: Ledger) -> None:
    with ledger.work("system") as work:
        work.change(TrailEntry, chain=None, chain_position=None)


@pytest.mark.hazard("H14")
def test_h14_what_verify_says_and_what_only_a_head_kept_elsewhere_finds(
    site: Command, ledger: Ledger, tmp_path: Path
) -> None:
    kept = tmp_path / "head.json"
    kept.write_text(site("audit", "head").out, encoding="utf-8")
    ran = site("audit", "verify", "--head", kept)
    assert (ran.code, ran.out.startswith("The trail fits: ")) == (0, True)
    assert "No head from elsewhere was given" in site("audit", "verify").out
    edit(ledger, 2)
    ran = site("audit", "verify", "--json")
    shape = ran.rows[0]
    jsonschema.validate(shape, json.loads(site("schema", "audit", "verify").out))
    assert ran.code == 1
    assert [(each["kind"], each["position"]) for each in shape["faults"]] == [("edited", 2)]
    anew(ledger)
    site("audit", "head")  # it chains everything again
    assert site("audit", "verify").code == 0
    ran = site("audit", "verify", "--head", kept)
    assert ran.code == 1
    assert "its links were made anew" in ran.out


@pytest.mark.parametrize("content", [None, "", "no JSON", '{"schema": "trail-head/2"}'])
def test_a_file_that_holds_no_head_is_refused(
    site: Command, tmp_path: Path, content: str | None
) -> None:
    file = tmp_path / "head.json"
    if content is not None:
        file.write_text(content, encoding="utf-8")
    ran = site("audit", "verify", "--head", file)
    assert ran.code == 2
    assert ran.err.count("\n") == 1
    assert "head.json" in ran.err


@pytest.mark.hazard("H14")
def test_h14_each_night_a_head_goes_elsewhere_and_one_that_does_not_is_an_alarm(
    site: Command, ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = tmp_path / "elsewhere"
    monkeypatch.setenv("TRAIL_HEAD_FOLDER", str(there))
    site("worker", "--once")
    later(tmp_path, 1)
    site("worker", "--once")
    with ledger.look("system") as look:
        alarm = look.session.exec(select(Alarm)).one()
        assert (alarm.kind, alarm.facts) == (AlarmKind.HEAD_UNSENT, {"why": "folder_missing"})
    there.mkdir()
    site("worker", "--once")
    with ledger.look("system") as look:
        assert look.session.exec(select(Alarm)).one().gone_at is not None
    (file,) = there.glob("trail-head-2026-11-24.json")
    assert site("audit", "verify", "--head", file).code == 0


@pytest.mark.hazard("H14")
@pytest.mark.parametrize(
    ("edit", "said"),
    [
        ({"position": 1}, ALTERED),
        ({"made_at": "2020-01-01T00:00:00Z"}, ALTERED),
        ({"signature": "0" * 64}, ALTERED),
        ({"site": "0123456789abcdef"}, "the head is that of another site's trail"),
    ],
)
def test_h14_a_head_that_was_edited_or_is_of_another_site_is_named(
    site: Command, tmp_path: Path, edit: dict[str, object], said: str
) -> None:
    file = tmp_path / "head.json"
    file.write_text(json.dumps(json.loads(site("audit", "head").out) | edit), encoding="utf-8")
    ran = site("audit", "verify", "--head", file)
    assert ran.code == 1
    assert said in ran.out
    assert "made anew" not in ran.out, "a head that is no evidence says nothing of the trail"


@pytest.mark.hazard("H14")
def test_h14_a_head_older_than_every_one_that_is_kept_here_proves_as_much(
    site: Command, ledger: Ledger, tmp_path: Path
) -> None:
    first = tmp_path / "first.json"
    first.write_text(site("audit", "head").out, encoding="utf-8")
    site("worker", "--once")
    later(tmp_path, 1)
    site("worker", "--once")
    with ledger.work("system") as work:
        assert heads.all_kept(work.session)[0].position > json.loads(first.read_text())["position"]
    assert site("audit", "verify", "--head", first).code == 0
    edit(ledger, 1)
    anew(ledger)
    with ledger.work("system") as work:  # whoever does that takes the heads away too
        work.session.execute(delete(TrailHead))
    site("audit", "head")
    assert site("audit", "verify").code == 0
    assert site("audit", "verify", "--head", first).code == 1


def test_figures_that_wait_are_said_beside_what_fits(capsys: pytest.CaptureFixture[str]) -> None:
    found = Reconciled(queries=1, figures=90, queries_waiting=2, figures_waiting=1)
    audit_measures.print_reconciled(found, as_json=False)
    assert capsys.readouterr().out.splitlines() == [
        "1 query and 90 figures were counted anew: all of these fit.",
        "2 queries and 1 figure still to be counted were left out: the worker counts them within "
        "the hour.",
    ]
    of_tonight = Reconciled(queries=1, figures=90, rest=1, wrong=1, nightly=1)
    audit_measures.print_reconciled(of_tonight, as_json=False)
    said = capsys.readouterr().out
    assert "1 query and 90 figures were counted anew: 1 does not fit." in said
    assert "Look again tomorrow." in said
    assert "1 query has gone since it was counted, and stays as it was." in said
