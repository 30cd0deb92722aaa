"""The responder's list: as cheap with many queries as with few, silent where nothing has changed,
and small enough for a telephone with a weak signal."""

import re

from advice_line.desk.questions import arriving, askers
from advice_line.desk.questions.asked import Asked
from advice_line.directory import lookups
from advice_line.kinds import Channel, Urgency
from integrations.sandbox.phones import rings_out
from tests.statements import asked as statements
from tests.stories.world import AMARA, ELM_ROAD_MOBILE, LINE, PUBLIC_URL
from tests.web.people import OAK_LANE_MAIL, Scene
from tests.web.surfing import Surfer

# Kilobytes. At the 50 kB a second of a 3G signal the first visit takes some seconds, every later
# one a second: what does not change is kept by the browser.
FIRST_VISIT, LATER, A_QUERY = 450, 40, 1.6
KILO = 1024


def questions(scene: Scene, count: int, first: int = 0, urgency: Urgency | None = None) -> None:
    with scene.world.ledger.work("test") as work:
        line = lookups.lines(work.session)[0]
        for number in range(first, first + count):
            asker = askers.of_address(work, OAK_LANE_MAIL)
            asked = Asked(
                Channel.EMAIL, f"mail {number}", asker, "What next?", Channel.EMAIL, urgency
            )
            arriving.opened(work, line, asked)


def asks_again(surfer: Surfer) -> int:
    """As the page does by itself."""
    seen = re.findall(r'name="seen" value="([^"]+)"', surfer.page)
    return surfer.client.get("/desk/list", params={"seen": seen[0]}).status_code


def test_it_costs_as_many_reads_for_many_queries_as_for_few(scene: Scene) -> None:
    amara = scene.signed_in("amara")
    engine = scene.world.ledger.db.engine
    questions(scene, 2)
    amara.opens("/desk/list")
    with statements(engine) as few:
        amara.opens("/desk/list")
    questions(scene, 30, first=2)
    with statements(engine) as many:
        amara.opens("/desk/list").sees("Waiting (32)")
    assert len(many) == len(few)


def test_what_is_due_first_is_seen_first_and_what_is_asked_for_now_before_it(
    scene: Scene,
) -> None:
    for number, urgency in enumerate((None, Urgency.TODAY, Urgency.TWO_DAYS, Urgency.NOW)):
        questions(scene, 1, number, urgency)
        scene.world.wait(60)
    routine, today, later, now = (each["reference"] for each in scene.world.queries())
    amara = scene.signed_in("amara").opens("/desk")
    assert listed(amara) == [now, today, routine, later]
    scene.world.records.claim(scene.world.responder("amara"), later)
    assert listed(amara.opens("/desk")) == [later, now, today, routine], "hers stand first"


def listed(surfer: Surfer) -> list[str]:
    """Who waits, from the top."""
    return re.findall(r'id="waiting-([^"]+)"', surfer.page)


def test_a_list_that_has_not_changed_is_not_sent_again(scene: Scene) -> None:
    questions(scene, 1)
    amara = scene.signed_in("amara").opens("/desk")
    assert asks_again(amara) == 204
    ben = scene.signed_in("ben").opens("/desk")
    assert asks_again(ben) == 204
    ben.presses("Claim")
    assert asks_again(amara) == 200
    amara.opens("/desk").sees("with Ben Example")
    scene.world.wait(60)
    assert asks_again(amara) == 200  # a minute more has been waited


def test_while_a_call_goes_on_each_step_of_it_is_seen(scene: Scene) -> None:
    scene.world.phones.behaves(AMARA, rings_out())
    questions(scene, 1)
    caller = scene.world.person(ELM_ROAD_MOBILE).rings(LINE)
    scene.world.phones.advance(12)
    amara = scene.signed_in("amara").opens("/desk").sees("On the telephone now (1)")
    assert 'name="seen" value=""' in amara.page
    caller.hangs_up()
    scene.world.settle()
    assert asks_again(amara.opens("/desk")) == 204


def test_it_is_small_enough_for_a_weak_signal(scene: Scene) -> None:
    questions(scene, 20)
    amara = scene.signed_in("amara").opens("/desk").sees("Waiting (20)")
    page = len(amara.page.encode())
    kept = {*re.findall(r'(?:href|src)="(/static/[^"]+)"', amara.page)}
    static = sum(len(amara.client.get(PUBLIC_URL + each).content) for each in kept)
    assert page <= LATER * KILO
    assert page + static <= FIRST_VISIT * KILO
    one = len(amara.client.get("/desk/list").content) / 20
    assert one <= A_QUERY * KILO


def test_what_is_urgent_and_due_is_on_the_list_and_no_word_of_a_patient(scene: Scene) -> None:
    with scene.world.ledger.work("test") as work:
        asker = askers.of_address(work, OAK_LANE_MAIL)
        words = "Edith Larkspur has a mass."
        asked = Asked(Channel.EMAIL, "now", asker, words, Channel.EMAIL, Urgency.NOW)
        arriving.opened(work, lookups.lines(work.session)[0], asked)
    amara = scene.signed_in("amara").opens("/desk")
    amara.sees("Now", "Email", "due by", "Oak Lane Surgery").never_sees("Larkspur", "mass")
