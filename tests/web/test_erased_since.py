"""What was erased takes nothing else along: the site may leave with all that stands, and who saw
what was erased is still shown to whoever answers for it."""

import json
from pathlib import Path

import pytest

from advice_line.cli.app import run
from tests.conftest import DATA_KEYS, SECRET_KEY
from tests.web.people import CANARIES, REQUIRED, Scene
from tests.web.surfing import Surfer
from tests.web.test_data_pages import ALL, ERASE, LOOK, over, two

WHY = ("--reveal", "--reason", "contract ends")


def erased(scene: Scene) -> tuple[str, str, Surfer]:
    """Its reference, its receipt, and somebody of information governance."""
    reference = over(scene)
    scene.signed_in("ben").opens(f"/desk/{reference}").sees("Edith Larkspur")
    ivy, odd = two(scene)
    ivy.opens("/admin/data/erasures").presses(LOOK, kind="query", reference=reference, **ALL)
    odd.opens(ivy.address).presses(ERASE).follows("The receipt of what went")
    return reference, odd.address.rpartition("/")[2], ivy


@pytest.fixture
def commands(scene: Scene, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder in which commands run on the database of the scene."""
    url = scene.world.service.settings.database_url
    for name, value in (
        ("SECRET_KEY", SECRET_KEY),
        ("DATA_KEYS", DATA_KEYS),
        ("DATABASE_URL", url),
    ):
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.hazard("H14")
def test_h14_a_site_leaves_with_all_that_stands_after_an_erasure(
    scene: Scene, commands: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    reference, receipt, _ = erased(scene)
    standing = scene.advised()
    assert standing != reference
    assert run(["export", "opened", *WHY]) == 0, capsys.readouterr().err
    letters = {each.stem for each in (commands / "opened" / "letters").iterdir()}
    assert letters == {f"{standing}-1"}
    (said,) = (commands / "opened" / "deleted.jsonl").read_text(encoding="utf-8").splitlines()
    gone = json.loads(said)
    assert (gone["reference"], gone["receipt"]) == (reference, receipt)
    assert gone["deleted_at"].endswith("Z")
    assert "was deleted (1 of them)" in (commands / "opened" / "README.txt").read_text(
        encoding="utf-8"
    )
    rows = (commands / "opened" / "tables" / "queries.jsonl").read_text(encoding="utf-8")
    by_reference = {row["reference"]: row for row in map(json.loads, rows.splitlines())}
    assert by_reference[reference]["sealed_patient"] is None
    assert "Edith Larkspur" in by_reference[standing]["sealed_patient"]


@pytest.mark.hazard("H07")
@pytest.mark.usefixtures("commands")
def test_an_erased_query_is_revealed_as_far_as_it_stands(
    scene: Scene, capsys: pytest.CaptureFixture[str]
) -> None:
    reference, receipt, _ = erased(scene)
    capsys.readouterr()
    assert run(["queries", "show", reference, "--json", *WHY]) == 0
    ran = capsys.readouterr()
    assert f"What {reference} held was deleted on " in ran.err
    assert receipt in ran.err
    shown = json.loads(ran.out)
    assert (shown["state"], shown["patient"], shown["question"], shown["text"]) == (
        "acknowledged",
        None,
        None,
        [],
    )
    assert [each["version"] for each in shown["advice"]] == [1]
    assert not any(canary in ran.out + ran.err for canary in CANARIES)


@pytest.mark.hazard("H15")
def test_h15_who_saw_an_erased_query_is_still_shown(either: Scene) -> None:
    reference, receipt, ivy = erased(either)
    ivy.opens(f"/desk/{reference}/seen").sees("Ben Example", "The query's page")
    ivy.sees("What this query held was deleted", receipt).never_sees(*CANARIES, REQUIRED["advice"])
    ivy.opens(f"/admin/trail?reference={reference}&action=looks").sees("Ben Example", reference)
    ivy.never_sees("There is a problem")
    ben = either.signed_in("ben").opens(f"/desk/{reference}/seen").sees("Dr Amara Example")
    assert f'href="/desk/{reference}"' not in ben.page


@pytest.mark.hazard("H15")
def test_what_cannot_be_looked_for_in_the_trail_shows_no_line(scene: Scene) -> None:
    _, _, ivy = erased(scene)
    ivy.opens("/admin/trail").sees("Ben Example", "An erasure was done")
    for wrong in ("reference=K7Q2-M9FX", "start=yesterday"):
        ivy.opens(f"/admin/trail?{wrong}").sees("There is a problem", "No line is shown")
        assert "<tbody>" not in ivy.page
