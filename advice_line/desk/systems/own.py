"""What a clinical system reads of its organisation's queries, as JSON: states, times, what was
asked back and the booking that it named itself; no identifier of a patient besides."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlmodel import col, func, select

from advice_line.desk.owed import answers, awaited, tasks
from advice_line.desk.query import fetched, reading
from advice_line.desk.questions import arriving
from advice_line.desk.receipts import reaching
from advice_line.errors import Invalid, NotAllowed, NotFound, Problem
from advice_line.kinds import Channel, QueryState, StaffRole, TaskKind
from advice_line.ledger.work import Work
from advice_line.rules import labels, texts
from advice_line.rules.question_notices import EMERGENCY
from advice_line.rules.record import Question
from advice_line.rules.told import Told
from advice_line.tables.advice import Advice
from advice_line.tables.clocks import PromisedDelay
from advice_line.tables.directory import Line, Responder
from advice_line.tables.ledger import TrailEntry
from advice_line.tables.messages import Message
from advice_line.tables.queries import Query
from advice_line.tables.tasks import Task

Json = dict[str, Any]
# Lines of the trail are numbered as they are written and seen as they are committed: one that is
# late must not be passed over, so that what changed just now is told again.
TOLD_AGAIN = timedelta(seconds=30)
_CODE_CLOSED = (
    "The code of your organisation is closed: nothing of a patient is given to its system, and "
    "nothing is acknowledged by it. Ring the line. What you ask or write is still read."
)
# Looking changes nothing.
_LOOKS = ("%.viewed", "%.fetched", "%.revealed", "query.found", "trail.read")


def query(work: Work, organisation: int, reference: str) -> Query:
    """Raises `errors.NotFound`, the same for another's as for none."""
    found = work.session.exec(
        select(Query).where(
            col(Query.reference) == texts.as_reference(reference),
            col(Query.organisation_id) == organisation,
        )
    ).first()
    if found is None:
        raise NotFound("Your organisation has no query of this reference.")
    return found


def refuse_closed(work: Work, query: Query) -> None:
    """Nobody is known to read what a closed organisation's system fetches, or to act by it (H17).
    Raises `errors.NotAllowed`."""
    if reaching.code_closed(work, query):
        raise NotAllowed(_CODE_CLOSED)


def raised(work: Work, told: Told, query: Query) -> Json:
    """What is told at once: when it is read, by when answered, whom to ring until then (H21)."""
    return {
        "schema": "raised/1",
        "reference": told.reference,
        "line": work.session.get_one(Line, query.line_id).key,
        "state": query.state,
        "received_at": reading.stamp(query.received_at),
        "read_from": reading.stamp(told.read_from),
        "answer_due_at": reading.stamp(told.due_at),
        "out_of_hours": told.out_of_hours,
        "emergencies": f"This is not for emergencies. {EMERGENCY}",
    }


def kept(work: Work, query: Query) -> Json:
    """That what was sent is kept, and where the query stands now."""
    return {"schema": "kept/1", **_summary(work, query)}


def shown(work: Work, query: Query) -> Json:
    owed, later = _clock(work, query)
    return {
        "schema": "own-query/1",
        **_summary(work, query),
        "urgency": {"asked": query.urgency_asked, "set": query.urgency_set},
        "with": _role(work, query),
        "booking_reference": _booking(work, query),
        "answer_due_at": reading.stamp(owed.due_at) if owed else None,
        "delay": {"due_at": reading.stamp(later.due_at), "reason": later.reason} if later else None,
        "asked_back": _asked_back(work, query),
        "letters": [_letter(work, each) for each in reading.versions(work, query)],
    }


def _clock(work: Work, query: Query) -> tuple[Task | None, PromisedDelay | None]:
    """By when its answer is due, and the later time that was promised: neither runs while its
    requester has been asked something."""
    if query.state == QueryState.ASKED_BACK:
        return None, None
    owed = tasks.open_task(work, query.id or 0, TaskKind.ANSWER_QUERY)
    return owed, answers.open_delay(work, query)


