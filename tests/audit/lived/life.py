"""Weeks of a line, lived through its doors by a seed: who rings and writes, what is advised, what
a practice says of it, each at its own simulated instant. What truly happened is noted beside it,
from what was decided here and from the carrier's own legs."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from integrations.sandbox.phones import accepts, declines, picks_up, rings_out
from integrations.sandbox.story import Person
from tests.audit.lived.advising import Advising
from tests.audit.lived.ringing import seconds
from tests.audit.lived.truth import LONDON, TrueQuery, opens
from tests.mailbox.writing import Mails, mail
from tests.questions.asking import Written
from tests.stories.scene import AMARA, BEN, DESK
from tests.web.people import ELM_ROAD_MAIL, OAK_LANE_MAIL

TIMES = (time(9), time(10, 40), time(12, 20), time(14, 10), time(16), time(20))


class Life(Advising):
    def days(self, first: date, many: int) -> None:
        for day in (first + timedelta(days=each) for each in range(many)):
            if opens(day):
                self._day(day)
            elif self.dice.random() < 0.4:
                self._at(datetime.combine(day, TIMES[1], LONDON))
                self.does(self.rings_while_closed)

    def ends(self, day: date) -> date:
        """With a letter that comes back, on the first day from this one on that is open."""
        while not opens(day):
            day += timedelta(days=1)
        self._at(datetime.combine(day, TIMES[0], LONDON))
        self.does(self.comes_back)
        return day

    def _day(self, day: date) -> None:
        for at in sorted(self.dice.sample(TIMES, 4)):
            self._at(datetime.combine(day, at, LONDON))
            self.does(self.dice.choice(self.evening if at == TIMES[-1] else self.doings))

    @property
    def doings(self) -> tuple[Callable[[], None], ...]:
        return (
            self.talks,
            self.talks,
            self.talks_with_the_second,
            self.is_promised,
            self.gives_up,
            self.chases,
            self.insists,
            self.writes,
            self.writes,
            self.rings_by_mistake,
        )

    @property
    def evening(self) -> tuple[Callable[[], None], ...]:
        return (self.rings_while_closed,)

    def talks(self) -> None:
        self._phones(accepts(self.dice.uniform(2, 9), talks_for=self.dice.randint(40, 300)))
        self._talked(self._rings(self.dice.choice(["1", "1", None])))

    def talks_with_the_second(self) -> None:
        self._phones(declines())
        talk = accepts(self.dice.uniform(2, 9), talks_for=self.dice.randint(40, 300))
        self.world.phones.behaves(BEN, talk)
        self._talked(self._rings("1"), "ben")

    def is_promised(self) -> None:
        """Nobody is free; somebody rings back in time, or too late."""
        self._phones(rings_out())
        reference, query = self._rings("1")
        call = query.call
        assert call is not None
        late = self.dice.random() < 0.4
        call.back = "made"
        query.promises = [not late]
        self._passes(2400 if late else 600)
        self.world.records.claim(self.world.responder("amara"), reference)
        mobile = self._last_mobile
        self.world.phones.behaves(AMARA, accepts(4, talks_for=None))
        self.world.phones.behaves(mobile, picks_up(3, talks_for=self.dice.randint(40, 200)))
        before = self._legs()
        self.world.records.ring_back(self.world.responder("amara"), reference, self._token)
        self.world.service.deliver()
        self._passes(300)
        self.world.phones.behaves(mobile)
        amara, theirs = (leg for leg in self._legs() if leg not in before)
        query.reached = True
        query.replied_at = theirs.answered
        query.rings += 1
        key = amara.keys[-1][0]
        query.busy += seconds(amara.created, key) + seconds(theirs.answered, theirs.ended)
        self._writes_down(reference, query, theirs.ended)

    def gives_up(self) -> None:
        self._phones(rings_out())
        reference, query = self._rings("1", patience=self.dice.randint(6, 40))
        amara, self._kept = self.world.responder("amara"), reference
        self._passes(300)
        self.world.records.close(amara, reference, "nobody there", self._token)
        query.closed_at = self.now
        self.world.settle()

    def rings_by_mistake(self) -> None:
        how = self.dice.choice(["wrong_number", "test_call", "duplicate"])
        self._phones(rings_out())
        reference, query = self._rings("1", patience=5)
        query.nobodys = True
        self._passes(300)
        by = self.world.responder("amara")
        self.world.records.close(by, reference, "it was nothing", self._token, how)
        query.closed_at = self.now
        self.world.settle()

    def chases(self) -> None:
        """A desk answers while it is open; else they hear how it is looked up, and that is all."""
        self.world.phones.behaves(DESK, picks_up(3, talks_for=self.dice.randint(20, 90)))
        self._served(self._rings("3", then=None if self._desk_is_open else _hears_it))

    def insists(self) -> None:
        """The desk is silent, and they ask for a person."""
        if not self._desk_is_open:
            return self.chases()
        self.world.phones.behaves(DESK, rings_out())
        self._phones(accepts(self.dice.uniform(2, 9), talks_for=self.dice.randint(40, 300)))
        return self._talked(self._rings("3", then=_asks_for_a_person))

    def _served(self, rung: tuple[str, TrueQuery]) -> None:
        _, query = rung
        assert query.call is not None
        query.call.deflected, query.call.abandoned = True, False
        query.closed_at = self._ended_at

    @property
    def _desk_is_open(self) -> bool:
        return time(12) <= self.now.time() < time(14)

    def rings_while_closed(self) -> None:
        reference, query = self._rings(None, patience=9)
        assert query.call is not None
        query.call.abandoned = False
        query.closed_at = None
        self.world.records.close(
            self.world.responder("amara"), reference, "they ring again", self._token
        )
        query.closed_at = self.now
        self.world.settle()

    def writes(self) -> None:
        """By mail, for today; answered in the same session, or the next day."""
        known = self._references()
        box = Mails(self.world, self.mail, mailbox=f"m{next(self._numbers)}")
        query = TrueQuery(self.now, written=True, practice="Y99002")
        box.keeps(mail("What next after her chest film?", sender=OAK_LANE_MAIL))
        next(each.run for each in self.world.service.jobs if each.name == "mails")()
        self.world.settle()
        (reference,) = self._references() - known
        self.lived[reference] = query
        self._passes(self.dice.randint(300, 3000))
        who = self.world.responder("amara")
        self.world.records.claim(who, reference)
        query.reached = True
        if self.dice.random() < 0.4:
            query.replied_at = self.now
            written = Written(self.world, self.mail)
            written.asks_back("amara", f"Has she a pacemaker? {reference}", reference)
            self._passes(600)
            written.conversing.go_on(who, reference, self._token)
        query.in_time = True
        self._signs(reference, query, urgency_asked="today")
        if query.replied_at is None:
            assert query.advice is not None
            query.replied_at = query.advice.at
        self._hears(reference, query, OAK_LANE_MAIL)
        if self.dice.random() < 0.5:
            self._says_later(reference, query)

    def comes_back(self) -> None:
        """Nothing goes to that practice afterwards: it is the last that is lived."""
        self.mail.set(refuse=[ELM_ROAD_MAIL])
        self._phones(accepts(4, talks_for=60))
        reference, query = self._rings("1")
        query.reached, query.replied_at, query.failed = True, self._accepted_at, 1
        self._signs(reference, query)
        assert query.advice is not None
        query.record_in_time, query.advice.came_back, query.advice.left_at = True, True, None


def _hears_it(gp: Person) -> None:
    gp.hears("cannot look up a request or a report").waits(12).hangs_up()


def _asks_for_a_person(gp: Person) -> None:
    gp.hears("For the radiology office to ring you back, press 2").presses("1")
    gp.is_cut_off(within=600)
