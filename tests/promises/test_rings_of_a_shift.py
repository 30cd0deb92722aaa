"""What a shift has cost counts every ringing of a responder's phone for the line, whoever it was
for, and the time that each took."""

from advice_line.desk.interruptions.quiet_windows import QuietWindows
from advice_line.rules.interruptions import Interruptions
from integrations.sandbox.phones import accepts, declines
from tests.promises.scene import Kept
from tests.promises.test_in_the_call import talk
from tests.stories.in_call import Talk
from tests.stories.world import AMARA, BEN, ELM_ROAD_MOBILE

__all__ = ["talk"]


def shift(line: Kept, who: str) -> Interruptions:
    found = QuietWindows(line.world.ledger).stretch(line.world.responder(who))
    assert found is not None
    return found.interruptions


def test_a_call_back_that_the_system_rang(line: Kept) -> None:
    line.promises()
    line.world.phones.behaves(AMARA, accepts())
    line.world.phones.behaves(ELM_ROAD_MOBILE, accepts(key="", talks_for=240))
    before = shift(line, "amara")
    line.until(lambda: line.promise() == "kept")
    line.passes(1)
    after = shift(line, "amara")
    assert after.rings == before.rings + 1
    assert 4 <= after.minutes - before.minutes <= 5


def test_one_that_she_did_not_answer(line: Kept) -> None:
    line.promises()
    before = shift(line, "amara")
    line.until(lambda: line.tries() == [("amara", "unanswered")])
    assert shift(line, "amara").rings == before.rings + 1
    line.world.phones.behaves(BEN, accepts())
    line.world.phones.behaves(ELM_ROAD_MOBILE, accepts(key="", talks_for=90))
    line.until(lambda: line.promise() == "kept")


def test_one_to_which_something_was_done_counts_once(line: Kept, talk: Talk) -> None:
    before = shift(line, "amara")
    talk.holds()
    talk.gp.waits(120)
    talk.takes_back()
    talk.gp.waits(120)
    talk.amara.hangs_up()
    line.passes(1)
    after = shift(line, "amara")
    assert after.rings == before.rings
    assert 2 <= after.minutes - before.minutes <= 3


def test_a_colleague_who_is_asked_into_a_talk(line: Kept, talk: Talk) -> None:
    before = shift(line, "ben")
    line.world.phones.behaves(BEN, declines())
    talk.brings_in("ben")
    for _ in range(3):
        line.world.settle(2)
    line.world.phones.behaves(BEN, accepts(talks_for=120))
    talk.hands_over_to("ben")
    line.world.settle(10)
    talk.amara.hangs_up()
    line.passes(4)
    after = shift(line, "ben")
    assert after.rings == before.rings + 2
    assert 2 <= after.minutes - before.minutes <= 3
