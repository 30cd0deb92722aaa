"""A query that is advised has a tracer from then on."""

from sqlmodel import col, select

from advice_line.desk.tracers import reach
from advice_line.ledger.work import Work
from advice_line.rules import tracing
from advice_line.staffing import on_duty
from advice_line.tables.directory import Line
from advice_line.tables.queries import Query
from advice_line.tables.tracers import Tracer
from advice_line.tracer_kinds import TracerState


def begin(work: Work, query: Query) -> None:
    """With its first advice, where its line asks; an addendum moves nothing."""
    line = work.session.get_one(Line, query.line_id)
    if not line.tracer_days or of_query(work, query) is not None:
        return
    calendar = on_duty.calendar(work.session, line.key)
    asked = reach.of(work, query)
    tracer = work.add(
        Tracer(
            query_id=query.id or 0,
            begun_at=work.now,
            state=TracerState.DUE,
            act_at=tracing.asked_on(calendar, work.now, line.tracer_days[0]),
            reach_mark=asked.mark if asked else None,
        )
    )
    work.record("tracer.begun", query=query.id, subject=f"tracer:{tracer.public_id}")


def of_query(work: Work, query: Query) -> Tracer | None:
    return work.session.exec(select(Tracer).where(col(Tracer.query_id) == query.id)).first()
