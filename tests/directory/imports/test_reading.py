"""What a file of organisations says, and what of it cannot be used: every sentence says where."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice_line.directory import numbers
from advice_line.directory.imports import cells, files, text
from advice_line.directory.imports.given import Refused
from advice_line.directory_kinds import Origin, Part
from advice_line.errors import Invalid
from tests.directory.imports.example import own, report, row


def said(refused: tuple[Refused, ...]) -> list[str]:
    return [f"{each.row} {each.code}: {each.said}" for each in refused]


def test_a_report_is_known_by_its_first_row_and_read_by_its_places() -> None:
    read = files.read(report(row("Y99001"), row("Y99002", status="C", closed="20260331")))
    assert (read.shape, read.encoding, read.refused) == (Origin.ODS, "UTF-8", ())
    elm, oak = read.given
    assert elm.parts[Part.NAME] == {"name": "ELM ROAD SURGERY"}
    assert elm.parts[Part.ADDRESS] == {"address": "1 ELM ROAD, EXAMPLETON", "postcode": "AB1 2CD"}
    assert elm.parts[Part.PHONES] == {"phones": ["+441632960101"]}
    assert (elm.closed, elm.parts[Part.CODE]) == (False, {"opened_on": "1974-04-01"})
    assert (oak.closed, str(oak.closed_on)) == (True, "2026-03-31")


def test_a_list_is_read_by_its_headings_and_a_blank_says_nothing() -> None:
    read = files.read(
        own(
            'Y99001,Elm Road,"01632 960101; 01632 960102",01632 960191,elm@example.org,'
            "Night Doctors,01632 960700,mon-fri 08:00-18:30; sat 09:00-12:00,8200",
            "y99002,,,,,,,,",
        )
    )
    elm, oak = read.given
    assert elm.parts[Part.PHONES]["phones"] == ["+441632960101", "+441632960102"]
    assert elm.parts[Part.HOURS]["open"] == {"mon-fri": ["08:00-18:30"], "sat": ["09:00-12:00"]}
    assert elm.parts[Part.NETWORK] == {"list_size": 8200}
    assert (oak.code, dict(oak.parts), oak.closed) == ("Y99002", {}, None)


@pytest.mark.parametrize(
    ("alphabet", "named"),
    [("utf-8-sig", "UTF-8"), ("cp1252", "Windows-1252"), ("utf-16", "UTF-16")],
)
def test_a_name_is_the_same_in_every_alphabet_that_offices_save_in(
    alphabet: str, named: str
) -> None:
    words = "\r\n".join(["Code,Name", *(f"Y99{n:03},Café Crémerie Nº{n}" for n in range(40))])
    read = files.read(words.encode(alphabet))
    assert read.encoding == named
    assert read.given[7].parts[Part.NAME] == {"name": "Café Crémerie Nº7"}


def test_what_is_wrong_is_said_by_row_and_the_rest_of_the_row_is_used() -> None:
    read = files.read(
        own(
            "Y99001,Elm Road,01632,,not an address,,,mon-fri 8-18,many",
            "Y9,Oak Lane,,,,,,,",
            "Y99001,Elm Road again,,,,,,,",
            "Y99003,High Street,,,,,,,8200,Exampleton",
        )
    )
    assert [each.code for each in read.given] == ["Y99001"]
    assert dict(read.given[0].parts) == {Part.NAME: {"name": "Elm Road"}}
    assert said(read.refused) == [
        '2 Y99001: phone: "01632" is no telephone number; write it such as 01632 960101',
        '2 Y99001: email: "not an address" is no email address; write it such as'
        " surgery@example.org",
        '2 Y99001: hours: "mon-fri 8-18" is no opening hours; write them such as'
        " mon-fri 08:00-18:30; sat 09:00-12:00",
        '2 Y99001: list size: "many" is no number of patients; write it such as 8200',
        '3 Y9: "Y9" is no ODS code (3 to 10 letters and figures)',
        "4 Y99001: Y99001 stands in row 2 already",
        '5 Y99003: has "Exampleton" under no heading; put a text that has a comma in quotes',
    ]


def test_of_a_report_the_status_and_the_closing_day_must_agree() -> None:
    rows = row("Y99001", closed="20260331"), row("Y99002", status="X"), row("Y99003", status="D")
    read = files.read(report(*rows), "ods")
    assert [(each.code, each.closed) for each in read.given] == [("Y99003", False)]
    assert said(read.refused) == [
        "1 Y99001: has the status A, which is open, and the close date 2026-03-31",
        '2 Y99002: status in column 13: "X" is none of A, C, D, P',
    ]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "The file is empty."),
        (b"PK\x03\x04 and the rest of a workbook", "This is an Excel workbook. Open it, and"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "This is an Excel workbook."),
        (b"%PDF-1.7\n\x00\x01\x02\x03", "This is not a CSV file: it is no text."),
        (b"x" * (text.MOST_BYTES + 1), "The file is larger than 20 MB"),
        (own("Y99001", headings="Surgery number"), '"Surgery number" is no column of a practice'),
        (own("Elm", headings="Name"), "There is no column for the ODS code."),
        (own("Y99001,a,b", headings="Code,Phone,Telephone"), '"Telephone" is there twice.'),
    ],
)
def test_a_file_of_which_nothing_can_be_used_is_refused_whole(data: bytes, sentence: str) -> None:
    with pytest.raises(Invalid) as refused:
        files.read(data)
    assert refused.value.sentence.startswith(sentence)


def test_a_list_taken_for_a_report_says_so_once_and_not_by_each_of_its_rows() -> None:
    with pytest.raises(Invalid) as refused:
        files.read(own(*(f"Y99{n:03},Elm Road,,,,,,," for n in range(200))), "ods")
    assert refused.value.sentence == (
        "An ODS report has 27 columns and no headings; this file has 9."
        " If it is a list of your own, choose that."
    )


def test_ten_thousand_bad_rows_are_each_said() -> None:
    read = files.read(own(*(f"Y{n:05},Elm Road,none,,,,,," for n in range(10_000))))
    assert (len(read.given), len(read.refused)) == (10_000, 10_000)
    assert read.refused[-1].row == 10_001


@given(st.from_regex(r"0[1-9][0-9]{9}", fullmatch=True))
def test_the_quick_way_to_a_number_is_the_library_s(written: str) -> None:
    try:
        found = cells.number(written)
    except ValueError:
        found = None
    assert found == numbers.typed(written)
