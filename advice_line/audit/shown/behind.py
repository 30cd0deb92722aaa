"""Which queries a figure counts, by reference alone: for those of the line who may open them. Each
such look is in the trail, since who sees the references knows how few they are."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import not_
from sqlmodel import col, select

from advice_line.audit.figures import counting
from advice_line.audit.measures.definition import Measure, Reckoned, Share
from advice_line.audit.shown.choosing import Choice, choose
from advice_line.audit.shown.measuring import measure_of
from advice_line.errors import NotFound
from advice_line.ledger.work import Ledger
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
                wanted = select(Query.reference).join(
                    how.facts, col(how.facts.query_id) == col(Query.id)
                )
                found = wanted.where(*inside, *where).order_by(col(Query.id).desc())
                return tuple(dict.fromkeys(work.session.exec(found.limit(MOST))))

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
