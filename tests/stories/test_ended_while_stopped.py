"""The server and its worker stop while a phone rings or somebody talks, and come back: what ended
meanwhile ended when the carrier says so, and what goes on goes on (part 9, Outage)."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from sqlmodel import col, func, select

from advice_line import outage_jobs
from advice_line.desk.outage import silences
from advice_line.tables.queries import Contact
from integrations.sandbox.phones import accepts, rings_out
from integrations.sandbox.posting import Answer, client_post
from integrations.sandbox.story import Person
from tests.stories.outcomes import Query, ends_as, instant
from tests.stories.soundness import unsound
from tests.stories.world import (
    AMARA,
    BEN,
    CHIDI,
    ELM_ROAD_MOBILE,
    LINE,
    World,
    world,
)

pytestmark = pytest.mark.hazard("H13")

CALL_BACK = timedelta(minutes=30)
# The carrier dates in whole seconds.
A_SECOND = timedelta(seconds=1)


@pytest.fixture
def hotdoc(database_url: str) -> Iterator[World]:
    with world(database_url) as house:
        silences.server_starts(house.ledger)
        house.settle()
        yield house
        assert unsound(house) == []


def rings(hotdoc: World) -> Person:
    gp = hotdoc.person(ELM_ROAD_MOBILE).rings(LINE)
    hotdoc.phones.advance(25)
    return gp


def talks(hotdoc: World) -> Person:
    hotdoc.phones.behaves(AMARA, accepts())
    gp = rings(hotdoc)
    assert gp.is_talking()
    return gp


def stops(hotdoc: World) -> None:
    """Nothing of the carrier's reaches us, and the worker has no turn."""
    silences.server_answers(hotdoc.ledger)
    hotdoc.carrier.hooks.post = _refused


def _refused(*_: object) -> Answer:
    raise ConnectionRefusedError


def comes_back(hotdoc: World) -> None:
    hotdoc.carrier.hooks.post = client_post(hotdoc.browser)
    silences.server_starts(hotdoc.ledger)


def worker_starts(hotdoc: World) -> None:
    """The first turn of a new one, and no later one."""
    outage_jobs.of_silent_calls(hotdoc.ledger, hotdoc.service.telephone, 1).run()
    hotdoc.service.deliver()


def contact(query: Query) -> Query:
    (only,) = query["contacts"]
    return dict(only)


def ended(query: Query) -> datetime:
    return instant(contact(query)["ended_at"])


def owed_at(query: Query) -> datetime:
    (task,) = query["tasks"]
    return instant(task["due_at"])


def test_whose_phone_rang_when_it_stopped_is_owed_a_call_from_when_they_hung_up(
    hotdoc: World,
) -> None:
    hotdoc.everybody(rings_out())
    gp = rings(hotdoc)
    stops(hotdoc)
    hotdoc.phones.advance(4)
    gp.hangs_up()
    gone_at = hotdoc.phones.now()
    hotdoc.phones.advance(200)
    comes_back(hotdoc)
    worker_starts(hotdoc)
    query = hotdoc.query()
    ends_as(query, "gone")
    assert abs(ended(query) - gone_at) <= A_SECOND
    assert owed_at(query) - ended(query) == CALL_BACK
    assert query["during_outage"]


def test_a_talk_that_ended_while_it_was_stopped_is_owed_in_writing_from_its_end(
    hotdoc: World,
) -> None:
    gp = talks(hotdoc)
    stops(hotdoc)
    hotdoc.phones.advance(60)
    gp.hangs_up()
    gone_at = hotdoc.phones.now()
    hotdoc.phones.advance(240)
    comes_back(hotdoc)
    worker_starts(hotdoc)
    query = hotdoc.query()
    ends_as(query, "talk")
    assert abs(ended(query) - gone_at) <= A_SECOND
    assert query["during_outage"]
    assert 60 <= contact(query)["bridged_seconds"] <= 90


