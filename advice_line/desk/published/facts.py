"""Queries and tasks as JSON for programs and commands: no identifier, no free text, but for
somebody with a reason."""

from typing import Any

from sqlmodel import col, select

from advice_line.desk.owed import attaining
from advice_line.desk.query import emptied, query_json, reading, theirs
from advice_line.desk.query.emptied import Emptied
from advice_line.desk.record import identity
from advice_line.directory import within
from advice_line.errors import Invalid, Problem
from advice_line.ledger.work import Ledger, Work
from advice_line.rules.attainment import Attained, attained
from advice_line.rules.deidentify import contains_identifier
from advice_line.rules.deidentify_known import Known
from advice_line.tables.directory import Line, Responder
from advice_line.tables.queries import Query
from advice_line.tables.tasks import Task
from advice_line.trust.roles import Action, Actor, require


class Facts:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def of(self, by: Actor, reference: str) -> dict[str, Any]:
        """Raises `errors.NotFound`."""
        require(by, Action.SEE_WORKLIST)
        with self._ledger.look(by.label) as work:
            return query_json.as_json(
                work, theirs.skeleton(work, by, Action.SEE_WORKLIST, reference)
            )

    def all(
        self,
        by: Actor,
        *,
        line: str | None = None,
        state: str | None = None,
        external: str | None = None,
        overdue: bool = False,
        limit: int,
    ) -> list[dict[str, Any]]:
        """The newest so many, the oldest of them first: by when they came, which a late entry or
        a call of an outage tells later."""
        require(by, Action.SEE_WORKLIST)
        with self._ledger.look(by.label) as work:
            every = reading.listed(work, line=line, state=state, external=external, overdue=overdue)
            lines = {each.id for each in within.lines(work.session, by, Action.SEE_WORKLIST)}
            found = [each for each in every if each.line_id in lines]
            found.sort(key=lambda query: query.received_at)
            return [query_json.as_json(work, query) for query in found[-limit:]]

    def attained(self, by: Actor, line: str | None = None) -> tuple[Attained, ...]:
        """How many written questions were answered within their targets."""
        require(by, Action.SEE_WORKLIST)
        with self._ledger.look(by.label) as work:
            lines = within.lines(work.session, by, Action.SEE_WORKLIST)
            keys = [each.key for each in lines if line in (None, each.key)]
            return attained(attaining.of(work, keys), work.now)

    def revealed(self, by: Actor, reference: str, reason: str, login: str) -> dict[str, Any]:
        """With identifiers and free text, as far as they stand. `reason` and `login` (of this
        machine) go into the trail.

        Raises `errors.NotFound`, and `errors.Invalid` for a reason that itself names the patient:
        the trail holds no identifiers.
        """
        require(by, Action.REVEAL_QUERY)
        with self._ledger.work(by.label) as work:
            query = theirs.skeleton(work, by, Action.REVEAL_QUERY, reference)
            _refuse_identifiers(work, query, reason)
            work.record("query.revealed", query=query.id, reason=reason, login=login)
            return query_json.as_json(work, query) | query_json.revealed(work, query)

    def deleted(self, by: Actor, reference: str) -> Emptied | None:
        """When what a query held was deleted; None where it still stands. Raises
        `errors.NotFound`."""
        require(by, Action.SEE_WORKLIST)
        with self._ledger.look(by.label) as work:
            query = theirs.skeleton(work, by, Action.SEE_WORKLIST, reference)
            return emptied.one(work, query)

    def tasks(self, by: Actor, *, state: str, limit: int) -> list[dict[str, Any]]:
        """The most overdue first."""
        require(by, Action.SEE_WORKLIST)
        wanted = (
            select(Task, Query.reference, Line.key, Responder.key)
            .join(Query, col(Query.id) == col(Task.query_id))
            .join(Line, col(Line.id) == col(Query.line_id))
            .outerjoin(Responder, col(Responder.id) == col(Task.owner_id))
            .where(col(Task.state) == state)
            .order_by(col(Task.due_at), col(Task.id))
            .limit(limit)
        )
        with self._ledger.look(by.label) as work:
            own = within.of_theirs(work.session, by, Action.SEE_WORKLIST, Query.line_id)
            return [
                {
                    "id": task.public_id,
                    "query": reference,
                    "line": line,
                    "kind": task.kind,
                    "owner": owner,
                    "made_at": reading.stamp(task.made_at),
                    "due_at": reading.stamp(task.due_at),
                    "rung": task.rung,
                    "state": task.state,
                    "settled_at": reading.stamp(task.settled_at),
                }
                for task, reference, line, owner in work.session.exec(wanted.where(own))
            ]


def _refuse_identifiers(work: Work, query: Query, reason: str) -> None:
    patient = identity.patient_of(work, query)
    known = None
    if patient is not None:
        known = Known(
            patient_names=(patient.patient_name,),
            dates_of_birth=(patient.date_of_birth,) if patient.date_of_birth else (),
            numbers=(patient.nhs_number,) if patient.nhs_number else (),
        )
    if contains_identifier(reason, known) is not None:
        said = "--reason: name no patient there, it stays in the trail. Give a case number."
        raise Invalid([Problem("--reason", said)])
