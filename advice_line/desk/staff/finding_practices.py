"""The radiology office's door to a practice that no directory has: as its asker named it, until a
person chooses which one of the directory it is, or says that it is none. Its asker is answered
meanwhile; the practice has its copy of the answer from then on."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from advice_line.desk.owed import practice_wanted, tasks
from advice_line.desk.query import moving, practices, theirs
from advice_line.desk.receipts import posting
from advice_line.desk.staff import who_asks
from advice_line.desk.staff.who_asks import WhoAsks
from advice_line.directory import lookups
from advice_line.errors import Invalid, NotFound, Problem
from advice_line.kinds import TaskKind, TaskState
from advice_line.ledger import inbox
from advice_line.ledger.work import Ledger, Work
from advice_line.tables.directory import Organisation
from advice_line.tables.queries import Query
from advice_line.tables.tasks import Task
from advice_line.trust.roles import Action, Actor, require

PAGE = "page"


@dataclass(frozen=True)
class Wanted:
    """What its asker said of themselves; nothing of a patient, and nothing of the question."""

    reference: str
    asker: WhoAsks = field(repr=False)
    organisations: Sequence[Organisation]
    now: datetime


class FindingPractices:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def look(self, by: Actor, task_id: str) -> Wanted:
        """Each look is in the trail. Raises `errors.NotFound`, and `errors.Conflict` with who was
        first."""
        require(by, Action.MEND_PROBLEMS)
        with self._ledger.work(by.label) as work:
            query = _wanted(work, task_id, by)
            work.record("practice.looked_for", query=query.id)
            every = lookups.organisations(work.session)
            wanted = Wanted(
                query.reference,
                who_asks.of(work, query),
                sorted(every, key=lambda each: each.name.lower()),
                work.now,
            )
            work.let_go()
            return wanted

    def choose(self, by: Actor, task_id: str, key: str, token: str) -> None:
        """The key of an organisation, or `practices.NONE` of them. Raises what `look` does, and
        `errors.Invalid` for a key that nobody has."""
        require(by, Action.MEND_PROBLEMS)
        if not key:
            raise Invalid([Problem(practices.FIELD, practices.NO_SUCH)])
        with self._ledger.work(by.label) as work:
            if not inbox.receive(work, PAGE, token):
                return
            query = moving.locked(work, _wanted(work, task_id, by).id or 0)
            task = _task(work, by, task_id)
            work.session.refresh(task)
            if task.state != TaskState.OPEN:
                raise tasks.done_already(work, task, by.responder_id)
            practice_wanted.choose(work, query, key, by.responder_id)
            posting.copy_to_practice(work, query)


def _wanted(work: Work, task_id: str, by: Actor) -> Query:
    task = _task(work, by, task_id)
    if task.state != TaskState.OPEN:
        raise tasks.done_already(work, task, by.responder_id)
    return work.session.get_one(Query, task.query_id)


def _task(work: Work, by: Actor, task_id: str) -> Task:
    task = theirs.task(work, by, Action.MEND_PROBLEMS, tasks.by_id(work, task_id))
    if task is None or task.kind != TaskKind.FIND_PRACTICE:
        raise NotFound("There is no such task.")
    return task
