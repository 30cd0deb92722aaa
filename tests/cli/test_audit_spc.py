"""`audit spc`: a series in a file, its flags and limits as lines and as JSON, bad input named."""

import json
from collections.abc import Callable
from pathlib import Path

import jsonschema  # type: ignore[import-untyped] # ships no py.typed
import pytest

from advice_line.cli.app import run
from tests.audit.published import AE
from tests.cli.conftest import Ran

Spc = Callable[..., Ran]
MONTHS = [f"{2016 + (3 + place) // 12}-{(3 + place) % 12 + 1:02}" for place in range(24)]


@pytest.fixture
def command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Spc:
    """`advice-line` where nothing is set up: there is no database."""
    monkeypatch.chdir(tmp_path)
    for name in ("DATABASE_URL", "SECRET_KEY", "DATA_KEYS", "CHART_READING"):
        monkeypatch.delenv(name, raising=False)

    def ran(*words: object) -> Ran:
        code = run([str(word) for word in words])
        shown = capsys.readouterr()
        return Ran(code, shown.out, shown.err)

    return ran


def write(folder: Path, text: str) -> Path:
    file = folder / "series.csv"
    file.write_text(text, encoding="utf-8")
    return file


@pytest.fixture
def trust(tmp_path: Path) -> Path:
    """A published series: see `tests/audit/published.py`."""
    rows = zip(MONTHS, AE["RQM"].values, strict=True)
    return write(tmp_path, "month,breaches\n" + "".join(f"{m},{v}\n" for m, v in rows))


def test_a_published_series_is_flagged_as_it_was_published(command: Spc, trust: Path) -> None:
    ran = command(
        *("audit", "spc", "--csv", trust, "--better", "lower", "--target", "1200"),
        *("--reading", "nhs_r", "--json"),
    )
    chart = ran.rows[0]
    jsonschema.validate(chart, json.loads(command("schema", "audit", "spc").out))
    assert (ran.code, chart["reading"], chart["left_out"]) == (0, "nhs_r", 0)
    natures = {each["label"]: each["nature"] for each in chart["points"]}
    flagged = {label: nature for label, nature in natures.items() if nature != "common"}
    assert flagged == {
        "2016-05": "improvement",
        "2016-06": "improvement",
        "2016-12": "concern",
        "2017-01": "concern",
    }
    assert round(chart["points"][0]["upper"], 2) == 2349.94
    assert (chart["variation"], chart["assurance"]) == ("common_cause", "hit_and_miss")


