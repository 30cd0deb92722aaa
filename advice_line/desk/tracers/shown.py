"""What came of one query's advice, for who gave it."""

from dataclasses import dataclass
from datetime import datetime

from advice_line.desk.query import theirs
from advice_line.desk.tracers import beginning, said
from advice_line.desk.tracers.said import Said
from advice_line.ledger.work import Ledger
from advice_line.tracer_kinds import TracerState
from advice_line.trust.roles import Action, Actor, require


@dataclass(frozen=True)
class Shown:
    """`next_at` is when somebody is asked next, None where nobody is."""

    state: TracerState
    asked_at: datetime | None
    next_at: datetime | None
    unreached: bool
    said: tuple[Said, ...]


class ShownTracers:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def of(self, by: Actor, reference: str) -> Shown | None:
        """None where nobody is asked about it."""
        require(by, Action.SEE_QUERY)
        with self._ledger.look(by.label) as work:
            query = theirs.query(work, by, Action.SEE_QUERY, reference)
            tracer = beginning.of_query(work, query)
            if tracer is None:
                return None
            counts = tracer.state == TracerState.ASKED or tracer.state == TracerState.DUE
            return Shown(
                state=TracerState(tracer.state),
                asked_at=tracer.asked_at,
                next_at=tracer.act_at if counts else None,
                unreached=tracer.unreached_at is not None,
                said=said.of(work, query),
            )
