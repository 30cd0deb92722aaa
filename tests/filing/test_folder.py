"""A signed letter is put into the folder of the hospital's own record: whole, under names that say
nothing, each version as its own; and what is said of it is what happened."""

import hashlib
import json
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from advice_line.errors import DeliveryDelayed
from advice_line.ledger import outbox
from integrations.interop.drop_folder import DropFolder
from tests.filing.office import Office, seen_in
from tests.interop import checkers
from tests.web.people import CANARIES, ELM_ROAD_MAIL

DAY = 24 * 3600
FILES = {"json": b"{}", "pdf": b"%PDF"}
THERE = ["NAME.json", "NAME.manifest.json", "NAME.pdf"]


def test_a_signed_letter_lies_in_the_folder_as_pdf_text_and_fhir(office: Office) -> None:
    reference = office.scene.advised()
    name = office.name()
    assert office.names() == sorted(
        f"{name}.{ending}" for ending in ("json", "manifest.json", "pdf", "txt")
    )
    (filed,) = office.filed(reference)
    assert filed["id"] == name
    assert filed["put_at"] is not None
    assert (filed["filed_at"], filed["failed_at"], filed["handed_at"]) == (None, None, None)
    text = (office.folder / f"{name}.txt").read_text(encoding="utf-8")
    assert "Edith Larkspur" in text
    assert (office.folder / f"{name}.pdf").read_bytes().startswith(b"%PDF")
    assert office.owed(reference) == 0


def test_the_manifest_says_what_is_there(office: Office) -> None:
    office.scene.advised()
    manifest = json.loads((office.folder / f"{office.name()}.manifest.json").read_bytes())
    assert manifest["schema"] == "filed/1"
    for each in manifest["files"]:
        content = (office.folder / each["name"]).read_bytes()
        assert each["bytes"] == len(content)
        assert each["sha256"] == hashlib.sha256(content).hexdigest()


@pytest.mark.hazard("H14")
def test_each_version_is_its_own_and_points_at_the_one_before(office: Office) -> None:
    reference = office.scene.advised()
    first = office.name()
    office.adds_to(reference, advice="On second thoughts, an ultrasound first.")
    (second,) = (each["id"] for each in office.filed(reference) if each["id"] != first)
    assert [each["version"] for each in office.filed(reference)] == [1, 2]
    bundles = [office.bundle(first), office.bundle(second)]
    assert checkers.faults(bundles) == []
    earlier, later = (each["entry"][0]["resource"] for each in bundles)
    assert later["relatesTo"][0]["targetIdentifier"] == earlier["identifier"]
    assert "On second thoughts" not in json.dumps(bundles[0])
    assert "On second thoughts" in json.dumps(bundles[1])


@pytest.mark.hazard("H07")
def test_no_name_of_a_file_says_anything_of_a_patient(office: Office) -> None:
    office.scene.advised()
    manifest = (office.folder / f"{office.name()}.manifest.json").read_text(encoding="utf-8")
    said = " ".join([*office.names(), manifest])
    assert not [each for each in CANARIES if each in said]


@pytest.mark.hazard("H04")
def test_it_is_filed_once_the_record_system_says_so(office: Office) -> None:
    reference = office.scene.advised()
    (office.folder / "filed").mkdir()
    for each in office.folder.glob(f"{office.name()}.*"):
        shutil.move(each, office.folder / "filed" / each.name)
    assert office.filed(reference)[0]["filed_at"] is None
    office.passes(60)
    (filed,) = office.filed(reference)
    assert filed["filed_at"] is not None
    office.passes(60)
    assert office.filed(reference) == [filed]


def test_a_marker_beside_it_says_the_same(office: Office) -> None:
    reference = office.scene.advised()
    (office.folder / f"{office.name()}.filed").touch()
    office.passes(60)
    assert office.filed(reference)[0]["filed_at"] is not None


@pytest.mark.hazard("H04")
def test_a_folder_that_is_gone_keeps_no_letter_back_and_is_a_persons_to_see_to(
    office: Office,
) -> None:
    office.folder.rmdir()
    reference = office.scene.advised()
    assert office.scene.mails(ELM_ROAD_MAIL) != []
    (filed,) = office.filed(reference)
    assert (filed["put_at"], filed["failure"]) == (None, "folder_missing")
    assert filed["failed_at"] is not None
    assert office.owed(reference) == 1
    office.folder.mkdir()
    office.passes(3600)
    (filed,) = office.filed(reference)
    assert filed["put_at"] is not None
    assert (filed["failed_at"], filed["failure"]) == (None, None)
    assert office.owed(reference) == 0


@dataclass
class Disk:
    """One on which so many more files find room; `fsync` of the machine is by what it is full."""

    room: int
    real: Callable[[int], None] = os.fsync

    def fsync(self, handle: int) -> None:
        self.room -= 1
        if self.room < 0:
            with open("/dev/full", "wb", buffering=0) as disk:
                disk.write(b"a")
        self.real(handle)


