"""What a requester is shown of their own query: what they asked, what has come of it in words, and
what was said since. Nothing that colleagues said among themselves (H19), and nobody else's."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import col, select

from advice_line.call_kinds import MessageKind
from advice_line.desk.letter import letters
from advice_line.desk.owed import answers, awaited
from advice_line.desk.query import writers
from advice_line.desk.questions import arriving, delays, files
from advice_line.kinds import Channel, QueryState, StaffRole, Urgency
from advice_line.ledger.work import Work
from advice_line.rules import labels
from advice_line.rules.record import Patient, Question, Requester
from advice_line.rules.told import Told
from advice_line.tables.attachments import Attachment
from advice_line.tables.directory import Line, Responder
from advice_line.tables.messages import Message
from advice_line.tables.queries import Query
from advice_line.tables.tasks import Task
from advice_line.written_kinds import DelayReason

_SHOWN = (MessageKind.INCOMING, MessageKind.OUTGOING)


@dataclass(frozen=True)
class Said:
    """`by` is who answers, or who of the practice wrote it, None for whoever asked; `files` their
    names, and whether each was kept."""

    at: datetime
    by: str | None
    words: str = field(repr=False)
    files: tuple[tuple[str, bool], ...] = field(default=(), repr=False)


@dataclass(frozen=True)
class AskedBack:
    words: str = field(repr=False)
    by: str
    due_at: datetime


@dataclass(frozen=True)
class Later:
    """A later answer that they were promised: `reason` as "needs a specialist opinion"."""

    reason: str
    words: str | None = field(repr=False)
    due_at: datetime


@dataclass(frozen=True)
class Own:
    """`with_whom` is who has it, as "Dr Amara Example, consultant radiologist"; `received` that
    somebody has said that they have the newest answer. `channel` is how it was asked, `urgency` for
    when."""

    line: Line
    state: QueryState
    with_whom: str | None
    told: Told
    received_at: datetime
    channel: Channel
    urgency: Urgency | None
    requester: Requester | None = field(repr=False)
    patient: Patient | None = field(repr=False)
    question: Question | None = field(repr=False)
    said: tuple[Said, ...] = field(repr=False)
    asked_back: AskedBack | None = field(repr=False)
    later: Later | None = field(repr=False)
    advised: bool
    received: bool
    now: datetime


def of(work: Work, query: Query) -> Own:
    opened, newest = work.vault.open, letters.newest(work, query.id or 0)
    requester, patient, question = (
        query.sealed_requester,
        query.sealed_patient,
        query.sealed_question,
    )
    return Own(
        line=work.session.get_one(Line, query.line_id),
        state=QueryState(query.state),
        with_whom=_name(work, query.owner_id),
        told=arriving.told(work, query),
        received_at=query.received_at,
        channel=Channel(query.channel),
        urgency=Urgency(query.urgency_asked) if query.urgency_asked else None,
        requester=Requester.from_json(opened(requester, "queries.sealed_requester"))
        if requester
        else None,
        patient=Patient.from_json(opened(patient, "queries.sealed_patient")) if patient else None,
        question=Question.from_json(opened(question, "queries.sealed_question"))
        if question
        else None,
        said=tuple(_said(work, query)),
        asked_back=_asked_back(work, query),
        later=_later(work, query),
        advised=newest is not None,
        received=newest is not None and newest.acknowledged_as is not None,
        now=work.now,
    )


def _said(work: Work, query: Query) -> Sequence[Said]:
    statement = (
        select(Message)
        .where(
            col(Message.query_id) == query.id,
            col(Message.kind).in_(_SHOWN),
            col(Message.withdrawn_at).is_(None),
            col(Message.sealed_words).is_not(None) | (col(Message.media) > 0),
        )
        .order_by(col(Message.id))
    )
    kept = _files(work, query)
    return [
        Said(
            at=each.at,
            by=_name(work, each.author_id)
            if each.kind == MessageKind.OUTGOING
            else writers.of(work, each),
            words=_words(work, each),
            files=kept.get(each.id, ()),
        )
        for each in work.session.exec(statement)
    ]


def _words(work: Work, message: Message) -> str:
    return work.vault.open(message.sealed_words, arriving.WORDS) if message.sealed_words else ""


def _files(work: Work, query: Query) -> Mapping[int | None, tuple[tuple[str, bool], ...]]:
    statement = (
        select(Attachment).where(col(Attachment.query_id) == query.id).order_by(col(Attachment.id))
    )
    found: dict[int | None, tuple[tuple[str, bool], ...]] = {}
    for each in work.session.exec(statement):
        named = (files.name(work, each), each.refused is None)
        found[each.message_id] = (*found.get(each.message_id, ()), named)
    return found


def _asked_back(work: Work, query: Query) -> AskedBack | None:
    asked = awaited.open_of(work, query)
    if asked is None:
        return None
    return AskedBack(
        words=_words(work, work.session.get_one(Message, asked.message_id)),
        by=_name(work, asked.asked_by_id) or "",
        due_at=work.session.get_one(Task, asked.task_id).due_at,
    )


def _later(work: Work, query: Query) -> Later | None:
    made = answers.open_delay(work, query)
    if made is None:
        return None
    reason = labels.DELAY_REASONS[DelayReason(made.reason)]
    return Later(reason, delays.words_of(work, made), made.due_at)


def _name(work: Work, responder_id: int | None) -> str | None:
    if responder_id is None:
        return None
    person = work.session.get_one(Responder, responder_id)
    return f"{person.name}, {labels.ROLES[StaffRole(person.role)]}"
