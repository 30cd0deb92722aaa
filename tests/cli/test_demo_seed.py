"""`demo seed`: a made-up past in a rehearsal, and the truth of it that the audit must come to."""

import json
from pathlib import Path

import pytest
from sqlmodel import select

from advice_line.db import Database
from advice_line.tables.audit_facts import AuditFigure
from tests.cli.conftest import Command

pytestmark = [pytest.mark.hazard("H18")]


def kept(database_url: str) -> dict[tuple[str, str], tuple[int, int]]:
    database = Database(database_url)
    with database.reading() as session:
        rows = session.exec(select(AuditFigure)).all()
        found = {(row.period, row.measure): (row.numerator, row.denominator) for row in rows}
    database.dispose()
    return found


def test_what_is_counted_is_what_was_drawn(
    site: Command, database_url: str, tmp_path: Path
) -> None:
    truth = tmp_path / "truth.json"
    words = ("--queries", 250, "--seed", 7, "--days", 120, "--truth", truth)
    assert site("demo", "seed", "--into", database_url, *words).code == 0
    told = json.loads(truth.read_text(encoding="utf-8"))
    figures = kept(database_url)
    over = {month for month in told if (month, "utilisation.queries") in figures}
    assert len(over) >= 3
    wrong = {
        (month, measure): (counts, figures[month, measure])
        for month in over
        for measure, counts in told[month].items()
        if figures[month, measure] != tuple(counts)
    }
    assert wrong == {}
    assert site("audit", "verify", "--figures").code == 0


def test_a_real_site_is_refused(
    site: Command, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CLOCK_FILE")
    refused = site("demo", "seed", "--into", database_url, "--queries", 5)
    assert (refused.code, refused.out) == (2, "")
    assert "rehearsal" in refused.err
