"""A query as somebody reads it who may not see it as a rule: its words and its advice, and nothing
that can be done with it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from advice_line.desk.letter import letters
from advice_line.desk.messages import thread
from advice_line.desk.query import reading
from advice_line.desk.record import identity
from advice_line.directory import lookups
from advice_line.ledger.work import Work
from advice_line.rules.record import Patient, Question, Requester
from advice_line.tables.directory import Line
from advice_line.tables.queries import Query


@dataclass(frozen=True)
class Version:
    version: int
    author: str
    signed_at: datetime
    advice: str = field(repr=False)


@dataclass(frozen=True)
class Behind:
    """What is shown until `until`; `words` are those of its messages, with when and by
    whom, None for its requester."""

    reference: str
    line: Line
    until: datetime
    state: str
    received_at: datetime
    owner: str | None
    patient: Patient | None = field(repr=False)
    requester: Requester | None = field(repr=False)
    question: Question | None = field(repr=False)
    words: tuple[thread.Said, ...] = field(repr=False)
    versions: tuple[Version, ...]
    now: datetime


def behind(work: Work, query: Query, until: datetime) -> Behind:
    requester, question = query.sealed_requester, query.sealed_question
    owner = lookups.responder(work.session, query.owner_id) if query.owner_id else None
    return Behind(
        reference=query.reference,
        line=work.session.get_one(Line, query.line_id),
        until=until,
        state=query.state,
        received_at=query.received_at,
        owner=owner.name if owner else None,
        patient=identity.patient_of(work, query),
        requester=Requester.from_json(work.vault.open(requester, "queries.sealed_requester"))
        if requester
        else None,
        question=Question.from_json(work.vault.open(question, "queries.sealed_question"))
        if question
        else None,
        words=thread.of(work, query),
        versions=tuple(_versions(work, query)),
        now=work.now,
    )


def _versions(work: Work, query: Query) -> Iterator[Version]:
    names = {person.id: person.name for person in lookups.responders(work.session)}
    for advice in reading.versions(work, query):
        record = letters.record_of(work, advice)
        yield Version(
            advice.version, names[advice.author_id], advice.finalised_at, record.body.opinion.advice
        )
