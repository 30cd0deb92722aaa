"""The radiology system's monthly file is read strictly: counts of closed words, every fault named
by its row, and never a cell said again that may hold a patient."""

from datetime import date
from pathlib import Path

import pytest

from advice_line.audit.imaging import files
from advice_line.audit.imaging.counted import Counted
from advice_line.errors import Invalid
from advice_line.rules.waits import Route
from tests.house.documents import DOCS

TODAY = date(2026, 11, 23)
HEADS = (
    "month,examination,urgency,requested,done,done within 7 days,done within 14 days,"
    "median wait in days,reported,reported next working day"
)
FILM = "2026-10,Plain film,Routine,420,400,380,398,2.5,401,390"

OF_PEOPLE = (
    *("NHS number", "Patient name", "patient_id", "DOB", "Date of birth", "MRN", "Hospital No"),
    *("Accession", "Post code", "Surname", "Referrer", "GP", "Reported by", "Radiologist", "Sex"),
)


def wrong(text: str | bytes) -> list[str]:
    data = text if isinstance(text, bytes) else text.encode()
    with pytest.raises(Invalid) as refused:
        files.read(data, TODAY)
    return [each.message for each in refused.value.problems]


def test_a_row_is_a_month_an_examination_and_an_urgency() -> None:
    (row,) = files.read(f"{HEADS}\n{FILM}\n".encode(), TODAY)
    assert row == Counted(date(2026, 10, 1), "xr", Route.ROUTINE, 420, 400, 380, 398, 2.5, 401, 390)
    assert files.read(files.write([row]).encode(), TODAY) == (row,)


def test_it_is_read_as_other_programs_write_it() -> None:
    """Semicolons, other headings and names, commas in numbers, a month that became a day."""
    text = (
        "Period;Modality;Priority;Performed;Within 1 week;Reports;Next working day;Median wait\n"
        "Oct-26;MRI;2WW;1,200;1100;1200;1100;3,5\n"
        "01/09/2026;USS;URGENT;12;12;12;12;\n"
        "October 2026;X-Ray;urgent;0;0;0;0;\n"
    )
    found = files.read(text.encode("cp1252"), TODAY)
    assert [(each.month.month, each.modality, each.route.value) for each in found] == [
        (10, "mri", "suspected_cancer"),
        (9, "us", "urgent"),
        (10, "xr", "urgent"),
    ]
    assert (found[0].done, found[0].median_days, found[0].requested) == (1200, 3.5, None)
    assert found[0].in_two_weeks is None


@pytest.mark.hazard("H07")
@pytest.mark.parametrize("heading", OF_PEOPLE)
def test_a_column_about_people_is_refused_and_nothing_of_it_is_said_again(heading: str) -> None:
    text = f"{HEADS},{heading}\n{FILM},Edith Larkspur\n"
    (said,) = wrong(text)
    assert "column K" in said
    assert "counts alone" in said
    assert "Larkspur" not in said


@pytest.mark.hazard("H07")
def test_what_stands_in_a_cell_is_said_in_no_message() -> None:
    for place in range(10):
        cells = FILM.split(",")
        cells[place] = "Edith Larkspur 9990000018"
        said = " ".join(wrong(f"{HEADS}\n{','.join(cells)}\n"))
        assert "Row 2" in said
        assert "Larkspur" not in said
        assert "9990000018" not in said


@pytest.mark.hazard("H18")
@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({0: "2026-11"}, "Row 2, column A (month): November 2026 is not over"),
        ({0: "2027-01"}, "January 2027 is not over"),
        ({0: "5/10/2026"}, "This is no month"),
        ({1: "PET-scan"}, "no examination that is known here: write Plain film, CT, MRI"),
        ({1: "No imaging"}, "no examination that is known here"),
        ({2: "soon"}, "Row 2, column C (urgency): This is no urgency"),
        ({4: ""}, "Row 2, column E (done): Nothing stands there"),
        ({4: "-1"}, "This is no count"),
        ({4: "4.5"}, "This is no count"),
        ({4: "9990000018"}, "This is no count"),
        ({5: "401", 6: ""}, "More were done within 7 days than were done at all"),
        ({6: "401"}, "More were done within 14 days than were done at all"),
        ({6: "379"}, "Fewer were done within 14 days than within 7"),
        ({7: "soon"}, "This is no number of days"),
        ({7: "nan"}, "Days are from 0 to 999"),
        ({9: "402"}, "More were reported by the next working day than were reported at all"),
        ({4: "0", 5: "0", 6: "0"}, "Where none was done there is no median wait"),
    ],
)
def test_what_cannot_be_is_named_by_its_row_and_column(change: dict[int, str], said: str) -> None:
    cells = [change.get(place, cell) for place, cell in enumerate(FILM.split(","))]
    (found,) = wrong(f"{HEADS}\n{','.join(cells)}\n")
    assert said in found


def test_all_that_is_wrong_is_said_at_once_and_not_without_end() -> None:
    bad = FILM.replace("400", "x").replace("Routine", "soon")
    found = wrong(f"{HEADS}\n{FILM}\n{bad}\n{FILM}\n")
    assert [each.partition(" (")[0] for each in found] == [
        "Row 3, column C",
        "Row 3, column E",
        "Row 4 counts the same month, examination and urgency as row 2.",
    ]
    many = wrong(HEADS + "\n" + f"{bad}\n" * 40)
    assert len(many) == 21
    assert many[-1] == "And 60 more like these."


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "The file is empty."),
        (HEADS, "0 rows below its headings"),
        (f"{HEADS}\n" + f"{FILM}\n" * 1001, "1001 rows below its headings; 1 to 1000"),
        (f"{HEADS},wards\n{FILM},1\n", "The heading of column K is not known."),
        (f"{HEADS},done\n{FILM},1\n", "Column K is there twice."),
        ("month,examination\n2026-10,CT\n", 'There is no column "done".'),
        (f"{HEADS}\n{FILM},1\n", "Row 2 goes on in column K, which has no heading."),
        ("%PDF-1.7\x00", "neither a CSV nor an XLSX file"),
    ],
)
def test_what_is_no_such_file_is_said_in_one_sentence(text: str, said: str) -> None:
    assert said in wrong(text)[0]


def test_the_template_of_the_documents_is_the_one_that_is_handed_out() -> None:
    kept = Path(DOCS / files.FILE_NAME).read_bytes()
    assert kept == files.template()
    assert "Row 2, column A (month): Nothing stands there" in wrong(kept)[0]