HAS_FULL = pytest.mark.skipif(
    not Path("/dev/full").exists(), reason="the disk cannot be made full here"
)


@HAS_FULL
def test_a_disk_that_is_full_leaves_nothing_behind(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", Disk(room=0).fsync)
        reference = office.scene.advised()
        assert office.names() == []
        assert office.filed(reference)[0]["failure"] == "folder_full"
    office.passes(3600)
    assert len(office.names()) == 4
    assert office.owed(reference) == 0


def test_what_never_got_there_stays_a_persons_and_can_be_tried_again(office: Office) -> None:
    office.folder.rmdir()
    reference = office.scene.advised()
    office.passes(8 * DAY)
    (dead,) = (each for each in office.query(reference)["outgoing"] if each["to"] == "record")
    assert (dead["state"], office.owed(reference)) == ("dead", 1)
    office.folder.mkdir()
    with office.scene.world.ledger.work("test") as work:
        assert outbox.retry(work, dead["id"])
    office.passes(60)
    assert (len(office.names()), office.owed(reference)) == (4, 0)


@HAS_FULL
@pytest.mark.parametrize("room", range(4))
def test_a_disk_that_fills_up_on_the_way_leaves_no_letter_without_its_manifest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, room: int
) -> None:
    monkeypatch.setattr(os, "fsync", Disk(room).fsync)
    with pytest.raises(DeliveryDelayed, match="folder_full"):
        DropFolder().put(str(tmp_path), "NAME", FILES)
    assert list(tmp_path.iterdir()) == []


def test_two_who_put_the_same_letter_leave_it_there_once(tmp_path: Path) -> None:
    """Two workers, the second after the claim of the first has run out."""
    folder = DropFolder()
    (tmp_path / ".NAME.txt.abc.part").write_bytes(b"half a lett")
    for _ in range(2):
        folder.put(str(tmp_path), "NAME", FILES)
    assert seen_in(tmp_path) == THERE
    assert [*tmp_path.glob("*.part"), *tmp_path.glob(".*.part")] == []


def test_two_who_put_the_same_letter_at_once_both_have_put_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second begins and ends while the first has only written."""
    folder, real, second = DropFolder(), os.replace, [True]

    def replaced(source: str, target: Path) -> None:
        if second:
            second.clear()
            folder.put(str(tmp_path), "NAME", FILES)
        real(source, target)

    monkeypatch.setattr(os, "replace", replaced)
    folder.put(str(tmp_path), "NAME", FILES)
    assert seen_in(tmp_path) == THERE
    assert {end: (tmp_path / f"NAME.{end}").read_bytes() for end in FILES} == FILES


def test_what_was_taken_up_is_put_no_more_whatever_became_of_it_since(tmp_path: Path) -> None:
    """Our worker was killed as it had put it: whether it arrived is asked of the folder."""
    folder, filed = DropFolder(), tmp_path / "filed"
    folder.put(str(tmp_path), "NAME", FILES)
    filed.mkdir()
    for each in tmp_path.glob("NAME.*"):
        each.rename(filed / each.name)
    assert folder.holds(str(tmp_path), "NAME")
    shutil.rmtree(filed)
    assert folder.holds(str(tmp_path), "NAME")
    folder.put(str(tmp_path), "NAME", FILES)
    assert seen_in(tmp_path) == []


def test_what_is_known_to_be_taken_up_leaves_nothing_of_ours(tmp_path: Path) -> None:
    folder = DropFolder()
    folder.put(str(tmp_path), "NAME", FILES)
    for each in tmp_path.glob("NAME.*"):
        each.unlink()
    (tmp_path / "NAME.filed").touch()
    assert folder.taken(str(tmp_path), ["NAME"]) == {"NAME"}
    assert [each.name for each in tmp_path.iterdir()] == ["NAME.filed"]


@pytest.mark.hazard("H14")
def test_what_is_countersigned_is_put_there_once_more_under_both_names(office: Office) -> None:
    reference = office.scene.advised(within_scope="no")
    office.scene.signed_in("chidi").opens(f"/desk/{reference}").presses("Countersign")
    office.scene.world.settle()
    first, again = office.filed(reference)
    assert [each["edition"] for each in (first, again)] == ["signed", "countersigned"]
    bundles = [office.bundle(each["id"]) for each in (first, again)]
    assert checkers.faults(bundles) == []
    signers = [each["entry"][0]["resource"]["attester"] for each in bundles]
    assert [len(each) for each in signers] == [1, 2]
    assert bundles[0]["identifier"] != bundles[1]["identifier"]
    same = [each["entry"][0]["resource"]["identifier"] for each in bundles]
    assert same[0] == same[1]
