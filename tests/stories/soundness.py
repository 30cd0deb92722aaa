"""What must hold of every query once its calls are over, whichever story was told (H09, H16)."""

from typing import Any

from sqlmodel import col, select

from advice_line.alert_kinds import AlertEnd
from advice_line.desk.owed.tasks import OF_A_REPORT
from advice_line.kinds import OfferState, QueryState, TaskKind, TaskState
from advice_line.ledger.outbox import CAME_TO_NOTHING
from advice_line.outgoing_kinds import NoticeKind
from advice_line.tables.alerts import Alert
from advice_line.tables.filings import Filing
from advice_line.tables.ledger import Outgoing, TrailEntry
from advice_line.tables.queries import Query
from advice_line.tables.tasks import Task
from tests.stories.scene import Scene
from tests.stories.traced_soundly import untraced

_UNSETTLED = (QueryState.RECEIVED, QueryState.OFFERED, QueryState.DEFLECTED)
_DONE = (QueryState.ADVISED, QueryState.ACKNOWLEDGED, QueryState.CLOSED)
_OWNED = (QueryState.ACCEPTED, QueryState.ASKED_BACK, *_DONE[:2])
_SERVED = {
    TaskKind.RING_BACK,
    TaskKind.TRACE_CALLER,
    TaskKind.FOLLOW_UP,
    TaskKind.TYPE_MESSAGE,
    TaskKind.ANSWER_QUERY,
}
_LETTERS = (NoticeKind.LETTER, NoticeKind.LETTER_NOTICE, NoticeKind.ANSWER_READY)


def unsound(scene: Scene) -> list[str]:
    """One sentence for each rule that a query of this story breaks."""
    emptied = _emptied(scene)
    found = [
        f"{query['reference']}: {said}"
        for query in scene.queries()
        for said in _of(query, emptied=query["reference"] in emptied)
    ]
    found += _owed_without_number(scene) + _odd_stages(scene) + _left_alerts(scene)
    return found + _missing_in_record(scene) + untraced(scene)


def _emptied(scene: Scene) -> set[str]:
    """Whose record went: their case has no link to them any more."""
    with scene.ledger.look("test") as work:
        gone = select(Query.reference).where(col(Query.emptied_at).is_not(None))
        return set(work.session.exec(gone))


def _of(query: dict[str, Any], *, emptied: bool) -> list[str]:
    said = []
    open_tasks = [task["kind"] for task in query["tasks"] if task["state"] == TaskState.OPEN]
    open_promises = [each for each in query["promises"] if each["state"] == "open"]
    if query["state"] in _OWNED and query["owner"] is None:
        said.append(f"{query['state']} without an owner")
    if query["state"] in (QueryState.WAITING, QueryState.OFFERED) and query["owner"] is not None:
        said.append(f"{query['state']} although it has an owner")
    if len(open_promises) > 1:
        said.append("promised twice")
    if open_promises and TaskKind.RING_BACK not in open_tasks:
        said.append("promised, and nobody owes the call back")
    if query["case"] is None and not emptied:
        said.append("no case")
    if any(contact["ended_at"] is None for contact in query["contacts"]):
        return said  # a call of it is still going on
    to_the_office = query["state"] == QueryState.DEFLECTED and TaskKind.FOLLOW_UP in open_tasks
    if query["state"] in _UNSETTLED and not to_the_office:
        said.append(f"over, and still {query['state']}")
    # For what is asked for now in writing the phones ring until somebody takes it.
    asked_now = query["owner"] is None and TaskKind.ANSWER_QUERY in open_tasks
    if any(offer["state"] == OfferState.SHOWN for offer in query["offers"]) and not asked_now:
        said.append("over, and somebody is still being rung")
    if any(contact["ended"] is None for contact in query["contacts"]):
        said.append("over, and nobody knows how it ended")
    if query["state"] not in _DONE and not open_tasks:
        said.append("neither done nor owed by anybody")
    if query["state"] == QueryState.WAITING and not _SERVED.intersection(open_tasks):
        said.append("waiting, and nobody owes its requester a call or an answer")
    # Who had said it alone knows what; what is owed about a report, or what came of it, stands
    # beside its query.
    owed = set(open_tasks) - {TaskKind.WRITE_SAID, TaskKind.NOT_FOLLOWED, *OF_A_REPORT}
    if query["state"] == QueryState.CLOSED and (owed or open_promises):
        said.append("closed, and still owed something")
    if query["advice"] and not _is_told(query):
        said.append("advised, and nobody is told of it")
    return said


def _is_told(query: dict[str, Any]) -> bool:
    """By a letter or a notice of one, or by whoever has to ring the practice."""
    mailed = any(each["kind"] in _LETTERS for each in query["outgoing"])
    return mailed or any(task["kind"] == TaskKind.RING_PRACTICE for task in query["tasks"])


def _owed_without_number(scene: Scene) -> list[str]:
    """A call back without a number would be a lie."""
    with scene.ledger.look("test") as work:
        found = work.session.exec(
            select(Query.reference)
            .join(Task, col(Task.query_id) == col(Query.id))
            .where(
                col(Task.kind) == TaskKind.RING_BACK,
                col(Task.state) == TaskState.OPEN,
                col(Query.sealed_call_back).is_(None),
            )
        )
        return [f"{reference}: a call back is owed without a number" for reference in found]


def _missing_in_record(scene: Scene) -> list[str]:
    """A version is on its way to every place that its line had when it was signed, there, or
    somebody's to see to."""
    with scene.ledger.look("test") as work:
        owed = set(
            work.session.exec(select(Task.query_id).where(col(Task.kind) == TaskKind.FILE_LETTER))
        )
        missing = work.session.exec(
            select(Filing, Outgoing)
            .join(Outgoing, col(Outgoing.subject_id) == col(Filing.id))
            .where(
                col(Outgoing.kind) == NoticeKind.RECORD_COPY,
                col(Filing.put_at).is_(None),
                col(Filing.handed_at).is_(None),
            )
        )
        return [
            f"{filing.public_id}: not in the record, and nobody's to see to"
            for filing, row in missing
            if row.state in CAME_TO_NOTHING and filing.query_id not in owed
        ]


def _left_alerts(scene: Scene) -> list[str]:
    """An alert has a next step until somebody has ended it: time never does. So has one that was
    withdrawn, until its practice was told."""
    with scene.ledger.look("test") as work:
        alerts = work.session.exec(select(Alert)).all()
        left = [each for each in alerts if (each.act_at is None) != _is_over(each)]
        return [f"{each.reference}: left by itself, or goes on after its end" for each in left]


def _is_over(alert: Alert) -> bool:
    told = alert.told_by_id is not None or (alert.withdrawal_sent_at and not alert.untold_at)
    return alert.ended_at is not None and (alert.ended_as != AlertEnd.WITHDRAWN or bool(told))


def _odd_stages(scene: Scene) -> list[str]:
    """A step that the table of stages does not have (`rules/call_stages.py`)."""
    with scene.ledger.look("test") as work:
        odd = work.session.exec(
            select(TrailEntry.detail).where(col(TrailEntry.action) == "call.odd_stage")
        )
        return [f"from {each['source']} to {each['to']}: no such step" for each in odd]
