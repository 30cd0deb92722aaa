"""Who chases a request or a report is put through to a desk, and to a person where no desk answers:
nobody ends without having spoken to somebody, without a task, or against their own choice (H24)."""

from datetime import UTC, datetime

import pytest

from advice_line.errors import Conflict
from integrations.sandbox.phones import (
    Behaviour,
    accepts,
    busy,
    off,
    picks_up,
    rejects,
    rings_out,
)
from tests.stories import base
from tests.stories.base import MONDAY_NOON, MONDAY_TEN, SATURDAY, chases_a_report
from tests.stories.conftest import OpenedHere, on_sqlite
from tests.stories.outcomes import ends_as, offers
from tests.stories.scene import (
    AMARA,
    DESK,
    ELM_ROAD,
    ELM_ROAD_MOBILE,
    LINE,
    RESPONDERS,
    STRANGER,
)
from tests.stories.world import World

pytestmark = pytest.mark.hazard("H24")

SILENT = (rings_out(), busy(), off(), rejects())
ALMOST_TWO = datetime(2026, 11, 23, 13, 59, 58, tzinfo=UTC)


@pytest.fixture
def noon(opened_here: OpenedHere) -> World:
    """Monday, half past twelve: the desk is manned, and so is everybody else."""
    return opened_here(MONDAY_NOON)


def test_a_caller_with_a_request_is_put_through_and_rings_nobody_else(noon: World) -> None:
    gp = chases_a_report(noon)
    desk = noon.person(DESK).is_rung().answers()
    noon.phones.advance(1)
    assert gp.is_talking()
    desk.says("Imaging office, good morning")
    gp.hears("Imaging office, good morning")
    noon.phones.advance(30)
    desk.hangs_up()
    gp.is_cut_off()
    noon.settle()

    ends_as(noon.query(), "deflected")
    assert noon.query()["deflected_to"] == "chasing a request or a report"
    assert noon.query()["contacts"][0]["bridged_seconds"] >= 30
    assert noon.query()["case"]["state"] == "withdrawn"
    assert noon.phones.legs(DESK)[0]["from_number"] == LINE
    assert desk.heard() == []
    assert not any(noon.phones.legs(number) or noon.texts(number) for number in RESPONDERS)
    assert noon.texts(ELM_ROAD_MOBILE) == []


@on_sqlite
def test_greeting_and_keys_together_take_less_than_twelve_seconds(noon: World) -> None:
    gp = noon.person(ELM_ROAD).rings(LINE).waits(12)
    greeting, menu = gp.heard()
    assert "hang up and call 999" in greeting["text"]
    assert menu["text"] == "If you are chasing a request or a report, press 3."
    assert greeting["seconds"] + menu["seconds"] < 12
    gp.hangs_up()
    noon.settle()


@on_sqlite
def test_a_desks_key_works_from_the_first_word(noon: World) -> None:
    gp = noon.person(ELM_ROAD).rings(LINE).waits(1).presses("3")
    noon.person(DESK).is_rung(within=2)
    assert gp.heard()[0]["cut_short"]
    gp.hangs_up()
    noon.settle()
    ends_as(noon.query(), "gone")


@on_sqlite
def test_who_presses_another_key_or_none_reaches_a_person(noon: World) -> None:
    noon.phones.behaves(AMARA, accepts(talks_for=5))
    gp = noon.person(ELM_ROAD_MOBILE)
    for keys in ("1", "4", "#", ""):
        gp.rings(LINE).hears("press 3")
        if keys:
            gp.presses(keys)
        gp.hears("Your reference is").is_cut_off()
        noon.settle()
    assert noon.phones.legs(DESK) == []
    for query in noon.queries():
        ends_as(query, "talk")
        assert query["deflected_to"] is None


@on_sqlite
@pytest.mark.parametrize("at", [MONDAY_TEN, datetime(2026, 11, 23, 14, 0, tzinfo=UTC)])
def test_outside_its_hours_a_desk_is_not_offered_and_its_key_reaches_a_person(
    opened_here: OpenedHere, at: datetime
) -> None:
    hotdoc = opened_here(at)
    gp = hotdoc.person(ELM_ROAD_MOBILE).rings(LINE).waits(1).presses("3")
    hotdoc.person(AMARA).is_rung(within=3)
    gp.never_heard("press 3").hangs_up()
    hotdoc.settle()
    ends_as(hotdoc.query(), "gone")
    assert hotdoc.phones.legs(DESK) == []


