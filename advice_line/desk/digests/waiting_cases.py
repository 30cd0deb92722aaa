"""How many cases wait for somebody: of their own to be checked, of others to be approved. Between
three days and six weeks: earlier nobody is late, later nobody is told any more."""

from dataclasses import dataclass
from datetime import timedelta

from sqlmodel import col, or_, select

from advice_line.directory import lookups
from advice_line.kinds import CaseState
from advice_line.ledger.work import Work
from advice_line.tables.cases import Case
from advice_line.tables.directory import Responder
from advice_line.trust import granted
from advice_line.trust.roles import Action, permit

EARLIEST, LATEST = timedelta(days=3), timedelta(weeks=6)


@dataclass(frozen=True)
class Waiting:
    to_check: int
    to_approve: int

    @property
    def none(self) -> bool:
        return not (self.to_check or self.to_approve)


def of(work: Work, person: Responder) -> Waiting:
    lines = [
        each.id
        for each in lookups.lines(work.session)
        if permit(granted.on(person, each.key), Action.APPROVE_CASE)
    ]
    between = (work.now - LATEST, work.now - EARLIEST)
    wanted = select(Case.state, Case.author_id).where(
        col(Case.line_id).in_(lines),
        or_(
            (col(Case.state) == CaseState.DRAFT) & col(Case.nominated_at).between(*between),
            (col(Case.state) == CaseState.PROPOSED) & col(Case.confirmed_at).between(*between),
        ),
    )
    found = work.session.exec(wanted).all()
    return Waiting(
        to_check=sum(state == CaseState.DRAFT and who == person.id for state, who in found),
        to_approve=sum(state == CaseState.PROPOSED and who != person.id for state, who in found),
    )
