"""What repeats, changed on the pages: from a day on, a row for each session, no script needed."""

import re

import pytest

from tests.web.people import Scene
from tests.web.surfing import Surfer

CHIDI_ANSWERS_NO_MORE = """
version = 1
[[responders]]
key = "chidi"
name = "Dr Chidi Example"
role = "radiologist"
mobile = "+447700900003"
email = "chidi@example.org"
roles = ["coordinator"]
"""


@pytest.fixture
def ben(scene: Scene) -> Surfer:
    return scene.signed_in("ben")


def test_a_pattern_is_edited_from_a_day_on_and_what_was_before_stays(ben: Surfer) -> None:
    ben.opens("/rota/patterns").sees("weekdays", "From 2 March 2026", "Mon-Fri, 08:00-19:00, lead")
    ben.follows("Edit from a day on").sees("Edit the pattern “weekdays”")
    ben.presses("Save", from_day="2026-12-02", **{"s1-who_1": "chidi"})
    ben.sees("Saved. What was before that day", "is the lead as well then").follows("Patterns")
    ben.sees("From 2 March 2026 to 1 December 2026")
    ben.sees("From 2 December 2026", "tier 1: Dr Chidi Example")
    ben.opens("/rota?week=2026-11-30").sees(
        "Tuesday 1 December 8am to 7pm Tier 1 8am to 7pm Dr Amara"
    )
    ben.sees("Wednesday 2 December 8am to 7pm Tier 1 8am to 7pm Dr Chidi")


def test_a_session_is_added_copied_and_removed_without_losing_what_was_typed(ben: Surfer) -> None:
    ben.opens("/rota/pattern?key=weekdays").presses("Add a session", reason="Saturdays too")
    ben.presses("Save").is_refused(422).sees("Choose who has this session.")
    added = {"s4-days": "sat", "s4-time": "09:00-12:00", "s4-who_1": "amara"}
    ben.presses("Save", **added | {"s4-days": "satday"}).is_refused(422)
    ben.sees('"satday" in "satday" is not a weekday')
    assert ben.form("Save").fields["reason"] == "Saturdays too"
    ben.presses("Save", **added).sees("Sat, 09:00-12:00, tier 1: Dr Amara Example")


def test_rows_are_moved_by_buttons_alone(ben: Surfer) -> None:
    ben.opens("/rota/pattern?key=weekdays")
    form = ben.form("Another like this")
    copy = next(each for each in form.buttons if each.value == "2" and each.name == "copy")
    ben.posts(copy.action or "", form.fields | {"copy": "2"})
    fields = ben.form("Save").fields
    assert fields["rows"] == "4"
    assert [fields[f"s{row}-who_1"] for row in (1, 2, 3, 4)] == ["amara", "ben", "ben", "chidi"]
    ben.posts("/rota/pattern/rows", fields | {"remove": "1"})
    fields = ben.form("Save").fields
    assert [fields[f"s{row}-who_1"] for row in (1, 2, 3)] == ["ben", "ben", "chidi"]


def test_a_session_is_a_line_in_words_that_opens_where_something_is_to_be_done(ben: Surfer) -> None:
    ben.opens("/rota/pattern?key=weekdays")
    assert opened(ben) == []
    ben.sees("Session 2 Mon-Fri, 08:00-19:00, tier 2: Ben Example", "Session 3 Mon-Fri")
    ben.presses("Add a session").sees("Session 4 is not complete yet")
    assert opened(ben) == [4]
    ben.presses("Save", **{"s2-days": "mon-fry"}).is_refused(422)
    ben.sees("Session 2 is not complete yet")
    assert opened(ben) == [2, 4]
    ben.opens("/rota/pattern?key=weekdays").presses("Another like this")
    assert opened(ben) == [2]


