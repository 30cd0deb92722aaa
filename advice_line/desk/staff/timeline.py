"""Everything that happened to one query, each thing once and in order: what came and left, what was
said among colleagues, who had it, what was signed and what became of it. Values, not words: each
face has its own."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from sqlmodel import col, select

from advice_line.call_kinds import MessageKind
from advice_line.desk.letter import letters
from advice_line.desk.messages.thread import Said
from advice_line.desk.query import fetched, reading
from advice_line.desk.questions import files
from advice_line.desk.receipts import acknowledged
from advice_line.desk.staff import done_by_hand, timeline_report
from advice_line.desk.staff.done_by_hand import Done
from advice_line.desk.staff.history import Event, Happened
from advice_line.desk.staff.timeline_report import OfAlert, OfReport
from advice_line.directory import lookups
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import NoticeKind, OutgoingState, Recipient
from advice_line.tables.advice import Advice
from advice_line.tables.attachments import Attachment
from advice_line.tables.clocks import PromisedDelay
from advice_line.tables.ledger import Outgoing
from advice_line.tables.messages import Message
from advice_line.tables.passing import PassOn
from advice_line.tables.queries import Query
from advice_line.written_kinds import DelayReason, DelayState, PassOnState, PassReason, Refused

_LETTERS = (
    NoticeKind.LETTER,
    NoticeKind.LETTER_NOTICE,
    NoticeKind.LETTER_CODE,
    NoticeKind.TRACER_CODE,
)
# A message says the same, with its words.
_SAID_BY_MESSAGES = (Happened.WROTE, Happened.TEXTED)
_OUTSIDE = (Recipient.REQUESTER, Recipient.OUT_OF_HOURS)
_TOOK = (Happened.OFFERED, Happened.CLAIMED)


class LoopFact(StrEnum):
    """What became of one version of the advice; each is a fact of its own (H04)."""

    READ_BACK = "read_back"
    COUNTERSIGNED = "countersigned"
    SENT = "sent"
    DELIVERED = "delivered"
    FAILED = "failed"
    OPENED = "opened"
    FETCHED = "fetched"
    ACKNOWLEDGED = "acknowledged"


_COLUMNS = {
    LoopFact.COUNTERSIGNED: "countersigned_at",
    LoopFact.SENT: "sent_at",
    LoopFact.DELIVERED: "delivered_at",
    LoopFact.FAILED: "failed_at",
    LoopFact.OPENED: "opened_at",
}


@dataclass(frozen=True)
class FileKept:
    """`refused` is why it was not kept; it has a name and no content then."""

    id: str
    name: str = field(repr=False)
    media_type: str
    size: int
    refused: Refused | None


@dataclass(frozen=True)
class Words:
    """One message; `by` is a colleague's name or who of the practice wrote it, None for the
    requester's own or for ours that no person sent."""

    at: datetime
    said: Said
    by: str | None
    files: tuple[FileKept, ...] = ()


@dataclass(frozen=True)
class Signed:
    at: datetime
    version: int
    author: str


@dataclass(frozen=True)
class Became:
    """`how` is who countersigned, or the code of a failure; `word` what somebody said of it, `who`
    who read it back, `at_signing` whether that was before it was signed."""

    at: datetime
    version: int
    fact: LoopFact
    how: str | None = None
    word: acknowledged.Word | None = None
    who: str | None = field(default=None, repr=False)
    at_signing: bool = False


@dataclass(frozen=True)
class Offered:
    """A query put before a colleague (`to`, None for whoever was on), or how that ended."""

    at: datetime
    state: PassOnState
    giver: str
    to: str | None
    by: str | None
    reason: PassReason
    words: str | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Later:
    """A later answer that its requester was promised, by `who`; `state` says how that ended, and is
    open as it is made."""

    at: datetime
    state: DelayState
    who: str
    until: datetime
    reason: DelayReason


@dataclass(frozen=True)
class Told:
    """A notice to the requester, without anybody's words."""

    at: datetime
    kind: NoticeKind
    state: OutgoingState


Entry = Event | Words | Signed | Became | Offered | Later | Told | Done | OfReport | OfAlert


def of(
    work: Work, query: Query, events: Iterable[Event], messages: Sequence[Said]
) -> tuple[Entry, ...]:
    """The oldest first. `events` are those of `staff/history`, `messages` those of the thread."""
    written = [each for each in events if each.what not in _SAID_BY_MESSAGES]
    return _in_order(work, query, written, _words(work, query, messages))


def of_call(work: Work, query: Query, events: Iterable[Event]) -> tuple[Entry, ...]:
    """The same of what came by telephone: what was texted and said after the tone stands apart."""
    return _in_order(work, query, list(events), ())


