"""Calls that came while we could not answer, of which nothing reached us: the carrier has them on
its list, and none is lost (part 9, Outage)."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from integrations.twilio import lists
from tests.messages.people import signed_in
from tests.stories.conftest import on_sqlite
from tests.stories.outcomes import ends_as, instant, tasks
from tests.stories.soundness import unsound
from tests.stories.world import (
    AMARA,
    CHIDI,
    ELM_ROAD_MOBILE,
    LINE,
    MONDAY_TEN,
    OAK_LANE_MOBILE,
    PUBLIC_URL,
    STRANGER,
    SWITCHBOARD,
    World,
    world,
)

pytestmark = [pytest.mark.hazard("H26"), on_sqlite]


@pytest.fixture
def hotdoc(database_url: str) -> Iterator[World]:
    """A worker has run; then neither calls nor their ends can reach us."""
    with world(database_url) as house:
        house.settle()
        yield house
        assert unsound(house) == []


def goes_down(hotdoc: World) -> None:
    hotdoc.phones.chaos("fail-over")
    hotdoc.phones.chaos("drop-callbacks")


def comes_back(hotdoc: World) -> None:
    hotdoc.phones.calm()
    hotdoc.wait(301)
    hotdoc.settle()


def rings_in_vain(hotdoc: World, number: str = ELM_ROAD_MOBILE, *, withheld: bool = False) -> None:
    gp = hotdoc.person(number).rings(LINE, withheld=withheld)
    gp.hears("We are connecting you to the hospital switchboard").hangs_up()


def test_ten_calls_during_a_stopped_server_are_ten_queries_after_it_returns(hotdoc: World) -> None:
    goes_down(hotdoc)
    for _ in range(10):
        rings_in_vain(hotdoc)
    assert hotdoc.queries() == []
    comes_back(hotdoc)
    found = hotdoc.queries()
    assert len(found) == 10
    for query in found:
        ends_as(query, "outage")
        assert query["during_outage"]
        assert query["requester"]["organisation"] == "Y99001"
        assert instant(query["received_at"]) < MONDAY_TEN + timedelta(minutes=6)
        (contact,), (task,) = query["contacts"], query["tasks"]
        assert instant(task["due_at"]) - instant(contact["ended_at"]) == timedelta(minutes=30)
    for who, place in ((AMARA, "/desk"), (CHIDI, "/admin")):
        assert signed_in(hotdoc, who).opens(place).text.count("during an outage") == 10


def test_who_is_on_and_who_leads_hear_of_all_of_them_in_one_text(hotdoc: World) -> None:
    goes_down(hotdoc)
    for _ in range(3):
        rings_in_vain(hotdoc)
    comes_back(hotdoc)
    for number in (AMARA, CHIDI):
        told = [words for words in hotdoc.texts(number) if "could not answer" in words]
        assert len(told) == 1
        assert "3 calls came while the line could not answer" in told[0]
        assert not any("A call back (" in words for words in hotdoc.texts(number))


def test_a_withheld_caller_is_to_be_traced(hotdoc: World) -> None:
    goes_down(hotdoc)
    rings_in_vain(hotdoc, STRANGER, withheld=True)
    comes_back(hotdoc)
    assert tasks(hotdoc.query()) == [("trace_caller", None)]


def test_who_was_put_through_is_known_only_once_their_call_is_over(hotdoc: World) -> None:
    goes_down(hotdoc)
    gp = hotdoc.person(ELM_ROAD_MOBILE).rings(LINE)
    operator = hotdoc.person(SWITCHBOARD).is_rung().answers()
    comes_back(hotdoc)
    assert gp.is_talking()
    assert hotdoc.queries() == []
    for _ in range(5):
        hotdoc.wait(301)
    hotdoc.phones.chaos("drop-callbacks")
    operator.hangs_up()
    hotdoc.wait(301)
    ends_as(hotdoc.query(), "outage")


def test_what_we_know_is_not_touched_and_nothing_is_told_twice(hotdoc: World) -> None:
    goes_down(hotdoc)
    rings_in_vain(hotdoc)
    comes_back(hotdoc)
    before = hotdoc.query()
    hotdoc.person(ELM_ROAD_MOBILE).rings(LINE).waits(2).hangs_up()
    for _ in range(3):
        hotdoc.wait(301)
    first, second = hotdoc.queries()
    assert first["version"] == before["version"]
    assert second["during_outage"] is False
    assert sum("could not answer" in words for words in hotdoc.texts(CHIDI)) == 1


def test_every_page_of_the_list_is_read(hotdoc: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "_PAGE", 2)
    goes_down(hotdoc)
    for _ in range(7):
        rings_in_vain(hotdoc)
    comes_back(hotdoc)
    assert len(hotdoc.queries()) == 7


def test_a_list_that_cannot_be_read_for_an_hour_is_an_alarm_and_then_is_read(
    hotdoc: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    goes_down(hotdoc)
    rings_in_vain(hotdoc)
    with monkeypatch.context() as carrier:
        carrier.setattr(hotdoc.carrier.rest, "handle", _refusing)
        for _ in range(13):
            hotdoc.wait(301)
    comes_back(hotdoc)
    assert len(hotdoc.queries()) == 1
    assert sum("list of calls cannot be read" in words for words in hotdoc.texts(CHIDI)) == 1


def _refusing(*_: object) -> None:
    raise ConnectionRefusedError


def texts_in_vain(hotdoc: World, words: str, number: str = ELM_ROAD_MOBILE) -> None:
    hotdoc.phones.text(number, LINE, words)
    hotdoc.phones.advance(5)


def test_texts_of_an_outage_are_queries_too_told_with_the_calls(hotdoc: World) -> None:
    goes_down(hotdoc)
    hotdoc.phones.own(LINE, sms_url=f"{PUBLIC_URL}/nowhere")
    rings_in_vain(hotdoc)
    texts_in_vain(hotdoc, "Please ring me about a chest film")
    texts_in_vain(hotdoc, "And about a knee", OAK_LANE_MOBILE)
    comes_back(hotdoc)
    call, *texted = sorted(hotdoc.queries(), key=lambda query: query["channel"])
    assert (call["channel"], [each["channel"] for each in texted]) == ("call", ["sms", "sms"])
    for query in texted:
        assert query["during_outage"]
        assert query["promises"] == []
        assert tasks(query) == [("ring_back", None)]
    told = [words for words in hotdoc.texts(CHIDI) if "could not answer" in words]
    assert len(told) == 1
    assert "1 call and 2 texts came" in told[0]


def test_a_text_that_was_read_is_not_read_again(hotdoc: World) -> None:
    texts_in_vain(hotdoc, "Please ring me about a chest film")
    hotdoc.settle()
    before = hotdoc.query()
    for _ in range(2):
        hotdoc.wait(301)
    assert hotdoc.query()["version"] == before["version"]


def test_who_asked_for_no_more_texts_during_an_outage_gets_none(hotdoc: World) -> None:
    goes_down(hotdoc)
    hotdoc.phones.own(LINE, sms_url=f"{PUBLIC_URL}/nowhere")
    texts_in_vain(hotdoc, "STOP")
    comes_back(hotdoc)
    assert hotdoc.queries() == []