def test_a_week_beyond_the_cycle_is_said_at_its_session(ben: Surfer) -> None:
    ben.opens("/rota/pattern?key=weekdays").presses("Save", **{"s2-week": "3"}).is_refused(422)
    ben.sees("Session 2: week 3 is beyond the cycle of 1")
    assert opened(ben) == [2]
    assert 'href="#s2-week"' in ben.page


def test_who_left_stays_in_a_session_until_somebody_takes_them_out(
    scene: Scene, ben: Surfer
) -> None:
    ben.opens("/rota/pattern?key=weekdays").presses("Save", **{"s2-who_2": "chidi"})
    scene.world.set_up(CHIDI_ANSWERS_NO_MORE)
    assert ben.opens("/rota/pattern?key=weekdays").form("Save").fields["s2-who_2"] == "chidi"


def test_a_new_pattern_begins_and_ends(ben: Surfer) -> None:
    ben.opens("/rota/patterns").follows("Begin a new pattern")
    session = {"s1-days": "sat", "s1-time": "09:00-12:00", "s1-who_1": "chidi"}
    ben.presses("Save", **session).is_refused(422).sees("Give it a short name")
    twice = {"key": "mondays", "s1-days": "mon"}
    ben.presses("Save", **twice).is_refused(422).sees("Session 1", "overlaps a session of")
    mended = {"key": "saturdays", "s1-days": "sat"}
    ben.presses("Save", **mended).sees("saturdays", "Sat, 09:00-12:00")
    ben.opens("/rota?week=2026-11-23").sees("Saturday 28 November Closed Tier 1 9am to midday")
    ends = next(each for each in ben.opens("/rota/patterns").forms() if "last_day" in each.fields)
    ben.posts(ends.action, ends.fields | {"key": "saturdays"}).is_refused(422).sees("Give the last")
    ben.posts(ends.action, ends.fields | {"key": "saturdays", "last_day": "2026-11-27"})
    ben.opens("/rota?week=2026-11-23").never_sees("9am to midday")


def test_people_who_take_turns_are_said_so(ben: Surfer) -> None:
    ben.opens("/rota/pattern?key=weekdays").presses(
        "Save", from_day="2026-11-30", **{"s1-who_2": "chidi", "s1-turns": "week"}
    )
    ben.follows("Patterns").sees(
        "tier 1: Dr Amara Example, Dr Chidi Example (in turn, a week each)"
    )
    weeks = [ben.opens(f"/rota?week=2026-{day}").text for day in ("11-30", "12-07", "12-14")]
    first = [text[text.index("Monday") :].split("Tier 1 ")[1][:30] for text in weeks]
    assert len(set(first)) == 2
    assert first[0] == first[2]


def test_a_pattern_that_is_not_there_is_not_found(ben: Surfer) -> None:
    ben.opens("/rota/pattern?key=nights").is_refused(404).sees("no such pattern")


def test_two_managers_at_one_pattern_are_shown_both_versions(scene: Scene, ben: Surfer) -> None:
    chidi = scene.signed_in("chidi").opens("/rota/pattern?key=weekdays")
    ben.opens("/rota/pattern?key=weekdays")
    ben.presses("Save", **{"s1-who_1": "ben", "s2-who_1": "amara"}).sees("Saved.")
    chidi.presses("Save", **{"s1-who_1": "chidi"}).is_refused(409)
    chidi.sees("The pattern “weekdays” from 23 November 2026 on:", "tier 1: Dr Chidi Example")
    chidi.sees("Gone: Tuesday 24 November", "Tier 1, Dr Amara Example")
    chidi.sees("New: Tuesday 24 November", "Tier 1, Ben Example")
    chidi.follows("Keep theirs").is_refused(200).sees("tier 1: Ben Example")


def opened(surfer: Surfer) -> list[int]:
    """The sessions whose fields are shown."""
    sessions = re.findall(r"<details class=\"al-session__fold\"( open)?>", surfer.page)
    return [number for number, shown in enumerate(sessions, 1) if shown]
