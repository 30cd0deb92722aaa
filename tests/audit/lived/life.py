"""Weeks of a line, lived through its doors by a seed: who rings and writes, what is advised, what
a practice says of it, each at its own simulated instant. What truly happened is noted beside it,
from what was decided here and from the carrier's own legs."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from tests.audit.lived.elsewhere import Elsewhere, next_month
from tests.audit.lived.truth import LONDON, TrueQuery, opens

TIMES = (time(9), time(10, 40), time(12, 20), time(14, 10), time(16), time(20))
# On the night on which the clocks go back this comes twice.
NIGHT = time(1, 30)
CLOCKS_GO_BACK = date(2026, 10, 25)


class Life(Elsewhere):
    def days(self, first: date, last: date) -> None:
        """Up to the last, which is lived too; in the end every month that was lived is over."""
        self._deck: list[Callable[[], None]] = []
        self._ends = datetime.combine(next_month(last), time(7), LONDON)
        self.begins(first, last)
        for day in (first + timedelta(days=each) for each in range((last - first).days + 1)):
            if day.day == 1 and day > first:
                self._month_ends(day)
            if opens(day):
                self._day(day)
            elif day == CLOCKS_GO_BACK or self.dice.random() < 0.4:
                self._at(
                    datetime.combine(day, NIGHT if day == CLOCKS_GO_BACK else TIMES[1], LONDON)
                )
                self.does(self.rings_while_closed)
        self._month_ends(next_month(last))

    def _month_ends(self, day: date) -> None:
        self._at(datetime.combine(day, time(7), LONDON))
        self.month_is_over(f"{day - timedelta(days=1):%Y-%m}")

    def _day(self, day: date) -> None:
        self._at(datetime.combine(day, time(8, 30), LONDON))
        self.does(self.office_opens)
        self.does(self.is_asked_what_came_of_it)
        for at in sorted(self.dice.sample(TIMES, 5)):
            self._at(datetime.combine(day, at, LONDON))
            self.does(self.dice.choice(self.evening) if at == TIMES[-1] else self._next_doing())

    def _next_doing(self) -> Callable[[], None]:
        """Each as often as the others, in whatever order."""
        if not self._deck:
            self._deck = list(self.doings)
            self.dice.shuffle(self._deck)
        return self._deck.pop()

    @property
    def evening(self) -> tuple[Callable[[], None], ...]:
        return self.rings_while_closed, self.leaves_a_message

    @property
    def doings(self) -> tuple[Callable[[], None], ...]:
        return (
            self.talks,
            self.talks_with_the_second,
            self.talks_out_of_scope,
            self.a_ward_rings,
            self.a_stranger_rings,
            self.is_held,
            self.a_colleague_joins,
            self.is_handed_over,
            self.is_anothers_scope,
            self.is_promised,
            self.a_machine_answers,
            self.is_never_rung_back,
            self.gives_up,
            self.rings_again,
            self.rings_by_mistake,
            self.chases,
            self.insists,
            self.writes,
            self.writes_back,
            self.asks_by_form,
            self.waits_past_the_target,
            self.nobody_answers,
            self.texts,
            self.texts_and_is_written_to,
            self.a_system_asks,
            self.a_system_withdraws,
            self.a_ward_asks_in_the_chat,
            self.a_ward_writes_in_an_outage,
            self.rings_in_an_outage,
            self.is_on_paper,
            self.is_on_paper_unadvised,
            self.a_letter_comes_back,
            self.an_answer_by_text_is_lost,
        )

    @property
    def queries(self) -> list[TrueQuery]:
        return list(self.lived.values())
