"""A text comes in on standard input and goes out without who it is about; what cannot be used is
refused plainly, and nothing of it is quoted."""

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import jsonschema  # type: ignore[import-untyped] # ships no py.typed
import pytest

from advice_line.cli.texts_given import LONGEST
from tests.cli.conftest import Command, Ran
from tests.stories.conftest import on_sqlite

pytestmark = on_sqlite

NOTE = "Mrs Larkspur (dob 1/2/50) fell 3/11/2026: MRI? Ring 07700 900123.\n"
KNOWN = {
    "patient_names": ["Edith Larkspur"],
    "dates_of_birth": ["1950-02-01"],
    "asked_on": "2026-11-24",
}
Deidentify = Callable[..., Ran]


@pytest.fixture
def deidentify(command: Command, monkeypatch: pytest.MonkeyPatch) -> Deidentify:
    def ran(given: str | bytes, *words: object) -> Ran:
        content = given.encode() if isinstance(given, str) else given
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
        return command("cases", "deidentify", *words)

    return ran


def written(tmp_path: Path, known: object) -> Path:
    file = tmp_path / "known.json"
    file.write_text(known if isinstance(known, str) else json.dumps(known), encoding="utf-8")
    return file


@pytest.mark.hazard("H08")
def test_a_note_comes_out_without_who_it_is_about(deidentify: Deidentify, tmp_path: Path) -> None:
    ran = deidentify(NOTE, "--known", written(tmp_path, KNOWN))
    assert ran.code == 0
    text, _, removals = ran.out.partition("\n\n")
    assert text == "[patient] (dob [date of birth]) fell [3 weeks earlier]: MRI? Ring [phone]."
    assert removals.splitlines() == [
        "Taken out: 4",
        "0-12  name  [patient]",
        "18-24  date_of_birth  [date of birth]",
        "31-40  date  [3 weeks earlier]",
        "52-64  phone  [phone]",
    ]
    for gone in ("Larkspur", "1/2/50", "900123"):
        assert gone not in ran.out + ran.err


def test_its_json_is_what_its_schema_says(
    command: Command, deidentify: Deidentify, tmp_path: Path
) -> None:
    schema = json.loads(command("schema", "cases", "deidentify").out)
    (row,) = deidentify(NOTE, "--json", "--known", written(tmp_path, KNOWN)).rows
    jsonschema.validate(row, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**row, "more": 1}, schema)
    first = row["removals"][0]
    assert first == {"start": 0, "end": 12, "kind": "name", "replacement": "[patient]"}
    assert NOTE[first["start"] : first["end"]] == "Mrs Larkspur"


def test_without_what_is_known_the_net_of_patterns_is_left(deidentify: Deidentify) -> None:
    ran = deidentify(NOTE)
    assert ran.out.startswith("[name] (dob [date of birth]) fell [date]: MRI? Ring [phone].\n")


def test_a_text_without_anybody_stays_as_it_is(deidentify: Deidentify) -> None:
    assert deidentify("MRI or a film? ☂\n").out == "MRI or a film? ☂\n\nTaken out: 0\n"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("", "Standard input is empty. Give the text"),
        (" \n\t", "Standard input is empty. Give the text"),
        (b"caf\xe9", "is not in UTF-8: the byte at 3 fits no letter"),
        (NOTE.encode("utf-16"), "is not in UTF-8: the byte at 0 fits no letter"),
        ("a\0b", "is no plain text: it holds a zero byte"),
        ("a" * (LONGEST + 1), f"is longer than {LONGEST:,} characters. Give one note at a time."),
        ("é" * 5_000_000, f"is longer than {LONGEST:,} characters. Give one note at a time."),
    ],
)
def test_what_is_no_text_is_refused(deidentify: Deidentify, given: str | bytes, said: str) -> None:
    ran = deidentify(given)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert said in ran.err


@pytest.mark.parametrize(
    ("known", "said"),
    [
        ('{"patient_names": ["Edith Lark', "it is no JSON: EOF while parsing a string"),
        ("[]", "input should be an object"),
        ({"patient_names": "Edith Larkspur"}, "patient_names: input should be a valid array"),
        ({"dates_of_birth": ["1 Feb 1950"]}, "dates_of_birth.0: input should be a valid date"),
        ({"names": ["Edith Larkspur"]}, "there is no field 'names'. There are: patient_names, "),
        ({"codes": ["x" * 201]}, "codes.0: string should have at most 200 characters"),
        ({"codes": ["x" * 200] * 600}, "is larger than 100,000 bytes"),
    ],
)
def test_what_is_known_in_another_shape_is_named_and_not_quoted(
    deidentify: Deidentify, tmp_path: Path, known: object, said: str
) -> None:
    ran = deidentify(NOTE, "--known", written(tmp_path, known))
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert "known.json" in ran.err
    assert "Edith" not in ran.err


def test_a_closed_standard_input_and_a_file_that_is_not_there_are_said(
    command: Command, deidentify: Deidentify, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = deidentify(NOTE, "--known", "nowhere.json")
    assert (ran.code, ran.err) == (2, "nowhere.json cannot be read: no such file or directory.\n")
    monkeypatch.setattr(sys, "stdin", None)
    assert "Standard input is empty" in command("cases", "deidentify").err
