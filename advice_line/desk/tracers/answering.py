"""What came of advice is said: kept with its source, told to its author where urgent advice was not
followed, and counted with the case."""

from datetime import datetime

from sqlmodel import col, select

from advice_line.desk.letter import letters
from advice_line.desk.owed import tasks, telling
from advice_line.desk.tracers import standing
from advice_line.errors import Conflict
from advice_line.kinds import AlertWord, TaskKind
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import NoticeKind
from advice_line.rules import tracing, working_time
from advice_line.rules.tracer_form import Answer
from advice_line.staffing import on_duty
from advice_line.tables.cases import Case
from advice_line.tables.directory import Line
from advice_line.tables.queries import Query
from advice_line.tables.tracers import Tracer, TracerAnswer
from advice_line.tracer_kinds import TracerOutcome, TracerSource, TracerState

FOUND, FEEDBACK = "tracer_answers.sealed_found", "tracer_answers.sealed_feedback"
_URGENT = (AlertWord.CRITICAL, AlertWord.URGENT, AlertWord.CANCER)
_NOT_FOLLOWED = (TracerOutcome.CHANGED, TracerOutcome.NOT_DONE)
_ALREADY = "Somebody has answered this already. Look at the page again."


def held(work: Work, public_id: str) -> Tracer | None:
    """By its id on a page, locked: two may answer in the same instant."""
    wanted = select(Tracer).where(col(Tracer.public_id) == public_id).with_for_update()
    return work.session.exec(wanted.execution_options(populate_existing=True)).first()


def answered(
    work: Work,
    tracer: Tracer,
    answer: Answer,
    source: TracerSource,
    *,
    by: int | None = None,
    corrects: str = "",
) -> None:
    """A final answer ends it; who does not know yet is asked at the next of its times. `corrects`
    is the id of the final answer that whoever gave it takes back for this one: both stay, the last
    stands. Raises `errors.Conflict` where somebody has given a final one."""
    before, corrected = newest(work, tracer), tracer.state == TracerState.ANSWERED
    theirs = before is not None and before.public_id == corrects
    if corrected and not (theirs and may_correct(tracer, before, source, work.now)):
        raise Conflict(_ALREADY)
    row = work.add(
        TracerAnswer(
            query_id=tracer.query_id,
            at=work.now,
            source=source,
            by_id=by,
            outcome=answer.outcome,
            reason=answer.reason,
            avoided=answer.avoided,
            done_on=answer.done_on,
            sealed_found=_sealed(work, answer.found, FOUND),
            sealed_feedback=_sealed(work, answer.feedback, FEEDBACK),
        )
    )
    if answer.final:
        work.update(tracer, state=TracerState.ANSWERED, act_at=None, unreached_at=None)
    elif corrected:
        due = standing.of(work, tracer).due
        work.update(tracer, state=TracerState.ASKED, act_at=due.at)
    _feed_case(work, tracer, answer, source)
    work.record(
        "tracer.answered",
        query=tracer.query_id,
        subject=f"tracer:{tracer.public_id}",
        answer=row.public_id,
        outcome=answer.outcome,
        source=source,
        corrects=before.public_id if corrected and before else None,
    )
    if answer.outcome in _NOT_FOLLOWED:
        _tell_author(work, tracer)
    elif corrected:
        kind, why = TaskKind.NOT_FOLLOWED, "whoever said so has corrected it"
        tasks.settle_kind(work, tracer.query_id, kind, reason=why)


def newest(work: Work, tracer: Tracer) -> TracerAnswer | None:
    """The one that stands."""
    wanted = select(TracerAnswer).where(col(TracerAnswer.query_id) == tracer.query_id)
    return work.session.exec(wanted.order_by(col(TracerAnswer.id).desc())).first()


def may_correct(
    tracer: Tracer, stands: TracerAnswer | None, source: TracerSource, now: datetime
) -> bool:
    """Whoever gave the final answer, for a fortnight; nobody takes back what another said."""
    if stands is None or tracer.state != TracerState.ANSWERED:
        return False
    return stands.source == source and now < stands.at + tracing.CORRECTED_WITHIN


def _sealed(work: Work, words: str | None, column: str) -> str | None:
    return None if words is None else work.vault.seal(words, column)


def _feed_case(work: Work, tracer: Tracer, answer: Answer, source: TracerSource) -> None:
    """Fixed words alone: what somebody wrote stays with the query."""
    work.change(
        Case,
        col(Case.query_id) == tracer.query_id,
        traced=answer.outcome,
        traced_reason=answer.reason,
        traced_by=source,
        avoided=answer.avoided,
    )


def _tell_author(work: Work, tracer: Tracer) -> None:
    """Or whoever is there instead (H23). Only of what they called urgent: of the rest the page of
    the query says it."""
    query = work.session.get_one(Query, tracer.query_id)
    advice = letters.newest(work, tracer.query_id)
    if query.urgency_set not in _URGENT or advice is None:
        return
    kind = TaskKind.NOT_FOLLOWED
    owner, looked_at = advice.author_id, _next_morning(work, query)
    task = tasks.owe(work, tracer.query_id, kind, work.now, owner=owner, act_at=looked_at)
    telling.owner_or_instead(work, NoticeKind.ADVICE_NOT_FOLLOWED, task)


def _next_morning(work: Work, query: Query) -> datetime:
    line = work.session.get_one(Line, query.line_id)
    calendar = on_duty.calendar(work.session, line.key)
    return working_time.next_morning(calendar, work.now) or work.now
