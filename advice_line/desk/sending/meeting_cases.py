"""The cases of a meeting that are told to their people at once: whoever has several of them gets
one mail, which counts them."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import col, select

from advice_line.desk.tracers import reach
from advice_line.desk.tracers.reach import Reach
from advice_line.kinds import CaseState
from advice_line.ledger.work import Work
from advice_line.tables.cases import Case
from advice_line.tables.meetings import AgendaItem
from advice_line.tables.queries import Query


@dataclass(frozen=True)
class Told:
    item: AgendaItem
    case: Case


def told_with(work: Work, item: AgendaItem) -> list[Told]:
    """What still stands of all that was told with `item`, itself too."""
    wanted = (
        select(AgendaItem, Case)
        .join(Case, col(Case.id) == col(AgendaItem.case_id))
        .where(
            col(AgendaItem.meeting_id) == item.meeting_id,
            col(AgendaItem.told_at) == item.told_at,
            col(Case.state) == CaseState.APPROVED,
        )
        .order_by(col(AgendaItem.id))
    )
    return [Told(*each) for each in work.session.exec(wanted)]


def tells(item: AgendaItem, of_one: Sequence[Told]) -> bool:
    """Whether the mail about `item` is the one that tells of all of a person's."""
    return of_one[0].item.id == item.id


def asker(work: Work, case: Case) -> Reach | None:
    query = work.session.get(Query, case.query_id) if case.query_id else None
    return reach.of(work, query) if query else None
