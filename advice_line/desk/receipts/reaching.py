"""By which way words reach who asked, and whether it may hold them in full (H07)."""

from dataclasses import dataclass

from advice_line.desk.letter import letters
from advice_line.desk.receipts import shown
from advice_line.directory import closed_codes, lookups
from advice_line.kinds import Channel
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import OutChannel
from advice_line.tables.directory import Line, Organisation
from advice_line.tables.queries import Query

REPLY_TO = "queries.sealed_reply_to"
WAYS = {
    Channel.EMAIL: OutChannel.EMAIL,
    Channel.FORM: OutChannel.EMAIL,
    Channel.API: OutChannel.EMAIL,
    Channel.SMS: OutChannel.SMS,
    Channel.CHAT: OutChannel.CHAT,
}


@dataclass(frozen=True)
class Way:
    """`to` is the address they asked from, None for a text or the chat; `full` whether the mail
    itself may hold the words, else it is a link to where they are read."""

    channel: OutChannel
    to: str | None
    full: bool


def way(work: Work, query: Query) -> Way | None:
    """None where there is no way to write to them, or what is sent to them is `held`."""
    return way_of(work, query, practice(work, query))


def way_of(work: Work, query: Query, of: Organisation | None) -> Way | None:
    """The same, were it the query of this practice."""
    found = asked_by(work, query)
    return None if found is None or _held(work, query, of, found) else found


def held(work: Work, query: Query) -> bool:
    """Whether nothing is sent to who asked, because the code of their practice is closed and nobody
    has shown that they read what goes there (H17): a key of the practice vouches for it no more."""
    found = asked_by(work, query)
    return found is not None and _held(work, query, practice(work, query), found)


def _held(work: Work, query: Query, of: Organisation | None, way: Way) -> bool:
    if of is None or not is_closed(work, query, of):
        return False
    zone = _zone(work, query)
    if way.channel is OutChannel.SMS:
        return not shown.by_text(work, query, of, zone)
    if way.channel is OutChannel.CHAT:
        sealed = query.sealed_reply_to
        account = work.vault.open(sealed, REPLY_TO) if sealed else ""
        return not shown.in_chat(work, account, of, zone)
    return way.to is None or not closed_codes.reader_known(work.session, of, way.to, zone)


def asked_by(work: Work, query: Query) -> Way | None:
    """How they asked, whether or not anything may go there now."""
    channel = WAYS.get(Channel(query.reply_channel)) if query.reply_channel else None
    if channel is None:
        return None
    if channel is not OutChannel.EMAIL:
        return Way(channel, None, full=False)
    if query.sealed_reply_to is None:
        return None
    to = work.vault.open(query.sealed_reply_to, REPLY_TO)
    return Way(channel, to, full=_may_carry(work, query, to))


def _may_carry(work: Work, query: Query, to: str) -> bool:
    """To an address whose domain may, and that is known to be who asks: on file, or confirmed."""
    line = work.session.get_one(Line, query.line_id)
    if not letters.may_carry(to, line.full_letter_domains):
        return False
    if (practice_address(work, query) or "").lower() == to.lower():
        return True
    return known(work, query)


def known(work: Work, query: Query) -> bool:
    """Whether who asked has shown that it is they: there, or by the code sent to their address."""
    if query.verified or query.sealed_reply_to is None:
        return query.verified
    to = work.vault.open(query.sealed_reply_to, REPLY_TO)
    return lookups.address_confirmed(work.session, to)


def code_closed(work: Work, query: Query) -> bool:
    """Whether the code of its practice is closed: nothing is sent there (H17)."""
    return is_closed(work, query, practice(work, query))


def is_closed(work: Work, query: Query, of: Organisation | None) -> bool:
    """The same, were it the query of this practice."""
    return closed_codes.is_closed(of, work.now, _zone(work, query))


def goes_to_closed(work: Work, query: Query, address: str) -> bool:
    """Whether this is the address on file of its practice, whose code is closed."""
    of = practice(work, query)
    own = of is not None and closed_codes.is_on_file(of, address)
    return own and is_closed(work, query, of)


def rings_closed(work: Work, query: Query, number: str) -> bool:
    """The same of a telephone."""
    of = practice(work, query)
    own = of is not None and shown.is_on_file(work, of, number)
    return own and is_closed(work, query, of)


def apart(work: Work, query: Query) -> Way | None:
    """The same, where it is not the practice's own address: what goes there is theirs already."""
    found = way(work, query)
    if found is None or found.to is None:
        return found
    theirs = practice_address(work, query) or ""
    return None if found.to.lower() == theirs.lower() else found


def practice_address(work: Work, query: Query) -> str | None:
    """The generic address on file of the practice whose query it is."""
    of = practice(work, query)
    return of.email if of else None


def practice(work: Work, query: Query) -> Organisation | None:
    """Whose query it is, as far as anybody knows."""
    if query.organisation_id is None:
        return None
    return work.session.get_one(Organisation, query.organisation_id)


def _zone(work: Work, query: Query) -> str:
    return work.session.get_one(Line, query.line_id).time_zone
