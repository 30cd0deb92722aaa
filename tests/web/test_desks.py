"""What a query's page says of what its caller asked for by key."""

from integrations.sandbox.phones import accepts, picks_up, rings_out
from tests.stories import base
from tests.stories.base import MONDAY_NOON
from tests.stories.scene import AMARA, DESK, ELM_ROAD_MOBILE, LINE, OAK_LANE_MOBILE
from tests.stories.world import HOTDOC
from tests.web.people import Scene

ASKED = "Asked for the desk: chasing a request or a report"


def at_noon(scene: Scene) -> Scene:
    left = MONDAY_NOON - scene.world.carrier.clock.now()
    scene.world.phones.advance(left.total_seconds())
    return scene


def with_menu(scene: Scene) -> Scene:
    line = HOTDOC.read_text(encoding="utf-8").replace("offered = false", "offered = true")
    scene.world.set_up(line)
    return scene


def test_whom_no_desk_answered_is_seen_to_have_asked_for_one(scene: Scene) -> None:
    base.talk_where_the_desk_is_silent(at_noon(scene).world)
    scene.world.settle()
    page = scene.signed_in("amara").opens(f"/desk/{scene.world.query()['reference']}")
    page.sees(ASKED).sees("The desk did not answer").sees("Dr Amara Example accepted")


def test_what_a_desk_has_seen_to_is_closed_and_offers_nothing(scene: Scene) -> None:
    at_noon(scene).world.phones.behaves(DESK, picks_up(talks_for=20))
    base.chases_a_report(scene.world).is_cut_off(within=60)
    scene.world.settle()
    page = scene.signed_in("ben").opens(f"/desk/{scene.world.query()['reference']}")
    page.sees(ASKED).sees("A desk, words or the radiology office served them").sees("Closed")
    page.never_sees("Closed without advice", "Claim it", "Ring back")


def test_what_a_callers_key_asked_for_is_read_where_their_query_is(scene: Scene) -> None:
    with_menu(scene).world.phones.behaves(AMARA, accepts(talks_for=20))
    gp = scene.world.person(ELM_ROAD_MOBILE).rings(LINE).hears("chasing").presses("4")
    gp.hears("worried about this result").presses("2").hears("Your reference is")
    scene.world.settle()
    page = scene.signed_in("amara").opens(f"/desk/{scene.world.query()['reference']}")
    page.sees("Elm Road Surgery rang: worried about a result")


def test_what_a_callers_key_said_is_a_mark_on_each_list_they_wait_on(scene: Scene) -> None:
    """Their words, and no urgency that anybody computed."""
    with_menu(scene).world.everybody(rings_out())
    gp = scene.world.person(ELM_ROAD_MOBILE).rings(LINE).hears("chasing").presses("4")
    gp.hears("worried about this result").presses("2").hears("ring you back by", within=150)
    other = scene.world.person(OAK_LANE_MOBILE).rings(LINE).hears("chasing").presses("1")
    other.waits(2)
    amara = scene.signed_in("amara").opens("/desk")
    amara.sees("On the telephone now", "Now A patient is waiting", "Worried about a result")
    other.hears("ring you back by", within=150)
    scene.world.settle()
    amara.opens("/desk").sees("Now A patient is waiting Telephone", "Worried about a result")
    scene.signed_in("chidi").opens("/admin").sees("A patient is waiting", "Worried about a result")
    worried = scene.world.queries()[0]
    amara.opens(f"/desk/{worried['reference']}").sees("Worried about a result")
    amara.never_sees("A patient is waiting", "asked for:")