def _in_order(
    work: Work, query: Query, events: Sequence[Event], words: Iterable[Words]
) -> tuple[Entry, ...]:
    names = {person.id: person.name for person in lookups.responders(work.session)}
    offered = tuple(_offered(work, query, names))
    found: list[Entry] = [
        *_once(events, offered),
        *words,
        *_advice(work, reading.versions(work, query), names),
        *offered,
        *_later(work, query, names),
        *_told(work, query),
        *done_by_hand.of(work, query, names),
        *timeline_report.of(work, query),
    ]
    return tuple(sorted(found, key=lambda entry: entry.at))


def _once(events: Iterable[Event], offered: Iterable[Offered]) -> Iterator[Event]:
    """Who accepted what a colleague offered took it by that: it is told with whose it was."""
    took = {(each.at, each.by) for each in offered if each.state is PassOnState.ACCEPTED}
    for event in events:
        if event.what not in _TOOK or (event.at, event.who) not in took:
            yield event


def attached(work: Work, query: Query) -> Mapping[str | None, tuple[FileKept, ...]]:
    """By the public id of the message with which they came."""
    wanted = (
        select(Attachment, Message.public_id)
        .join(Message, col(Message.id) == col(Attachment.message_id), isouter=True)
        .where(col(Attachment.query_id) == query.id)
        .order_by(col(Attachment.id))
    )
    found: dict[str | None, tuple[FileKept, ...]] = {}
    for row, message in work.session.exec(wanted):
        found[message] = (*found.get(message, ()), _kept(work, row))
    return found


def _kept(work: Work, row: Attachment) -> FileKept:
    refused = Refused(row.refused) if row.refused else None
    return FileKept(row.public_id, files.name(work, row), row.media_type, row.size, refused)


def _words(work: Work, query: Query, messages: Sequence[Said]) -> Iterator[Words]:
    kept = attached(work, query)
    for said in messages:
        by = said.writer if said.kind is MessageKind.INCOMING else said.author
        yield Words(said.at, said, by, kept.get(said.id, ()))


def _advice(
    work: Work, versions: Iterable[Advice], names: Mapping[int | None, str]
) -> Iterator[Entry]:
    for each in versions:
        yield Signed(each.finalised_at, each.version, names.get(each.author_id, ""))
        if each.verbal_read_back_at is not None:
            who, then = letters.read_back_by(work, each), letters.read_back_at_signing(each)
            at, fact = each.verbal_read_back_at, LoopFact.READ_BACK
            yield Became(at, each.version, fact, who=who, at_signing=then)
        for fact, column in _COLUMNS.items():
            at = getattr(each, column)
            if at is not None:
                yield Became(at, each.version, fact, _how(each, fact, names))
        if (first := fetched.first_at(work, each)) is not None:
            yield Became(first, each.version, LoopFact.FETCHED)
        for word in acknowledged.words(work, each):
            yield Became(word.at, each.version, LoopFact.ACKNOWLEDGED, word=word)


def _how(advice: Advice, fact: LoopFact, names: Mapping[int | None, str]) -> str | None:
    if fact is LoopFact.COUNTERSIGNED:
        return names.get(advice.countersigned_by_id)
    return advice.failure if fact is LoopFact.FAILED else None


def _offered(work: Work, query: Query, names: Mapping[int | None, str]) -> Iterator[Offered]:
    wanted = select(PassOn).where(col(PassOn.query_id) == query.id).order_by(col(PassOn.id))
    for row in work.session.exec(wanted):
        giver, to = names.get(row.from_id, ""), names.get(row.to_id)
        reason = PassReason(row.reason)
        sealed = row.sealed_words
        words = work.vault.open(sealed, "pass_ons.sealed_words") if sealed else None
        yield Offered(row.made_at, PassOnState.OPEN, giver, to, None, reason, words)
        if row.settled_at is not None:
            by = names.get(row.settled_by_id)
            yield Offered(row.settled_at, PassOnState(row.state), giver, to, by, reason)


def _later(work: Work, query: Query, names: Mapping[int | None, str]) -> Iterator[Later]:
    for row in reading.rows_of(work, PromisedDelay, query):
        who, reason = names.get(row.made_by_id, ""), DelayReason(row.reason)
        yield Later(row.made_at, DelayState.OPEN, who, row.due_at, reason)
        if row.settled_at is not None and row.state != DelayState.PROLONGED:
            yield Later(row.settled_at, DelayState(row.state), who, row.due_at, reason)


def _told(work: Work, query: Query) -> Iterator[Told]:
    """What was handed over to the requester and is no letter of an advice, nor words of anybody."""
    wanted = select(Outgoing).where(
        col(Outgoing.query_id) == query.id,
        col(Outgoing.recipient).in_(_OUTSIDE),
        col(Outgoing.settled_at).is_not(None),
        col(Outgoing.state) != OutgoingState.WITHDRAWN,
    )
    for row in work.session.exec(wanted):
        if row.settled_at is not None and row.kind not in _LETTERS:
            yield Told(row.settled_at, NoticeKind(row.kind), OutgoingState(row.state))