@on_sqlite
def test_a_closed_line_offers_no_desk(opened_here: OpenedHere) -> None:
    hotdoc = opened_here(SATURDAY)
    hotdoc.person(ELM_ROAD).rings(LINE).hears("[beep]").never_heard("press 3").hangs_up()
    hotdoc.settle()
    ends_as(hotdoc.query(), "closed")


@on_sqlite
def test_what_the_greeting_offers_holds_though_the_desk_closes_meanwhile(
    opened_here: OpenedHere,
) -> None:
    hotdoc = opened_here(ALMOST_TWO)
    hotdoc.phones.behaves(DESK, picks_up(talks_for=20))
    chases_a_report(hotdoc).is_cut_off(within=60)
    hotdoc.settle()
    ends_as(hotdoc.query(), "deflected")


@on_sqlite
@pytest.mark.parametrize(
    "desk", [rings_out(), busy(), off(), rejects()], ids=lambda each: each.kind
)
def test_where_the_desk_does_not_answer_a_person_is_rung(noon: World, desk: Behaviour) -> None:
    noon.phones.behaves(DESK, desk)
    noon.phones.behaves(AMARA, accepts(talks_for=20))
    gp = chases_a_report(noon).hears("That desk does not answer. Please hold")
    gp.hears("Your reference is", within=60).is_cut_off()
    noon.settle()
    ends_as(noon.query(), "talk")
    assert noon.query()["deflected_to"] == "chasing a request or a report"
    assert noon.query()["case"]["state"] == "draft"


@on_sqlite
def test_where_neither_desk_nor_anybody_else_answers_the_caller_is_promised_a_time(
    noon: World,
) -> None:
    noon.everybody(rings_out())
    noon.phones.behaves(DESK, rings_out())
    gp = chases_a_report(noon).hears("That desk does not answer")
    gp.hears("ring you back by", within=120).is_cut_off()
    noon.settle()
    ends_as(noon.query(), "promise")
    assert [who for who, _ in offers(noon.query())] == ["amara", "ben", "chidi"]


def test_who_hangs_up_while_the_desk_rings_is_rung_back(noon: World) -> None:
    base.gone_while_the_desk_rings(noon)
    noon.settle()
    ends_as(noon.query(), "gone")
    assert "A call back" in noon.texts(AMARA)[-1]


@on_sqlite
def test_a_withheld_number_is_asked_for_only_once_the_desk_has_not_answered(noon: World) -> None:
    noon.phones.behaves(DESK, rings_out())
    gp = chases_a_report(noon, withheld=True).hears("That desk does not answer")
    gp.hears("Your number is withheld").presses("01632960102#")
    noon.person(AMARA).is_rung().answers().hears("call from Oak Lane Surgery").presses("2")
    gp.hangs_up()
    noon.settle()
    ends_as(noon.query(), "gone")


@on_sqlite
def test_a_withheld_caller_to_whom_the_desk_answers_is_asked_nothing(noon: World) -> None:
    noon.phones.behaves(DESK, picks_up(talks_for=20))
    chases_a_report(noon, withheld=True).is_cut_off(within=60).never_heard("withheld")
    noon.settle()
    ends_as(noon.query(), "deflected")


@on_sqlite
def test_who_is_with_a_desk_can_neither_be_claimed_nor_closed(noon: World) -> None:
    gp = chases_a_report(noon)
    noon.person(DESK).is_rung()
    assert noon.query()["state"] == "deflected"
    ben, reference = noon.responder("ben"), noon.query()["reference"]
    with pytest.raises(Conflict):
        noon.records.claim(ben, reference)
    with pytest.raises(Conflict):
        noon.records.close(ben, reference, "a wrong number", "tap")
    gp.hangs_up()
    noon.settle()
    ends_as(noon.query(), "gone")


@on_sqlite
def test_a_query_that_is_claimed_during_the_greeting_is_its_owners_whatever_is_pressed(
    noon: World,
) -> None:
    gp = noon.person(ELM_ROAD_MOBILE).rings(LINE).waits(1)
    noon.claims("ben")
    gp.presses("3").hears("Ben Example has your query and will ring you back").is_cut_off()
    noon.settle()
    ends_as(noon.query(), "claimed")
    assert noon.phones.legs(DESK) == []


@on_sqlite
def test_a_caller_nobody_knows_is_put_through_as_well(noon: World) -> None:
    noon.phones.behaves(DESK, picks_up(talks_for=20))
    noon.person(STRANGER).rings(LINE).hears("press 3").presses("3").is_cut_off(within=60)
    noon.settle()
    ends_as(noon.query(), "deflected")
