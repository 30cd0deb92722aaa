"""Who is asked what came of advice, and by which way: who asked by their own, else the practice at
its generic address. Nobody is asked at an address that is not known to be theirs (H15), nor at that
of a practice whose code is closed (H17)."""

from dataclasses import dataclass, field

from advice_line.desk.query import bounced, reading
from advice_line.desk.receipts import reaching
from advice_line.directory import lookups
from advice_line.kinds import Channel
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import OutChannel, Recipient
from advice_line.tables.queries import Query


@dataclass(frozen=True)
class Reach:
    """`to` is an address in lower case, a number or an account; `mark` a keyed hash of who it is,
    by which what they are asked goes into one notice."""

    channel: OutChannel
    recipient: Recipient
    to: str = field(repr=False)
    mark: str


def of(work: Work, query: Query) -> Reach | None:
    """None where nobody can be asked."""
    own, practice = _own(work, query), reaching.practice_address(work, query)
    if own is not None and own != (OutChannel.EMAIL, (practice or "").lower()):
        channel, to = own
        return Reach(channel, Recipient.REQUESTER, to, _mark(work, f"{channel}:{to}"))
    if not practice or bounced.is_bounced(work, practice) or reaching.code_closed(work, query):
        return None
    mark = _mark(work, f"practice:{query.organisation_id}")
    return Reach(OutChannel.EMAIL, Recipient.ORGANISATION, practice.lower(), mark)


def _own(work: Work, query: Query) -> tuple[OutChannel, str] | None:
    """By which way they asked, and where."""
    way = reaching.way(work, query)
    if way is None:
        return None
    if way.channel is OutChannel.SMS:
        number = reading.call_back_number(work, query)
        return None if number is None else (way.channel, number)
    if query.sealed_reply_to is None:
        return None
    to = work.vault.open(query.sealed_reply_to, reaching.REPLY_TO)
    if way.channel is not OutChannel.EMAIL:
        return way.channel, to
    lost = bounced.is_bounced(work, to)
    return None if lost or not _is_theirs(work, query, to) else (way.channel, to.lower())


def _is_theirs(work: Work, query: Query, to: str) -> bool:
    """What came by mail came from there; what was typed into a form may be mistyped."""
    typed = query.channel == Channel.FORM
    return not typed or query.verified or lookups.address_confirmed(work.session, to)


def _mark(work: Work, who: str) -> str:
    return work.vault.mark(who, "tracer")
