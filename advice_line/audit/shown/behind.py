"""Which queries a figure counts, by reference alone: for those of the line who may open them. Each
such look is in the trail, since who sees the references knows how few they are."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import not_
from sqlmodel import col, select

from advice_line.audit.figures import counting
from advice_line.audit.measures.definition import Facts, Measure, Reckoned, Share
from advice_line.audit.shown.choosing import Choice, choose
from advice_line.audit.shown.measuring import measure_of
from advice_line.errors import NotFound
from advice_line.ledger.work import Ledger, Work
from advice_line.tables.queries import Query
from advice_line.trust.roles import Action, Actor, require

MOST = 200


@dataclass(frozen=True)
class Behind:
    """`counted` are of the numerator, `others` of the rest of the denominator; `opens` whether this
    reader opens a query as a responder does, and not behind broken glass."""

    choice: Choice
    measure: Measure
    counted: tuple[str, ...]
    others: tuple[str, ...]
    opens: bool
    now: datetime


class SeeingBehind:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def look(self, by: Actor, name: str, line: str | None, period: str | None) -> Behind:
        """The newest `MOST` of each. Raises `errors.NotFound` for a measure that is not of queries,
        and for a line that is not theirs."""
        require(by, Action.SEE_COUNTED)
        measure = measure_of(name)
        how = measure.how
        if isinstance(how, Reckoned):
            raise NotFound("This measure is not counted from queries.")
        with self._ledger.work(by.label) as work:
            choice = choose(work, by, line, period, Action.SEE_COUNTED)
            inside = counting.of_line(how.facts, choice.line, choice.period)

            def references(*where: Any) -> tuple[str, ...]:
                return _references(work, how.facts, (*inside, *where))

            counted = references(how.of)
            others: tuple[str, ...] = ()
            if isinstance(how, Share):
                counted = references(how.among, how.counts)
                others = references(how.among, not_(how.counts))
            subject = f"audit:{choice.line.key}"
            work.record(
                "audit.behind",
                subject=subject,
                measure=measure.id,
                period=choice.period.key,
                shown=len(counted) + len(others),
            )
            opens = by.may(Action.SEE_QUERY, choice.line.key)
            return Behind(choice, measure, counted, others, opens, work.now)


def _references(work: Work, facts: Facts, where: Iterable[Any]) -> tuple[str, ...]:
    """The newest first. Queries are asked for once it is known which: a database that is to sort
    and join at once goes through all queries that there ever were."""
    number = col(facts.query_id)
    # Plus nothing, so that no index gives this order, for the same reason.
    newest = select(number).where(*where).group_by(number).order_by((number + 0).desc())
    found = work.session.exec(newest.limit(MOST)).all()
    named = select(Query.reference).where(col(Query.id).in_(found))
    return tuple(work.session.exec(named.order_by(col(Query.id).desc())))
