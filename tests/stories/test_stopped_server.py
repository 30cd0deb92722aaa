"""The server and its worker are killed while people are on the telephone, and come back: whoever
was on the line and whoever rang meanwhile is one query, and owed something (part 9, Outage)."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from integrations.sandbox.phones import accepts, picks_up
from integrations.sandbox.story import Person
from tests.drills.databases import sqlite_databases
from tests.stories.base import MONDAY_TEN
from tests.stories.outcomes import Query, ends_as, instant
from tests.stories.processes import Processes, running
from tests.stories.scene import (
    AMARA,
    CHIDI,
    ELM_ROAD,
    ELM_ROAD_MOBILE,
    LINE,
    OAK_LANE_MOBILE,
    STRANGER,
    STRANGER_MOBILE,
    SWITCHBOARD,
)
from tests.stories.soundness import unsound
from tests.stories.test_waiting import AMARA_ALONE

pytestmark = [pytest.mark.processes, pytest.mark.hazard("H13", "H26")]

TO_THE_SWITCHBOARD = "We are connecting you to the hospital switchboard"
# The carrier's lists are read again, and it is asked after a call of which nothing was heard.
_LONG_ENOUGH = 330


@pytest.fixture(scope="module")
def returned(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Processes]:
    """Killed in a talk, in the queue and in a greeting at once; then two more have rung."""
    folder = tmp_path_factory.mktemp("stopped")
    with sqlite_databases(folder, AMARA_ALONE)() as url, running(url, folder) as site:
        site.begin(MONDAY_TEN)
        site.phones.behaves(AMARA, accepts())
        site.phones.behaves(SWITCHBOARD, picks_up(talks_for=20))
        talks = presses_1(site, ELM_ROAD_MOBILE)
        site.phones.advance(15)
        waits = presses_1(site, OAK_LANE_MOBILE).hears("You are first in the queue")
        is_greeted = site.person(STRANGER_MOBILE).rings(LINE).hears("999", within=2)
        site.is_killed()
        is_greeted.hears(TO_THE_SWITCHBOARD)
        waits.hears(TO_THE_SWITCHBOARD)
        assert talks.is_talking()
        for number in (ELM_ROAD, STRANGER):
            caller = site.person(number).rings(LINE, withheld=number == STRANGER)
            caller.hears(TO_THE_SWITCHBOARD).waits(1).hangs_up()
        site.phones.hang_up(AMARA)
        talks.hears(TO_THE_SWITCHBOARD)
        site.phones.advance(_LONG_ENOUGH)
        site.comes_back()
        site.settle()
        yield site
        assert unsound(site) == []


def presses_1(site: Processes, number: str) -> Person:
    return site.person(number).rings(LINE).hears("press 1").presses("1")


def in_turn(site: Processes) -> list[Query]:
    """As they rang."""
    return sorted(site.queries(), key=lambda query: str(query["received_at"]))


def test_whoever_was_on_the_line_is_one_query_with_its_end(returned: Processes) -> None:
    talked, waited, greeted, *_ = in_turn(returned)
    ends_as(talked, "talk")
    ends_as(waited, "gone")
    ends_as(greeted, "gone")
    for query, seconds in ((waited, 60), (greeted, 60), (talked, 120)):
        assert query["during_outage"]
        (contact,) = query["contacts"]
        assert instant(contact["ended_at"]) < MONDAY_TEN + timedelta(seconds=seconds + 60)


def test_whoever_rang_a_stopped_server_is_a_query_during_an_outage(returned: Processes) -> None:
    _, _, _, known, withheld = in_turn(returned)
    ends_as(known, "outage")
    assert known["requester"]["organisation"] == "Y99001"
    ends_as(withheld, "outage, nameless")
    for query in (known, withheld):
        assert query["during_outage"]
        assert instant(query["received_at"]) < MONDAY_TEN + timedelta(minutes=2)


def test_who_is_on_and_who_leads_hear_of_both_in_one_text(returned: Processes) -> None:
    for number in (AMARA, CHIDI):
        told = [words for words in returned.texts(number) if "could not answer" in words]
        assert sum("2 calls came while the line could not answer" in each for each in told) == 1
        assert sum("ended while the line could not answer" in each for each in told) == 1


def test_when_the_lists_are_read_again_nobody_is_there_twice(returned: Processes) -> None:
    before = in_turn(returned)
    returned.phones.advance(_LONG_ENOUGH)
    returned.works_through()
    assert [each["version"] for each in in_turn(returned)] == [each["version"] for each in before]


def test_the_line_answers_as_before(returned: Processes) -> None:
    presses_1(returned, "+447700900666")
    returned.person(AMARA).is_rung()
