"""A written question opened before a responder: its words first, what came with it, what may be
done with it short of its advice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from sqlmodel import col, select

from advice_line.call_kinds import MessageKind
from advice_line.desk.messages.thread import Said
from advice_line.desk.owed import awaited, tasks
from advice_line.desk.query import reading
from advice_line.desk.questions import asking_back, passing_on
from advice_line.desk.receipts import reaching
from advice_line.desk.receipts.reaching import Way
from advice_line.desk.record import identity, unsent
from advice_line.desk.staff import timeline, who_asks
from advice_line.desk.staff.history import Event
from advice_line.desk.staff.who_asks import WhoAsks
from advice_line.directory import lookups
from advice_line.kinds import Channel, TaskKind
from advice_line.ledger.work import Work
from advice_line.rules import record_form, scopes
from advice_line.rules.record import Question, Requester
from advice_line.tables.directory import Responder
from advice_line.tables.mails import Mail
from advice_line.tables.passing import PassOn
from advice_line.tables.queries import Query
from advice_line.tables.tasks import Task
from advice_line.written_kinds import PassReason, Unsent

Value = TypeVar("Value", Requester, Question)

CHANNELS = (Channel.EMAIL, Channel.FORM, Channel.CHAT, Channel.API)


@dataclass(frozen=True)
class Waited:
    """What the requester was asked back and has not answered: by when they are to."""

    asked_at: datetime
    due_at: datetime


@dataclass(frozen=True)
class PassedOn:
    """An offer that stands. `to` is None for whoever is on; `words` are its giver's."""

    giver: str
    to: str | None
    reason: PassReason
    words: str | None = field(repr=False)
    until: datetime
    mine: bool
    may_accept: bool
    may_decline: bool


@dataclass(frozen=True)
class ColleagueShown:
    key: str
    name: str
    scope: str
    on_now: bool


@dataclass(frozen=True)
class Written:
    """`asker` is who asked, `words` are those by which it was asked, `files` what came with them,
    `mailed` that the mail itself is kept too; `reaches` is how its requester is written to, `way`
    the same where the reader may ask them something; `colleagues` are those to whom the reader
    may pass it on. `due_at` is by when its answer is owed: None while its clock stands still."""

    channel: Channel
    asker: WhoAsks
    words: str | None = field(repr=False)
    files: tuple[timeline.FileKept, ...]
    mailed: bool
    proven: bool
    entries: tuple[timeline.Entry, ...]
    due_at: datetime | None
    waited: Waited | None
    reaches: Way | None
    way: Way | None
    offered: PassedOn | None
    may_pass_on: bool
    colleagues: tuple[ColleagueShown, ...]
    tags: tuple[str, ...]
    unsent: Mapping[Unsent, str] = field(repr=False)


def of(
    work: Work,
    query: Query,
    reader: Responder,
    events: Sequence[Event],
    messages: Sequence[Said],
) -> Written | None:
    """None for what did not come in writing."""
    if query.channel not in CHANNELS:
        return None
    entries = timeline.of(work, query, events, messages)
    first = next((each for each in entries if _is_theirs(each)), None)
    offered = passing_on.open_of(work, query)
    reaches = reaching.way(work, query)
    may_pass_on = passing_on.may_offer(work, query, reader) and offered is None
    return Written(
        channel=Channel(query.channel),
        asker=who_asks.of(work, query),
        words=first.said.words if isinstance(first, timeline.Words) else None,
        files=first.files if isinstance(first, timeline.Words) else (),
        mailed=_mailed(work, query),
        proven=query.verified,
        entries=entries,
        due_at=_due_at(work, query),
        waited=_waited(work, query),
        reaches=reaches,
        way=reaches if asking_back.may_ask(query, reader.id) else None,
        offered=_passed_on(work, query, reader, offered) if offered else None,
        may_pass_on=may_pass_on,
        colleagues=_colleagues(work, query) if may_pass_on else (),
        tags=tuple(scopes.tags(each.scope for each in lookups.responders(work.session))),
        unsent=unsent.kept(work, query, reader.id or 0),
    )


def _mailed(work: Work, query: Query) -> bool:
    """Whether a mail of it is kept as it came."""
    kept = select(Mail.id).where(col(Mail.query_id) == query.id).limit(1)
    return work.session.exec(kept).first() is not None


def _is_theirs(entry: timeline.Entry) -> bool:
    """What they asked with: in the chat it was opened without a word, which came on a page."""
    if not isinstance(entry, timeline.Words) or entry.said.kind is not MessageKind.INCOMING:
        return False
    return bool(entry.said.words or entry.files)


def _due_at(work: Work, query: Query) -> datetime | None:
    owed = [each for each in reading.open_tasks(work, query) if _is_answer(each)]
    return owed[0].due_at if owed and awaited.open_of(work, query) is None else None


def _is_answer(task: Task) -> bool:
    return task.kind == TaskKind.ANSWER_QUERY


def _waited(work: Work, query: Query) -> Waited | None:
    asked = awaited.open_of(work, query)
    owed = tasks.open_task(work, query.id or 0, TaskKind.AWAIT_ANSWER) if asked else None
    return Waited(asked.asked_at, owed.due_at) if asked is not None and owed is not None else None


def _passed_on(work: Work, query: Query, reader: Responder, row: PassOn) -> PassedOn:
    to = lookups.responder(work.session, row.to_id) if row.to_id else None
    giver = lookups.responder(work.session, row.from_id)
    assert row.act_at is not None
    return PassedOn(
        giver=giver.name if giver else "",
        to=to.name if to else None,
        reason=PassReason(row.reason),
        words=work.vault.open(row.sealed_words, passing_on.WORDS) if row.sealed_words else None,
        until=row.act_at,
        mine=row.from_id == reader.id,
        may_accept=passing_on.may_accept(row, query, reader),
        may_decline=row.to_id == reader.id,
    )


def _colleagues(work: Work, query: Query) -> tuple[ColleagueShown, ...]:
    return tuple(
        ColleagueShown(
            each.person.key, each.person.name, scopes.names(each.person.scope), each.on_now
        )
        for each in passing_on.colleagues(work, query)
    )


def form(work: Work, query: Query, messages: Sequence[Said]) -> dict[str, str]:
    """The record as far as its requester has filled it in: field by field where they had fields,
    else their words as the question; of a call how urgent its caller's key said it was."""
    if query.channel not in CHANNELS:
        return {"urgency_asked": query.urgency_asked} if query.urgency_asked else {}
    asked = record_form.to_form(
        _opened(work, Requester, query.sealed_requester, "queries.sealed_requester"),
        identity.patient_of(work, query),
        _opened(work, Question, query.sealed_question, "queries.sealed_question"),
    )
    if query.general_question:
        asked["general_question"] = "yes"
    theirs = [each.words for each in messages if each.kind is MessageKind.INCOMING and each.words]
    asked.setdefault("question", theirs[0][: record_form.LONG_TEXT] if theirs else "")
    if query.requester_id is not None:
        person = lookups.requester(work.session, query.requester_id)
        asked.setdefault("requester_name", person.name if person else "")
    return {name: value for name, value in asked.items() if value}


def _opened(work: Work, kind: type[Value], sealed: str | None, column: str) -> Value | None:
    return kind.model_validate_json(work.vault.open(sealed, column)) if sealed else None
