"""A query as others see it: the JSON of docs/interfaces (schema "query/1"), without identifiers or
free text unless revealed with a reason."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam
from sqlmodel import SQLModel, col, select

from advice_line.desk.query import (
    filed_json,
    loop_json,
    outside_scope,
    reading,
    tracer_json,
    written_json,
)
from advice_line.desk.query.outside_scope import Outside
from advice_line.ledger.work import Work
from advice_line.tables.advice import Advice
from advice_line.tables.cases import Case
from advice_line.tables.directory import Line, Organisation, Responder
from advice_line.tables.ledger import Outgoing
from advice_line.tables.messages import Message
from advice_line.tables.queries import Contact, Offer, Query
from advice_line.tables.ring_backs import RingBack
from advice_line.tables.tasks import Promise, Task

SCHEMA = "query/1"
# Built once: to build a statement takes as long as to run it.
_KEYS = select(Responder.id, Responder.key)
_CASE = select(Case).where(col(Case.query_id) == bindparam("query"))


def as_json(work: Work, query: Query) -> dict[str, Any]:
    """Every key is always there; instants in UTC with Z; lists oldest first."""
    people = _People(work)
    return {
        "schema": SCHEMA,
        "reference": query.reference,
        "line": work.session.get_one(Line, query.line_id).key,
        "state": query.state,
        "version": query.version,
        "channel": query.channel,
        "received_at": reading.stamp(query.received_at),
        "owner": people.key(query.owner_id),
        "late_entry": query.late_entry,
        "during_outage": query.during_outage,
        "requester": {
            "organisation": _organisation(work, query),
            "identified_by": query.identified_by,
            "verified": query.verified,
        },
        "urgency": {"asked": query.urgency_asked, "set": query.urgency_set},
        "deflected_to": query.deflected_to,
        "closed_as": query.closed_as,
        "emptied_at": reading.stamp(query.emptied_at),
        "outside_scope": [_outside(each) for each in outside_scope.of(work, query)],
        "linked_to": reading.linked(work, query),
        "contacts": [_contact(each) for each in reading.rows_of(work, Contact, query)],
        "offers": [_offer(each, people) for each in reading.rows_of(work, Offer, query)],
        "messages": [_message(each, people) for each in reading.rows_of(work, Message, query)],
        "promises": [_promise(each) for each in reading.rows_of(work, Promise, query)],
        "ring_backs": [_ring_back(each, people) for each in reading.ring_backs(work, query)],
        "tasks": [_task(each, people) for each in reading.rows_of(work, Task, query)],
        "advice": [_advice(work, each, people) for each in reading.rows_of(work, Advice, query)],
        "outgoing": [_outgoing(work, each) for each in reading.rows_of(work, Outgoing, query)],
        "messages_caused": loop_json.messages_caused(work, query.id),
        **written_json.as_json(work, query, people.key),
        "filed": filed_json.as_json(work, query),
        "tracer": tracer_json.as_json(work, query, people.key),
        "case": _case(work, query),
    }


def revealed(work: Work, query: Query) -> dict[str, Any]:
    """What is sealed; `text` is the advice, version by version, `said` the words of messages. Of
    what was deleted it is null, or missing in its list."""
    opened = work.vault.open_json
    return {
        "patient": opened(query.sealed_patient, "queries.sealed_patient"),
        "asked_by": opened(query.sealed_requester, "queries.sealed_requester"),
        "question": opened(query.sealed_question, "queries.sealed_question"),
        "text": [
            opened(each.sealed_body, "advice.sealed_body")["body"]
            for each in reading.rows_of(work, Advice, query)
            if each.sealed_body is not None
        ],
        "receipts": [
            loop_json.revealed(work, each) for each in reading.rows_of(work, Advice, query)
        ],
        "traced": tracer_json.revealed(work, query),
        "said": [
            work.vault.open(each.sealed_words, "messages.sealed_words")
            for each in reading.rows_of(work, Message, query)
            if each.sealed_words is not None
        ],
    }


class _People:
    """Keys of responders, read once for one query."""

    def __init__(self, work: Work) -> None:
        self._keys: dict[int | None, str] = dict(work.session.exec(_KEYS).all())

    def key(self, responder_id: int | None) -> str | None:
        return self._keys.get(responder_id)


def _organisation(work: Work, query: Query) -> str | None:
    if query.organisation_id is None:
        return None
    return work.session.get_one(Organisation, query.organisation_id).key


def _fields(row: SQLModel, names: Iterable[str]) -> dict[str, Any]:
    values = ((name, getattr(row, name)) for name in names)
    return {
        name: reading.stamp(value) if isinstance(value, datetime) else value
        for name, value in values
    }


def _outside(said: Outside) -> dict[str, Any]:
    return {
        "at": reading.stamp(said.at),
        "by": said.key,
        "tag": said.tag,
        "advised": said.advised,
    }


def _contact(row: Contact) -> dict[str, Any]:
    names = ("channel", "direction", "external_id", "reason", "started_at", "ended_at", "ended")
    return {
        "id": row.public_id,
        **_fields(row, names),
        "bridged_seconds": row.bridged_seconds,
        "recording_seconds": row.recording_seconds,
    }


def _offer(row: Offer, people: _People) -> dict[str, Any]:
    names = ("tier", "face", "offered_at", "expires_at", "state", "settled_at")
    return {
        "id": row.public_id,
        "responder": people.key(row.responder_id),
        **_fields(row, names),
    }


def _message(row: Message, people: _People) -> dict[str, Any]:
    """Who said it and when, never what: the author is who sent or typed it here."""
    return {
        "id": row.public_id,
        **_fields(row, ("at", "kind", "channel", "external_id", "media")),
        "author": people.key(row.author_id),
    }


def _promise(row: Promise) -> dict[str, Any]:
    return {"id": row.public_id, **_fields(row, ("made_at", "due_at", "state", "settled_at"))}


def _ring_back(row: RingBack, people: _People) -> dict[str, Any]:
    names = ("by_hand", "bypass", "asked_at", "taken_at", "answered_at", "seconds", "end")
    return {
        "id": row.public_id,
        "responder": people.key(row.responder_id),
        **_fields(row, (*names, "settled_at")),
    }


def _task(row: Task, people: _People) -> dict[str, Any]:
    return {
        "id": row.public_id,
        "kind": row.kind,
        "owner": people.key(row.owner_id),
        **_fields(row, ("due_at", "rung", "state", "settled_at")),
    }


def _advice(work: Work, row: Advice, people: _People) -> dict[str, Any]:
    return {
        "version": row.version,
        "kind": row.kind,
        "author": people.key(row.author_id),
        **_fields(row, ("finalised_at", "test_advised", "who_does_what", "within_scope")),
        "loop": loop_json.loop(work, row),
        "helpful": loop_json.helpful(work, row),
    }


def _outgoing(work: Work, row: Outgoing) -> dict[str, Any]:
    return {
        "id": row.public_id,
        "kind": row.kind,
        "channel": row.channel,
        "to": row.recipient,
        "state": row.state,
        "attempts": row.attempts,
        "external_id": row.external_id,
        "failure": row.failure,
        "bundled_into": loop_json.bundled_into(work, row),
    }


def _case(work: Work, query: Query) -> dict[str, Any] | None:
    row = work.session.exec(_CASE, params={"query": query.id}).first()
    if row is None:
        return None
    return {
        "reference": row.reference,
        "state": row.state,
        "nominated": row.nominated_at is not None,
        "learning_point": row.learning_point is not None,
        "traced": row.traced,
    }
