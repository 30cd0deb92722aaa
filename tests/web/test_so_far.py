"""What a query's page and the lists say of calls back: who rang whom, once, at one time, and whose
phone is ringing."""

import pytest
from sqlmodel import col, select

from advice_line.desk.in_call.during import DuringCalls
from advice_line.kinds import TaskKind
from advice_line.outgoing_kinds import NoticeKind
from advice_line.tables.advice import Advice
from advice_line.tables.columns import opaque
from advice_line.web import labels
from integrations.sandbox.phones import accepts, busy, rings_out
from tests.stories.world import AMARA, ELM_ROAD_MOBILE, LINE
from tests.web.people import Scene
from tests.web.surfing import Surfer
from tests.web.test_ringing_back import promised, rings_back

SPOKE = "Dr Amara Example rang them back and spoke to them"


def so_far(page: Surfer) -> str:
    return page.text.partition("So far")[2]


@pytest.mark.parametrize("held", [False, True])
def test_who_rang_whom_and_that_they_talked_stands_once(scene: Scene, held: bool) -> None:
    reference = promised(scene)
    scene.world.phones.behaves(AMARA, accepts())
    scene.world.phones.behaves(ELM_ROAD_MOBILE, accepts(key="", talks_for=120))
    page = rings_back(scene)
    scene.world.wait(30)
    door, she = DuringCalls(scene.world.ledger), scene.world.responder("amara")
    if held:
        door.hold(she, reference, opaque())
        scene.world.settle(3)
        door.fetch_back(she, reference, opaque())
    for _ in range(4):
        scene.world.wait(60)
    said = so_far(page.opens(f"/desk/{reference}"))
    assert said.count("Elm Road Surgery rang") == 1, said
    assert (said.count(SPOKE), said.count("They talked")) == (1, 1), said
    assert said.index(SPOKE) < said.index("They talked")


@pytest.mark.hazard("H04")
def test_of_a_call_too_the_letter_is_told_and_who_rang_the_practice(scene: Scene) -> None:
    reference = scene.advised(urgency_set="urgent")
    scene.world.wait(31 * 60)
    scene.world.settle()
    chidi = scene.signed_in("chidi").opens(f"/desk/{reference}")
    chidi.presses("Spoken and read back", read_back_by="Sister Kit Example")
    said = so_far(chidi.opens(f"/desk/{reference}"))
    in_order = (
        "Dr Amara Example accepted",
        "Dr Amara Example signed the advice",
        "The advice was handed to the mail server",
        "Dr Chidi Example rang the practice about the advice",
    )
    places = [said.find(each) for each in in_order]
    assert -1 not in places, said
    assert places == sorted(places), said
    assert [said.count(each) for each in in_order] == [1, 1, 1, 1]


def test_every_notice_and_task_has_a_name_in_words() -> None:
    assert set(labels.NOTICES) == set(NoticeKind)
    assert set(labels.TASKS) == set(TaskKind)
    assert not any("_" in words for words in (*labels.NOTICES.values(), *labels.TASKS.values()))


def test_one_event_has_one_time(scene: Scene) -> None:
    promised(scene)
    scene.world.phones.behaves(AMARA, accepts(after=15))
    scene.world.phones.behaves(ELM_ROAD_MOBILE, busy())
    page = rings_back(scene)
    scene.world.wait(120)
    page.opens(page.address)
    tried, told = page.text.partition("So far")[::2]
    line = "Dr Amara Example rang them back: engaged "
    assert tried.partition(line)[2].split()[0] == told.partition(line)[2].split()[0] != ""


def test_whose_phone_is_ringing_is_said_to_them_and_to_others(scene: Scene) -> None:
    promised(scene)
    scene.world.phones.behaves(AMARA)
    amara = rings_back(scene)
    scene.world.phones.advance(1)
    ben = scene.signed_in("ben").opens("/desk").never_sees("your phone")
    ben.sees("Dr Amara Example is being rung for the call back")
    ben.opens(amara.address).sees("Dr Amara Example is being rung for the call back.")
    amara.opens("/desk").sees("your phone is being rung: answer it and press 1")
    handset = scene.world.person(AMARA).is_rung().answers()
    amara.opens("/desk").sees("your phone was answered: press 1 on it")
    scene.world.phones.behaves(ELM_ROAD_MOBILE, rings_out())
    handset.hears("press 1").presses("1")
    amara.opens("/desk").sees("being rung back by you")
    ben.opens("/desk").sees("being rung back by Dr Amara Example")


def test_by_when_a_call_back_is_owed_that_nobody_promised(scene: Scene) -> None:
    scene.world.person(ELM_ROAD_MOBILE).rings(LINE).waits(1).hangs_up()
    scene.world.settle()
    reference = scene.world.query()["reference"]
    scene.signed_in("ben").opens(f"/desk/{reference}").sees("Call back, owed by 10:30am")


def test_the_page_of_the_call_says_that_they_are_being_rung(scene: Scene) -> None:
    """Not that the call is over: the carrier's word that they answered may be late."""
    reference = promised(scene)
    scene.world.phones.behaves(AMARA)
    scene.world.phones.behaves(ELM_ROAD_MOBILE)
    amara = rings_back(scene)
    handset = scene.world.person(AMARA).is_rung().answers().hears("press 1")
    scene.world.phones.chaos("delay-callbacks")
    handset.presses("1")
    scene.world.person(ELM_ROAD_MOBILE).is_rung().answers().waits(2)
    amara.opens(f"/desk/{reference}/call").sees("have not heard yet that they answered")
    amara.never_sees("in this call no more", "Ring back")
    hold = {"form_token": amara.own_token()}
    amara.posts(f"/desk/{reference}/call/hold", hold).is_refused(409).sees("not answered yet")
    scene.world.wait(40)
    amara.opens(f"/desk/{reference}/call").sees("You are talking", "Hold")
    handset.hangs_up()
    scene.world.settle()


@pytest.mark.hazard("H04")
def test_what_was_added_since_the_page_was_opened_was_not_read_back(scene: Scene) -> None:
    reference = scene.advised(urgency_set="urgent")
    scene.world.wait(31 * 60)
    chidi = scene.signed_in("chidi").opens(f"/desk/{reference}")
    scene.signed_in("amara").opens(f"/desk/{reference}/record").presses(
        "Save and send", advice="It is the left one.", addendum_reason="Looked again"
    )
    chidi.presses("Spoken and read back", read_back_by="Sister Kit Example").is_refused(422)
    chidi.sees("Something was added to the advice after you opened this page.")
    assert "ring_practice" in [
        each["kind"] for each in scene.world.query()["tasks"] if each["state"] == "open"
    ]
    chidi.presses("Spoken and read back")
    with scene.world.ledger.look("test") as work:
        versions = work.session.exec(select(Advice).order_by(col(Advice.version))).all()
        assert [each.verbal_read_back_at is not None for each in versions] == [False, True]
