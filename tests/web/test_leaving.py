"""A site may leave with everything: opened only where somebody says why, and then in the trail."""

import json
from pathlib import Path

import pytest

from advice_line.cli.app import run
from advice_line.ledger.data_keys import sealed_columns
from tests.conftest import DATA_KEYS, SECRET_KEY
from tests.rules import pdfs
from tests.web.people import CANARIES, REQUIRED, Scene
from tests.web.test_every_look import looks_at
from tests.web.test_guidance_files import PDF, adds
from tests.web.test_guidance_pages import writes


@pytest.mark.hazard("H07")
def test_h07_an_export_opens_what_is_sealed_only_for_a_reason(
    scene: Scene,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    reference = scene.advised()
    amara = scene.signed_in("amara")
    writes(amara)
    adds(amara, ("form.pdf", PDF))
    for name, value in (
        ("SECRET_KEY", SECRET_KEY),
        ("DATA_KEYS", DATA_KEYS),
        ("DATABASE_URL", scene.world.service.settings.database_url),
    ):
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)
    closed, opened = tmp_path / "closed", tmp_path / "opened"
    assert run(["export", str(closed)]) == 0
    files = [each for each in closed.rglob("*.*") if each.is_file()]
    said = "".join(each.read_text(encoding="utf-8", errors="replace") for each in files)
    assert not any(canary in said for canary in (*CANARIES, REQUIRED["advice"]))
    assert not (closed / "letters").exists()
    guidance = {each.name: each for each in (closed / "guidance").rglob("*.*")}
    assert set(guidance) > {"back-pain-in-adults.md", "back-pain-in-adults.files"}
    (beside,) = guidance["back-pain-in-adults.files"].iterdir()
    assert pdfs.words(beside.read_bytes()) == pdfs.words(PDF)

    assert run(["export", str(opened), "--reveal"]) == 2
    assert run(["export", str(opened), "--reveal", "--reason", "for 999 000 0018"]) == 2
    assert not opened.exists()
    before = len(looks_at(scene, reference))
    assert run(["export", str(opened), "--reveal", "--reason", "contract ends"]) == 0
    (look,) = looks_at(scene, reference)[before:]
    assert look[1] == "export.revealed"
    assert look[2]["reason"] == "contract ends"

    rows = (opened / "tables" / "queries.jsonl").read_text(encoding="utf-8").splitlines()
    (query,) = (json.loads(row) for row in rows)
    assert "Edith Larkspur" in query["sealed_patient"]
    assert "patient_hash" not in query
    shapes = json.loads((opened / "schema.json").read_text(encoding="utf-8"))
    assert shapes["queries"]["received_at"] == "instant"
    assert not set(shapes) & {"web_sessions", "data_keys", "authenticators"}
    letters = {each.name for each in (opened / "letters").iterdir()}
    assert letters == {f"{reference}-1.{form}" for form in ("pdf", "txt", "json")}
    assert {each.stat().st_mode & 0o777 for each in opened.rglob("*.*") if each.is_file()} == {
        0o600
    }
    assert run(["export", str(opened)]) == 2
    assert "is there already" in capsys.readouterr().err
    assert sealed_columns()
