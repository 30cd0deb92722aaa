"""The radiology office's door to what did not get through: given up, delayed, refused."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from advice_line.desk.alerting import facts as alert_facts
from advice_line.directory import lookups, within
from advice_line.errors import Conflict, NotFound
from advice_line.ledger import inbox, outbox
from advice_line.ledger.work import Ledger, Work
from advice_line.outgoing_kinds import OutgoingState, Recipient
from advice_line.tables.ledger import Outgoing, TrailEntry
from advice_line.tables.queries import Query
from advice_line.trust.roles import Action, Actor, require

PAGE = "page"
MOST_SHOWN = 200
REFUSED = "webhook.refused"


@dataclass(frozen=True)
class Late:
    """An outgoing row and whom it was for, in words without an address."""

    row: Outgoing
    reference: str | None
    to: str


@dataclass(frozen=True)
class NotThrough:
    dead: tuple[Late, ...]
    waiting: tuple[Late, ...]
    refused: tuple[TrailEntry, ...]
    can_mend: bool
    now: datetime


class Undelivered:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def seen(self, by: Actor) -> NotThrough:
        require(by, Action.SEE_PROBLEMS)
        with self._ledger.look(by.label) as work:
            dead = _of_theirs(work, by, (OutgoingState.DEAD,))
            waiting = _of_theirs(work, by, (OutgoingState.WAITING, OutgoingState.SENDING))
            found = NotThrough(
                dead=tuple(_late(work, dead)),
                waiting=tuple(_late(work, [row for row in waiting if row.attempts])),
                refused=_refused(work),
                can_mend=by.may(Action.MEND_PROBLEMS),
                now=work.now,
            )
            work.let_go()
            return found

    def retry(self, by: Actor, row_id: str, token: str) -> None:
        """Try a message once more that was given up. Raises `errors.NotFound`,
        `errors.Conflict`."""
        require(by, Action.MEND_PROBLEMS)
        with self._ledger.work(by.label) as work:
            if not inbox.receive(work, PAGE, token):
                return
            found = work.session.exec(select(Outgoing).where(col(Outgoing.public_id) == row_id))
            if not any(_is_theirs(work, by, each) for each in found):
                raise NotFound("There is no such message.")
            if not outbox.retry(work, row_id):
                raise Conflict("This is not given up any more. Look at the list again.")
            work.record("outgoing.retried", subject=f"outgoing:{row_id}")


def count(work: Work, by: Actor) -> int:
    """Of their lines, and of none."""
    return len(_of_theirs(work, by, (OutgoingState.DEAD,))) + len(_refused(work))


def _of_theirs(work: Work, by: Actor, states: Collection[OutgoingState]) -> list[Outgoing]:
    rows = outbox.rows(work.session, tuple(states), MOST_SHOWN)
    return [each for each in rows if _is_theirs(work, by, each)]


def _is_theirs(work: Work, by: Actor, row: Outgoing) -> bool:
    """What is of no query and no alert is of no line: a code, a text about duty."""
    if by.everywhere(Action.SEE_PROBLEMS):
        return True
    line = alert_facts.line_of(work, row)
    if row.query_id is not None:
        line = work.session.get_one(Query, row.query_id).line_id
    return line is None or within.may(work.session, by, Action.SEE_PROBLEMS, line)


def _late(work: Work, rows: list[Outgoing]) -> Iterator[Late]:
    people = {person.id: person.name for person in lookups.responders(work.session)}
    organisations = {each.id: each.name for each in lookups.organisations(work.session)}
    queries = work.session.exec(
        select(Query).where(col(Query.id).in_([row.query_id for row in rows]))
    )
    by_id = {query.id: query for query in queries}
    for row in rows:
        query = by_id.get(row.query_id)
        organisation_id = query.organisation_id if query else alert_facts.practice_of(work, row)
        organisation = organisations.get(organisation_id)
        to = people.get(row.person_id) or organisation or "the caller"
        if row.recipient == Recipient.OUT_OF_HOURS:
            to = "the out-of-hours contact"
        if row.recipient == Recipient.COLLEAGUES:
            to = "colleagues"
        if row.recipient == Recipient.RECORD:
            to = "the hospital's own record"
        if row.recipient == Recipient.KEEPER:
            to = "who keeps the trail's heads"
        yield Late(row=row, reference=query.reference if query else None, to=to)


def _refused(work: Work) -> tuple[TrailEntry, ...]:
    """The newest first."""
    statement = (
        select(TrailEntry)
        .where(col(TrailEntry.action) == REFUSED)
        .order_by(col(TrailEntry.id).desc())
        .limit(MOST_SHOWN)
    )
    return tuple(work.session.exec(statement).all())
