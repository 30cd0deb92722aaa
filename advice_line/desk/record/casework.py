"""Advice is signed: a version that never changes, the letter that carries it, the case it feeds."""

from zoneinfo import ZoneInfo

from sqlmodel import col, func, select

from advice_line.desk.countersigning import owing
from advice_line.desk.letter import letters
from advice_line.desk.owed import answers, said_before, tasks
from advice_line.desk.query import moving
from advice_line.desk.receipts import posting
from advice_line.desk.tracers import beginning
from advice_line.directory.guidance import suggested
from advice_line.errors import Conflict, Invalid, NotAllowed, Problem
from advice_line.guidance_kinds import MentionedHow
from advice_line.kinds import (
    QueryState,
    TaskKind,
)
from advice_line.ledger.work import Work
from advice_line.rules import case_tags, helpful, scopes
from advice_line.rules.outcomes import against_plan, outcome
from advice_line.rules.record import Patient, Question, Record, Requester
from advice_line.tables.advice import Advice, Draft
from advice_line.tables.cases import Case
from advice_line.tables.directory import Line, Responder
from advice_line.tables.queries import Query
from advice_line.trust import objections
from advice_line.written_kinds import AdviceKind


def sign(work: Work, query: Query, author: Responder, record: Record, reason: str | None) -> Advice:
    """Sign one version: the first is the original, each later one an addendum with its reason.

    Raises `errors.NotAllowed` for somebody who does not own the query, `errors.Invalid` for an
    addendum without a reason and `errors.Conflict` when the query cannot be advised now.
    """
    if query.owner_id != author.id:
        raise NotAllowed("Only who answered the query can sign its advice.")
    version = 1 + _newest_version(work, query)
    if version > 1 and not reason:
        raise Invalid([Problem("addendum_reason", "Say why you are changing the advice.")])
    _refuse_written_outside(work, query, author, record)
    advice = work.add(_advice(work, query, author, record, version, reason))
    _keep_query(work, query, record)
    _feed_case(work, query, author, record)
    named = suggested.cited(work.session, record.body.opinion.guideline)
    suggested.mentioned(work, named, query.reference, MentionedHow.CITED)
    if not moving.move(work, query, QueryState.ADVISED):
        raise Conflict("This query cannot be advised as it stands. Open it again from your list.")
    for owed in (TaskKind.WRITE_ADVICE, TaskKind.ANSWER_QUERY, TaskKind.CANNOT_ACT):
        tasks.settle_kind(work, query.id or 0, owed, by=author.id)
    answers.answered(work, query)
    said_before.in_their_record(work, query, author.id or 0)
    work.change(Draft, col(Draft.query_id) == query.id, sealed_form=None, saved_at=work.now)
    beginning.begin(work, query)
    work.record("advice.signed", query=query.id, subject=f"advice:{advice.public_id}")
    tasks.settle_kind(work, query.id or 0, TaskKind.COUNTERSIGN, reason="a newer version")
    if not advice.within_scope:
        owing.owe(work, query, advice)
    posting.post(work, query, advice)
    return advice


def _refuse_written_outside(work: Work, query: Query, author: Responder, record: Record) -> None:
    """What was said on the telephone was said, and is marked; what is only written need not be."""
    if _outside(work, query, author, record) and not owing.was_spoken(work, query):
        said = (
            "Advice outside your scope cannot be sent in writing. Ask a colleague in whose scope "
            "it is to take this query; what you typed is kept."
        )
        raise Invalid([Problem("within_scope", said)])


def _outside(work: Work, query: Query, author: Responder, record: Record) -> bool:
    """By its author's word now or of an earlier version, by what they said in the call, or by what
    a colleague said of the question before they passed it on."""
    said_so = record.body.opinion.outside_scope or query.outside_scope_by_id == author.id
    tag = query.outside_scope
    not_theirs = tag is not None and not scopes.covers(author.scope, tag)
    return said_so or not_theirs or _marked_before(work, query, author)


def _marked_before(work: Work, query: Query, author: Responder) -> bool:
    """What awaits somebody else's signature is not settled by its author (decision 0030)."""
    marked = select(Advice.id).where(
        col(Advice.query_id) == query.id,
        col(Advice.author_id) == author.id,
        col(Advice.within_scope).is_(False),
    )
    return work.session.exec(marked).first() is not None


