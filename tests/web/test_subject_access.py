"""Whoever asks what is kept of them is given all of it, in one file that nobody else opens; of
nobody else more than marked, by two identifiers, and in the trail."""

import io
import json
import re
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pyrage  # type: ignore[import-untyped] # it ships no py.typed
import pytest

from advice_line.cli.app import run
from advice_line.data_life import access_own, owned
from advice_line.rules import kept_words, subject_access
from tests.conftest import DATA_KEYS, SECRET_KEY
from tests.education import came_with
from tests.web.people import ANOTHER, REQUIRED, Scene
from tests.web.test_every_look import looks_at
from tests.web.test_who_saw import GOVERNANCE

PHRASE = "lantern-quarry-violin-osprey"
PATIENT = {"kind": "patient", "number": "999 000 0018", "date_of_birth": "1 2 1950"}
FILM, SHOWS = "back of 2026.png", "Plain film of the back."
OTHERS = ("Oren Whitlock", "9990000026")


def opened(content: bytes) -> dict[str, bytes]:
    with ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.hazard("H07")
@pytest.mark.hazard("H15")
def test_a_patient_is_given_what_is_kept_of_them_and_of_nobody_else(either: Scene) -> None:
    either.world.set_up(GOVERNANCE)
    reference = either.advised()
    received = "Received: a clinician will act"
    either.reading().presses(received, acknowledged_by="Sr Wren Example").sees("Thank you")
    _a_picture_is_offered(either, reference)
    other = either.advised(**ANOTHER)
    either.signed_in("ben").opens(f"/desk/{reference}")
    ivy = either.signed_in_by("+447700900777").opens("/admin/data")
    ivy.follows("What is kept of somebody who asks")
    for wrong in ("", "1 2 1951"):
        ivy.presses("See what is kept", **(PATIENT | {"date_of_birth": wrong})).is_refused(422)
        ivy.never_sees(reference).sees("There is a problem")
    ivy.presses("See what is kept", **PATIENT).sees(
        "1 found", reference, "cannot be found"
    ).never_sees(other)
    assert "000" not in ivy.address
    ivy.presses("Make the file", passphrase="short").is_refused(422).sees("At least", reference)
    before = len(looks_at(either, reference))
    answer = ivy.client.post(
        "/admin/data/access/pack",
        data=ivy.form("Make the file").fields | PATIENT | {"passphrase": PHRASE},
    )
    name = answer.headers["content-disposition"]
    assert "0018" not in name
    assert name.endswith('.zip.age"')
    (look,) = looks_at(either, reference)[before:]
    assert look[:2] == ("responder:ivy", "access.packed")
    assert looks_at(either, other)[-1][1] != "access.packed"

    pack = opened(pyrage.passphrase.decrypt(answer.content, PHRASE))
    page, data = pack["subject-access.html"].decode(), json.loads(pack["subject-access.json"])
    for said in (page, json.dumps(data)):
        for each in ("Edith Larkspur", "9990000018", REQUIRED["question"], REQUIRED["advice"]):
            assert each in said
        assert "Ben Example: The query's page" in said.replace("&#39;", "'")
        assert not any(each in said for each in OTHERS)
    assert pack[f"{reference}/letter-1.pdf"].startswith(b"%PDF")
    (query,) = data["queries"]
    cells = {cell["value"]: cell for row in rows_of(query) for cell in row}
    own = ("Edith Larkspur", "Dr Rowan Hill", "Dr Amara Example", REQUIRED["question"])
    assert [cells[each]["look_over"] for each in own] == [None] * 4
    marked = {cells["+447700900101"]["look_over"], cells["Sr Wren Example"]["look_over"]}
    assert marked == {"how to reach who asked", "somebody else by name"}
    read = {each["value"] for each in cells.values() if each["read"]}
    assert read == {REQUIRED["question"], REQUIRED["advice"], SHOWS, FILM}
    ((source, *_),) = [
        [each for each in row if each["name"] == "source"]
        for row in query["tables"]["case_pictures"]
    ]
    assert (source["label"], source["value"]) == ("Made from the file", FILM)
    for said in ("The question and where it stands", "Whose it is", "MRI implant", "not known"):
        assert said in page
    assert "23 November 2026, 10:0" in page
    assert not {"not_known", "sealed", "2026-11-23T", "False", "requester_name"} & set(page.split())
    assert "_" not in re.sub(r"<style>.*</style>", "", page, flags=re.DOTALL)
    ivy.opens(f"/desk/{reference}/seen").sees("Everything, for who asked what is kept of them")


