"""Somebody talks to the line, and what its responder then does on their page."""

from dataclasses import dataclass

from advice_line.desk.in_call.during import DuringCalls
from advice_line.desk.in_call.seen import LiveCall
from advice_line.tables.columns import opaque
from integrations.sandbox.phones import accepts, rings_out
from integrations.sandbox.story import Person
from tests.stories.base import MONDAY_TEN, Told
from tests.stories.scene import AMARA, BEN, ELM_ROAD_MOBILE, LINE, Scene


@dataclass
class Talk:
    """Amara talks to the practice; `she` is her page, which acts for her."""

    world: Scene
    gp: Person
    amara: Person

    @property
    def _door(self) -> DuringCalls:
        return DuringCalls(self.world.ledger)

    def page(self, who: str = "amara") -> LiveCall:
        return self._door.open(self.world.responder(who), self._reference())

    def holds(self, who: str = "amara") -> None:
        self._door.hold(self.world.responder(who), self._reference(), opaque())
        self.world.settle(3)

    def takes_back(self, who: str = "amara") -> None:
        self._door.fetch_back(self.world.responder(who), self._reference(), opaque())
        self.world.settle(3)

    def brings_in(self, key: str) -> None:
        self._ask(key, takes_over=False)

    def hands_over_to(self, key: str) -> None:
        self._ask(key, takes_over=True)

    def says_outside_scope(self, tag: str, *, advised: bool) -> str | None:
        found = self._door.outside_scope(
            self.world.responder("amara"), self._reference(), tag, opaque(), advised=advised
        )
        self.world.settle(3)
        return found

    def pauses_recording(self) -> None:
        self._door.pause(self.world.responder("amara"), self._reference(), opaque())
        self.world.settle(3)

    def goes_on_recording(self) -> None:
        self._door.resume(self.world.responder("amara"), self._reference(), opaque())
        self.world.settle(3)

    def _ask(self, key: str, *, takes_over: bool) -> None:
        self._door.ask(
            self.world.responder("amara"),
            self._reference(),
            key,
            opaque(),
            takes_over=takes_over,
        )
        self.world.settle(3)

    def _reference(self) -> str:
        return str(self.world.query()["reference"])


def talking(world: Scene, caller: str = ELM_ROAD_MOBILE) -> Talk:
    world.phones.behaves(AMARA, accepts())
    gp = world.person(caller).rings(LINE)
    amara = world.person(AMARA).is_rung()
    world.phones.advance(10)
    assert gp.is_talking()
    return Talk(world, gp, amara)


def hear_each_other(*people: Person) -> bool:
    """Whether everybody hears what each of them says."""
    for speaker in people:
        words = f"Words of {speaker.number} at {speaker.now()}"
        speaker.says(words)
        for other in people:
            if other is not speaker and not any(words == one["text"] for one in other.heard()):
                return False
    return True


def hands_over(world: Scene) -> None:
    talk = talking(world)
    world.phones.behaves(BEN, accepts(talks_for=60))
    talk.hands_over_to("ben")
    world.phones.advance(10)
    talk.amara.hangs_up()
    talk.gp.hears("Your reference is", within=90).is_cut_off()


def left_on_hold_and_promised(world: Scene) -> None:
    world.everybody(rings_out())
    talk = talking(world)
    talk.holds()
    talk.amara.hangs_up()
    talk.gp.hears("left on hold").hears("ring you back by", within=120).is_cut_off()


def left_on_hold_and_gone(world: Scene) -> None:
    world.everybody(rings_out())
    talk = talking(world)
    talk.holds()
    talk.amara.hangs_up()
    talk.gp.hears("left on hold").waits(2).hangs_up()


def for_a_colleague_who_is_not_free(world: Scene) -> None:
    world.everybody(rings_out())
    talk = talking(world)
    world.phones.behaves(BEN, rings_out())
    talk.says_outside_scope("msk", advised=False)
    for _ in range(6):
        world.settle(3)
    talk.amara.hangs_up()
    talk.gp.hears("We will ring you back by", within=60).is_cut_off()


EVERY = (
    Told(left_on_hold_and_gone, "left behind, gone"),
    Told(for_a_colleague_who_is_not_free, "left behind"),
    Told(hands_over, "handed over"),
    Told(left_on_hold_and_promised, "left behind", at=MONDAY_TEN),
)
