"""The report of a month by command: what it says, what it never says, and that it stays."""

import json
from collections import Counter
from pathlib import Path

import jsonschema  # type: ignore[import-untyped] # ships no py.typed
import pytest

from advice_line.audit.measures import every
from advice_line.ledger.work import Ledger
from tests.audit.filled import NOVEMBER, Month, fill, year
from tests.cli.conftest import Command

THIRD = "2026-12-03T09:00:00Z"


@pytest.fixture
def december(site: Command, tmp_path: Path) -> Command:
    (tmp_path / "clock").write_text(THIRD, encoding="ascii")
    return site


@pytest.fixture
def reported(december: Command, ledger: Ledger) -> Command:
    fill(ledger, "hotdoc", year(months=2))
    return december


def by_id(rows: list[dict[str, object]]) -> dict[str, dict[str, object]]:
    return {str(row["id"]): row for row in rows}


def test_json_gives_every_measure_with_its_numbers_and_its_definition(reported: Command) -> None:
    ran = reported("audit", "report", "--period", "2026-11", "--json")
    assert ran.code == 0, ran.err
    shape = json.loads(reported("schema", "audit", "report").out)
    for row in ran.rows:
        jsonschema.validate(row, shape)
    found = by_id(ran.rows)
    assert list(found) == [each.id for each in every.MEASURES]
    in_target = found["turnaround.in_target"]
    assert (in_target["numerator"], in_target["denominator"]) == (51, 56)
    assert in_target["value"] == 51 / 56
    assert (in_target["completeness"], in_target["suppressed"]) == (1.0, False)
    assert in_target["definition_version"] == every.BY_ID["turnaround.in_target"].version
    assert (in_target["line"], in_target["period"]) == ("hotdoc", "2026-11")
    assert in_target["revision"] == 1


def test_for_people_it_is_sentences_that_say_what_the_figures_say(reported: Command) -> None:
    said = reported("audit", "report", "--period", "2026-11").out
    assert "Example Radiology Advice: November 2026, report 1" in said
    assert (
        "Written questions answered in their target: 51 of 56 (91.1%); the tolerance is 90%, "
        "which is met." in said
    )


@pytest.mark.hazard("H18")
def test_the_report_of_a_month_says_the_same_whatever_came_after(
    reported: Command, ledger: Ledger
) -> None:
    first = reported("audit", "report", "--period", "2026-11", "--json").out
    fill(ledger, "hotdoc", [Month(NOVEMBER, written=30, in_target=30)])
    again = reported("audit", "report", "--period", "2026-11", "--json")
    assert again.out == first, again.err
    newer = by_id(reported("audit", "report", "--period", "2026-11", "--anew", "--json").rows)
    assert newer["turnaround.in_target"]["numerator"] == 81
    assert newer["turnaround.in_target"]["revision"] == 2
    same = reported("audit", "report", "--period", "2026-11", "--anew", "--json").rows
    assert {row["revision"] for row in same} == {2}, "it says the same"


def test_a_file_is_named_by_line_and_period_or_as_it_is_said(
    reported: Command, tmp_path: Path
) -> None:
    ran = reported("audit", "report", "--period", "2026-11", "--format", "csv")
    assert (ran.code, ran.out) == (0, "Written: hotdoc-2026-11.csv\n")
    first = (tmp_path / "hotdoc-2026-11.csv").read_bytes()
    asked = ("audit", "report", "--period", "2026-11", "--format", "csv", "--output", "again.csv")
    assert reported(*asked).code == 0
    assert (tmp_path / "again.csv").read_bytes() == first
    ran = reported("audit", "report", "--period", "2026-11", "--output", "what.pdf")
    assert (ran.code, ran.err) == (
        2,
        "Say with --format which file: json, html, pdf, docx, xlsx or csv.\n",
    )


@pytest.mark.parametrize(
    ("period", "said"),
    [
        ("2026-12", "2026-12 is not over: its report can be made from 1 January 2027 on."),
        ("2027-03", "2027-03 lies in the future: there is no report of it."),
        ("2024-01", "2024-01 lies before the line's first query, which was in October 2026."),
        ("2026-13", '"2026-13" is no period. Write one such as'),
        ("last month", '"last month" is no period. Write one such as'),
    ],
)
def test_a_period_of_which_there_is_no_report_is_said_in_one_line(
    reported: Command, period: str, said: str
) -> None:
    ran = reported("audit", "report", "--period", period)
    assert ran.code == 2
    assert ran.err.startswith(said)
    assert len(ran.err.splitlines()) == 1


def test_a_line_that_was_never_asked_has_nothing_to_report(december: Command) -> None:
    ran = december("audit", "report", "--period", "2026-11")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "Nothing has been asked on this line yet: there is nothing to report.\n"


