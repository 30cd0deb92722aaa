"""Rotas as they are brought in: three shapes, and what is said of each row that cannot be used."""

from datetime import date, datetime, time, timedelta

import pytest

from rota.errors import RotaError
from rota.exchange.sheet_headings import fields
from rota.exchange.sheets import Cell
from rota.values import Tier
from tests.house.documents import DOCS, document, rows
from tests.rota.rotas import utc
from tests.rota.sheets import NOW, csv, look, said, wrong, xlsx

EXPORTED = "A row for each shift, as rota systems export it"
TEMPLATE = """
date,start,end,tier,who,supervisor
2026-11-23,08:00,13:00,1,amara,
2026-11-23,13:00,19:00,1,ben,amara
2026-11-23,08:00,19:00,lead,Prof Chris Sample,
"""
SHIFTS = ["1 amara 23 Nov 08:00-13:00", "lead chris 23 Nov 08:00-19:00", "1 ben 23 Nov 13:00-19:00"]


def test_the_template_as_csv() -> None:
    found = look(csv(TEMPLATE))
    assert (found.shape, said(found)) == ("template", SHIFTS)
    assert (found.problems, found.notes) == ((), ())
    assert found.shifts[2].supervisor == "amara"
    assert found.shifts[2].rows == (3,)


def test_the_template_as_a_workbook_with_real_dates_and_times() -> None:
    day = datetime(2026, 11, 23)  # noqa: DTZ001 - a workbook's dates have no zone
    found = look(
        xlsx(
            ["Date", "Start", "End", "Tier", "Who", "Supervisor"],
            [day, time(8), time(13), 1, "amara", None],
            [date(2026, 11, 23), "13:00", timedelta(hours=19), 1.0, "Ben Example", "AE"],
            ["23/11/2026", 800, 1900, "Lead", "chris", ""],
        )
    )
    assert (found.shape, said(found), found.problems) == ("template", SHIFTS, ())


@pytest.mark.parametrize(
    "text",
    [
        """
        Hot Doc rota November
        Printed 20/11/2026
        Shift Date;Shift Start;Shift End;On-call level;Staff Name
        Mon 23/11/2026;08:00;13:00;1st;"Example, Amara"
        Mon 23/11/2026;13:00;19:00;1st;Ben Example
        Mon 23/11/2026;08:00;19:00;Lead;Sample
        """,
        """
        Employee,From,To,Tier
        AE,23/11/2026 08:00,23/11/2026 13:00,1
        BE,23/11/2026 13:00,23/11/2026 19:00,1
        CSample,x,y,1
        Chris SAMPLE,2026-11-23T08:00:00,2026-11-23T19:00:00,3rd
        """,
        """
        Surname,Forename,Day,Shift times,Position
        Example,Amara,23-Nov-26,0800-1300,First
        Example,Ben,23-Nov-26,1pm to 7pm,First
        Sample,Chris,23 November 2026,08:00 – 19:00,Lead
        """,
    ],
)
def test_a_row_for_each_shift_as_rota_systems_export_it(text: str) -> None:
    found = look(csv(text))
    assert (found.shape, said(found)) == ("rows", SHIFTS)


def test_a_row_may_name_its_session_when_its_times_are_told() -> None:
    rows = "date,shift,name\n23/11/2026,AM,amara\n23/11/2026,PM,ben"
    found = look(rows.encode(), AM=(480, 780), PM=(780, 1140))
    assert said(found) == [SHIFTS[0], SHIFTS[2]]
    assert wrong(look(rows.encode())) == [(2, "shift"), (3, "shift")]


GRID = [
    "1 amara 23 Nov 08:00-13:00",
    "2 carla+chris 23 Nov 08:00-19:00",
    "1 ben 23 Nov 13:00-19:00",
    "1 ben 24 Nov 08:00-13:00",
    "1 amara 24 Nov 13:00-19:00",
]


