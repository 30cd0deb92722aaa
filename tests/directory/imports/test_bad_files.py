"""Bad files of practices, each by its name: refused with a reason or used as far as they go, and
never half done."""

import tracemalloc
from pathlib import Path

import pytest
from sqlmodel import col, select

from advice_line.cli.app import run
from advice_line.directory import lookups
from advice_line.directory.imports import files, text, writing
from advice_line.directory.imports.door import ImportingOrganisations, Overview
from advice_line.directory_kinds import Part
from advice_line.errors import Conflict, Invalid
from advice_line.kinds import Role
from advice_line.ledger.work import Ledger
from advice_line.tables.ledger import TrailEntry
from advice_line.tables.upkeep import DirectoryImport
from advice_line.trust.roles import SYSTEM, Actor
from tests.directory.imports.example import own, report, row

OFFICE = Actor("responder:ola", frozenset({Role.COORDINATOR}), "Ola Example")
CODE_AND_NAME = "Code,Name"
TWO_GB = 2 * 1024**3


def sentence(data: bytes) -> str:
    with pytest.raises(Invalid) as refused:
        files.read(data)
    return refused.value.sentence


def there(ledger: Ledger) -> dict[str, str]:
    with ledger.look("test") as work:
        return {each.key: each.name for each in lookups.every_organisation(work.session)}


def imports(ledger: Ledger) -> list[str]:
    with ledger.look("test") as work:
        done = col(TrailEntry.action).startswith("directory.")
        return list(work.session.exec(select(TrailEntry.action).where(done)))


def bring(ledger: Ledger, data: bytes) -> Overview:
    return ImportingOrganisations(ledger).bring_in(SYSTEM, data, None, dry_run=False)


def test_ten_thousand_bad_rows_are_each_told_and_the_good_one_is_used(ledger: Ledger) -> None:
    bring(ledger, own("Y99001,Elm Road,01632 960101,,,,,,"))
    door = ImportingOrganisations(ledger)
    bad = own("Y99001,Elm Lane,01632 960101,,,,,,", *(f"Y!{n},Bad,,,,,,," for n in range(10_000)))
    looked = door.looked(OFFICE, door.look_over(OFFICE, bad, None))
    refused = looked.overview.refused
    assert len(refused) == 10_000
    assert refused[-1].said == '"Y!9999" is no ODS code (3 to 10 letters and figures)'
    assert there(ledger) == {"Y99001": "Elm Road"}
    door.save(OFFICE, looked.id, looked.overview.seen)
    assert there(ledger) == {"Y99001": "Elm Lane"}


def test_a_file_of_nothing_but_bad_rows_saves_nothing(ledger: Ledger) -> None:
    found = bring(ledger, own(*(f"Y!{n},Bad,,,,,,," for n in range(10_000))))
    assert (found.judged, found.count) == ((), 0)
    assert len(found.refused) == 10_000
    assert there(ledger) == {}


@pytest.mark.parametrize("alphabet", ["utf-16-le", "utf-16-be", "utf-16", "cp1252", "utf-8-sig"])
@pytest.mark.parametrize("how_many", [1, 3_000])
def test_another_character_set_is_read_as_it_was_meant(alphabet: str, how_many: int) -> None:
    rows = [f"Y{n:05},Ynys Môn Surgery – Nº{n}" for n in range(how_many)]
    read = files.read("\r\n".join([CODE_AND_NAME, *rows]).encode(alphabet))
    assert read.refused == ()
    assert read.given[-1].parts[Part.NAME]["name"] == f"Ynys Môn Surgery – Nº{how_many - 1}"


def test_one_letter_of_another_set_at_the_end_of_a_long_file_spoils_no_name() -> None:
    rows = [f"Y{n:05},Plain Street" for n in range(3_000)]
    data = "\n".join([CODE_AND_NAME, *rows, "Y99999,Café Lane"]).encode("cp1252")
    assert files.read(data).given[-1].parts[Part.NAME] == {"name": "Café Lane"}


def test_what_is_no_text_is_refused_whatever_it_begins_with() -> None:
    assert "it is no text" in sentence("Code,Name\nY99001,Elm".encode("utf-32"))
    assert "it is no text" in sentence(b"Code,Name\nY99001,Elm\0Road\x01")


def test_a_nul_far_down_is_taken_out_and_breaks_no_name(ledger: Ledger) -> None:
    rows = [f"Y{n:05},Plain Street" for n in range(2_000)]
    data = "\n".join([CODE_AND_NAME, *rows, "Y99999,Elm\0 Road"]).encode()
    bring(ledger, data)
    assert there(ledger)["Y99999"] == "Elm Road"


