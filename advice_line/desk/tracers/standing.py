"""One tracer with what decides about it, as it is in this instant."""

from dataclasses import dataclass
from datetime import datetime

from advice_line.desk.tracers import reach
from advice_line.desk.tracers.reach import Reach
from advice_line.kinds import QueryState
from advice_line.ledger.work import Work
from advice_line.rules import closing, tracing
from advice_line.rules.tracing import Due
from advice_line.staffing import on_duty
from advice_line.tables.directory import Line
from advice_line.tables.queries import Query
from advice_line.tables.tracers import Tracer
from rota.opening import LineCalendar


@dataclass(frozen=True)
class Standing:
    """`days` are those of its line now; none where that asks no more, or where its query was closed
    as one in which nobody has anything to trace."""

    tracer: Tracer
    query: Query
    line: Line
    calendar: LineCalendar
    reach: Reach | None
    now: datetime

    @property
    def days(self) -> tuple[int, ...]:
        closed = self.query.state == QueryState.CLOSED
        if closed and self.query.closed_as in closing.NOTHING_TO_TRACE:
            return ()
        return tracing.times(self.line.tracer_days, general=self.query.general_question is True)

    @property
    def due(self) -> Due:
        since = self.tracer.asked_at or self.tracer.unreached_at or self.now
        return self._after(self.tracer.asked, since)

    @property
    def following(self) -> Due:
        """What comes once its time is over, and any other with it that is past."""
        past = tracing.over_by(self.calendar, self.days, self.tracer.begun_at, self.now)
        return self._after(max(self.tracer.asked + 1, past), self.now)

    def asks_today(self, whom: Reach) -> bool:
        """Whether this one is to be asked about it before the day is over."""
        ends = tracing.day_ends(self.calendar, self.now)
        return bool(self.days) and self.reach == whom and self.due.asks and self.due.at < ends

    def _after(self, over: int, since: datetime) -> Due:
        return tracing.next_due(self.calendar, self.days, self.tracer.begun_at, over, since)


def of(work: Work, tracer: Tracer) -> Standing:
    query = work.session.get_one(Query, tracer.query_id)
    line = work.session.get_one(Line, query.line_id)
    calendar = on_duty.calendar(work.session, line.key)
    return Standing(tracer, query, line, calendar, reach.of(work, query), work.now)
