"""Workbooks that would do harm, and texts as programs of all ages write them."""

import io
import zipfile

import pytest
from openpyxl import Workbook

from rota.exchange import sheets
from rota.exchange.sheets import Unreadable
from tests.rota.sheets import xlsx


def texts(data: bytes) -> list[list[str]]:
    return [[cell.text for cell in row] for rows in sheets.read(data) for row in rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_names_are_read_in_the_codes_that_are_in_use(encoding: str) -> None:
    assert texts("who;date\nZoë Ó Dálaigh;x\n".encode(encoding)) == [
        ["who", "date"],
        ["Zoë Ó Dálaigh", "x"],
    ]


def test_a_sentence_full_of_commas_does_not_make_them_what_parts_the_cells() -> None:
    words = "Ring us, say that it is urgent, give the name, the number, and the reason, please"
    said = f"modality;wait;urgent\nCT;2,5 weeks;{words}\n"
    assert texts(said.encode()) == [["modality", "wait", "urgent"], ["CT", "2,5 weeks", words]]


def test_rows_are_numbered_as_the_program_shows_them() -> None:
    (rows,) = sheets.read(xlsx([], ["a", None, "b"], [], ["c"]))
    assert [[(cell.row, cell.letter) for cell in row] for row in rows] == [
        [(2, "A"), (2, "C")],
        [(4, "A")],
    ]


def test_a_workbook_that_unpacks_to_more_than_any_rota_is_not_unpacked() -> None:
    bomb = _with_part(xlsx(["date"]), "xl/media/zeros.bin", b"0" * (sheets.MOST_BYTES_UNPACKED + 1))
    assert len(bomb) < 100_000
    with pytest.raises(Unreadable, match="far more than a rota"):
        sheets.read(bomb)


def test_a_workbook_with_endless_parts_is_refused() -> None:
    kept = io.BytesIO(xlsx(["date"]))
    with zipfile.ZipFile(kept, "a") as archive:
        for number in range(sheets.MOST_PARTS):
            archive.writestr(f"x/{number}", b"")
    with pytest.raises(Unreadable, match="far more than a rota"):
        sheets.read(kept.getvalue())


def test_a_workbook_of_empty_rows_is_given_up() -> None:
    workbook = Workbook()
    for number in range(sheets.MOST_ROWS_LOOKED_AT // sheets.MOST_ROWS + 1):
        workbook.create_sheet(str(number)).cell(sheets.MOST_ROWS + 1, 1).value = "date"
    kept = io.BytesIO()
    workbook.save(kept)
    with pytest.raises(Unreadable, match="far more empty rows"):
        sheets.read(kept.getvalue())


def test_a_document_that_swells_as_it_is_read_is_refused() -> None:
    """Ten entities of ten entities: a few bytes that would fill a machine's memory."""
    entities = "".join(f'<!ENTITY e{each} "{f"&e{each - 1};" * 10}">' for each in range(1, 10))
    sheet = (
        f'<?xml version="1.0"?><!DOCTYPE worksheet [<!ENTITY e0 "ha">{entities}]>'
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&e9;</t></is></c></row>'
        "</sheetData></worksheet>"
    )
    swelling = _with_part(xlsx(["date"]), "xl/worksheets/sheet1.xml", sheet.encode())
    with pytest.raises(Unreadable, match="broken"):
        sheets.read(swelling)


def test_an_archive_that_is_no_workbook_is_told_apart() -> None:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        archive.writestr("readme.txt", "hello")
    with pytest.raises(Unreadable, match="neither a CSV nor an XLSX"):
        sheets.read(kept.getvalue())


def test_a_workbook_cut_short_is_told_in_a_sentence() -> None:
    with pytest.raises(Unreadable, match="broken"):
        sheets.read(_with_part(xlsx(["date"]), "xl/worksheets/sheet1.xml", b"<worksheet"))


def test_a_sheet_of_more_rows_than_any_rota_is_refused() -> None:
    rows = [["x"]] * (sheets.MOST_ROWS + 1)
    with pytest.raises(Unreadable, match="more than 10,000 rows"):
        sheets.read(xlsx(*rows))


def _with_part(data: bytes, name: str, content: bytes) -> bytes:
    """The workbook with one part put in or replaced."""
    kept = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content)
    return kept.getvalue()
