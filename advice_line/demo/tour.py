"""Where somebody who tries the demonstration stands, and what to do next."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from advice_line.kinds import CaseState, ContactEnded
from advice_line.ledger.work import Work
from advice_line.tables.advice import Advice
from advice_line.tables.cases import Case
from advice_line.tables.queries import Contact, Query

_STEPS = (
    "Press Call on the practice's phone",
    "On the phone that rings, answer and press 1",
    "Talk, then hang up",
    "Open the link in the responder's text message and write down the advice",
    "Open the practice's mail, type the code that is mailed next, read the letter",
    "Offer the case for teaching; a second person approves it in the library",
)


@dataclass(frozen=True)
class Reached:
    """How far the newest query since the start has come, one word for each step."""

    called: bool = False
    accepted: bool = False
    talked: bool = False
    written: bool = False
    read: bool = False
    taught: bool = False

    @property
    def each(self) -> tuple[bool, ...]:
        return self.called, self.accepted, self.talked, self.written, self.read, self.taught


def reached(work: Work, since: datetime) -> Reached:
    newest = select(Query).where(col(Query.received_at) >= since).order_by(col(Query.id).desc())
    query = work.session.exec(newest).first()
    if query is None:
        return Reached()
    talks = select(Contact.id).where(
        col(Contact.query_id) == query.id, col(Contact.ended) == ContactEnded.TALKED
    )
    advice = work.session.exec(select(Advice).where(col(Advice.query_id) == query.id)).first()
    case = work.session.exec(select(Case).where(col(Case.query_id) == query.id)).first()
    return Reached(
        called=True,
        accepted=query.owner_id is not None,
        talked=work.session.exec(talks).first() is not None,
        written=advice is not None,
        read=advice is not None and advice.opened_at is not None,
        taught=case is not None and case.state == CaseState.APPROVED,
    )


def steps(found: Reached) -> list[dict[str, str]]:
    """STEPS of the page: the first that is not done is the one to do now."""
    done = found.each
    now = done.index(False) if False in done else len(done)
    return [
        {"words": words, "state": "done" if done[place] else "now" if place == now else "todo"}
        for place, words in enumerate(_STEPS)
    ]
