"""`rota`: the shapes that others script against."""

import pytest

from tests.cli.conftest import Command
from tests.stories.conftest import on_sqlite

MIDDAY = "2026-11-25T12:00:00Z"
BEN = {"tier": "1", "person": "ben", "source": "pattern:weekdays"}
LEAD = {"tier": "lead", "person": "amara", "source": "pattern:weekdays"}
COVER = {"tier": "1", "person": "amara", "source": "cover:2026-11-25-pm"}


def test_the_timeline_is_spans_without_holes(site: Command) -> None:
    ran = site(
        *("rota", "timeline", "--line", "hotdoc", "--json"),
        *("--from", "2026-11-25T00:00:00Z", "--to", "2026-11-26T00:00:00Z"),
    )
    assert ran.code == 0
    night = {"open": False, "reason": "hours", "duties": []}
    day = {"open": True, "reason": None}
    assert ran.rows == [
        {"from": "2026-11-25T00:00:00Z", "to": "2026-11-25T08:00:00Z", **night},
        {
            "from": "2026-11-25T08:00:00Z",
            "to": "2026-11-25T13:00:00Z",
            **day,
            "duties": [BEN, LEAD],
        },
        {
            "from": "2026-11-25T13:00:00Z",
            "to": "2026-11-25T19:00:00Z",
            **day,
            "duties": [COVER, LEAD],
        },
        {"from": "2026-11-25T19:00:00Z", "to": "2026-11-26T00:00:00Z", **night},
    ]


def test_on_duty_is_the_span_that_holds_the_instant(site: Command) -> None:
    ran = site("rota", "on-duty", "--line", "hotdoc", "--at", MIDDAY, "--json")
    assert ran.code == 0
    assert ran.rows == [
        {
            "from": "2026-11-25T08:00:00Z",
            "to": "2026-11-25T13:00:00Z",
            "open": True,
            "reason": None,
            "duties": [BEN, LEAD],
            "at": MIDDAY,
            "next_change": "2026-11-25T13:00:00Z",
        }
    ]


def test_a_closed_line_says_why(site: Command) -> None:
    christmas = site("rota", "on-duty", "--at", "2026-12-25T12:00:00Z", "--json").rows[0]
    assert christmas["open"] is False
    assert christmas["reason"].startswith("bank_holiday: Christmas Day")
    eve = site("rota", "on-duty", "--at", "2026-12-24T12:00:00Z", "--json").rows[0]
    assert eve["reason"] == "closed_day: site closed"
    for at, words in (
        ("2026-12-25T12:00:00Z", "closed (bank holiday: Christmas Day)"),
        ("2026-12-24T12:00:00Z", "closed (site closed)"),
        ("2026-12-23T03:00:00Z", "closed\n"),
    ):
        out = site("rota", "on-duty", "--at", at).out
        assert f": {words}" in out
        assert "_" not in out


@on_sqlite
@pytest.mark.hazard("H05")
def test_the_hour_that_comes_twice_says_which_it_is(site: Command) -> None:
    first = site("rota", "on-duty", "--at", "2026-10-25T00:01:00Z").out
    second = site("rota", "on-duty", "--at", "2026-10-25T01:01:00Z").out
    assert first.startswith("Sun 25 Oct 2026 01:01 BST: ")
    assert second.startswith("Sun 25 Oct 2026 01:01 GMT: ")
    assert site("rota", "on-duty", "--at", "2026-10-25T02:01:00Z").out.startswith(
        "Sun 25 Oct 2026 02:01: "
    )


def test_now_and_the_only_line_need_not_be_said(site: Command) -> None:
    ran = site("rota", "on-duty", "--json")
    assert ran.rows[0]["at"] == "2026-11-23T09:00:00Z"
    assert "1: ben, lead: amara" in site("rota", "on-duty").out


def test_a_time_without_an_offset_is_the_lines_own(site: Command) -> None:
    summer = site("rota", "on-duty", "--at", "2027-06-02T08:00", "--json").rows[0]
    assert summer["at"] == "2027-06-02T07:00:00Z"
    assert summer["open"] is True
    offset = site("rota", "on-duty", "--at", "2027-06-02T08:00:00+01:00", "--json").rows[0]
    assert offset == summer


