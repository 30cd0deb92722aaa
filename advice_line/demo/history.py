"""A month of the fictional line, lived before anybody looks: every call, question, record, letter
and case went through the doors that a real one goes through, each at its own simulated instant."""

import heapq
import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from functools import partial
from random import Random
from zoneinfo import ZoneInfo

from advice_line.demo import fictional, questions
from advice_line.demo.doings import Doings
from advice_line.demo.in_writing import InWriting
from advice_line.demo.people import BY_KEY, COLLEAGUES
from advice_line.demo.practices import PRACTICES, Practice
from advice_line.demo.questions import Question
from advice_line.demo.stage import Stage
from advice_line.kinds import Acknowledgement, AlertWord, Channel, Urgency
from advice_line.staffing import on_duty
from integrations.sandbox.phones import Behaviour, accepts, declines, rings_out
from rota import hours

DAYS = 30
# Local times of day at which the month's calls came, and how far each strays.
_TIMES = (time(9, 5), time(11, 40), time(15, 20))
_STRAY = timedelta(minutes=50)
_ZONE = ZoneInfo(fictional.TIME_ZONE)
_MOST_CALL_SECONDS = 400
_UNWRITTEN_SINCE, _LEFT_SINCE = timedelta(minutes=8), timedelta(minutes=4)
# Every so many calls: the first rung declines, nobody is free, the caller gives no number.
_SECOND, _NOBODY, _WITHHELD = 5, 9, 17
_LATE, _FILED = 11, 7
# Nobody says what they thought of it; it did not help; it was not worth the time.
_SILENT, _NO_HELP, _NOT_WORTH = 3, 8, 7
# And is followed, so many minutes later, by a practice that chases a report.
_CHASED, _CHASED_AFTER = 7, 75
_HEARD = 40  # seconds that the waits take to be heard
# And is asked in writing, each time by another way, where it can wait.
_WRITTEN, _WAYS = 4, (Channel.EMAIL, Channel.FORM, Channel.SMS)
_READ_LATE = 60 * 24  # minutes: before anybody would have had to ring about it

Act = Callable[[], object]


