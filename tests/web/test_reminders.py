"""What is owed after a call is asked for, in one notice per person: at 15 minutes, when the shift
ends, and of the lead the next morning (H09). Nobody is woken for it."""

from datetime import datetime, timedelta

import pytest

from tests.stories.world import AMARA, CHIDI, OAK_LANE_MOBILE
from tests.web.people import REQUIRED, Scene

MINUTE, HOUR = 60, 3600
ASKED, LISTED, LEADS = "still to write down", "Your shift has ended", "Not written down since"
HANDED_OVER = """
version = 1
[[covers]]
key = "afternoon"
line = "hotdoc"
from = 2026-11-23T13:00:00
to = 2026-11-23T19:00:00
tier = "1"
who = ["ben"]
"""


def told(scene: Scene, number: str, words: str) -> list[str]:
    return [text for text in scene.world.texts(number) if words in text]


def until(scene: Scene, hour: int, minute: int, day: int = 23) -> None:
    """Time passes with the worker at work, a quarter of an hour at a time."""
    there = datetime(2026, 11, day, hour, minute, tzinfo=scene.world.carrier.clock.now().tzinfo)
    while (left := there - scene.world.carrier.clock.now()) > timedelta():
        scene.world.wait(min(left.total_seconds(), 15 * MINUTE))
    scene.world.settle()


@pytest.mark.hazard("H09")
def test_two_records_are_asked_for_at_a_quarter_of_an_hour_in_one_notice(scene: Scene) -> None:
    scene.called()
    scene.called(OAK_LANE_MOBILE)
    scene.world.wait(13 * MINUTE)
    assert told(scene, AMARA, ASKED) == []
    scene.world.wait(2 * MINUTE)
    scene.world.settle()
    (reminder,) = told(scene, AMARA, ASKED)
    assert "2 calls, the oldest of 10:01am" in reminder
    scene.world.wait(30 * MINUTE)
    scene.world.settle()
    assert len(told(scene, AMARA, ASKED)) == 2


def test_what_is_written_is_not_asked_for(scene: Scene) -> None:
    scene.advised()
    scene.world.wait(HOUR)
    scene.world.settle()
    assert told(scene, AMARA, ASKED) == []


def test_a_reminder_may_be_put_off(scene: Scene) -> None:
    scene.called()
    amara = scene.signed_in("amara").presses("Remind me in 30 minutes instead")
    amara.sees("Reminders are quiet until 10:3")
    scene.world.wait(28 * MINUTE)
    scene.world.settle()
    assert told(scene, AMARA, ASKED) == []
    scene.world.wait(3 * MINUTE)
    scene.world.settle()
    assert len(told(scene, AMARA, ASKED)) == 1


@pytest.mark.hazard("H09", "H23")
def test_what_is_not_written_is_listed_as_the_shift_ends(scene: Scene) -> None:
    scene.world.set_up(HANDED_OVER)
    written, first = scene.advised(), scene.called()
    second = scene.called(OAK_LANE_MOBILE)
    until(scene, 12, 59)
    assert told(scene, AMARA, LISTED) == []
    until(scene, 13, 1)
    (listed,) = told(scene, AMARA, LISTED)
    assert f"the advice of 2 calls is not written down: {first}, {second}." in listed
    assert written not in listed


def test_putting_a_reminder_off_does_not_hide_the_list_at_the_shifts_end(scene: Scene) -> None:
    scene.world.set_up(HANDED_OVER)
    reference = scene.called()
    until(scene, 12, 45)
    scene.signed_in("amara").presses("Remind me in 30 minutes instead").sees("quiet until 1pm")
    until(scene, 13, 1)
    (listed,) = told(scene, AMARA, LISTED)
    assert reference in listed


@pytest.mark.hazard("H09")
def test_the_night_is_quiet_and_in_the_morning_the_lead_hears_of_it(scene: Scene) -> None:
    scene.called()
    until(scene, 19, 30)
    before = len(scene.world.texts(AMARA))
    until(scene, 8, 15, day=24)
    by_night = scene.world.texts(AMARA)[before:]
    assert [text for text in by_night if ASKED in text or LISTED in text] == []
    assert told(scene, CHIDI, LEADS) == []
    until(scene, 8, 31, day=24)
    (told_lead,) = told(scene, CHIDI, LEADS)
    assert "the advice of 1 call" in told_lead
    scene.signed_in("chidi").sees("Not written yet by Dr Amara Example")


def test_a_record_written_late_is_still_written(scene: Scene) -> None:
    reference = scene.called()
    until(scene, 8, 31, day=24)
    amara = scene.signed_in("amara").opens(f"/desk/{reference}/record")
    amara.presses("Save and send", **REQUIRED).is_at(f"/desk/{reference}/saved")
    scene.signed_in("chidi").never_sees("Not written yet by")
