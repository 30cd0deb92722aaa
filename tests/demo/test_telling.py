"""`demo --story`: the call and all that follows, and every bad day, each told to its end."""

import pytest

from integrations.sandbox.chaos import Chaos
from tests.demo.conftest import Demo

# What these take away is what the story is about: it must stop where it is missed.
STOPS_AT = {Chaos.DEAF: "accept", Chaos.MUTE: "text to the practice"}
ENDS_WITH = "what the carrier found wrong"
OTHER_WAYS = (
    "a chaser presses 3 and hears the waits",
    "who can wait presses 2, then 1",
    "the line rings back by itself",
    "everybody finishes a scan; a GP waits",
    "the responder puts the GP on hold",
    "a colleague is asked to join",
    "the colleague presses 1",
    "nobody is free for a withheld number",
    "somebody hears and types it",
    "a practice asks by mail",
    "something is asked back",
    "the practice replies",
    "the practice says who will act",
    "a responder claims it in Slack",
    "the answer has a phrase of the line",
    "the letter lies in the record's folder",
    "the practice says who acts on it",
    "the server is stopped, a practice rings",
    "the server is back and reads the list",
    "the practice says what came of it",
)


def test_the_story_is_told_step_by_step_as_json(demo: Demo) -> None:
    told = demo("--story", "--json")
    assert (told.code, told.err) == (0, "")
    assert all(set(step) == {"name", "expected", "seen", "ok"} for step in told.steps)
    assert all(step["ok"] is True for step in told.steps)
    names = [step["name"] for step in told.steps]
    assert names[0] == "the practice rings"
    assert "the month's summary holds it" in names
    assert names[-1] == ENDS_WITH
    # Every way through the line is told, each after the other.
    assert [name for name in names if name in OTHER_WAYS] == list(OTHER_WAYS)


@pytest.mark.again
@pytest.mark.hazard("H16")
@pytest.mark.parametrize("switch", [each for each in Chaos if each not in STOPS_AT])
def test_a_bad_day_ends_well_all_the_same(demo: Demo, switch: Chaos) -> None:
    told = demo("--story", "--json", "--chaos", switch)
    assert (told.code, told.err) == (0, "")
    assert all(step["ok"] for step in told.steps)
    assert any(str(step["name"]).startswith("the call ends as") for step in told.steps)
    assert told.steps[-1]["name"] == ENDS_WITH


@pytest.mark.parametrize(("switch", "name"), STOPS_AT.items(), ids=str)
def test_what_is_never_delivered_stops_the_story(demo: Demo, switch: Chaos, name: str) -> None:
    told = demo("--chaos", switch, "--json")
    assert told.code == 1
    assert [step["ok"] for step in told.steps] == [True] * (len(told.steps) - 1) + [False]
    assert told.steps[-1]["name"] == name
    assert repr(name) in told.err


def test_a_day_that_nobody_knows_names_those_there_are(demo: Demo) -> None:
    told = demo("--story", "--chaos", "earthquake")
    assert (told.code, told.out) == (2, "")
    (line,) = told.err.splitlines()
    assert all(switch in line for switch in Chaos)


def test_without_json_each_step_is_a_line_for_people(demo: Demo) -> None:
    told = demo("--chaos", Chaos.DEAF)
    lines = told.out.splitlines()
    assert lines[0].startswith("ok    the practice rings: You are through to radiology advice.")
    assert lines[-1].startswith("FAIL  accept: ")