def changed(work: Work, organisation: int, since: str | None, limit: int) -> Json:
    """Those of which anything happened after `since`, the longest ago first; what changed in the
    last half minute comes again. Raises `errors.Invalid` for what is no cursor of ours."""
    start = _position(since)
    statement = (
        select(Query, func.max(TrailEntry.id))
        .join(TrailEntry, col(TrailEntry.query_id) == col(Query.id))
        .where(
            col(Query.organisation_id) == organisation,
            col(TrailEntry.id) > start,
            *(col(TrailEntry.action).not_like(each) for each in _LOOKS),
        )
        .group_by(*Query.__table__.columns)  # type: ignore[attr-defined]  # SQLModel has it
        .order_by(func.max(TrailEntry.id))
        .limit(limit + 1)
    )
    found = work.session.exec(statement).all()
    page = found[:limit]
    newest = int(page[-1][1] or start) if page else start
    more = len(found) > limit
    return {
        "schema": "own-queries/1",
        "queries": [_summary(work, each) for each, _ in page],
        "more": more,
        "next": str(newest if more else _settled(work, start, newest)),
    }


def asked_back_words(shown: Mapping[str, Any]) -> bool:
    """Whether somebody's words are in it."""
    back = shown["asked_back"]
    return back is not None and back["words"] is not None


def _position(since: str | None) -> int:
    if since is None:
        return 0
    if not since.isascii() or not since.isdigit() or len(since) > 18:
        raise Invalid([Problem("since", "Give `next` of an earlier answer, or leave it out.")])
    return int(since)


def _settled(work: Work, start: int, newest: int) -> int:
    """As far as no line can come in between any more."""
    first = select(func.min(TrailEntry.id)).where(
        col(TrailEntry.id) > start, col(TrailEntry.at) > work.now - TOLD_AGAIN
    )
    fresh = work.session.exec(first).one()
    return newest if fresh is None else min(newest, fresh - 1)


def _summary(work: Work, query: Query) -> Json:
    return {
        "reference": query.reference,
        "line": work.session.get_one(Line, query.line_id).key,
        "channel": query.channel,
        "state": query.state,
        "version": query.version,
        "received_at": reading.stamp(query.received_at),
    }


def _role(work: Work, query: Query) -> str | None:
    """Of who has it: what they are, not who."""
    if query.owner_id is None:
        return None
    return labels.ROLES[StaffRole(work.session.get_one(Responder, query.owner_id).role)]


def _booking(work: Work, query: Query) -> str | None:
    """Given back to the system that sent it, so that it finds its own booking again."""
    if query.channel != Channel.API or query.booking_hash is None or query.sealed_question is None:
        return None
    sealed = work.vault.open(query.sealed_question, "queries.sealed_question")
    return Question.from_json(sealed).booking_reference


def _asked_back(work: Work, query: Query) -> Json | None:
    """In full where the question came by a system: who asked otherwise is asked there."""
    asked = awaited.open_of(work, query)
    if asked is None:
        return None
    sealed = work.session.get_one(Message, asked.message_id).sealed_words
    told = query.channel == Channel.API and sealed is not None
    return {
        "id": asked.public_id,
        "asked_at": reading.stamp(asked.asked_at),
        "due_at": reading.stamp(work.session.get_one(Task, asked.task_id).due_at),
        "words": work.vault.open(sealed, arriving.WORDS) if told and sealed else None,
    }


def _letter(work: Work, advice: Advice) -> Json:
    """Each fact by itself: fetched by a system is neither opened nor received."""
    return {
        "version": advice.version,
        "kind": advice.kind,
        "signed_at": reading.stamp(advice.finalised_at),
        "sent_at": reading.stamp(advice.sent_at),
        "delivered_at": reading.stamp(advice.delivered_at),
        "opened_at": reading.stamp(advice.opened_at),
        "fetched_at": reading.stamp(fetched.first_at(work, advice)),
        "acknowledged_at": reading.stamp(advice.acknowledged_at),
        "acknowledged_as": advice.acknowledged_as,
    }