def _newest_version(work: Work, query: Query) -> int:
    newest = select(func.max(Advice.version)).where(col(Advice.query_id) == query.id)
    return work.session.exec(newest).one() or 0


def _advice(
    work: Work,
    query: Query,
    author: Responder,
    record: Record,
    version: int,
    reason: str | None,
) -> Advice:
    action, opinion = record.body.action, record.body.opinion
    return Advice(
        query_id=query.id or 0,
        version=version,
        kind=AdviceKind.ORIGINAL if version == 1 else AdviceKind.ADDENDUM,
        author_id=author.id or 0,
        author_role=author.role,
        author_registration=letters.registration(author),
        author_scope=author.scope,
        within_scope=not _outside(work, query, author, record),
        scope_tag=query.outside_scope,
        finalised_at=work.now,
        test_advised=action.test_advised,
        against_plan=against_plan(record.question.would_have_done, action.against_plan),
        checks_open=len(helpful.hints(record)),
        who_does_what=action.action_owner is not None and action.action_by is not None,
        sealed_body=work.vault.seal(record.to_json(), "advice.sealed_body"),
        sealed_reason=work.vault.seal(reason, "advice.sealed_reason") if reason else None,
        verbal_read_back_at=work.now if opinion.read_back else None,
        sealed_read_back_by=_sealed_name(work, opinion.read_back_by),
    )


def _sealed_name(work: Work, name: str | None) -> str | None:
    return work.vault.seal(name, "advice.sealed_read_back_by") if name else None


def _keep_query(work: Work, query: Query, record: Record) -> None:
    keep_asked(work, query, _who(work, query, record), record.patient, record.question)
    if record.body.opinion.urgency_set is not None:  # a later version without one takes none away
        work.update(query, urgency_set=record.body.opinion.urgency_set)


def _who(work: Work, query: Query, record: Record) -> Requester:
    """Where they said they are of is theirs, and on no form of ours."""
    if query.sealed_requester is None:
        return record.requester
    before = work.vault.open(query.sealed_requester, "queries.sealed_requester")
    said = Requester.from_json(before).practice_said
    return record.requester.model_copy(update={"practice_said": said})


def keep_asked(
    work: Work, query: Query, requester: Requester, patient: Patient | None, question: Question
) -> None:
    """Sealed on the query: who asked what for whom."""
    seal = work.vault.seal
    work.update(
        query,
        general_question=patient is None,
        urgency_asked=question.urgency_asked,
        sealed_requester=seal(requester.to_json(), "queries.sealed_requester"),
        sealed_patient=seal(patient.to_json(), "queries.sealed_patient") if patient else None,
        sealed_question=seal(question.to_json(), "queries.sealed_question"),
        patient_hash=(
            work.vault.mark(patient.nhs_number, "patient")
            if patient and patient.nhs_number
            else None
        ),
        booking_hash=booking_mark(work, question.booking_reference),
    )
    # Only now is it known who the patient is: they may have objected before.
    objections.hold_to(work, query)


def keep_asker(work: Work, query: Query, requester: Requester) -> None:
    """Who asked, where what they ask is not written yet."""
    sealed = work.vault.seal(requester.to_json(), "queries.sealed_requester")
    work.update(query, sealed_requester=sealed)


def booking_mark(work: Work, reference: str | None) -> str | None:
    """By which a query is found by its booking, whose number itself is sealed."""
    return work.vault.mark(reference, "booking") if reference else None


def _feed_case(work: Work, query: Query, author: Responder, record: Record) -> None:
    """What may be counted without a word of anybody: nothing here is free text."""
    would_have_done = record.question.would_have_done
    work.change(
        Case,
        col(Case.query_id) == query.id,
        author_id=author.id,
        would_have_done=would_have_done,
        outcome=outcome(would_have_done, test_advised=record.body.action.test_advised),
    )
    line = work.session.get_one(Line, query.line_id)
    asked_on = query.received_at.astimezone(ZoneInfo(line.time_zone)).date()
    # What its author has confirmed stays as they put it.
    untouched = col(Case.confirmed_at).is_(None)
    proposed = case_tags.of_record(record, asked_on)
    work.change(Case, col(Case.query_id) == query.id, untouched, **proposed)