@pytest.mark.hazard("H18")
def test_counts_of_few_stand_in_no_line_of_it(december: Command, ledger: Ledger) -> None:
    months = [*year(months=2)[:-1], Month(NOVEMBER, calls=41, answered=38, written=3, in_target=2)]
    fill(ledger, "hotdoc", months)
    found = by_id(december("audit", "report", "--period", "2026-11", "--json").rows)
    answered = found["access.answered"]
    assert (answered["numerator"], answered["denominator"]) == (None, 41)
    assert answered["suppressed"]
    assert answered["sentence"] == "at least 90% of 41"
    in_target = found["turnaround.in_target"]
    assert (in_target["numerator"], in_target["denominator"], in_target["value"]) == (None,) * 3
    for row in found.values():
        for name in ("numerator", "denominator"):
            assert row[name] is None or row[name] == 0 or int(str(row[name])) >= 5, row["id"]


def test_lines_side_by_side_come_to_what_each_of_them_tells(reported: Command) -> None:
    ran = reported("audit", "report", "--period", "2026-11", "--every-line", "--json")
    assert ran.code == 0, ran.err
    own = by_id([row for row in ran.rows if row["line"] == "hotdoc"])
    all_lines = by_id([row for row in ran.rows if row["line"] is None])
    assert all_lines["utilisation.queries"]["numerator"] == own["utilisation.queries"]["numerator"]
    assert "together" in reported("audit", "report", "--period", "2026-11", "--every-line").out
    ran = reported("audit", "report", "--period", "2026-11", "--every-line", "--format", "pdf")
    assert (ran.code, ran.err) == (2, "--every-line goes with --period and --json alone.\n")


@pytest.fixture
def january(december: Command, tmp_path: Path) -> Command:
    (tmp_path / "clock").write_text("2027-01-04T09:00:00Z", encoding="ascii")
    return december


@pytest.mark.hazard("H18")
def test_an_extract_holds_no_row_that_stands_alone_and_no_number_of_a_query(
    january: Command, ledger: Ledger, tmp_path: Path
) -> None:
    fill(ledger, "hotdoc", year(months=2))
    ran = january("audit", "extract", "--period", "2026-Q4")
    assert " rows; chance left " in ran.out
    assert ran.code == 0, ran.err
    lines = (tmp_path / "hotdoc-2026-Q4-extract.csv").read_text("utf-8-sig").splitlines()
    assert len(lines) == 1 + 225 - 23
    assert min(Counter(lines[1:]).values()) >= 5
    assert "query_id" not in lines[0]
    assert "day" not in lines[0].split(",")
    said = (tmp_path / "hotdoc-2026-Q4-extract-dictionary.csv").read_text("utf-8-sig")
    assert "week,the ISO week in which it came," in said
    assert "23 queries, drawn by chance, are not among the rows" in said
    again = january("audit", "extract", "--period", "2026-Q4", "--output", "again.csv")
    assert again.code == 0
    assert (tmp_path / "again.csv").read_text("utf-8-sig").splitlines() == lines
    for overlaps in ("2026-11", "2026-W47", "2026-27"):
        ran = january("audit", "extract", "--period", overlaps)
        assert ran.code == 2
        assert "An extract is of one quarter, such as 2026-Q" in ran.err


@pytest.mark.hazard("H18")
def test_no_extract_is_made_where_its_rows_would_tell_a_number_that_is_withheld(
    january: Command, ledger: Ledger
) -> None:
    fill(ledger, "hotdoc", [Month(NOVEMBER, written=3, in_target=2)])
    ran = january("audit", "extract", "--period", "2026-Q4")
    assert ran.code == 2
    assert ran.err.startswith("How many queries there were in October to December 2026 may not be")


@pytest.mark.hazard("H18")
def test_an_extract_that_tells_nothing_says_so(
    january: Command, ledger: Ledger, tmp_path: Path
) -> None:
    kinds = ("urgency", "modality", "question_type", "would_have")
    rare = [
        Month(NOVEMBER, written=1, facts=tuple((kind, f"{n}") for kind in kinds)) for n in range(20)
    ]
    fill(ledger, "hotdoc", rare)
    ran = january("audit", "extract", "--period", "2026-Q4")
    assert ran.code == 1
    said = "every value had to be taken out of every row: there are too few queries"
    assert ran.err == f"Nothing is told in this extract: {said}.\n"
    lines = (tmp_path / "hotdoc-2026-Q4-extract.csv").read_text("utf-8-sig").splitlines()
    assert {*lines[1:]} == {",".join("*" * 13)}
    assert said in (tmp_path / "hotdoc-2026-Q4-extract-dictionary.csv").read_text("utf-8-sig")
