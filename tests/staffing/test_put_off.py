"""A promised time that nobody can keep, whoever's the call back is: it is moved before it breaks,
the requester hears of it, and so does somebody who is there."""

import pytest

from advice_line.errors import AlreadyTaken
from tests.staffing.test_what_is_owed import claims, heard, promised, query, sick
from tests.staffing.ward import Ward
from tests.stories.scene import ELM_ROAD, ELM_ROAD_MOBILE

pytestmark = pytest.mark.hazard("H23")
TOMORROW = "by 8:30am on Tuesday 24 November"


@pytest.fixture
def alone(ward: Ward) -> Ward:
    """Ben and Chidi, who leads, are on leave all week."""
    for key in ("ben", "chidi"):
        sick(ward, key, "2026-11-23 09:00", "2026-11-28 00:00")
    return ward


def comes(ward: Ward, clock: str) -> None:
    ward.at(f"2026-11-23 {clock}")
    ward.world.settle()


def put_off(ward: Ward, key: str) -> list[str]:
    return [each for each in ward.texts(key) if "put off" in each]


def promises(ward: Ward, reference: str) -> list[str]:
    return [each["state"] for each in query(ward, reference)["promises"]]


def test_what_stays_with_who_is_ill_is_moved_and_heard_by_who_is_there(alone: Ward) -> None:
    ward = alone
    reference = promised(ward)
    claims(ward, "amara", reference)
    heard(ward)
    sick(ward, "amara", "2026-11-23 09:05", "2026-11-24 00:00")
    comes(ward, "09:06")
    assert f"later than we said, {TOMORROW}" in ward.world.texts(ELM_ROAD_MOBILE)[-1]
    (told,) = put_off(ward, "dora")
    assert f"1 call back ({reference}) is put off, to 8:30am on Tuesday 24 November" in told
    assert put_off(ward, "chidi") == put_off(ward, "ben") == put_off(ward, "amara") == []
    ward.at("2026-11-23 11:00")
    assert promises(ward, reference) == ["withdrawn", "open"]
    assert query(ward, reference)["owner"] == "amara"


def test_whoever_hears_of_it_may_take_it_while_its_owner_is_away(alone: Ward) -> None:
    ward = alone
    first, second = promised(ward), promised(ward, "+447700900102")
    for each in (first, second):
        claims(ward, "amara", each)
    sick(ward, "amara", "2026-11-23 09:10", "2026-11-24 00:00")
    comes(ward, "09:11")
    (told,) = put_off(ward, "dora")
    assert f"2 calls back ({first}, {second}) are put off" in told
    claims(ward, "dora", first)
    ward.world.records.rang(ward.actor("dora"), first, "form-1")
    assert promises(ward, first) == ["withdrawn", "kept"]
    ward.at("2026-11-24 08:01")
    with pytest.raises(AlreadyTaken, match="Dr Amara Example"):
        claims(ward, "dora", second)


def test_what_nobody_has_taken_is_moved_when_nobody_comes_on_in_time(alone: Ward) -> None:
    ward = alone
    reference = promised(ward)
    heard(ward)
    sick(ward, "amara", "2026-11-23 09:05", "2026-11-24 00:00")
    assert promises(ward, reference) == ["open"], "somebody may still come on"
    comes(ward, "09:20")
    assert f"later than we said, {TOMORROW}" in ward.world.texts(ELM_ROAD_MOBILE)[-1]
    assert promises(ward, reference) == ["withdrawn", "open"]
    (told,) = put_off(ward, "dora")
    assert reference in told
    assert put_off(ward, "chidi") == []
    heard(ward)
    ward.at("2026-11-24 08:01")
    assert any(f"A call back ({reference}) is due by 8:30am" in t for t in ward.texts("amara"))
    assert promises(ward, reference) == ["withdrawn", "open"]


def test_what_somebody_who_comes_on_can_keep_is_not_moved(alone: Ward) -> None:
    ward = alone
    reference = promised(ward)
    sick(ward, "amara", "2026-11-23 09:05", "2026-11-24 00:00")
    ward.at("2026-11-23 09:10")
    ward.roster.take_over(ward.actor("dora"), line="hotdoc", tier="1")
    comes(ward, "09:25")
    assert promises(ward, reference) == ["open"]


def test_a_landline_is_rung_by_who_is_there(alone: Ward) -> None:
    ward = alone
    reference = promised(ward, ELM_ROAD)
    heard(ward)
    sick(ward, "amara", "2026-11-23 09:05", "2026-11-24 00:00")
    comes(ward, "09:20")
    tasks = {each["kind"]: each["owner"] for each in query(ward, reference)["tasks"]}
    assert tasks == {"ring_back": None, "tell_new_time": "dora"}
    assert any("was not told that it comes later" in each for each in ward.texts("dora"))
    assert promises(ward, reference) == ["open"]


def test_an_evening_promise_that_the_morning_can_keep_is_left_alone(ward: Ward) -> None:
    ward.at("2026-11-23 18:35")
    reference = promised(ward)
    claims(ward, "amara", reference)
    ward.at("2026-11-24 07:59")
    assert promises(ward, reference) == ["open"]


def test_a_line_without_a_rota_leaves_it_to_who_is_there(alone: Ward) -> None:
    ward = alone
    reference = promised(ward)
    heard(ward)
    for key in ("ben", "chidi", "amara"):
        sick(ward, key, "2026-11-23 09:05", "2027-01-23 00:00")
    comes(ward, "09:25")
    assert any(f"A call back ({reference}) is due by 9:3" in t for t in ward.texts("dora"))
