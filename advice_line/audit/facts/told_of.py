"""Which queries may count otherwise than they did: those that the trail names, and those whose
change leaves no line of theirs there."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlmodel import col, select

from advice_line.kinds import TaskKind, TaskState
from advice_line.ledger.work import Work
from advice_line.tables.cases import Case
from advice_line.tables.clocks import PromisedDelay
from advice_line.tables.directory import Organisation, Requester
from advice_line.tables.ledger import Outgoing, TrailEntry
from advice_line.tables.queries import Query
from advice_line.tables.tasks import Task

OF_TASKS = (TaskKind.ANSWER_QUERY, TaskKind.WRITE_ADVICE)
# More of them in one statement than SQLite takes.
_MANY = 500
# What the trail tells of by its own name: a case, and whoever asked, by whose role and kind it
# counts.
_CASE, _REQUESTER, _ORGANISATION = "case:", "requester:", "organisation:"
_KIND_SAID = ("setup.", "organisation.merged")


def queries(work: Work, since: datetime) -> list[int]:
    """Their ids, in order, of what happened from `since` until now."""
    found = {
        *_ids(work, _named(since)),
        *_ids(work, _sent(since)),
        *_ids(work, _past_due(work, since)),
        *_ids(work, _past_target(work, since)),
        *_of_subjects(work, since),
    }
    return sorted(found)


def _named(since: datetime) -> Any:
    return select(TrailEntry.query_id).where(
        col(TrailEntry.at) >= since, col(TrailEntry.query_id).is_not(None)
    )


def _sent(since: datetime) -> Any:
    """What was sent or failed has no line in the trail."""
    return select(Outgoing.query_id).where(
        col(Outgoing.settled_at) >= since, col(Outgoing.query_id).is_not(None)
    )


def _past_due(work: Work, since: datetime) -> Any:
    """Nobody did anything, and that is late now."""
    due = col(Task.due_at)
    return select(Task.query_id).where(
        col(Task.kind).in_(OF_TASKS),
        col(Task.state) == TaskState.OPEN,
        due >= since,
        due <= work.now,
    )


def _past_target(work: Work, since: datetime) -> Any:
    """The same of a target in whose place a later time was promised."""
    target = col(PromisedDelay.instead_of)
    return select(PromisedDelay.query_id).where(target >= since, target <= work.now)


def _of_subjects(work: Work, since: datetime) -> set[int]:
    named = select(TrailEntry.action, TrailEntry.subject).where(
        col(TrailEntry.at) >= since, col(TrailEntry.subject).is_not(None)
    )
    told = [(action, subject or "") for action, subject in work.session.exec(named.distinct())]
    cases = {subject.removeprefix(_CASE) for _, subject in told if subject.startswith(_CASE)}
    people = {
        subject.removeprefix(_REQUESTER) for _, subject in told if subject.startswith(_REQUESTER)
    }
    # Of what a file says of thousands, only a setup file says what kind of organisation each is;
    # and of one that was merged, what the other is.
    practices = {
        subject.removeprefix(_ORGANISATION)
        for action, subject in told
        if subject.startswith(_ORGANISATION) and action.startswith(_KIND_SAID)
    }
    return {
        *_keyed(work, select(Case.query_id), col(Case.reference), cases),
        *_keyed(work, _asked_by(), col(Requester.key), people),
        *_keyed(work, _asked_from(), col(Organisation.key), practices),
    }


def _asked_by() -> Any:
    return select(Query.id).join(Requester, col(Requester.id) == col(Query.requester_id))


def _asked_from() -> Any:
    return select(Query.id).join(Organisation, col(Organisation.id) == col(Query.organisation_id))


def _keyed(work: Work, wanted: Any, key: Any, keys: Iterable[str]) -> set[int]:
    found, left = set[int](), sorted(keys)
    while left:
        found |= _ids(work, wanted.where(key.in_(left[:_MANY])))
        left = left[_MANY:]
    return found


def _ids(work: Work, wanted: Any) -> set[int]:
    return {each for each in work.session.exec(wanted.distinct()) if each is not None}
