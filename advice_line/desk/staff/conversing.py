"""The responder's door to what is said about a written question before its advice: asked back to
the requester, or noted among colleagues."""

from dataclasses import dataclass, field
from datetime import datetime

from advice_line.desk.query import theirs
from advice_line.desk.questions import asking_back, noting
from advice_line.desk.receipts import reaching
from advice_line.desk.receipts.reaching import Way
from advice_line.desk.record import identity, unsent
from advice_line.errors import NotFound
from advice_line.ledger import inbox
from advice_line.ledger.work import Ledger, Work
from advice_line.rules.record import Patient, Requester
from advice_line.tables.directory import Line, Responder
from advice_line.tables.queries import Query
from advice_line.trust.roles import Action, Actor, require
from advice_line.written_kinds import Unsent

PAGE = "page"


@dataclass(frozen=True)
class Preview:
    """What is about to leave, to whom and how; nothing has yet. `asker` is how they gave their
    name, None where the way by which they asked has no field for it."""

    reference: str
    line: Line
    words: str = field(repr=False)
    way: Way
    asker: str | None = field(repr=False)
    patient: Patient | None = field(repr=False)
    now: datetime


class Conversing:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def preview(self, by: Actor, reference: str, words: str) -> Preview:
        """Nothing is sent; what was typed is kept. Raises what `asking_back.ask` does."""
        require(by, Action.WRITE_RECORD)
        with self._ledger.work(by.label) as work:
            query = theirs.held(work, by, Action.WRITE_RECORD, reference)
            unsent.keep(work, query, by.responder_id or 0, Unsent.ASK_BACK, words)
        with self._ledger.look(by.label) as work:
            query = theirs.query(work, by, Action.WRITE_RECORD, reference)
            asking_back.refuse(work, query, _person(work, by), words)
            way = reaching.way(work, query)
            assert way is not None
            seen = Preview(
                reference=query.reference,
                line=work.session.get_one(Line, query.line_id),
                words=words.strip(),
                way=way,
                asker=_asker(work, query),
                patient=identity.patient_of(work, query),
                now=work.now,
            )
            work.let_go()
            return seen

    def ask_back(self, by: Actor, reference: str, words: str, token: str) -> None:
        """Send it. Raises what `asking_back.ask` does."""
        require(by, Action.WRITE_RECORD)
        with self._ledger.work(by.label) as work:
            query = theirs.held(work, by, Action.WRITE_RECORD, reference)
            if inbox.receive(work, PAGE, token):
                asking_back.ask(work, query, _person(work, by), words)
                unsent.drop(work, query, by.responder_id or 0, Unsent.ASK_BACK)

    def go_on(self, by: Actor, reference: str, token: str) -> None:
        """Without an answer to what was asked back. Raises what `asking_back.go_on` does."""
        require(by, Action.WRITE_RECORD)
        with self._ledger.work(by.label) as work:
            query = theirs.held(work, by, Action.WRITE_RECORD, reference)
            if inbox.receive(work, PAGE, token):
                asking_back.go_on(work, query, _person(work, by))

    def note(self, by: Actor, reference: str, words: str, token: str) -> None:
        """Whoever answers may note something, whosever query it is. Raises `errors.Invalid`."""
        require(by, Action.CLAIM)
        with self._ledger.work(by.label) as work:
            query = theirs.held(work, by, Action.CLAIM, reference)
            if inbox.receive(work, PAGE, token):
                noting.note(work, query, _person(work, by), words)
                unsent.drop(work, query, by.responder_id or 0, Unsent.NOTE)

    def keep(self, by: Actor, reference: str, kind: str, words: str) -> datetime:
        """What is typed and not sent, as it stands. Raises `errors.NotFound` for no such kind."""
        require(by, Action.CLAIM)
        if kind not in list(Unsent):
            raise NotFound
        with self._ledger.work(by.label) as work:
            query = theirs.held(work, by, Action.CLAIM, reference)
            unsent.keep(work, query, by.responder_id or 0, Unsent(kind), words)
            return work.now


def _asker(work: Work, query: Query) -> str | None:
    if query.sealed_requester is None:
        return None
    sealed = query.sealed_requester
    return Requester.from_json(work.vault.open(sealed, "queries.sealed_requester")).requester_name


def _person(work: Work, by: Actor) -> Responder:
    return work.session.get_one(Responder, by.responder_id)
