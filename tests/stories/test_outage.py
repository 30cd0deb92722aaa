"""The line does not answer and the carrier plays its outage document: nobody who rang is lost."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from integrations.sandbox.records import Form
from integrations.twilio.addresses import INCOMING, OVER
from tests.stories.conftest import on_sqlite
from tests.stories.outcomes import ends_as, instant
from tests.stories.soundness import unsound
from tests.stories.world import (
    AMARA,
    ELM_ROAD_MOBILE,
    LINE,
    MONDAY_TEN,
    PUBLIC_URL,
    SWITCHBOARD,
    World,
    world,
)

pytestmark = [pytest.mark.hazard("H13", "H26"), on_sqlite]


@pytest.fixture
def outage(database_url: str) -> Iterator[World]:
    """Our address for calls is out of reach; that of their ends is not."""
    with world(database_url) as hotdoc:
        hotdoc.phones.chaos("fail-over")
        yield hotdoc
        faults = [fault["message"] for fault in hotdoc.phones.faults()]
        assert all(fault.endswith("out of reach on purpose") for fault in faults), faults
        assert unsound(hotdoc) == []


def rings_the_switchboard(hotdoc: World, *, withheld: bool = False) -> None:
    gp = hotdoc.person(ELM_ROAD_MOBILE).rings(LINE, withheld=withheld)
    gp.hears("If life is at immediate risk hang up and call 999")
    operator = hotdoc.person(SWITCHBOARD).is_rung().answers()
    hotdoc.phones.advance(40)
    assert gp.is_talking()
    operator.hangs_up()
    gp.is_cut_off()
    hotdoc.settle()


def test_the_caller_reaches_the_switchboard_and_is_owed_a_call_back(outage: World) -> None:
    rings_the_switchboard(outage)
    query = outage.query()
    ends_as(query, "outage")
    assert query["requester"] == {
        "organisation": "Y99001",
        "identified_by": "number",
        "verified": False,
    }
    (contact,) = query["contacts"]
    assert contact["started_at"] == query["received_at"]
    assert abs(instant(query["received_at"]) - MONDAY_TEN) < timedelta(seconds=2)
    assert any("call back" in words for words in outage.texts(AMARA)), outage.texts(AMARA)
    assert outage.texts(ELM_ROAD_MOBILE) == []


def test_a_withheld_number_is_to_be_traced(outage: World) -> None:
    rings_the_switchboard(outage, withheld=True)
    ends_as(outage.query(), "outage, nameless")


def test_hung_up_before_the_switchboard_it_is_kept_all_the_same(outage: World) -> None:
    outage.person(ELM_ROAD_MOBILE).rings(LINE).waits(3).hangs_up()
    outage.settle()
    ends_as(outage.query(), "outage")


def test_ten_ends_told_twice_are_ten_queries(outage: World) -> None:
    outage.phones.chaos("duplicate-callbacks")
    for _ in range(10):
        outage.person(ELM_ROAD_MOBILE).rings(LINE).waits(2).hangs_up()
    outage.settle()
    assert len(outage.queries()) == 10


def test_a_request_that_arrives_after_its_call_has_ended_adds_nothing(outage: World) -> None:
    gp = outage.person(ELM_ROAD_MOBILE).rings(LINE).waits(3).hangs_up()
    outage.settle()
    lost = next(hook for hook in outage.phones.webhooks() if hook["error"])
    form: Form = [(name, value) for name, value in lost["form"]]
    assert outage.phones.forge(f"{PUBLIC_URL}{INCOMING}", form) == 200
    assert len(outage.queries()) == 1
    ends_as(outage.query(), "outage")
    gp.never_heard("radiology advice.")


def test_the_end_of_a_call_to_a_number_that_is_no_line_is_refused(hotdoc: World) -> None:
    form = [
        ("CallSid", "CA" + "0" * 32),
        ("AccountSid", hotdoc.carrier.account.sid),
        ("From", ELM_ROAD_MOBILE),
        ("To", SWITCHBOARD),
        ("CallStatus", "completed"),
    ]
    assert hotdoc.phones.forge(f"{PUBLIC_URL}{OVER}", form) == 403
    assert hotdoc.queries() == []
