"""A query as JSON, schema "query/1"; the values are made by `desk/query/query_json.py`.

Every key is always there; instants are UTC, lists oldest first; no identifier, no free text.
"""

from typing import Any, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from advice_line.call_kinds import CallReason, Face, MessageKind, RingBackEnd
from advice_line.directory_kinds import IdentifiedBy
from advice_line.kinds import (
    Acknowledgement,
    AlertWord,
    CaseState,
    Channel,
    ContactEnded,
    Direction,
    OfferState,
    PromiseState,
    QueryState,
    TaskKind,
    TaskState,
    Urgency,
)
from advice_line.outgoing_kinds import NoticeKind, OutChannel, OutgoingState, Recipient
from advice_line.record_kinds import ClosedAs
from advice_line.schemas.filed import Filed
from advice_line.schemas.tracers import Tracer
from advice_line.schemas.written import AskedBack, Attachment, Delay, PassedOn
from advice_line.written_kinds import AdviceKind


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Requester(_Shape):
    organisation: str | None
    identified_by: IdentifiedBy
    verified: bool


class UrgencyPair(_Shape):
    """What the requester asked for and what the responder set; never computed."""

    asked: Urgency | None
    set: AlertWord | None


class OutsideScope(_Shape):
    """A responder said that it belongs to `tag`, which is not theirs."""

    at: AwareDatetime
    by: str
    tag: str
    advised: bool = Field(description="they had given advice on it by then")


class Contact(_Shape):
    id: str
    channel: Channel
    direction: Direction
    external_id: str
    reason: CallReason | None
    started_at: AwareDatetime
    ended_at: AwareDatetime | None
    ended: ContactEnded | None
    bridged_seconds: int | None
    recording_seconds: int | None


class Offer(_Shape):
    id: str
    responder: str | None
    tier: Literal["1", "2", "lead"]
    face: Face
    offered_at: AwareDatetime
    expires_at: AwareDatetime
    state: OfferState
    settled_at: AwareDatetime | None


class Message(_Shape):
    id: str
    at: AwareDatetime
    kind: MessageKind
    channel: Channel
    author: str | None = Field(description="who sent it from here, or typed what a caller said")
    external_id: str | None
    media: int = Field(description="pictures and files that came with it and were not kept")


class Promise(_Shape):
    id: str
    made_at: AwareDatetime
    due_at: AwareDatetime
    state: PromiseState
    settled_at: AwareDatetime | None


class RingBack(_Shape):
    """One try to ring the requester back."""

    id: str
    responder: str | None
    by_hand: bool = Field(description="asked for by the button, not by the system")
    bypass: bool = Field(description="the practice's bypass number was dialled")
    asked_at: AwareDatetime
    taken_at: AwareDatetime | None = Field(description="when the responder pressed 1")
    answered_at: AwareDatetime | None = Field(
        description="when the requester's phone was picked up"
    )
    seconds: int | None
    end: RingBackEnd | None
    settled_at: AwareDatetime | None


class QueryTask(_Shape):
    id: str
    kind: TaskKind
    owner: str | None
    due_at: AwareDatetime
    rung: int = Field(description="0 its owner, 1 reminded, 2 the lead; of answer_query up to 5")
    state: TaskState
    settled_at: AwareDatetime | None


class SaidOfLetter(_Shape):
    at: AwareDatetime
    said: Acknowledgement


class Loop(_Shape):
    sent_at: AwareDatetime | None
    delivered_at: AwareDatetime | None
    opened_at: AwareDatetime | None
    fetched_at: AwareDatetime | None = Field(description="by the practice's own system")
    acknowledged_at: AwareDatetime | None
    acknowledged_as: Acknowledgement | None
    acknowledged_by: Acknowledgement | None
    said: list[SaidOfLetter] = Field(description="each word, the oldest first; the last counts")
    verbal_read_back_at: AwareDatetime | None
    read_back: Literal["at_signing", "afterwards"] | None
    read_back_named: bool
    failed_at: AwareDatetime | None
    failure: str | None


class Helpful(_Shape):
    """The last tap of each; null: none."""

    asker: bool | None
    practice: bool | None


class Advice(_Shape):
    version: int
    kind: AdviceKind
    author: str | None
    finalised_at: AwareDatetime
    test_advised: bool | None = Field(description="null: its author did not say")
    who_does_what: bool
    within_scope: bool
    loop: Loop
    helpful: Helpful


class Outgoing(_Shape):
    id: str
    kind: NoticeKind
    channel: OutChannel
    to: Recipient
    state: OutgoingState
    attempts: int
    external_id: str | None
    failure: str | None = Field(description='a code; "stopped": its number wants no more texts')
    bundled_into: str | None = Field(description="the one notice of a next morning that holds it")


class QueryCase(_Shape):
    reference: str
    state: CaseState
    nominated: bool
    learning_point: bool
    traced: str | None = Field(description="what came of the advice, by the last word of it")


class Query(_Shape):
    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    schema_name: Literal["query/1"] = Field(alias="schema")
    reference: str
    line: str
    state: QueryState
    version: int
    channel: Channel
    received_at: AwareDatetime
    owner: str | None
    late_entry: bool
    during_outage: bool
    requester: Requester
    urgency: UrgencyPair
    deflected_to: str | None
    closed_as: ClosedAs | None
    emptied_at: AwareDatetime | None = Field(
        description="when what it held was deleted, by its retention class or an erasure"
    )
    outside_scope: list[OutsideScope]
    linked_to: list[str]
    contacts: list[Contact]
    offers: list[Offer]
    messages: list[Message]
    promises: list[Promise]
    ring_backs: list[RingBack]
    tasks: list[QueryTask]
    advice: list[Advice]
    outgoing: list[Outgoing]
    messages_caused: int = Field(description="texts, mails and words in the chat, handed over")
    attachments: list[Attachment]
    asked_back: list[AskedBack]
    passed_on: list[PassedOn]
    delays: list[Delay]
    filed: list[Filed]
    tracer: Tracer | None
    case: QueryCase | None


class RevealedQuery(Query):
    """With what is sealed, for somebody who gave a reason; `text` is the advice, version by
    version."""

    patient: dict[str, Any] | None
    asked_by: dict[str, Any] | None
    traced: list[dict[str, str | None]] = Field(description="what was written of what came of it")
    question: dict[str, Any] | None
    text: list[dict[str, Any]]
    receipts: list[dict[str, Any]] = Field(
        description="version by version: who said what of it, and who read it back"
    )
    said: list[str] = Field(description="the words of its messages, the oldest first")


class Task(_Shape):
    """One thing that somebody owes, or owed, as `tasks list` prints it."""

    id: str
    query: str = Field(description="The reference of the query it is about")
    line: str
    kind: TaskKind
    owner: str | None
    made_at: AwareDatetime
    due_at: AwareDatetime
    rung: int = Field(description="0 its owner, 1 reminded, 2 the lead; of answer_query up to 5")
    state: TaskState
    settled_at: AwareDatetime | None


class Attained(_Shape):
    """How many written questions of one month and urgency were answered in target, as `queries
    targets` prints it."""

    month: str = Field(
        description="When they were asked, such as 2026-11, on the line's wall clock"
    )
    urgency: Urgency
    in_target: int
    after_target: int
    late_open: int = Field(description="Not answered, and their target has passed")
    of: int = Field(description="All three: what the share is of")
    percent: int = Field(description="In target, rounded down")
    met: bool = Field(description="At least 90 in a hundred")
