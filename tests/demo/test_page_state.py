"""The state that browser tests draw the demonstration's page from is of the shape the page gets."""

from typing import Any

from tests.demo.conftest import Theatre
from tests.demo.test_page_later import claims_in_slack, seen, slack
from tests.demo.test_page_written import writes
from tests.drills.waiting import until
from tests.web.contexts_demo import STATE


def test_the_browser_tests_draw_what_the_page_gets(theatre: Theatre) -> None:
    asked = writes(theatre)
    taker = claims_in_slack(theatre, asked)
    card = next(each for each in seen(theatre, taker)["messages"] if len(each["buttons"]) > 1)
    slack(theatre, "slack_press", taker, message=card["id"], button="Close")
    # The press is answered before its form is opened.
    until(lambda: seen(theatre, taker)["form"] is not None)
    state = theatre.play.state(theatre.held, colleague=taker)
    assert state["mails"]
    assert list(_unlike(STATE, state)) == []


def _unlike(drawn: Any, given: Any, place: str = "") -> list[str]:
    """Where the two differ in kind; of what may be missing or empty only what is there is seen."""
    if drawn is None or given is None:
        return []
    if type(drawn) is not type(given):
        return [f"{place}: {type(drawn).__name__}, not {type(given).__name__}"]
    if isinstance(drawn, dict):
        lacking = [f"{place}.{key}" for key in drawn.keys() ^ given.keys()]
        both = drawn.keys() & given.keys()
        return lacking + [
            each for key in both for each in _unlike(drawn[key], given[key], f"{place}.{key}")
        ]
    if isinstance(drawn, list) and given:
        return [each for one in drawn for each in _unlike(one, given[0], f"{place}[]")]
    return []
