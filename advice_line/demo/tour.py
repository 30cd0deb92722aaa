"""How far somebody who tries the demonstration has come with the newest call."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from advice_line.desk import reading
from advice_line.kinds import CaseState, ContactEnded, TaskKind
from advice_line.ledger.work import Work
from advice_line.tables.advice import Advice
from advice_line.tables.cases import Case
from advice_line.tables.directory import Responder
from advice_line.tables.queries import Query

STEPS = (
    "Press Call on the practice's phone",
    "On the phone that rings, answer and press 1",
    "Talk, then hang up",
    "Open the link in the responder's text message and write down the advice",
    "Open the practice's mail, type the code that is mailed next, read the letter",
    "Offer the case for teaching; a second person approves it in the library",
)
_OWED = (TaskKind.RING_BACK, TaskKind.TRACE_CALLER)


@dataclass(frozen=True)
class Reached:
    """How far the newest query since the start has come. `calls` is how many there are, `owner`
    the key of who has the newest, `nameless` that it has no number to ring; `owed` says that
    somebody still has to ring (or look for) its caller."""

    calls: int = 0
    reference: str | None = None
    nameless: bool = False
    owner: str | None = None
    talked: bool = False
    owed: bool = False
    written: bool = False
    read: bool = False
    received: bool = False
    case: str | None = None
    offered: bool = False
    case_state: str | None = None

    @property
    def taught(self) -> bool:
        return self.case_state == CaseState.APPROVED

    @property
    def each(self) -> tuple[bool, ...]:
        """One for each of `STEPS`."""
        called = self.reference is not None
        return called, self.owner is not None, self.talked, self.written, self.read, self.taught


def reached(work: Work, since: datetime) -> Reached:
    found = select(Query).where(col(Query.received_at) >= since).order_by(col(Query.id).desc())
    queries = work.session.exec(found).all()
    if not queries:
        return Reached()
    query = queries[0]
    advice = work.session.exec(select(Advice).where(col(Advice.query_id) == query.id)).first()
    case = work.session.exec(select(Case).where(col(Case.query_id) == query.id)).one()
    owner = work.session.get(Responder, query.owner_id) if query.owner_id else None
    return Reached(
        calls=len(queries),
        reference=query.reference,
        nameless=query.sealed_call_back is None,
        owner=owner.key if owner else None,
        talked=any(each.ended == ContactEnded.TALKED for each in reading.contacts(work, query)),
        owed=any(task.kind in _OWED for task in reading.open_tasks(work, query)),
        written=advice is not None,
        read=advice is not None and advice.opened_at is not None,
        received=advice is not None and advice.acknowledged_at is not None,
        case=case.reference,
        offered=case.nominated_at is not None,
        case_state=case.state,
    )


def steps(found: Reached) -> list[dict[str, str]]:
    """STEPS of the page: the first that is not done is the one to do now."""
    now = at(found)
    return [
        {"words": words, "state": "done" if done else "now" if place == now else "todo"}
        for place, (words, done) in enumerate(zip(STEPS, found.each, strict=True))
    ]


def at(found: Reached) -> int:
    """Which of `STEPS` is to do now, from 0; their number where all are done."""
    done = found.each
    return done.index(False) if False in done else len(done)
