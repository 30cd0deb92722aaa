"""The story's other calls: who chases, who can wait, who waits in the queue, who leaves a message,
and who rings while the line cannot answer."""

from collections.abc import Callable
from typing import Any

from advice_line.demo import fictional
from advice_line.demo.doings import Doings
from advice_line.demo.people import BY_KEY
from advice_line.demo.practices import PRACTICES, Practice
from advice_line.demo.scenes import Missed, Scene
from advice_line.demo.situations import Situations
from advice_line.demo.stage import Stage
from advice_line.desk.query import query_json, reading
from integrations.sandbox.story import Person

_TALK_SECONDS = 45
_STEP_SECONDS = 20.0
_PATIENCE_SECONDS = 45 * 60
# Each has a telephone of its own: whoever rings twice is asked about the first call.
_CHASER, _PATIENT, _QUEUED, _UNLUCKY = PRACTICES[5:9]
_MESSAGE = "This is Dr Halima Rookwood. Please look at the chest film of this morning."


class LineScenes:
    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self._people = Doings(stage)
        self._situations = Situations(stage)

    def chased(self) -> list[Scene]:
        gp = self._gp(_CHASER)

        def play() -> str:
            gp.rings(fictional.NUMBER).hears("press 3", within=20).presses("3")
            gp.hears("Waits as of", within=5)
            said = gp.heard()[-1]["text"]
            gp.hears("by text, press 1", within=60).presses("1").is_cut_off()
            return said

        def text() -> str:
            self._until(lambda: bool(self._texts(gp)), 60)
            if not any("/waits/" in each for each in self._texts(gp)):
                raise Missed(f"texts: {self._texts(gp)}")
            return f"an SMS: {self._texts(gp)[-1]}"

        return [
            Scene(
                "a chaser presses 3 and hears the waits",
                "Waits as of … Routine CT …",
                play,
            ),
            Scene("text to the chaser", "an SMS with the link to the waits", text),
            Scene("nobody was rung for it", "query closed, no offers", self._served),
        ]

    def _served(self) -> str:
        query = self._newest()
        if query["offers"] or query["state"] != "closed":
            raise Missed(f"query {query['state']}, {len(query['offers'])} offers")
        return "query closed, no offers"

    def promised(self) -> list[Scene]:
        gp = self._gp(_PATIENT)

        def play() -> str:
            gp.rings(fictional.NUMBER).hears("press 2", within=20).presses("2")
            gp.hears("We can ring you back by", within=5).presses("1")
            gp.hears("ring you back by", within=10).is_cut_off()
            return gp.heard()[-1]["text"]

        def rung() -> str:
            phone = self._until_rung()
            phone.answers().hears("Your call back to", within=15)
            return phone.heard()[-1]["text"]

        def talks() -> str:
            phone = self._person("in-progress").presses("1")
            gp.is_rung(within=30).answers()
            self.stage.phones.advance(_TALK_SECONDS)
            phone.hangs_up()
            self._until(lambda: self._newest()["promises"][0]["state"] == "kept", 120)
            return f"promise {self._newest()['promises'][0]['state']}"

        return [
            Scene("who can wait presses 2, then 1", "We will ring you back by …", play),
            Scene("the line rings back by itself", f"Your call back to {_PATIENT.name} …", rung),
            Scene("they talk", "promise kept", talks),
        ]

    def queued(self) -> list[Scene]:
        gp = self._gp(_QUEUED)

        def play() -> str:
            self._situations.quiet()
            gp.rings(fictional.NUMBER).hears("press 0", within=20).presses("0")
            gp.hears("first in the queue", within=20)
            return next(each for each in reversed(_said(gp)) if "queue" in each)

        def through() -> str:
            self._situations.free()
            phone = self._until_rung(120)
            phone.answers().hears("press 1 to accept", within=15).presses("1")
            self._until(lambda: gp.is_talking() and phone.is_talking(), 30)
            if not gp.is_talking():
                raise Missed("key 1 was pressed and they are not connected")
            self.stage.phones.advance(_TALK_SECONDS)
            phone.hangs_up()
            gp.is_cut_off()
            return "they are connected"

        return [
            Scene("everybody finishes a scan; a GP waits", "You are first in the queue.", play),
            Scene("somebody is free again", "they are connected", through),
        ]

    def left_a_message(self) -> list[Scene]:
        gp = self._gp(_UNLUCKY, landline=True)

        def play() -> str:
            gp.rings(fictional.NUMBER, withheld=True).hears("press 0", within=20).presses("0")
            gp.hears("[beep]", within=300).waits(1).says(_MESSAGE).waits(8)
            gp.hears("Your message is kept", within=15).is_cut_off()
            return gp.heard()[-1]["text"]

        def typed() -> str:
            self._until(lambda: bool(self._people.messages()), 120)
            (sound,) = self._people.messages()
            self._people.type_message(self._people.on_duty()[0], sound, _MESSAGE)
            return f"{len(self._people.messages())} messages to type"

        return [
            Scene("nobody is free for a withheld number", "Your message is kept.", play),
            Scene("somebody hears and types it", "0 messages to type", typed),
        ]

    def during_an_outage(self) -> list[Scene]:
        gp = self._gp(_CHASER, landline=True)

        def play() -> str:
            self._situations.stop()
            gp.rings(fictional.NUMBER).hears("connecting you to the hospital", within=15)
            self._until(gp.is_talking, 30)
            said = gp.heard()[-1]["text"]
            gp.hangs_up()
            return said

        def back() -> str:
            self._situations.start()
            self._until(lambda: self._newest()["during_outage"], 15 * 60)
            query = self._newest()
            if not query["during_outage"]:
                raise Missed("the call is not among the queries")
            return f"query {query['state']}, during outage"

        words = "We are connecting you to the hospital switchboard …"
        return [
            Scene("the server is stopped, a practice rings", words, play),
            Scene("the server is back and reads the list", "query waiting, during outage", back),
        ]

    def _gp(self, practice: Practice, *, landline: bool = False) -> Person:
        return Person(self.stage.phones, practice.landline if landline else practice.mobile)

    def _texts(self, person: Person) -> list[str]:
        return [each["body"] for each in self.stage.phones.inbox(person.number)]

    def _newest(self) -> dict[str, Any]:
        with self.stage.service.ledger.look("demo") as work:
            return query_json.as_json(work, reading.listed(work)[-1])

    def _until_rung(self, seconds: float = _PATIENCE_SECONDS) -> Person:
        """Whoever on duty is rung first; raises Missed where nobody is."""
        self._until(lambda: self._live("ringing") is not None, seconds)
        return self._person("ringing")

    def _person(self, status: str) -> Person:
        number = self._live(status)
        if number is None:
            raise Missed("nobody's telephone rings")
        return Person(self.stage.phones, number)

    def _live(self, status: str) -> str | None:
        numbers = [BY_KEY[key].mobile for key in self._people.on_duty()]
        for number in numbers:
            if any(leg["status"] == status for leg in self.stage.phones.legs(number)):
                return number
        return None

    def _until(self, there: Callable[[], bool], seconds: float) -> None:
        """Let simulated time pass, with everything at work, until it is there or time is up."""
        passed = 0.0
        while not there() and passed < seconds:
            step = 1.0 if passed < _STEP_SECONDS else _STEP_SECONDS / 2
            self.stage.settle(step)
            passed += 2 * step


def _said(person: Person) -> list[str]:
    return [each["text"] for each in person.heard()]