def _a_picture_is_offered(scene: Scene, reference: str) -> None:
    case = str(scene.world.query()["case"]["reference"])
    source = came_with.picture(scene.world.service.ledger, case, came_with.film(""), name=FILM)
    amara = scene.signed_in("amara").opens(f"/desk/{reference}/saved")
    amara.presses("Offer this case for teaching").opens(f"/library/{case}")
    amara.presses("Offer this picture", source=source, shows=SHOWS, looked="yes")


def rows_of(query: dict[str, Any]) -> list[Any]:
    return [row for rows in query["tables"].values() for row in rows]


@pytest.mark.hazard("H07")
def test_a_command_seals_it_for_who_holds_a_key_and_a_requester_is_given_no_patient(
    scene: Scene,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    reference, key = scene.advised(), pyrage.x25519.Identity.generate()
    for name, value in (
        ("SECRET_KEY", SECRET_KEY),
        ("DATA_KEYS", DATA_KEYS),
        ("DATABASE_URL", scene.world.service.settings.database_url),
    ):
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)
    recipients, file = tmp_path / "keys.txt", tmp_path / "for-them.age"
    recipients.write_text(f"# theirs\n{key.to_public()}\n", encoding="utf-8")
    to = ["--to", str(file), "--recipients", str(recipients)]
    number = ["subject-access", "--number", "9990000018"]
    assert run([*number, *to]) == 2
    assert run([*number, "--born", "1951-02-01", *to]) == 2
    assert "--born" in capsys.readouterr().err
    assert not file.exists()
    assert run([*number, "--born", "1950-02-01", *to]) == 0
    said = capsys.readouterr().out
    assert reference in said
    assert "Larkspur" not in said
    assert file.stat().st_mode & 0o777 == 0o600
    pack = opened(pyrage.decrypt(file.read_bytes(), [key]))
    assert "Edith Larkspur" in pack["subject-access.html"].decode()
    assert looks_at(scene, reference)[-1][1] == "access.packed"
    assert run([*number, "--born", "1950-02-01", *to]) == 2

    asker = tmp_path / "asker.age"
    phrase = tmp_path / "phrase"
    phrase.write_text(f"{PHRASE}\n", encoding="utf-8")
    theirs = ["subject-access", "--requester", "+447700900123", "--to", str(asker)]
    assert run([*theirs, "--passphrase-file", str(phrase)]) == 0, capsys.readouterr()
    given = opened(pyrage.passphrase.decrypt(asker.read_bytes(), PHRASE))
    assert set(given) == {"subject-access.html", "subject-access.json"}


@pytest.mark.hazard("H07")
@pytest.mark.hazard("H14")
def test_what_nobody_could_open_is_refused_before_anything_is_looked_at(
    scene: Scene,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    reference = scene.advised()
    for name, value in (
        ("SECRET_KEY", SECRET_KEY),
        ("DATA_KEYS", DATA_KEYS),
        ("DATABASE_URL", scene.world.service.settings.database_url),
    ):
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)
    before, file = looks_at(scene, reference), tmp_path / "out.age"
    (tmp_path / "keys.txt").write_text("age1notakey\n", encoding="utf-8")
    theirs = ["subject-access", "--number", "9990000018", "--born", "1950-02-01", "--to", str(file)]
    leaving = ["export", str(file), "--sealed", "--reveal", "--reason", "leaving"]
    for asked, said in (
        (theirs, "Nobody could open it"),
        ([*theirs, "--recipients", "keys.txt"], "--recipients: each must be a public key of age"),
        (leaving, "Nobody could open it"),
    ):
        assert run(asked) != 0
        assert said in capsys.readouterr().err
        assert looks_at(scene, reference) == before
    assert sorted(each.name for each in tmp_path.iterdir() if "out" in each.name) == []


def test_what_is_shown_of_a_table_and_of_its_columns_is_in_words() -> None:
    """A new table or column has words before it can be in a pack or on the page of an erasure."""
    roots = {
        each.name: each for root in (owned.QUERIES, owned.ALERTS) for each in owned.tables(root)
    }
    assert set(roots) | set(access_own.TABLES) == set(kept_words.TABLES)
    labels = {
        each.name: kept_words.label(each.name)
        for name, table in roots.items()
        if name not in subject_access.LEFT_OUT
        for each in table.columns
        if each.name not in subject_access.LEFT_OUT_COLUMNS
    }
    assert [said for said in labels.values() if "_" in said or not said[0].isupper()] == []


def test_whose_each_sealed_column_is_has_been_said() -> None:
    there = {
        f"{table.name}.{column.name}"
        for root in (owned.QUERIES, owned.ALERTS)
        for table in owned.tables(root)
        if table.name not in subject_access.LEFT_OUT
        for column in owned.sealed(table)
        if column.name not in subject_access.LEFT_OUT_COLUMNS
    }
    assert set(subject_access.COLUMNS) == there, "say in rules/subject_access.py whose it is"