@dataclass
class History:
    """`play` lives the month that ends at `until`, with one call for each of `asked`, at these
    local `times` of day, and what happens `besides`; `seed` makes its chances."""

    stage: Stage
    until: datetime
    asked: Sequence[Question] = field(default_factory=questions.load)
    seed: int = 1
    times: Sequence[time] = _TIMES
    besides: Iterable[tuple[datetime, Act]] = ()
    calls: int = 0
    _due: list[tuple[datetime, int, Act]] = field(default_factory=list)
    _order: Iterator[int] = field(default_factory=itertools.count)

    def __post_init__(self) -> None:
        self._chance = Random(self.seed)  # nosec B311  # noqa: S311 - a story's chances are no secret
        self._people = Doings(self.stage)
        self._in_writing, self._ways = InWriting(self.stage), itertools.cycle(_WAYS)

    def play(self) -> None:
        for question, at in zip(self.asked, self._instants(len(self.asked)), strict=False):
            self._at(at, partial(self._call, question))
        for at, act in self.besides:
            self._at(at, act)
        # What whoever looks first finds on the responders' lists.
        self._at(self.until - _UNWRITTEN_SINCE, partial(self._unwritten, PRACTICES[-1]))
        self._at(self.until - _LEFT_SINCE, partial(self._left, PRACTICES[-2]))
        while self._due and self._due[0][0] < self.until:
            at, _, act = heapq.heappop(self._due)
            self._reach(at)
            act()
        self._reach(self.until)
        for person in COLLEAGUES:
            self.stage.phones.behaves(person.mobile)

    def _instants(self, wanted: int) -> list[datetime]:
        """Evenly over the days of the month on which the line is open, oldest first."""
        last = self.until.astimezone(_ZONE).date()
        days = [last - timedelta(days=back) for back in range(DAYS, 0, -1)]
        with self.stage.service.ledger.look("demo") as work:
            calendar = on_duty.calendar(work.session, fictional.LINE)
        slots = [
            datetime.combine(day, at, _ZONE)
            for day in days
            if day.weekday() < 5 and hours.day_off(calendar, day) is None
            for at in self.times
        ]
        every = max(1.0, len(slots) / wanted)
        chosen = [slots[int(place * every)] for place in range(min(wanted, len(slots)))]
        return [at + self._chance.random() * _STRAY for at in chosen]

    def _at(self, at: datetime, act: Act) -> None:
        heapq.heappush(self._due, (at, next(self._order), act))

    def _in(self, minutes: float, act: Act) -> None:
        self._at(self._now + timedelta(minutes=minutes), act)

    @property
    def _now(self) -> datetime:
        return self.stage.phones.now()

    def _reach(self, at: datetime) -> None:
        self.stage.phones.advance(max(0.0, (at - self._now).total_seconds()))

    def _call(self, question: Question) -> None:
        self.calls += 1
        if self.calls % _CHASED == 0:
            self._in(_CHASED_AFTER, self._chases)
        practice = PRACTICES[self._chance.randrange(len(PRACTICES))]
        self._everybody(accepts(talks_for=self._chance.randint(70, 240)))
        if self.calls % _NOBODY == 0:
            self._unanswered(question, practice)
        elif self.calls % _WITHHELD == 0:
            self._untraced(practice)
        elif self.calls % _WRITTEN == 0 and question.asked == Urgency.TWO_DAYS:
            self._asked(question, practice)
        else:
            if self.calls % _SECOND == 0:
                first = self._people.on_duty()[0]
                self.stage.phones.behaves(BY_KEY[first].mobile, declines())
            self._talk(question, practice)

    def _talk(self, question: Question, practice: Practice) -> None:
        call = self._ring(practice)
        self._until_over(practice.mobile)
        self._written(question, practice, self._people.reference(call))

    def _asked(self, question: Question, practice: Practice) -> None:
        """Whoever is on sees to it between two scans; who texted is rung back."""
        way = next(self._ways)
        reference = self._in_writing.asks(way, question, practice)
        seen_to = self._kept if way is Channel.SMS else self._taken
        self._in(self._chance.randint(10, 90), partial(seen_to, question, practice, reference))

    def _taken(self, question: Question, practice: Practice, reference: str) -> None:
        self._people.claim(self._people.on_duty()[0], reference)
        self._written(question, practice, reference)

    def _unanswered(self, question: Question, practice: Practice) -> None:
        """Nobody is free: a promise, which somebody keeps a quarter of an hour later."""
        reference = self._promised(practice)
        self._in(15, partial(self._kept, question, practice, reference))

    def _promised(self, practice: Practice) -> str:
        self._everybody(rings_out())
        call = self._ring(practice)
        self._until_over(practice.mobile)
        self.stage.service.deliver()
        return self._people.reference(call)

    def _left(self, practice: Practice) -> None:
        """Whoever hangs up while it rings is owed a call that nobody rings by itself: whoever looks
        would wonder at a telephone that rings without their doing."""
        self._everybody(rings_out())
        self._ring(practice)
        self.stage.phones.advance(20)
        self.stage.phones.hang_up(practice.mobile)
        self.stage.service.deliver()

    def _ring(self, practice: Practice) -> str:
        """A GP who knows the menu presses 1 in the greeting; the call's id."""
        call = self.stage.phones.call(practice.mobile, fictional.NUMBER)
        self.stage.phones.advance(3)
        self.stage.phones.press(practice.mobile, "1")
        return call

    def _unwritten(self, practice: Practice) -> None:
        self._everybody(accepts(talks_for=90))
        self._ring(practice)
        self._until_over(practice.mobile)
        self.stage.service.deliver()

    def _kept(self, question: Question, practice: Practice, reference: str) -> None:
        self._everybody(accepts(talks_for=self._chance.randint(70, 240)))
        self.stage.phones.behaves(practice.mobile, accepts(key=""))
        key = self._people.on_duty()[0]
        self._people.ring_back(key, reference)
        self._until_over(BY_KEY[key].mobile)
        self.stage.phones.behaves(practice.mobile)
        self._written(question, practice, reference)

    def _chases(self) -> None:
        """The line answers by itself, and nobody is rung."""
        landline = PRACTICES[self.calls // _CHASED % len(PRACTICES)].landline
        self.stage.phones.call(landline, fictional.NUMBER)
        self.stage.phones.advance(3)
        self.stage.phones.press(landline, "3")
        self.stage.phones.advance(_HEARD)
        self.stage.phones.hang_up(landline)

    def _untraced(self, practice: Practice) -> None:
        call = self.stage.phones.call(practice.landline, fictional.NUMBER, withheld=True)
        self.stage.phones.advance(12)
        self.stage.phones.hang_up(practice.landline)
        reason = "The caller left no number and did not ring again."
        key = self._people.on_duty()[0]
        self._in(240, partial(self._people.close, key, self._people.reference(call), reason))

    def _written(self, question: Question, practice: Practice, reference: str) -> None:
        self.stage.service.deliver()
        key = self._people.owner(reference)
        self._in(self._chance.randint(2, 14), partial(self._sign, key, reference, question))
        # Filed is no answer to urgent advice: somebody would have had to ring about it.
        filed = self.calls % _FILED == 0 and question.urgency in (None, AlertWord.ROUTINE)
        how = Acknowledgement.FILED if filed else Acknowledgement.CLINICIAN_WILL_ACT
        name = question.caller.partition(",")[0]
        helped = None if self.calls % _SILENT == 0 else self.calls % _NO_HELP != 0
        receive = partial(self._people.receive, practice.email, reference, name, how, helped=helped)
        late = _READ_LATE if self.calls % _LATE == 0 else 0
        self._in(late + self._chance.randint(25, 110), receive)

    def _sign(self, key: str, reference: str, question: Question) -> None:
        self._people.sign(key, reference, question)
        if self.calls % _SILENT:
            self._people.was_worth_it(key, reference, yes=self.calls % _NOT_WORTH != 0)
        if question.learning is None:
            return
        case = self._people.offer_case(key, reference)
        self._in(3, partial(self._people.confirm_case, key, case, question))
        second = next(each.key for each in COLLEAGUES if each.key != key)
        self._in(60 * 44, partial(self._people.approve_case, second, case))

    def _until_over(self, number: str) -> None:
        until = self._now + timedelta(seconds=_MOST_CALL_SECONDS)
        while self._now < until:
            self.stage.phones.advance(20)
            if all(leg["ended"] for leg in self.stage.phones.legs(number)):
                return
        raise RuntimeError(f"A call of the demonstration's past never ended: {number}.")

    def _everybody(self, behaviour: Behaviour) -> None:
        for person in COLLEAGUES:
            self.stage.phones.behaves(person.mobile, behaviour)
