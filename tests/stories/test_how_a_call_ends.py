"""One story for each row of the end-state table, told through the telephone network."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from integrations.sandbox.phones import accepts, busy, declines, off, rings_out
from tests.stories.world import (
    AMARA,
    BEN,
    CHIDI,
    ELM_ROAD,
    ELM_ROAD_MOBILE,
    LINE,
    World,
    world,
)


def offers(query: dict[str, Any]) -> list[tuple[str, str]]:
    return [(each["responder"], each["state"]) for each in query["offers"]]


def tasks(query: dict[str, Any]) -> list[tuple[str, str | None]]:
    return [(each["kind"], each["owner"]) for each in query["tasks"]]


def ended(query: dict[str, Any]) -> str:
    (contact,) = query["contacts"]
    return str(contact["ended"])


def to_requester(query: dict[str, Any]) -> list[str]:
    return [each["kind"] for each in query["outgoing"] if each["to"] == "requester"]


def everybody(hotdoc: World, behaviour: Any) -> None:
    for number in (AMARA, BEN, CHIDI):
        hotdoc.phones.behaves(number, behaviour)


def test_a_talk_leaves_a_record_to_write_and_a_text_with_the_reference(hotdoc: World) -> None:
    hotdoc.phones.behaves(AMARA, accepts(talks_for=60))
    gp = hotdoc.person(ELM_ROAD_MOBILE)
    gp.rings(LINE).hears("If life is at immediate risk hang up and call 999")
    gp.hears("Your reference is").is_cut_off()
    hotdoc.settle()

    query = hotdoc.query()
    assert (query["state"], ended(query), query["owner"]) == ("accepted", "talked", "amara")
    assert offers(query) == [("amara", "accepted")]
    assert tasks(query) == [("write_advice", "amara")]
    due = datetime.fromisoformat(query["tasks"][0]["due_at"])
    over = datetime.fromisoformat(query["contacts"][0]["ended_at"])
    assert due - over == timedelta(minutes=15)
    assert query["contacts"][0]["bridged_seconds"] == pytest.approx(60, abs=6)
    assert to_requester(query) == ["reference_notice"]
    assert query["reference"] in gp.reads("your reference is")["body"]
    assert "/r/" in hotdoc.person(AMARA).reads("write down the advice")["body"]


def test_nobody_accepts_and_the_caller_is_promised_a_time(hotdoc: World) -> None:
    everybody(hotdoc, rings_out())
    gp = hotdoc.person(ELM_ROAD_MOBILE)
    gp.rings(LINE).hears("We will ring you back by 10 3", within=120).is_cut_off()
    hotdoc.settle()

    query = hotdoc.query()
    assert (query["state"], ended(query), query["owner"]) == ("waiting", "promised", None)
    assert offers(query) == [("amara", "expired"), ("ben", "expired"), ("chidi", "expired")]
    assert tasks(query) == [("ring_back", None)]
    (promise,) = query["promises"]
    assert promise["state"] == "open"
    assert promise["due_at"] == query["tasks"][0]["due_at"]
    assert to_requester(query) == ["promise_notice"]
    assert query["reference"] in gp.reads("ring you back by 10:3")["body"]


@pytest.mark.parametrize(
    ("behaviour", "state"), [(busy(), "failed"), (off(), "failed"), (declines(), "declined")]
)
def test_all_engaged_or_away_or_declining_is_a_promise_too(
    hotdoc: World, behaviour: Any, state: str
) -> None:
    everybody(hotdoc, behaviour)
    hotdoc.person(ELM_ROAD_MOBILE).rings(LINE).hears("ring you back by", within=120).is_cut_off()
    hotdoc.settle()

    query = hotdoc.query()
    assert (query["state"], ended(query)) == ("waiting", "promised")
    assert {each["state"] for each in query["offers"]} == {state}
    assert tasks(query) == [("ring_back", None)]


def test_a_landline_hears_its_reference_and_gets_no_text(hotdoc: World) -> None:
    everybody(hotdoc, rings_out())
    gp = hotdoc.person(ELM_ROAD)
    gp.rings(LINE).hears("Your reference is", within=120).is_cut_off()
    hotdoc.settle()
    assert to_requester(hotdoc.query()) == []


def test_closed_the_caller_hears_when_it_opens_and_may_leave_a_message(
    database_url: str,
) -> None:
    saturday = datetime(2026, 11, 21, 11, 0, tzinfo=UTC)
    with world(database_url, saturday) as hotdoc:
        gp = hotdoc.person(ELM_ROAD)
        gp.rings(LINE).hears("It opens on Monday 23 November, at 8 a m")
        assert "0 1 6 3 2, 9 6 0 9 9 9" in gp.heard()[0]["text"]
        gp.hears("after the tone").hears("[beep]").waits(1).says(
            "This is Elm Road about a chest film"
        ).waits(8)
        gp.hears("Your message is kept").is_cut_off()
        hotdoc.settle()

        query = hotdoc.query()
        assert (query["state"], ended(query), query["offers"]) == ("waiting", "message", [])
        assert tasks(query) == [("ring_back", None)]
        assert query["tasks"][0]["due_at"] == "2026-11-23T08:00:00Z"
        assert query["contacts"][0]["recording_seconds"] > 0
        assert hotdoc.phones.faults() == []


def test_closed_and_hung_up_is_still_a_ring_back_at_the_next_opening(database_url: str) -> None:
    with world(database_url, datetime(2026, 11, 23, 19, 0, tzinfo=UTC)) as hotdoc:
        hotdoc.person(ELM_ROAD).rings(LINE).hears("999").hangs_up()
        hotdoc.settle()

        query = hotdoc.query()
        assert (query["state"], ended(query), query["offers"]) == ("waiting", "closed", [])
        assert tasks(query) == [("ring_back", None)]
        assert query["tasks"][0]["due_at"] == "2026-11-24T08:00:00Z"


@pytest.mark.hazard("H09")
def test_hanging_up_in_the_greeting_leaves_a_ring_back(hotdoc: World) -> None:
    hotdoc.person(ELM_ROAD).rings(LINE).waits(2).hangs_up()
    hotdoc.settle()

    query = hotdoc.query()
    assert (query["state"], ended(query), query["offers"]) == ("waiting", "hung_up", [])
    assert tasks(query) == [("ring_back", None)]


def test_hanging_up_while_it_rings_withdraws_the_offer(hotdoc: World) -> None:
    gp = hotdoc.person(ELM_ROAD).rings(LINE)
    hotdoc.person(AMARA).is_rung()
    gp.hangs_up()
    hotdoc.settle()

    query = hotdoc.query()
    assert (query["state"], ended(query)) == ("waiting", "hung_up")
    assert offers(query) == [("amara", "withdrawn")]
    assert tasks(query) == [("ring_back", None)]


def test_hanging_up_during_the_whisper_withdraws_the_offer(hotdoc: World) -> None:
    gp = hotdoc.person(ELM_ROAD).rings(LINE)
    hotdoc.person(AMARA).is_rung().answers().hears("press 1 to accept")
    gp.hangs_up()
    hotdoc.settle()

    query = hotdoc.query()
    assert (query["state"], ended(query)) == ("waiting", "hung_up")
    assert offers(query) == [("amara", "withdrawn")]


def test_hanging_up_in_the_talk_is_a_talk(hotdoc: World) -> None:
    hotdoc.phones.behaves(AMARA, accepts())
    gp = hotdoc.person(ELM_ROAD_MOBILE).rings(LINE)
    hotdoc.phones.advance(60)
    gp.hangs_up()
    hotdoc.settle()

    query = hotdoc.query()
    assert (query["state"], ended(query)) == ("accepted", "talked")
    assert tasks(query) == [("write_advice", "amara")]
    assert to_requester(query) == ["reference_notice"]


def test_accepting_after_the_caller_left_makes_the_ring_back_ones_own(hotdoc: World) -> None:
    hotdoc.phones.chaos("accept-after-caller-left")
    gp = hotdoc.person(ELM_ROAD).rings(LINE)
    amara = hotdoc.person(AMARA).is_rung().answers().hears("press 1 to accept")
    gp.hangs_up()
    amara.presses("1").hears("The caller has hung up")
    hotdoc.settle()

    query = hotdoc.query()
    assert (query["state"], ended(query), query["owner"]) == ("waiting", "hung_up", None)
    assert offers(query) == [("amara", "too_late")]
    assert tasks(query) == [("ring_back", "amara")]


def test_a_withheld_caller_who_leaves_no_number_must_be_traced(hotdoc: World) -> None:
    gp = hotdoc.person(ELM_ROAD)
    gp.rings(LINE, withheld=True).hears("Your number is withheld").hangs_up()
    hotdoc.settle()

    query = hotdoc.query()
    assert (query["state"], ended(query)) == ("waiting", "hung_up")
    assert query["requester"] == {
        "organisation": None,
        "identified_by": "nothing",
        "verified": False,
    }
    assert tasks(query) == [("trace_caller", None)]


def test_a_withheld_caller_who_keys_a_number_can_be_rung_back(hotdoc: World) -> None:
    everybody(hotdoc, rings_out())
    gp = hotdoc.person(ELM_ROAD)
    gp.rings(LINE, withheld=True).hears("Your number is withheld").presses("07700900101#")
    gp.hears("ring you back by", within=120).is_cut_off()
    hotdoc.settle()

    query = hotdoc.query()
    assert (ended(query), tasks(query)) == ("promised", [("ring_back", None)])
    assert query["requester"]["identified_by"] == "keyed"
    hotdoc.person(ELM_ROAD_MOBILE).reads("ring you back by")