def test_a_talk_that_still_goes_on_is_no_more_in_doubt_and_ends_when_it_ends(
    hotdoc: World,
) -> None:
    gp = talks(hotdoc)
    stops(hotdoc)
    hotdoc.phones.advance(120)
    comes_back(hotdoc)
    worker_starts(hotdoc)
    assert gp.is_talking()
    query = hotdoc.query()
    assert (query["state"], contact(query)["ended"]) == ("accepted", None)
    assert contact(query)["ended_at"] is None
    assert not query["during_outage"]
    gp.hangs_up()
    hotdoc.settle()
    query = hotdoc.query()
    ends_as(query, "talk")
    assert not query["during_outage"]


def test_what_fell_due_while_it_was_stopped_is_late_and_told_to_who_is_on(hotdoc: World) -> None:
    hotdoc.everybody(rings_out())
    gp = rings(hotdoc)
    stops(hotdoc)
    gp.hangs_up()
    hotdoc.phones.advance(3600)
    comes_back(hotdoc)
    worker_starts(hotdoc)
    hotdoc.phones.advance(5)
    query = hotdoc.query()
    assert owed_at(query) - ended(query) == CALL_BACK
    assert owed_at(query) < hotdoc.phones.now()
    assert any("A call back (" in words for words in hotdoc.texts(AMARA))
    hotdoc.settle()
    assert any("call back" in words for words in hotdoc.texts(CHIDI))


def test_those_that_ended_meanwhile_are_told_of_in_one_text(hotdoc: World) -> None:
    hotdoc.everybody(rings_out())
    callers = [rings(hotdoc), hotdoc.person("+447700900555").rings(LINE)]
    stops(hotdoc)
    for gp in callers:
        gp.hangs_up()
    hotdoc.phones.advance(60)
    comes_back(hotdoc)
    worker_starts(hotdoc)
    hotdoc.settle()
    for number in (AMARA, CHIDI):
        (told,) = [words for words in hotdoc.texts(number) if "could not answer" in words]
        assert "2 calls ended while the line could not answer" in told


def test_an_end_of_which_the_carrier_did_not_tell_a_server_that_answered_is_no_outage(
    hotdoc: World,
) -> None:
    gp = talks(hotdoc)
    hotdoc.phones.chaos("drop-callbacks")
    hotdoc.phones.chaos("no-action-after-hangup")
    gp.hangs_up()
    gone_at = hotdoc.phones.now()
    hotdoc.wait(301)
    query = hotdoc.query()
    ends_as(query, "talk")
    assert abs(ended(query) - gone_at) <= A_SECOND
    assert not query["during_outage"]


def test_a_ring_back_that_ended_meanwhile_ended_when_the_carrier_says_so(hotdoc: World) -> None:
    hotdoc.everybody(rings_out())
    gp = rings(hotdoc).hangs_up()
    hotdoc.settle()
    hotdoc.claims("ben")
    hotdoc.phones.behaves(BEN, accepts())
    hotdoc.records.ring_back(hotdoc.responder("ben"), hotdoc.query()["reference"], "a-token")
    hotdoc.settle(15)
    gp.is_rung(within=30).answers()
    hotdoc.phones.advance(5)
    stops(hotdoc)
    hotdoc.phones.advance(60)
    gp.hangs_up()
    gone_at = hotdoc.phones.now()
    hotdoc.phones.advance(200)
    comes_back(hotdoc)
    worker_starts(hotdoc)
    back = hotdoc.query()["contacts"][-1]
    assert back["ended"] == "talked"
    assert abs(instant(back["ended_at"]) - gone_at) <= 6 * A_SECOND
    assert hotdoc.query()["during_outage"]


def test_a_carrier_that_does_not_answer_is_not_asked_after_each_call_in_one_turn(
    hotdoc: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    hotdoc.everybody(rings_out())
    for number in range(555, 560):
        hotdoc.person(f"+447700900{number}").rings(LINE)
    stops(hotdoc)
    hotdoc.phones.advance(60)
    comes_back(hotdoc)
    asked: list[object] = []

    def refused(*request: object) -> None:
        asked.append(request)
        raise ConnectionRefusedError

    with monkeypatch.context() as carrier:
        carrier.setattr(hotdoc.carrier.rest, "handle", refused)
        worker_starts(hotdoc)
    assert len(asked) < 5
    with hotdoc.ledger.look("test") as work:
        assert work.session.exec(select(func.count(col(Contact.doubted_at)))).one() == 5