def test_a_grid_of_dates_and_sessions_with_initials() -> None:
    found = look(
        csv(
            """
            Hot doc,,,,
            Date,,AM 08:00-13:00,PM 1pm-7pm,Tier 2 0800-1900,Notes
            23/11/2026,Mon,AE,BE,Carla Stone / Chris,
            24/11/2026,Tue,BE,AE,-,swap?
            Week 2,,,,
            """
        )
    )
    assert (found.shape, said(found), wrong(found)) == ("grid", GRID, [])


def test_a_grid_may_lie_on_its_side_and_have_its_times_told() -> None:
    found = look(
        xlsx(
            [None, datetime(2026, 11, 23), datetime(2026, 11, 24)],  # noqa: DTZ001 - as above
            ["AM", "AE", "BE"],
            ["PM", "BE", "AE"],
            ["Second", "Carla, Chris", None],
        ),
        AM=(480, 780),
        PM=(780, 1140),
        second=(480, 1140),
    )
    assert (found.shape, said(found)) == ("grid", GRID)


def test_a_grids_column_without_times_is_told_once() -> None:
    found = look(csv("Date,AM,PM 13:00-19:00\n23/11/2026,AE,BE\n24/11/2026,BE,AE"))
    assert wrong(found) == [(1, "B")]
    assert '"AM" names no times; write for example "AM 08:00-13:00"' in found.problems[0].message
    assert said(found) == ["1 ben 23 Nov 13:00-19:00", "1 amara 24 Nov 13:00-19:00"]


WRONG = """
date,start,end,tier,who
23/11/2026,08:00,13:00,1,amara
23/11/2026,08:00,13:00,1,zed
11/23/2026,08:00,13:00,1,ben
24/11/2026,8 o'clock,13:00,1,ben
24/11/2026,08:00,08:00,1,ben
24/11/2026,17:00,09:00,1,ben
24/11/2026,08:00,13:00,4,ben
24/11/2026,08:00,,1,ben
24/11/2026,08:00,13:00,1,CS
25/11/2026,08:00,13:00,1,ben
25/11/2026,12:00,15:00,1,amara
"""


def test_each_row_says_what_is_wrong_with_it_and_the_others_stand() -> None:
    found = look(csv(WRONG))
    assert {(each.row, each.column): each.message for each in found.problems} == {
        (3, "who"): 'Nobody here is called "zed"; write one of amara (Dr Amara Example), ben (Ben'
        " Example), chris (Prof. Chris Sample), carla (Carla Stone).",
        (4, "date"): '"11/23/2026" has no month 23; write the day first, as in 23/11/2026.',
        (5, "start"): '"8 o\'clock" is not a time of day; write for example 08:00.',
        (
            6,
            "start",
        ): "The shift ends at 08:00, when it starts; write when it ends, and the day in a"
        " column of its own, end date, where that is the next.",
        (7, "start"): "09:00 is before 17:00. A shift that really ends on the next day, so long"
        " after, needs that day in a column of its own, end date.",
        (8, "tier"): '"4" is not a tier; write 1, 2 or lead.',
        (9, "end"): "Nothing is written here; write for example 13:00.",
        (10, "who"): '"CS" can be Carla Stone or Prof. Chris Sample; write the whole name.',
        (12, ""): "This shift overlaps that of row 11 on tier 1. End one where the other starts.",
    }
    assert said(found) == ["1 amara 23 Nov 08:00-13:00", "1 ben 25 Nov 08:00-13:00"]


def test_shifts_may_end_on_another_day_and_not_last_for_years() -> None:
    found = look(
        csv(
            """
            date,start,end date,end,tier,who
            23/11/2026,08:00,24/11/2026,08:00,1,amara
            24/11/2026,20:00,,08:00,1,ben
            25/11/2026,08:00,25/11/2036,08:00,1,ben
            25/11/2026,08:00,23/11/2026,08:00,1,ben
            """
        )
    )
    assert said(found) == ["1 amara 23 Nov 08:00-08:00", "1 ben 24 Nov 20:00-08:00"]
    assert [each.message for each in found.problems] == [
        "The shift lasts 3653 days; at most 7 can be one. Write a row a day.",
        "The shift ends on 23/11/2026 at 08:00, before it starts.",
    ]


