"""`rota plan`: proposed, looked at, changed, accepted or refused from the command line."""

import json
from datetime import UTC, datetime

import jsonschema  # type: ignore[import-untyped] # ships no py.typed
import pytest

from advice_line.cli.common import open_ledger
from rota.changing import Changing
from rota.values import Absence, AbsenceKind
from tests.cli.conftest import Command, Ran
from tests.stories.conftest import on_sqlite

pytestmark = on_sqlite

# Two days on which Ben would be on tier 1 and Amara leads; then a week of halves.
GREEDY = ("--solver", "greedy")
AT = ("rota", "on-duty", "--at", "2026-12-14T14:00:00Z", "--json")


@pytest.fixture
def away(site: Command) -> Command:
    """Ben is away for two of his long days and for an afternoon of the week after."""
    for number, day in enumerate((7, 8, 14)):
        start, end = datetime(2026, 12, day, tzinfo=UTC), datetime(2026, 12, day + 1, tzinfo=UTC)
        with open_ledger(writes=True) as ledger, ledger.work("system") as work:
            leave = Absence(f"leave-{number}", "ben", AbsenceKind.LEAVE, start, end)
            Changing(work.session, at=work.now, by=work.by, act="test").put(None, leave)
    return site


def propose(run: Command, first: str, end: str) -> Ran:
    return run("rota", "plan", "--from", first, "--to", end, *GREEDY, "--json")


def test_a_plan_is_proposed_accepted_and_then_on_the_rota(away: Command) -> None:
    made = propose(away, "2026-12-14", "2026-12-15")
    assert made.code == 0
    (session,) = made.of("session")
    assert (session["person"], session["why"]) == ("amara", "Nobody else can take it.")
    assert away(*AT).rows[0]["duties"] == []
    (known,) = made.of("proposal")
    done = away("rota", "plan", "--accept", known["id"], "--json")
    assert done.rows == [{"what": "settled", "id": known["id"], "state": "accepted", "notes": []}]
    assert away(*AT).rows[0]["duties"] == [
        {"tier": "1", "person": "amara", "source": "cover:plan-1-20261214T130000Z"}
    ]
    again = away("rota", "plan", "--accept", known["id"])
    assert (again.code, again.err.count("\n")) == (1, 1)


def test_what_nobody_can_take_is_said_and_can_be_given_to_somebody_with_a_reason(
    away: Command,
) -> None:
    made = propose(away, "2026-12-07", "2026-12-09")
    assert made.code == 1
    first = made.of("session")[0]
    assert (first["person"], first["why"]) == (None, "Nobody can take it.")
    assert [each["person"] for each in first["others"]] == ["amara", "ben"]
    assert first["others"][0]["why"].startswith("Dr Amara Example is on duty already")
    (known,) = made.of("proposal")
    edit = ("rota", "plan", "--edit", known["id"], "--session", first["slot"], "--person", "ben")
    edited = away(*edit, "--json").of("session")[0]
    assert (edited["person"], edited["why"]) == ("ben", "Chosen by hand.")
    accept = ("rota", "plan", "--accept", known["id"])
    refused = away(*accept)
    assert (refused.code, refused.out) == (2, "")
    assert "Ben Example is away" in refused.err
    assert "needs a reason: Ben Example is away" in away("rota", "plan", "--show", known["id"]).out
    assert away(*accept, "--reason", "comes in for it").out.startswith("Accepted.\n")


def test_a_proposal_is_read_by_people_and_put_aside(away: Command) -> None:
    shown = away("rota", "plan", "--from", "2026-12-14", "--to", "2026-12-15", *GREEDY)
    assert "Nobody else can take it." in shown.out
    assert "Nothing is changed yet." in shown.out
    known = shown.out.splitlines()[-1].split()[-1]
    assert away("rota", "plan", "--refuse", known, "--reason", "not now").out == "Refused.\n"
    assert "This proposal is refused." in away("rota", "plan", "--show", known).out
    none = away("rota", "plan", "--from", "2026-12-12", "--to", "2026-12-13", *GREEDY)
    assert (none.code, none.out) == (0, "Nothing is open in these days.\n")


def test_how_duty_is_shared_is_shown(site: Command) -> None:
    words = ("rota", "plan", "--fairness", "--from", "2026-11-30", "--to", "2026-12-12")
    rows = {each["person"]: each for each in site(*words, "--json").rows}
    assert (rows["amara"]["sessions"], rows["ben"]["sessions"]) == (10, 10)
    assert (rows["amara"]["hours"], rows["ben"]["hours"]) == (80.0, 85.0)
    table = site(*words).out.splitlines()
    assert table[0].split() == [
        *("who", "sessions", "proposed", "hours", "unsocial", "given", "taken", "days", "away")
    ]
    assert len(table) == 4


def test_what_counts_as_unsocial_is_a_setting_and_is_said(
    site: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ("rota", "plan", "--fairness", "--from", "2026-11-30", "--to", "2026-12-12")
    usual = site(*words)
    assert usual.out.endswith(
        "Unsocial ones lie by more than half of their time outside 9am to 5pm, on weekends or on"
        " bank holidays.\n"
    )
    monkeypatch.setenv("UNSOCIAL_DAYS", "thu,fri")
    monkeypatch.setenv("UNSOCIAL_OUTSIDE", "00:00-24:00")
    monkeypatch.setenv("UNSOCIAL_BANK_HOLIDAYS", "false")
    rows = {each["person"]: each["unsocial"] for each in site(*words, "--json").rows}
    assert rows == {"amara": 4, "ben": 4}
    assert site(*words).out.endswith(
        "Unsocial ones lie by more than half of their time on Thursdays or on Fridays.\n"
    )
    monkeypatch.setenv("UNSOCIAL_DAYS", "none")
    assert site(*words).out.endswith("No session counts as unsocial here.\n")


def test_every_line_is_of_its_schema(away: Command) -> None:
    schema = json.loads(away("schema", "rota", "plan").out)
    made = propose(away, "2026-12-07", "2026-12-15")
    (known,) = made.of("proposal")
    refused = away("rota", "plan", "--refuse", known["id"], "--json")
    for row in (*made.rows, *refused.rows):
        jsonschema.validate(row, schema)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--accept", "X", "--fairness"), "Give one of --show"),
        (("--edit", "X"), "Say with --session which session"),
        (("--from", "2026-12-09", "--to", "2026-12-07"), "Give a later --to"),
        (("--tier", "3"), '"3" is not a tier'),
        (("--solver", "oracle"), '"oracle" is no solver'),
        (("--from", "tomorrow"), "is no instant"),
    ],
)
def test_bad_input_is_one_line(site: Command, words: tuple[str, ...], said: str) -> None:
    ran = site("rota", "plan", *words)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert said in ran.err