def test_gaps_are_listed_with_their_kind(site: Command) -> None:
    words = ["rota", "gaps", "--from", "2026-11-30", "--to", "2026-12-01"]
    ran = site(*words, "--json")
    assert ran.code == 0
    of = {"tier": "1", "sources": ["pattern:weekdays"], "other_line": None}
    of |= {"first_seen": None, "told": []}
    one, seven = "2026-11-30T13:00:00Z", "2026-11-30T19:00:00Z"
    ben = {**of, "from": one, "to": seven, "people": ["ben"]}
    assert ran.rows == [
        {
            **of,
            "kind": "single_point",
            "from": "2026-11-30T08:00:00Z",
            "to": one,
            "people": ["amara"],
        },
        {**ben, "kind": "narrow_scope", "tier": None},
        {**ben, "kind": "no_supervisor"},
        {**ben, "kind": "single_point"},
    ]
    assert "one person alone" in site(*words).out
    assert site("rota", "gaps", "--from", "2026-11-28", "--to", "2026-11-29").out == "No gaps.\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["on-duty", "--line", "hotdok"], 'There is no line "hotdok". Lines: hotdoc'),
        (["on-duty", "--at", "noon"], '--at: "noon" is no instant'),
        (
            ["timeline", "--from", "2026-12-02", "--to", "2026-12-01"],
            "--to: Tue 1 Dec 2026 00:00 is not",
        ),
        (["export", "--from", "2026-12-02", "--to", "2026-12-01"], "Give a later --to"),
        (["plan", "--from", "2026-12-02", "--to", "2026-12-01"], "Give a later --to"),
        (["on-duty", "--at", "29/11/2026"], "the order year, month, day (YYYY-MM-DD)"),
        (["on-duty", "--at", "2026-02-30"], "is a day that does not exist"),
        (["on-duty", "--at", "1066-10-14"], "is not between 1900 and 2200"),
    ],
)
def test_bad_input_is_one_line(site: Command, words: list[str], said: str) -> None:
    ran = site("rota", *words)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert ran.err.count("\n") == 1


@pytest.mark.hazard("H05")
def test_how_a_time_of_a_changing_clock_was_taken_is_said_beside_the_answer(site: Command) -> None:
    skipped = site("rota", "on-duty", "--at", "2027-03-28T01:30", "--json")
    assert skipped.rows[0]["at"] == "2027-03-28T01:00:00Z"
    assert "does not exist: the clocks go forward" in skipped.err
    assert "comes twice" in site("rota", "on-duty", "--at", "2026-10-25T01:30").err
    assert site("rota", "on-duty", "--at", "2026-10-25T03:30").err == ""


def test_before_any_setup_it_says_what_to_run(command: Command) -> None:
    ran = command("rota", "on-duty")
    assert ran.code == 2
    assert "advice-line setup FILE.toml" in ran.err


def test_gaps_say_since_when_they_are_known_and_who_was_told(site: Command) -> None:
    assert site("worker", "--once").code == 0
    words = ["rota", "gaps", "--from", "2026-11-30T13:00", "--to", "2026-12-01"]
    narrow, unsupervised, row = site(*words, "--json").rows
    assert (narrow["kind"], unsupervised["kind"]) == ("narrow_scope", "no_supervisor")
    assert row["first_seen"] == "2026-11-23T09:00:00Z"
    assert row["told"] == [{"mark": "2_weeks", "at": "2026-11-23T09:00:00Z", "to": ["ben"]}]
    assert "2 weeks" in site(*words).out


def test_an_import_that_is_not_known_is_said_in_the_command_s_own_words(site: Command) -> None:
    ran = site("rota", "import", "--accept", "NOPE")
    assert (ran.code, ran.out) == (2, "")
    assert 'no file was looked through as "NOPE"' in ran.err
    assert "advice-line rota import FILE" in ran.err
