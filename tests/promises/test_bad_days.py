"""A promise is kept once, whatever the carrier tells, and whoever presses first has it."""

import pytest

from integrations.sandbox.phones import accepts, rings_out
from tests.promises.scene import BYPASS, Kept, machine
from tests.stories.outcomes import tasks
from tests.stories.world import AMARA, BEN, ELM_ROAD_MOBILE, LINE, STRANGER_MOBILE

TALK = accepts(key="", talks_for=90)
# Each with who hangs up first.
TROUBLE = (
    ("practice", "duplicate-callbacks"),
    ("practice", "reorder-callbacks"),
    ("responder", "delay-callbacks"),
    ("practice", "drop-callbacks"),
    ("responder", "drop-callbacks", "no-action-after-hangup"),
    ("practice", "retry-same-token"),
    ("practice", "rest-timeout-after-success"),
)


@pytest.mark.again
@pytest.mark.hazard("H16")
@pytest.mark.parametrize("switches", TROUBLE, ids=" ".join)
def test_whatever_the_carrier_tells_they_are_rung_once_and_the_promise_is_kept(
    line: Kept, switches: tuple[str, ...]
) -> None:
    line.promises()
    by_practice = switches[0] == "practice"
    line.world.phones.behaves(AMARA, accepts(talks_for=None if by_practice else 70))
    line.world.phones.behaves(ELM_ROAD_MOBILE, TALK if by_practice else accepts(key=""))
    for switch in switches[1:]:
        line.world.phones.chaos(switch)
    line.until(lambda: bool(line.tries()))
    line.passes(2)
    assert (line.promise(), line.tries()) == ("kept", [("amara", "spoke")])
    assert (line.rung(AMARA), line.rung(ELM_ROAD_MOBILE)) == (2, 1)
    assert tasks(line.query) == [("write_advice", "amara")]


@pytest.mark.hazard("H16")
def test_a_late_word_that_nobody_answered_takes_no_talk_back(line: Kept) -> None:
    line.promises()
    line.world.phones.behaves(AMARA, accepts())
    line.world.phones.behaves(ELM_ROAD_MOBILE, accepts(key="", talks_for=12))
    line.world.phones.chaos("delay-callbacks")
    line.until(lambda: line.rung(ELM_ROAD_MOBILE) == 1)
    line.world.person(AMARA).hears("If you have spoken to them, press 1").presses("1")
    line.passes(3)
    assert (line.promise(), line.tries()) == ("kept", [("amara", "spoke")])


@pytest.mark.hazard("H10")
def test_two_are_rung_for_one_promise_and_one_is_connected(line: Kept) -> None:
    line.promises()
    for number in (AMARA, BEN):
        line.world.phones.behaves(number)
    line.until(lambda: line.rung(AMARA) == 2)
    amara = line.world.person(AMARA).is_rung().answers().hears("Press 1 to connect")
    line.world.records.ring_back(line.world.responder("ben"), line.query["reference"], "tap")
    line.works()
    ben = line.world.person(BEN).is_rung().answers().hears("Press 1 to connect").presses("1")
    amara.presses("1").hears("Already taken by Ben Example").is_cut_off()
    line.world.person(ELM_ROAD_MOBILE).is_rung().answers().waits(60)
    assert ben.is_talking()
    line.world.person(ELM_ROAD_MOBILE).hangs_up()
    line.passes(1)
    assert (line.query["owner"], line.rung(ELM_ROAD_MOBILE)) == ("ben", 1)
    assert dict(line.tries()) == {"amara": "too_late", "ben": "spoke"}


@pytest.mark.hazard("H10")
def test_who_is_being_rung_hears_that_somebody_has_claimed_it(line: Kept) -> None:
    line.promises()
    line.world.phones.behaves(AMARA)
    line.until(lambda: line.rung(AMARA) == 2)
    amara = line.world.person(AMARA).is_rung().answers().hears("Press 1 to connect")
    line.world.claims("ben")
    amara.presses("1").hears("Already taken by Ben Example").is_cut_off()
    assert line.rung(ELM_ROAD_MOBILE) == 0
    line.world.phones.behaves(BEN, accepts())
    line.world.phones.behaves(ELM_ROAD_MOBILE, TALK)
    line.until(lambda: line.promise() == "kept")


@pytest.mark.hazard("H15")
def test_of_somebody_unknown_only_their_own_number_is_ever_dialled(line: Kept) -> None:
    line.promises(STRANGER_MOBILE)
    line.world.phones.behaves(AMARA, accepts())
    line.world.phones.behaves(STRANGER_MOBILE, rings_out())
    line.world.phones.behaves(BYPASS, TALK)
    line.passes(32)
    assert (line.rung(STRANGER_MOBILE), line.rung(BYPASS)) == (2, 0)
    assert ("ring_practice", "amara") in tasks(line.query)


@pytest.mark.hazard("H15")
def test_whoever_is_rung_sees_the_line_and_never_the_responder(line: Kept) -> None:
    line.promises()
    line.world.phones.behaves(AMARA, accepts())
    line.world.phones.behaves(ELM_ROAD_MOBILE, TALK)
    line.until(lambda: line.promise() == "kept")
    legs = [*line.world.phones.legs(ELM_ROAD_MOBILE), *line.world.phones.legs(AMARA)]
    shown = {leg["from_number"] for leg in legs if leg["direction"] != "inbound"}
    assert shown <= {LINE, ELM_ROAD_MOBILE}


def test_a_talk_that_outlasts_its_time_kept_the_promise(line: Kept) -> None:
    line.promises()
    line.world.phones.behaves(AMARA, accepts())
    line.world.phones.behaves(ELM_ROAD_MOBILE, accepts(key="", talks_for=12 * 60))
    line.passes(32)
    assert line.promise() == "open", "they are talking"
    line.until(lambda: line.promise() != "open")
    assert line.promise() == "kept"


def test_what_a_machine_answered_before_its_time_is_broken_after_it(line: Kept) -> None:
    line.promises()
    line.world.phones.behaves(AMARA, accepts())
    line.world.phones.behaves(ELM_ROAD_MOBILE, machine(speaks_for=25))
    line.world.phones.behaves(BYPASS, rings_out())
    amara = line.world.person(AMARA)
    for _ in range(2):
        before = line.rung(ELM_ROAD_MOBILE)
        line.until(lambda before=before: line.rung(ELM_ROAD_MOBILE) > before)  # type: ignore[misc]
        amara.hears("If a machine answered, press 2").presses("2")
        line.passes(0.5)
    line.passes(12)
    assert line.promises_made() == ["broken", "open"]
    assert {end for _, end in line.tries()} == {"machine", "no_answer"}
