"""Who rings, and what becomes of their call."""

from datetime import datetime, time, timedelta

from advice_line.desk.countersigning.door import Countersigning
from integrations.sandbox.legs import Leg
from integrations.sandbox.phones import Behaviour, accepts, declines, picks_up, rings_out
from tests.audit.lived.advising import Advising
from tests.audit.lived.ringing import seconds
from tests.audit.lived.truth import LONDON, TrueQuery, opens
from tests.stories.scene import AMARA, BEN, DESK

WARD, WARD_PHONE = "RX001", "+441632960170"
A_MOMENT = 60
_PHONES = {"amara": AMARA, "ben": BEN}
STRANGER_MOBILE = "+447700900555"


class Phoning(Advising):
    def talks(self) -> None:
        self._phones(self._takes_it())
        self._talked(self._rings(self.dice.choice(["1", "1", None])))

    def talks_with_the_second(self) -> None:
        self._phones(declines())
        self.world.phones.behaves(BEN, self._takes_it())
        self._talked(self._rings("1"), "ben")

    def talks_out_of_scope(self) -> None:
        """It awaits a countersignature, and gets it or not."""
        self._phones(self._takes_it())
        rung = self._rings("1")
        self._talked(rung, within_scope="no")
        if self.dice.random() < 0.7:
            door, version = Countersigning(self.world.ledger), self._version
            door.sign(self._chidi, rung[0], version, self._token)
            self._sends()

    def a_ward_rings(self) -> None:
        """Of a department, which hears no menu and whose address nobody has."""
        self._phones(self._takes_it())
        self._talked(self._rings(None, mobile=WARD_PHONE, asker=WARD))

    def a_stranger_rings(self) -> None:
        self._phones(self._takes_it())
        self._talked(self._rings("1", mobile=STRANGER_MOBILE, asker=None))

    def is_promised(self) -> None:
        """Nobody is free; somebody rings back in time, or too late."""
        reference, query = self._owes_a_call()
        late = self.dice.random() < 0.4
        query.promises = [not late]
        self._passes(2400 if late else 600)
        self._is_rung_back(reference, query)

    def a_machine_answers(self) -> None:
        """The first time; the second time somebody talks."""
        reference, query = self._owes_a_call()
        query.promises = [True]
        self._passes(300)
        machine = Behaviour("answers", after=3, says="Please leave a message.", gives_up_after=20)
        self._calls_back(reference, query, machine)
        self._is_rung_back(reference, query)

    def is_never_rung_back(self) -> None:
        """The time that was promised passes, and the next day they say that they need nothing."""
        reference, query = self._owes_a_call()
        assert query.call is not None
        query.call.back, query.promises = "never", [False]
        self._agenda.append((self.now + timedelta(hours=26), lambda: self._closes(reference)))

    def _closes(self, reference: str) -> None:
        query = self.lived[reference]
        self._is(reference, query)
        by = self.world.responder("amara")
        self.world.records.close(by, reference, "not needed any more", self._token, "withdrawn")
        query.closed_at = self.now
        self._sends()

    def _owes_a_call(self) -> tuple[str, TrueQuery]:
        self._phones(rings_out())
        reference, query = self._rings("1")
        assert query.call is not None
        query.call.back = "made"
        return reference, query

    def _is_rung_back(self, reference: str, query: TrueQuery, who: str = "amara") -> None:
        talks = picks_up(3, talks_for=self.dice.randint(40, 200))
        theirs = self._calls_back(reference, query, talks, who)
        query.reached, query.replied_at = True, query.replied_at or theirs.answered
        self._writes_down(reference, query, theirs.ended, who)

    def _calls_back(
        self, reference: str, query: TrueQuery, behaviour: Behaviour, who: str = "amara"
    ) -> Leg:
        """By the button; the requester's leg."""
        mobile, before = self._last_mobile, len(self._legs())
        self.world.phones.behaves(_PHONES[who], accepts(4, talks_for=None))
        self.world.phones.behaves(mobile, behaviour)
        by = self.world.responder(who)
        self.world.records.claim(by, reference)
        self.world.records.ring_back(by, reference, self._token)
        self.world.service.deliver()
        self._says_who_answered(self._legs()[before], behaviour)
        self._passes(300)
        self.world.phones.behaves(mobile)
        ours, theirs = self._legs()[before:]
        query.reached, query.rings = True, query.rings + 1
        query.busy += seconds(ours.created, ours.keys[0][0])
        query.busy += seconds(theirs.answered, theirs.ended)
        return theirs

    def _says_who_answered(self, ours: Leg, behaviour: Behaviour) -> None:
        """Asked where it was over in a moment: a person, or a machine."""
        if behaviour.says or (behaviour.talks_for or 0) < A_MOMENT:
            self._hears_on(ours, "If a machine answered, press 2")
            self.world.phones.press(ours.person, "2" if behaviour.says else "1")

    def gives_up(self) -> None:
        self._phones(rings_out())
        reference, query = self._rings("1", patience=self.dice.randint(6, 40))
        self._passes(300)
        by = self.world.responder("amara")
        self.world.records.close(by, reference, "nobody there", self._token)
        query.closed_at = self.now
        self._sends()

    def rings_again(self) -> None:
        """They give up, and ring again; whoever writes it down closes the first as a repeat."""
        self._phones(rings_out())
        first, query = self._rings("1", patience=self.dice.randint(6, 40))
        query.nobodys = True
        self._passes(self.dice.randint(60, 900))
        self._phones(self._takes_it())
        rung = self._rings("1", mobile=self._last_mobile)
        by = self.world.responder("amara")
        self.world.records.close(by, first, "it is the next one", self._token, "duplicate")
        query.closed_at = self.now
        self._talked(rung)

    def rings_by_mistake(self) -> None:
        how = self.dice.choice(["wrong_number", "test_call", "duplicate"])
        self._phones(rings_out())
        reference, query = self._rings("1", patience=5)
        query.nobodys = True
        self._passes(300)
        by = self.world.responder("amara")
        self.world.records.close(by, reference, "it was nothing", self._token, how)
        query.closed_at = self.now
        self._sends()

    def chases(self) -> None:
        """A desk answers while it is open; else they hear how it is looked up, and that is all."""
        self.world.phones.behaves(DESK, picks_up(3, talks_for=self.dice.randint(20, 90)))
        self._served(self._rings("3", then=None if self._desk_is_open else self._hears_it))

    def insists(self) -> None:
        """The desk is silent, and they ask for a person."""
        if not self._desk_is_open:
            return self.chases()
        self.world.phones.behaves(DESK, rings_out())
        self._phones(self._takes_it())
        return self._talked(self._rings("3", then=self._asks_for_a_person))

    def _served(self, rung: tuple[str, TrueQuery]) -> None:
        _, query = rung
        assert query.call is not None
        query.call.deflected, query.call.abandoned = True, False
        query.closed_at = self._ended_at

    @property
    def _desk_is_open(self) -> bool:
        return time(12) <= self.now.astimezone(LONDON).time() < time(14)

    def rings_while_closed(self) -> None:
        reference, query = self._rings(None, patience=9)
        assert query.call is not None
        query.call.abandoned = False
        query.closed_at = None
        by = self.world.responder("amara")
        self.world.records.close(by, reference, "they ring again", self._token)
        query.closed_at = self.now
        self._sends()

    def leaves_a_message(self) -> None:
        """While the line is closed; the next day they need nothing any more."""
        reference, query = self._rings(None, then=self._says_something)
        assert query.call is not None
        query.call.abandoned = False
        self._agenda.append((self._next_day(), lambda: self._closes(reference)))

    def _says_something(self, gp: Leg) -> None:
        self._hears_on(gp, "[beep]")
        self.world.phones.speak(gp.person, "Dr Hill, about a chest film.")
        self._hangs_up_after(gp, 12)

    def _takes_it(self) -> Behaviour:
        return accepts(self.dice.uniform(2, 9), talks_for=self.dice.randint(40, 300))

    def _hears_it(self, gp: Leg) -> None:
        self._hears_on(gp, "cannot look up a request or a report")
        self._hangs_up_after(gp, 12)

    def _asks_for_a_person(self, gp: Leg) -> None:
        self._hears_on(gp, "For the radiology office to ring you back, press 2")
        self.world.phones.press(gp.person, "1")

    def _next_day(self) -> datetime:
        day = self.now.astimezone(LONDON).date() + timedelta(days=1)
        while not opens(day):
            day += timedelta(days=1)
        return datetime.combine(day, time(8, 20), LONDON)