def test_a_code_that_stands_twice_is_used_once_in_whatever_letters(ledger: Ledger) -> None:
    found = bring(ledger, own("Y99001,Elm", " y99001 ,Oak", "Y99001,Ash", headings=CODE_AND_NAME))
    said = [(each.row, each.said) for each in found.refused]
    assert said == [
        (3, "Y99001 stands in row 2 already"),
        (4, "Y99001 stands in row 2 already"),
    ]
    assert there(ledger) == {"Y99001": "Elm"}


def test_a_quotation_mark_that_is_never_closed_takes_no_rows_with_it() -> None:
    rows = [f"Y{n:05},Surgery {n}" for n in range(20)]
    few = "\n".join([CODE_AND_NAME, *rows[:17], 'Y99901,"Elm Road', *rows[17:]])
    assert sentence(few.encode()).startswith("In row 19, on line 19, a quotation mark is opened")
    some = "\n".join([CODE_AND_NAME, 'Y99901,"Elm Road', *rows])
    assert sentence(some.encode()).startswith("In row 2, on line 2, a quotation mark is opened")
    many = [f"Y{n:05},{'long ' * 20}" for n in range(3_000)]
    lost = "\n".join([CODE_AND_NAME, 'Y99901,"Elm Road', *many])
    assert sentence(lost.encode()).startswith("In row 2, on line 2, a quotation mark is opened")
    # An address of several lines is none, and neither is the mark for inches.
    fine = 'Code,Name\nY99001,"Elm Road\nHealth\nCentre"\nY99002,12" Lane\n'
    assert [each.parts[Part.NAME]["name"] for each in files.read(fine.encode()).given] == [
        "Elm Road Health Centre",
        '12" Lane',
    ]


def test_a_file_of_two_gigabytes_is_refused_by_its_size_and_never_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "practices.csv"
    with path.open("wb") as made:
        made.truncate(TWO_GB)
    tracemalloc.start()
    code = run(["directory", "import", str(path)])
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert code == 2
    assert "larger than 20 MB" in capsys.readouterr().err
    assert most < 50_000_000


def test_a_row_of_a_hundred_thousand_cells_is_no_list_of_practices() -> None:
    assert "which no list of practices has" in sentence(own("Y99001," + "," * 100_000))
    assert "more than 100,000 rows" in sentence(
        own(*(f"Y{n:06},Elm" for n in range(text.MOST_ROWS + 1)), headings=CODE_AND_NAME)
    )


@pytest.mark.hazard("H15")
def test_a_file_gives_no_practice_a_number_of_the_service_itself(site: Ledger) -> None:
    found = bring(site, own("Y99001,Elm,01632 960000; 01632 960155,07700 900001,,,,,"))
    assert [each.said for each in found.refused] == [
        "phone: +441632960000 is the number of Example Radiology Advice itself",
        "bypass: +447700900001 is Dr Amara Example's own mobile",
    ]
    with site.look("test") as work:
        elm = lookups.organisation_by_key(work.session, "Y99001")
        assert elm is not None
        assert elm.bypass_number is None
        phones = lookups.phones_of(work.session, elm.id or 0)
    assert "+441632960155" in phones
    assert "+441632960000" not in phones


def test_a_file_that_fails_half_way_leaves_nothing_behind(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring(ledger, own("Y99001,Elm", headings=CODE_AND_NAME))
    before, told = there(ledger), imports(ledger)

    def fails(*_: object) -> None:
        raise RuntimeError("the power went")

    monkeypatch.setattr(writing, "_note", fails)
    rows = own(*(f"Y{n:05},New" for n in range(900)), "Y99001,Elm Road", headings=CODE_AND_NAME)
    with pytest.raises(RuntimeError):
        bring(ledger, rows)
    assert (there(ledger), imports(ledger)) == (before, told)


def test_a_file_is_saved_once_by_whoever_is_first(ledger: Ledger) -> None:
    door = ImportingOrganisations(ledger)
    first = door.look_over(OFFICE, report(row("Y99001")), None)
    seen = door.looked(OFFICE, first).overview.seen
    door.save(OFFICE, first, seen)
    with pytest.raises(Conflict):
        door.save(OFFICE, first, seen)
    door.discard(OFFICE, first)
    with ledger.look("test") as work:
        (kept,) = work.session.exec(select(DirectoryImport)).all()
        assert kept.state == "saved"
