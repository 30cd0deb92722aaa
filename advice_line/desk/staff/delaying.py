"""The responder's door to a later answer that its asker is promised."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import col, select

from advice_line.desk.query import theirs
from advice_line.desk.questions import delays
from advice_line.desk.questions.delays import Wanted
from advice_line.directory import lookups
from advice_line.ledger import inbox
from advice_line.ledger.work import Ledger, Work
from advice_line.tables.clocks import PromisedDelay
from advice_line.tables.directory import Line, Responder
from advice_line.tables.queries import Query
from advice_line.trust.roles import Action, Actor, require
from advice_line.written_kinds import DelayReason, DelayState

PAGE = "page"


@dataclass(frozen=True)
class Promised:
    """A later time that was promised, by whom; `words` are theirs."""

    by: str
    made_at: datetime
    due_at: datetime
    reason: DelayReason
    words: str | None = field(repr=False)
    state: DelayState


@dataclass(frozen=True)
class Delays:
    """Those of one query, the earliest first; `may_promise`: the reader may promise another."""

    promised: tuple[Promised, ...]
    may_promise: bool
    time_zone: str


class Delaying:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def seen(self, by: Actor, reference: str) -> Delays:
        require(by, Action.SEE_QUERY)
        with self._ledger.look(by.label) as work:
            query = theirs.query(work, by, Action.SEE_QUERY, reference)
            return Delays(
                promised=tuple(_promised(work, each) for each in _rows(work, query)),
                may_promise=delays.may_promise(work, query, by.responder_id),
                time_zone=work.session.get_one(Line, query.line_id).time_zone,
            )

    def promise(self, by: Actor, reference: str, wanted: Wanted, token: str) -> None:
        """Raises what `delays.promise` does."""
        require(by, Action.WRITE_RECORD)
        with self._ledger.work(by.label) as work:
            query = theirs.held(work, by, Action.WRITE_RECORD, reference)
            if inbox.receive(work, PAGE, token):
                author = work.session.get_one(Responder, by.responder_id)
                delays.promise(work, query, author, wanted)


def _rows(work: Work, query: Query) -> list[PromisedDelay]:
    statement = select(PromisedDelay).where(col(PromisedDelay.query_id) == query.id)
    return list(work.session.exec(statement.order_by(col(PromisedDelay.id))))


def _promised(work: Work, row: PromisedDelay) -> Promised:
    by = lookups.responder(work.session, row.made_by_id)
    return Promised(
        by=by.name if by else "",
        made_at=row.made_at,
        due_at=row.due_at,
        reason=DelayReason(row.reason),
        words=delays.words_of(work, row),
        state=DelayState(row.state),
    )
