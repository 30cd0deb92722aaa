"""The story's call in which a GP is put on hold and a colleague joins."""

from collections.abc import Callable

from advice_line.demo import fictional
from advice_line.demo.doings import Doings
from advice_line.demo.people import BY_KEY
from advice_line.demo.practices import PRACTICES
from advice_line.demo.scenes import Missed, Scene
from advice_line.demo.stage import Stage
from integrations.sandbox.story import Person

_TALK_SECONDS = 30
_PRACTICE = PRACTICES[9]


class TalkScenes:
    """The responders are those whom the rota names at its start."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self._people = Doings(stage)
        self._first, self._second = self._people.on_duty()[:2]
        self._gp = Person(stage.phones, _PRACTICE.mobile)
        self._reference = ""

    def held_and_joined(self) -> list[Scene]:
        name = BY_KEY[self._second].name
        return [
            Scene("a responder takes a call", "they are connected", self._talks),
            Scene("the responder puts the GP on hold", "One moment, please.", self._holds),
            Scene("a colleague is asked to join", f"We are asking {name} to join us.", self._asks),
            Scene("the colleague presses 1", "three are connected", self._joins),
        ]

    def _talks(self) -> str:
        self._gp.rings(fictional.NUMBER).hears("press 1", within=20).presses("1")
        phone = self._phone(self._first).is_rung(within=30).answers()
        phone.hears("press 1 to accept", within=15).presses("1")
        self._settle(lambda: self._gp.is_talking() and phone.is_talking())
        calls = self.stage.phones.legs(self._gp.number)
        self._reference = self._people.reference(calls[-1]["sid"])
        return "they are connected"

    def _holds(self) -> str:
        self._people.hold(self._first, self._reference)
        self.stage.settle(1)
        self._gp.hears("One moment", within=10)
        return self._gp.heard()[-1]["text"]

    def _asks(self) -> str:
        self._people.bring_in(self._first, self._reference, self._second)
        self.stage.settle(1)
        self._phone(self._second).is_rung(within=10)
        self._gp.hears("to join us", within=10)
        return self._gp.heard()[-1]["text"]

    def _joins(self) -> str:
        colleague = self._phone(self._second).answers().hears("asks you to join", within=15)
        colleague.waits(6).presses("1")
        everybody = self._gp, self._phone(self._first), colleague
        self._settle(lambda: all(each.is_talking() for each in everybody))
        self.stage.phones.advance(_TALK_SECONDS)
        colleague.hangs_up()
        self.stage.settle(1)
        self._phone(self._first).hangs_up()
        self._gp.hears("Your reference is", within=30).is_cut_off()
        self.stage.settle(5)
        return "three are connected"

    def _phone(self, key: str) -> Person:
        return Person(self.stage.phones, BY_KEY[key].mobile)

    def _settle(self, there: Callable[[], bool]) -> None:
        for _ in range(10):
            if there():
                return
            self.stage.settle(1)
        raise Missed("they are not connected")
