"""The story's calls: who rings, who is rung, what each hears, and in which row it ends."""

from collections.abc import Callable
from typing import Any

from advice_line.demo import ends, fictional
from advice_line.demo.doings import Doings
from advice_line.demo.people import BY_KEY
from advice_line.demo.practices import Practice
from advice_line.demo.scenes import Missed, Scene
from advice_line.demo.stage import Stage
from advice_line.desk.query import query_json, reading
from integrations.sandbox.story import Person

_TALK_SECONDS = 60
_PATIENCE_SECONDS = 240
_STEP_SECONDS = 5


class CallScenes:
    """One call of one practice; the responders are those whom the rota names at its start."""

    def __init__(self, stage: Stage, practice: Practice, number: str) -> None:
        self.stage = stage
        self.practice = practice
        keys = Doings(stage).on_duty()
        self.first, self.second = BY_KEY[keys[0]], BY_KEY[keys[1]]
        self._gp = Person(stage.phones, number)
        self._phones = {each: Person(stage.phones, BY_KEY[each].mobile) for each in keys}
        self._taker = keys[0]

    @property
    def taker(self) -> str:
        """The key of who answered."""
        return self._taker

    def rings(self) -> Scene:
        def play() -> str:
            self._gp.rings(fictional.NUMBER).hears("through to radiology advice", within=15)
            return self._gp.heard()[0]["text"]

        greeting = "You are through to radiology advice … hang up and call 999."
        return Scene("the practice rings", greeting, play)

    def asks_for_advice(self) -> Scene:
        def play() -> str:
            self._gp.hears("press 1", within=15)
            menu = self._gp.heard()[-1]["text"]
            self._gp.presses("1")
            return menu

        return Scene("the menu; key 1", "If a patient is waiting, press 1. …", play)

    def rings_in_an_outage(self) -> Scene:
        def play() -> str:
            self._gp.rings(fictional.NUMBER).hears("connecting you to the hospital", within=15)
            return self._gp.heard()[0]["text"]

        document = "If life is at immediate risk … We are connecting you to the … switchboard."
        return Scene("the practice rings, the line is out of reach", document, play)

    def reaches_the_switchboard(self) -> Scene:
        def play() -> str:
            operator = Person(self.stage.phones, fictional.SWITCHBOARD).is_rung().answers()
            self.stage.phones.advance(_TALK_SECONDS)
            if not self._gp.is_talking():
                raise Missed("the switchboard answered and they are not connected")
            operator.hangs_up()
            self._gp.is_cut_off()
            return "they are connected"

        return Scene("the switchboard answers", "they are connected", play)

    def is_rung(self) -> Scene:
        def play() -> str:
            self._phones[self.first.key].is_rung(within=30)
            return f"{self.first.name}'s telephone rings"

        return Scene("tier 1 is rung", f"{self.first.name}'s telephone rings", play)

    def whisper(self) -> Scene:
        def play() -> str:
            person = self._phones[self._taker].answers()
            person.hears("press 1 to accept", within=15)
            return person.heard()[-1]["text"]

        words = f"Radiology advice call from {self.practice.name}, press 1 to accept."
        return Scene("whisper", words, play)

    def declines(self) -> Scene:
        def play() -> str:
            self._phones[self.first.key].presses("2")
            self._taker = self.second.key
            self._phones[self.second.key].is_rung(within=60)
            return f"{self.second.name}'s telephone rings"

        return Scene("tier 1 declines", f"{self.second.name}'s telephone rings", play)

    def accepts(self) -> Scene:
        def play() -> str:
            person = self._phones[self._taker].presses("1")
            self.until(lambda: person.is_talking() and self._gp.is_talking(), 15)
            if not (person.is_talking() and self._gp.is_talking()):
                raise Missed("key 1 was pressed and they are not connected")
            return "they are connected"

        return Scene("accept", "key 1 connects the two", play)

    def talks(self) -> Scene:
        def play() -> str:
            self.stage.phones.advance(_TALK_SECONDS)
            self._phones[self._taker].hangs_up()
            self._gp.hears("Your reference is", within=20).is_cut_off()
            return self._gp.heard()[-1]["text"]

        return Scene("hang-up", "Thank you for calling. Your reference is …", play)

    def leaves(self, name: str) -> Scene:
        """The caller hangs up."""

        def play() -> str:
            self._gp.hangs_up()
            return "the caller hung up"

        return Scene(name, "the caller hung up", play)

    def accepts_too_late(self) -> Scene:
        def play() -> str:
            person = self._phones[self._taker].presses("1")
            person.hears("The caller has hung up", within=20)
            return person.heard()[-1]["text"]

        return Scene("accept after the caller left", "The caller has hung up …", play)

    def ends_as(self, row: str) -> Scene:
        def play() -> str:
            self.until(lambda: not ends.differences(self.query(), row), _PATIENCE_SECONDS)
            query = self.query()
            if wrong := ends.differences(query, row):
                raise Missed(f"{'; '.join(wrong)}. {ends.seen(query)}")
            return ends.seen(query)

        return Scene(f"the call ends as: {row}", ends.words(row), play)

    def texted(self) -> Scene:
        """A mobile gets the reference; a landline has heard it and gets nothing."""

        def play() -> str:
            sms = self._wait_for_text(self._gp, self.query()["reference"])
            return f"an SMS: {sms}"

        expected = "an SMS with the reference, without patient data"
        return Scene("text to the practice", expected, play)

    def not_texted(self) -> Scene:
        def play() -> str:
            sent = [each["body"] for each in self.stage.phones.messages()]
            if any(each["to_number"] == self._gp.number for each in self.stage.phones.messages()):
                raise Missed(f"an SMS was sent to a landline: {sent}")
            return "no SMS to the landline"

        return Scene("text to the practice", "no SMS to the landline", play)

    def told_to_ring_back(self) -> Scene:
        def play() -> str:
            return f"an SMS: {self._wait_for_text(self._phones[self.first.key], 'call back')}"

        return Scene("text to who is on duty", "an SMS that a call back is owed", play)

    def linked(self, keep: Callable[[str], None]) -> Scene:
        def play() -> str:
            text = self._wait_for_text(self._phones[self._taker], "write down the advice")
            keep(text.rpartition(" ")[2])
            return f"an SMS: {text}"

        return Scene("text to the responder", "an SMS with a link to the record", play)

    def query(self) -> dict[str, Any]:
        """The one query there is."""
        with self.stage.service.ledger.look("demo") as work:
            (only,) = reading.listed(work)
            return query_json.as_json(work, only)

    def until(self, there: Callable[[], bool], seconds: float) -> None:
        """Let simulated time pass, with everything at work, until it is there or time is up."""
        passed = 0.0
        while not there() and passed < seconds:
            self.stage.settle(_STEP_SECONDS / 2)
            passed += _STEP_SECONDS

    def _wait_for_text(self, person: Person, words: str) -> str:
        def got() -> list[str]:
            inbox = self.stage.phones.inbox(person.number)
            return [each["body"] for each in inbox if words in each["body"]]

        self.until(lambda: bool(got()), _PATIENCE_SECONDS)
        if not got():
            raise Missed(f"no SMS with {words!r} in {_PATIENCE_SECONDS} seconds")
        return got()[-1]
