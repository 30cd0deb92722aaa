"""A requester who has had enough messages for a day: what is not urgent goes into one notice of the
next working morning, and the row that is not sent says so. Nothing is lost by it."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement
from sqlmodel import col, func, select

from advice_line.desk.letter import letters
from advice_line.desk.query import arrivals, reading
from advice_line.desk.receipts import reaching
from advice_line.kinds import QueryState
from advice_line.ledger import outbox
from advice_line.ledger.work import Ledger, Work
from advice_line.outgoing_kinds import NoticeKind, OutChannel, OutgoingState, Recipient
from advice_line.ports.notices import Slip
from advice_line.rules import message_cap, working_time
from advice_line.staffing import on_duty
from advice_line.tables.directory import Line
from advice_line.tables.ledger import BundledNotice, Outgoing
from advice_line.tables.queries import Contact, Query
from advice_line.tables.trust import AccessLink
from advice_line.trust import links
from advice_line.trust.roles import SYSTEM
from rota import columns, walltime

_HANDED_OVER = (OutgoingState.SENT, OutgoingState.DELIVERED)
# Whoever asks for a code wants it.
_NOT_COUNTED = (NoticeKind.QUESTION_CODE, NoticeKind.ADDRESS_CODE, NoticeKind.TRACER_CODE)
_UNANSWERED = (
    QueryState.RECEIVED,
    QueryState.WAITING,
    QueryState.OFFERED,
    QueryState.ACCEPTED,
    QueryState.ASKED_BACK,
)


def holds(ledger: Ledger, slip: Slip) -> bool:
    """Whether this notice is not sent now but in the next morning's one. Told again after a crash,
    it says the same."""
    if slip.recipient is not Recipient.REQUESTER or slip.kind not in message_cap.CAPPED:
        return False
    with ledger.look(SYSTEM.label) as look:
        if _cap(look, slip) is None:
            return False
    with ledger.work(SYSTEM.label) as work:
        return _holds(work, slip)


def _cap(work: Work, slip: Slip) -> int | None:
    query = work.session.get_one(Query, slip.query_id)
    return work.session.get_one(Line, query.line_id).messages_a_day


def _holds(work: Work, slip: Slip) -> bool:
    query, row = work.session.get_one(Query, slip.query_id), _row(work, slip)
    if work.session.get(BundledNotice, row.id) is not None:
        return True
    line = work.session.get_one(Line, query.line_id)
    waits = message_cap.may_wait(slip.kind, query.urgency_asked, query.urgency_set)
    if not waits or _had_today(work, line, query, row) < (line.messages_a_day or 0):
        return False
    _bundle(work, line, query, row)
    return True


def items(work: Work, slip: Slip, url: str) -> list[tuple[str, str, str]]:
    """What the one notice says: reference, fixed words and page of each query of which something
    is still true, the last that was to be said of it."""
    last = {query.reference: (row, query) for row, query in _bundled(work, slip)}
    return list(_items(work, last.values(), url))


def queries(work: Work, slip: Slip) -> dict[int, Query]:
    """Of which the one notice was to say something, by their ids."""
    return {query.id or 0: query for _, query in _bundled(work, slip)}


def _bundled(work: Work, slip: Slip) -> Sequence[tuple[Outgoing, Query]]:
    wanted = (
        select(Outgoing, Query)
        .join(BundledNotice, col(BundledNotice.outgoing_id) == col(Outgoing.id))
        .join(Query, col(Query.id) == col(Outgoing.query_id))
        .where(col(BundledNotice.bundle_id) == _row(work, slip).id)
        .order_by(col(Outgoing.id))
    )
    return work.session.exec(wanted).all()


def _items(
    work: Work, found: Collection[tuple[Outgoing, Query]], url: str
) -> Iterator[tuple[str, str, str]]:
    for row, query in found:
        kind = NoticeKind(row.kind)
        if _still_true(work, kind, query):
            token = links.token(work.vault, links.newest_of_asker(work, query.id or 0))
            yield query.reference, message_cap.SAID[kind], f"{url}/q/{token}"


def _still_true(work: Work, kind: NoticeKind, query: Query) -> bool:
    if kind == NoticeKind.RECEIPT_REMINDER:
        newest = letters.newest(work, query.id or 0)
        return newest is not None and newest.acknowledged_as is None
    if kind in (NoticeKind.QUESTION_ASKED_BACK, NoticeKind.ASKED_BACK_REMINDER):
        return query.state == QueryState.ASKED_BACK
    return query.state in _UNANSWERED


def _bundle(work: Work, line: Line, query: Query, row: Outgoing) -> None:
    calendar = on_duty.calendar(work.session, line.key)
    day = walltime.local_day(work.now, columns.read_zone(line.time_zone))
    once = f"{NoticeKind.NOTICES_BUNDLED}:{line.id}:{_where(work, query, row)}:{row.channel}:{day}"
    _make_link(work, query)
    outbox.put(
        work,
        NoticeKind.NOTICES_BUNDLED,
        once=once,
        channel=OutChannel(row.channel),
        recipient=Recipient.REQUESTER,
        query=query.id,
        after=working_time.next_morning(calendar, work.now) or work.now,
    )
    bundle = work.session.exec(select(Outgoing.id).where(col(Outgoing.once) == once)).one()
    work.add(BundledNotice(outgoing_id=row.id or 0, bundle_id=bundle or 0))
    work.record("outgoing.bundled", query=query.id, subject=f"outgoing:{row.public_id}")


def _make_link(work: Work, query: Query) -> None:
    """To what they asked, where no message has led there yet."""
    there = select(AccessLink.id).where(
        col(AccessLink.query_id) == query.id, col(AccessLink.kind) == links.LinkKind.QUESTION
    )
    if work.session.exec(there).first() is None:
        kind, to = links.LinkKind.QUESTION, query.requester_id
        links.make(work, kind, query=query.id or 0, requester=to)


def _had_today(work: Work, line: Line, query: Query, row: Outgoing) -> int:
    zone = columns.read_zone(line.time_zone)
    midnight: datetime = walltime.day_start(walltime.local_day(work.now, zone), zone)
    counted = (
        select(func.count())
        .select_from(Outgoing)
        .join(Query, col(Query.id) == col(Outgoing.query_id))
        .where(
            col(Query.line_id) == line.id,
            _theirs(work, query, row),
            col(Outgoing.recipient) == Recipient.REQUESTER,
            col(Outgoing.state).in_(_HANDED_OVER),
            col(Outgoing.kind).not_in(_NOT_COUNTED),
            col(Outgoing.settled_at) >= midnight,
        )
    )
    return int(work.session.exec(counted).one())


def _theirs(work: Work, query: Query, row: Outgoing) -> ColumnElement[bool]:
    """What went to the same person: to whom they are known to be, else to where this goes. The
    number that somebody gave beside an address is often their practice's, and several people's."""
    mark = _where(work, query, row)
    asked_by = Contact.number_mark if _texted(row) else Contact.address_mark
    from_there = select(Contact.query_id).where(col(asked_by) == mark)
    same_place = col(Outgoing.query_id).in_(from_there) & (col(Outgoing.channel) == row.channel)
    same = same_place | (col(Outgoing.query_id) == query.id)
    if query.requester_id is not None:
        same = same | (col(Query.requester_id) == query.requester_id)
    return same


def _where(work: Work, query: Query, row: Outgoing) -> str:
    """By which the place it is sent to is known in the name of a row; nothing can be read from a
    mark."""
    if _texted(row):
        mark = arrivals.number_mark(work, reading.call_back_number(work, query))
    else:
        sealed = query.sealed_reply_to
        to = work.vault.open(sealed, reaching.REPLY_TO) if sealed else None
        mark = arrivals.address_mark(work, to)
    return mark or query.public_id


def _texted(row: Outgoing) -> bool:
    return row.channel == OutChannel.SMS


def _row(work: Work, slip: Slip) -> Outgoing:
    own = col(Outgoing.public_id) == slip.public_id
    return work.session.exec(select(Outgoing).where(own)).one()