def test_the_reading_is_a_setting_and_the_workbooks_else(
    command: Spc, trust: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "as in NHS England's workbook" in command("audit", "spc", "--csv", trust).out
    monkeypatch.setenv("CHART_READING", "nhs_r")
    assert "as in the NHS-R package" in command("audit", "spc", "--csv", trust).out
    monkeypatch.setenv("CHART_READING", "minitab")
    ran = command("audit", "spc", "--csv", trust)
    said = "CHART_READING: Input should be 'excel' or 'nhs_r'. See docs/settings.md.\n"
    assert (ran.code, ran.err) == (2, said)


def test_limits_begin_anew_where_asked_and_too_few_points_are_said(
    command: Spc, trust: Path
) -> None:
    ran = command(
        *("audit", "spc", "--csv", trust),
        *("--rebase", "2017-04=A second department", "--rebase", "2018-01"),
        "--json",
    )
    phases = ran.rows[0]["phases"]
    assert [(each["since"], each["until"], each["reason"]) for each in phases] == [
        ("2016-04", "2017-03", None),
        ("2017-04", "2017-12", "A second department"),
        ("2018-01", "2018-03", "Asked for on the command line."),
    ]
    assert [each["why_no_limits"] is None for each in phases] == [True, False, False]
    plain = command("audit", "spc", "--csv", trust, "--rebase", "2017-04=A second department")
    assert "A: 2017-04: limits begin anew. A second department" in plain.out
    unknown = command("audit", "spc", "--csv", trust, "--rebase", "May")
    assert (unknown.code, 'no point "May"' in unknown.err) == (2, True)


def test_shares_are_told_in_per_cent_and_gaps_counted(command: Spc, tmp_path: Path) -> None:
    values = ["93%", "92.5%", "", "*", "<5", "91%"] * 4
    rows = "".join(f"{month};{value}\n" for month, value in zip(MONTHS, values, strict=True))
    file = write(tmp_path, rows)
    ran = command("audit", "spc", "--csv", file, "--better", "higher", "--target", "99%")
    assert ran.code == 0
    assert "2016-05  92.5%" in ran.out
    assert "12 points are left out: nothing, or too small to tell." in ran.out
    assert "The target is missed consistently as things are." in ran.out


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("month,value\n2026-01,12\n2026-02,many\n", 'Line 3: "many" is no number'),
        ("2026-01,12\n2026-02,3,4\n", 'Line 2 has a third column, "4"'),
        ("2026-01,12\n,13\n", "Line 2 has no label"),
        ("2026-01,12\n2026-01,13\n", 'Line 2: "2026-01" is there already, on line 1'),
        ("2026-02,12\n2026-01,13\n", "Line 2: 2026-01 is before the line above it"),
        ("2026-01,12%\n2026-02,13\n", 'Line 2: "13" has no %, but others have'),
        ("2026-01,1e400\n", 'Line 1: "1e400" is too large'),
        ("2026-01,-1e16\n", 'Line 1: "-1e16" is too large'),
        ("Jan,inf\nFeb,3\n", 'Line 1: "inf" is no number'),
        ("Jan 26,five\nFeb 26,3\n", 'Line 1: "five" is no number'),
        ("when;what\nJan;5,5\n", 'Line 2: "5,5" has a comma for its decimals. Write 5.5.'),
        ("month,value\n", "The file has no values"),
        ("", "The file is empty"),
        ("\0\1\2", "neither a CSV nor an XLSX"),
    ],
)
def test_a_line_that_cannot_be_used_is_named(
    command: Spc, tmp_path: Path, text: str, said: str
) -> None:
    ran = command("audit", "spc", "--csv", write(tmp_path, text))
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("word\n", "The file has one column alone"),
        ("12\n13\n\n14\n", "The file has one column alone"),
        ("month\nJan\nFeb\n", "The file has one column alone"),
        ("Jan,NaN\nFeb,*\n", "The file has no values"),
        ("a,b\nJan,\nFeb,\n", "The file has one column alone"),
    ],
)
def test_a_file_without_a_number_is_refused_in_one_line_and_not_answered_with_nothing(
    command: Spc, tmp_path: Path, text: str, said: str
) -> None:
    ran = command("audit", "spc", "--csv", write(tmp_path, text))
    assert (ran.code, ran.out, len(ran.err.splitlines())) == (2, "", 1)
    assert said in ran.err


@pytest.mark.parametrize(
    "text",
    [
        "\ufeffMonth,Value\nJan,5\nFeb,6.5\n",
        "Month;Value\nJan;5\nFeb;6.5\n",
        "\n\nJan,5\n\nFeb,6.5\n\n",
        "Jan\t5\nFeb\t6.5\n",
    ],
)
def test_marks_semicolons_and_empty_lines_of_a_spreadsheet_are_read_over(
    command: Spc, tmp_path: Path, text: str
) -> None:
    ran = command("audit", "spc", "--csv", write(tmp_path, text), "--json")
    assert ran.code == 0
    points = ran.rows[0]["points"]
    assert [(each["label"], each["value"]) for each in points] == [("Jan", 5.0), ("Feb", 6.5)]


def test_every_bad_line_is_named_at_once(command: Spc, tmp_path: Path) -> None:
    file = write(tmp_path, "when,what\nJan,one\nFeb,2\nMar,three\n")
    said = command("audit", "spc", "--csv", file).err
    assert ('Line 2: "one"' in said, 'Line 4: "three"' in said) == (True, True)


@pytest.mark.parametrize(
    ("target", "said"),
    [("soon", "is no number"), ("900%", "are shares"), ("1e400%", "is no number")],
)
def test_a_target_that_is_none_is_refused(
    command: Spc, tmp_path: Path, target: str, said: str
) -> None:
    file = write(tmp_path, "Jan,12%\nFeb,13%\n")
    ran = command("audit", "spc", "--csv", file, "--target", target)
    assert (ran.code, said in ran.err) == (2, True)


def test_a_file_that_is_not_there_is_said(command: Spc, tmp_path: Path) -> None:
    ran = command("audit", "spc", "--csv", tmp_path / "none.csv")
    assert (ran.code, "cannot be read" in ran.err) == (2, True)
