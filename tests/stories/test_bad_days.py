"""What a telephone network does on its bad days changes neither the row in which a call ends nor
what anybody is told (H16)."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from advice_line.rules.deadlines import LOOK_AFTER
from integrations.sandbox.phones import accepts
from tests.stories import base
from tests.stories.base import EVERY, Told
from tests.stories.conftest import on_sqlite
from tests.stories.outcomes import tells
from tests.stories.scene import AMARA, ELM_ROAD_MOBILE, Scene
from tests.stories.world import World

pytestmark = [pytest.mark.hazard("H16"), pytest.mark.again]

TWICE = ("duplicate-callbacks", "retry-same-token", "extra-fields")
NO_WORD = ("drop-callbacks", "no-action-after-hangup")
# The longest that a callback of ours waits for another one to swap places with, or comes late.
HELD = timedelta(seconds=300)
LATE = timedelta(seconds=30)
# Until the carrier is asked about a call of which there is no news, with the hunt before it.
ASKED = LOOK_AFTER + timedelta(minutes=2)

CALLER_HANGS_UP = tuple(
    told
    for told in EVERY
    if told.story
    in (
        base.talk_that_the_caller_ends,
        base.gone_while_it_rings,
        base.gone_during_the_whisper,
        base.accepted_after_the_caller_left,
        base.claimed_and_gone,
    )
)
DECLINED = tuple(
    told
    for told in EVERY
    if told.story in (base.second_accepts, base.second_accepts_after_voicemail, base.all_decline)
)


@pytest.mark.parametrize("told", EVERY, ids=str)
def test_everything_comes_twice_with_fields_nobody_has_heard_of(
    one_house: World, told: Told
) -> None:
    tells(one_house, told, *TWICE)


@pytest.mark.parametrize("told", EVERY, ids=str)
def test_what_is_told_comes_in_the_wrong_order(one_house: World, told: Told) -> None:
    tells(one_house, told, "reorder-callbacks", after=HELD)


@pytest.mark.parametrize("told", EVERY, ids=str)
def test_what_is_told_comes_late(one_house: World, told: Told) -> None:
    tells(one_house, told, "delay-callbacks", after=LATE)


@pytest.mark.parametrize("told", EVERY, ids=str)
def test_nothing_is_told_and_the_carrier_is_asked(one_house: World, told: Told) -> None:
    tells(one_house, told, *NO_WORD, after=ASKED)


@pytest.mark.parametrize("told", CALLER_HANGS_UP, ids=str)
def test_the_dials_end_is_not_told_where_the_caller_hangs_up(one_house: World, told: Told) -> None:
    tells(one_house, told, "no-action-after-hangup")


@pytest.mark.parametrize("called", ["completed", "no-answer"])
@pytest.mark.parametrize("told", DECLINED, ids=str)
def test_a_phone_that_did_not_accept_may_be_called_anything(
    one_house: World, told: Told, called: str
) -> None:
    tells(one_house, told, f"declined-reported-{called}")


REST = pytest.mark.parametrize("trouble", ["rest-429", "rest-5xx", "rest-timeout-after-success"])


@on_sqlite
@REST
@pytest.mark.parametrize(
    ("story", "text"),
    [(base.talk, "your reference is"), (base.nobody_answers, "ring you back by")],
)
def test_a_text_that_fails_arrives_later_and_once(
    hotdoc: World, trouble: str, story: Callable[[Scene], None], text: str
) -> None:
    hotdoc.phones.chaos(trouble)
    story(hotdoc)
    hotdoc.settle()
    for _ in range(4):
        hotdoc.wait(120)
    gp = hotdoc.person(ELM_ROAD_MOBILE)
    gp.reads(text)
    assert gp.unread() == []
    assert {each["state"] for each in hotdoc.query()["outgoing"]} == {"delivered"}
    counted = [each["body"] for each in hotdoc.phones.messages()]
    assert len(counted) == len(set(counted))


@on_sqlite
@REST
def test_a_call_back_that_fails_is_placed_later_and_once(hotdoc: World, trouble: str) -> None:
    base.nobody_answers(hotdoc)
    hotdoc.settle()
    hotdoc.phones.chaos(trouble)
    hotdoc.phones.behaves(AMARA, accepts())
    hotdoc.phones.behaves(ELM_ROAD_MOBILE, accepts(key="", talks_for=90))
    hotdoc.records.ring_back(hotdoc.responder("amara"), hotdoc.query()["reference"], "tap")
    for _ in range(4):
        hotdoc.wait(120)
    rung = [leg for leg in hotdoc.phones.legs(AMARA) if leg["direction"] == "outbound-api"]
    assert len(rung) == 1
    assert [each["ended"] for each in hotdoc.query()["contacts"]] == ["promised", "talked"]
