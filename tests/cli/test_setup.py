"""`setup` and `check FILE`: a person with a file, and what they are told."""

from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tests.directory.example import EXAMPLE, FILE, line_of, spoilt


def write(text: str) -> Path:
    path = Path("site.toml")
    path.write_text(text, encoding="utf-8")
    return path


def test_the_example_sets_a_site_up_and_shows_the_fortnight(command: Command) -> None:
    ran = command("setup", FILE)
    assert (ran.code, ran.err) == (0, "")
    assert "added: line hotdoc\n" in ran.out
    assert "added: responder amara\n" in ran.out
    assert "The next 14 days:\n" in ran.out
    assert "hotdoc  Sat 28 Nov 2026  closed\n" in ran.out
    again = command("setup", FILE)
    assert again.code == 0
    assert "unchanged: 6\n" in again.out


def test_as_json_every_line_is_an_object(command: Command) -> None:
    ran = command("setup", FILE, "--json")
    assert ran.code == 0
    assert {(row["kind"], row["done"]) for row in ran.of("change")} == {
        (kind, "added") for kind in ("line", "organisation", "responder", "pattern", "cover")
    }
    assert len(ran.of("opening")) == 14
    assert all(row["sentence"].startswith("hotdoc: ") for row in ran.of("shortfall"))


MORNINGS = (
    'time = "08:00-13:00", tier = "1", who = ["amara"]',
    'time = "08:00-13:00", tier = "1", who = ["ben"]',
)
BEN_ALONE = "Ben Example answers msk, chest only, and nobody is on duty with them who answers"


def test_what_is_against_the_first_file_is_a_warning(command: Command) -> None:
    ran = command("setup", FILE)
    assert (ran.code, ran.err) == (0, "")
    assert f"WARNING: {BEN_ALONE} everything: " in ran.out
    assert "--reason" not in ran.out


def test_where_a_line_stands_it_needs_a_reason_which_check_says_before(site: Command) -> None:
    path = write(spoilt(MORNINGS))
    looked = site("check", path)
    assert looked.code == 0
    assert f"WARNING: {BEN_ALONE} everything: " in looked.out
    assert looked.out.endswith('advice-line setup site.toml --reason "…"\n')
    (against,) = (row for row in site("check", path, "--json").of("against") if not row["warning"])
    assert (against["rule"], against["person"], against["needs_reason"]) == ("scope", "ben", True)
    refused = site("setup", path)
    assert (refused.code, refused.out) == (2, "")
    assert refused.err.startswith(BEN_ALONE)
    assert refused.err.endswith("Say with --reason why this is done all the same.\n")
    ran = site("setup", path, "--reason", "Amara has a list")
    assert (ran.code, ran.err) == (0, "")
    assert "updated: pattern weekdays (sessions)\n" in ran.out
    at = "2026-11-30T09:00"
    (told,) = site("rota", "history", "--at", at, "--json").rows
    assert [(each["act"], each["reason"]) for each in told["duties"][0]["why"]] == [
        ("setup", "Amara has a list")
    ]


@pytest.mark.hazard("H03")
def test_a_hole_is_a_warning_at_setup_and_at_check(command: Command) -> None:
    session = '  { week = 1, days = "mon-fri", time = "13:00-19:00", tier = "1", who = ["ben"] },\n'
    path = write(spoilt((session, "")))
    for words in (["check", path], ["setup", path]):
        ran = command(*words)
        assert ran.code == 0
        assert "WARNING: hotdoc: nobody is on tier 1 on Monday 30 November, 13:00" in ran.out


@pytest.mark.parametrize("word", ["setup", "check"])
def test_bad_input_is_a_line_for_each_fault_and_changes_nothing(site: Command, word: str) -> None:
    text = spoilt(
        ("hunt_seconds = 75", "hunt_secs = 75"),
        ('mobile = "+447700900002"', 'mobile = "+447700900001"'),
        ('time = "13:00-19:00"', 'time = "12:00-19:00"'),
        ('name = "Elm Road Surgery"', 'name = "Elm Road Practice"'),
    )
    ran = site(word, write(text))
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.splitlines() == [
        f"line {line_of(text, 'hunt_secs')}: lines[1].hunt_secs: there is no such field; "
        'did you mean "hunt_seconds"? Example: hunt_seconds = 75',
        f"line {line_of(text, 'ben@example') - 1}: responders[2].mobile: "
        '"+447700900001" is already that of responders amara on line '
        f'{line_of(text, "+447700900001")}. Example: mobile = "+447700900001"',
        f"line {line_of(text, '12:00-19:00')}: patterns[1].sessions[2].time: overlaps the one on "
        f"line {line_of(text, '08:00-13:00')} on its tier, first on Monday 2 November 2026 at "
        "12:00; name everybody who shares the time in one who, or give another tier. "
        'Example: time = "13:00-19:00"',
    ]
    unchanged = site("setup", FILE)
    assert "unchanged: 6\n" in unchanged.out


def test_check_keeps_nothing(command: Command) -> None:
    assert "added: line hotdoc\n" in command("check", FILE).out
    assert "added: line hotdoc\n" in command("setup", FILE).out


def test_check_reads_a_file_where_no_database_is_yet(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "sqlite:///fresh.sqlite3")
    ran = command("check", FILE)
    assert (ran.code, ran.out) == (0, "")
    assert "sound by itself" in ran.err
    assert command("check", write(EXAMPLE.replace("nation", "notion"))).code == 2


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"version = 1\nname = ", "line 2: this is not TOML"),
        (b"\xff\xfe\x00", "is not UTF-8"),
        (b"#" * 9_000_000, "too large"),
    ],
)
def test_what_is_no_setup_file_is_said(command: Command, content: bytes, said: str) -> None:
    path = Path("odd.toml")
    path.write_bytes(content)
    ran = command("setup", path)
    assert ran.code == 2
    assert said in ran.err
    assert ran.err.count("\n") == 1


def test_a_file_with_a_byte_order_mark_is_read(command: Command) -> None:
    path = Path("marked.toml")
    path.write_bytes(b"\xef\xbb\xbf" + EXAMPLE.encode())
    assert command("setup", path).code == 0


def test_a_file_that_is_not_there_is_said(command: Command) -> None:
    ran = command("setup", "nowhere.toml")
    assert (ran.code, ran.err) == (2, "nowhere.toml cannot be read: no such file or directory.\n")
