"""A case that turns out to be recognisable is taken out of teaching at once, by whoever of its line
answers, teaches or leads; it comes back by its author's confirming and a second person alone."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum

from sqlmodel import col, select

from advice_line.directory import within
from advice_line.education.cases import by_reference
from advice_line.education.cases.teaching import Teaching
from advice_line.errors import Conflict, Invalid, Problem
from advice_line.kinds import CaseState
from advice_line.ledger import inbox
from advice_line.ledger.work import Ledger, Work
from advice_line.tables.case_pictures import CasePicture
from advice_line.tables.cases import Case
from advice_line.tables.ledger import TrailEntry
from advice_line.trust.roles import Action, Actor, require

PAGE = "page"
TAKEN_OUT = "case.taken_out"
# Within the number of values that either database takes in one statement.
_AT_ONCE = 500


class Why(StrEnum):
    """A closed list, since the trail keeps it for good: words would be one more place for a
    name."""

    RECOGNISED = "recognised"
    RARE = "rare"
    PICTURE = "picture"
    WRONG = "wrong"


WHYS = {
    Why.RECOGNISED: "Somebody is named or was recognised",
    Why.RARE: "It is so rare that somebody could be known",
    Why.PICTURE: "A picture shows too much",
    Why.WRONG: "What it teaches is wrong or out of date",
}


@dataclass(frozen=True)
class Out:
    """`why` is in words."""

    at: datetime
    why: str


class TakingOut:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def take_out(self, by: Actor, reference: str, why: str, token: str) -> None:
        """Raises `errors.Invalid` without a reason of the list, and `errors.Conflict` for a case
        that is not taught and waits for nobody."""
        require(by, Action.TAKE_OUT_CASE)
        with self._ledger.work(by.label) as work:
            case = by_reference.case(work, by, Action.TAKE_OUT_CASE, reference, lock=True)
            if not inbox.receive(work, PAGE, token):
                return
            if why not in set(Why):
                raise Invalid([Problem("why", "Choose why it is taken out.")])
            _take_out(work, case, why)


def may(work: Work, case: Case, by: Actor) -> bool:
    taught = case.state in (CaseState.PROPOSED, CaseState.APPROVED)
    return taught and within.may(work.session, by, Action.TAKE_OUT_CASE, case.line_id)


def last(work: Work, case: Case) -> Out | None:
    """Of a case that is out still."""
    if case.state not in (CaseState.DRAFT, CaseState.PROPOSED):
        return None
    told = select(TrailEntry).where(
        col(TrailEntry.subject) == f"case:{case.reference}", col(TrailEntry.action) == TAKEN_OUT
    )
    found = work.session.exec(told.order_by(col(TrailEntry.id).desc())).first()
    return None if found is None else Out(found.at, WHYS[Why(found.detail["why"])])


def taken_out(work: Work, references: Iterable[str]) -> dict[str, datetime]:
    """When each of these was last taken out, also where it is approved again in another text."""
    rest, found = sorted(set(references)), {}
    while rest:
        some, rest = rest[:_AT_ONCE], rest[_AT_ONCE:]
        told = select(TrailEntry.subject, TrailEntry.at).where(
            col(TrailEntry.subject).in_([f"case:{each}" for each in some]),
            col(TrailEntry.action) == TAKEN_OUT,
        )
        for subject, at in work.session.exec(told.order_by(col(TrailEntry.id))):
            found[(subject or "").removeprefix("case:")] = at
    return found


def _take_out(work: Work, case: Case, why: str) -> None:
    """Its text goes back, sealed, to where its author begins again; each of its pictures is looked
    over anew."""
    before = case.state
    if before == CaseState.APPROVED:
        text = asdict(Teaching.of(case, case.question or "", case.advice or ""))
        sealed = work.vault.seal_json(text, "cases.sealed_proposal")
        to = dict.fromkeys(
            ("approved_at", "approved_by_id", "question", "advice", "learning_point", "words")
        )
        work.update(case, state=CaseState.DRAFT, sealed_proposal=sealed, **to)
    elif before == CaseState.PROPOSED:
        work.update(case, state=CaseState.DRAFT)
    else:
        raise Conflict("This case is not taught: there is nothing to take out.")
    shown = select(CasePicture).where(col(CasePicture.case_id) == case.id)
    for picture in work.session.exec(shown):
        work.update(picture, checked_at=None, checked_by_id=None)
    work.record(TAKEN_OUT, subject=f"case:{case.reference}", why=why, before=before)