def test_times_that_do_not_exist_or_come_twice_are_decided_and_told() -> None:
    text = """
    date,start,end,tier,who
    29/03/2026,01:30,08:00,1,amara
    25/10/2026,00:00,01:30,1,ben
    29/03/2026,01:00,01:45,2,ben
    """
    found = look(csv(text), now=utc("2026-01-01T00:00Z"))
    assert [(each.start, each.end) for each in found.shifts] == [
        (utc("2026-03-29T01:00Z"), utc("2026-03-29T07:00Z")),
        (utc("2026-10-24T23:00Z"), utc("2026-10-25T00:30Z")),
    ]
    assert [(each.row, each.message) for each in found.notes] == [
        (2, "01:30 on 29 March 2026 does not exist, for the clocks go forward; 02:00 is meant."),
        (3, "01:30 on 25 October 2026 comes twice, for the clocks go back; the first is meant."),
    ]
    assert [(each.row, each.message) for each in found.problems] == [
        (4, "The clocks go forward over this shift, so that nothing of it is left.")
    ]


def test_two_rows_of_one_shift_are_two_people_on_it() -> None:
    rows = "date,start,end,tier,who\n" + "".join(
        f"23/11/2026,08:00,13:00,1,{who}\n" for who in ("amara", "ben", "Amara Example")
    )
    found = look(rows.encode())
    assert said(found) == ["1 amara+ben 23 Nov 08:00-13:00"]
    assert found.shifts[0].rows == (2, 3)
    assert [(each.row, each.message) for each in found.notes] == [
        (4, "Row 2 says the same; it counts once.")
    ]


def test_what_is_over_is_left_as_it_was() -> None:
    found = look(csv(TEMPLATE), now=utc("2026-11-23T14:00Z"))
    assert said(found) == SHIFTS[1:]
    assert [each.row for each in found.notes] == [2]


def test_the_key_of_a_shift_is_its_own_however_often_it_is_read() -> None:
    first, again = look(csv(TEMPLATE)), look(csv(TEMPLATE.replace("amara,", "ben,")))
    keys = [each.cover().key for each in first.shifts]
    assert keys == [each.cover().key for each in again.shifts]
    assert keys[0] == "import-1-20261123T0800Z"
    assert first.shifts[1].cover().tier is Tier.LEAD


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"  \n", "The file is empty."),
        (b"%PDF-1.7\x00\x01\x02", "neither a CSV nor an XLSX"),
        (b"\xd0\xcf\x11\xe0rest", "old kind"),
        (b"PK\x03\x04 no archive", "neither a CSV nor an XLSX"),
        (b"a,b\n1,2\n", "No row of the file says what its columns are"),
        (b"x" * 5_000_001, "at most 5 MB"),
        (b"date,start,end,who\n" + b"," * 250 + b"x", "more than 200 columns"),
        (b"date,who\n" + b"x" * 600, "more than 500 characters"),
        (b"x\n" * 10_001, "more than 10,000 rows"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_a_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(RotaError) as refused:
        look(data, now=NOW)
    assert sentence in refused.value.sentence


def test_the_template_that_is_handed_out_is_one() -> None:
    found = look((DOCS / "rota-template.csv").read_bytes())
    assert (found.shape, found.problems, found.notes) == ("template", (), ())
    assert len(found.shifts) == 3


def test_every_heading_that_the_guide_names_is_understood() -> None:
    table = list(rows(document("docs/rota-import.md").section(EXPORTED)))
    assert len(table) == 8
    for _, headings in table:
        named = headings.split(";")[0].split(":")[0]
        for name in named.split(","):
            assert fields((Cell(1, 1, name),)), name
