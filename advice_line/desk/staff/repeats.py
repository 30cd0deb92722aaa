"""How often somebody has rung today from one number: shown to who answers, and nothing follows from
it by itself."""

from zoneinfo import ZoneInfo

from sqlmodel import col, func, select

from advice_line.kinds import Channel, Direction
from advice_line.ledger.work import Work
from advice_line.tables.directory import Line
from advice_line.tables.queries import Contact, Query
from rota import walltime


def calls_today(work: Work, query: Query, line: Line) -> int:
    """Which call of its local day to this line the query's first was; 0 for a withheld number."""
    first = work.session.exec(
        select(Contact)
        .where(
            col(Contact.query_id) == query.id,
            col(Contact.channel) == Channel.CALL,
            col(Contact.direction) == Direction.IN,
            col(Contact.number_mark).is_not(None),
        )
        .order_by(col(Contact.started_at))
    ).first()
    if first is None:
        return 0
    zone = ZoneInfo(line.time_zone)
    statement = (
        select(func.count())
        .select_from(Contact)
        .join(Query, col(Query.id) == col(Contact.query_id))
        .where(
            col(Contact.number_mark) == first.number_mark,
            col(Contact.channel) == Channel.CALL,
            col(Contact.direction) == Direction.IN,
            col(Contact.started_at)
            >= walltime.day_start(walltime.local_day(first.started_at, zone), zone),
            col(Contact.started_at) <= first.started_at,
            col(Query.line_id) == line.id,
        )
    )
    return work.session.exec(statement).one()
