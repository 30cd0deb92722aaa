"""By which way words reach who asked, and whether it may hold them in full (H07)."""

from dataclasses import dataclass

from advice_line.desk.letter import letters
from advice_line.directory import closed_codes, lookups
from advice_line.kinds import Channel, OutChannel
from advice_line.ledger.work import Work
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
    """None where there is no way to write to them."""
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
    """To an address whose domain may, and that is known to be who asks: on file, or confirmed.
    Who reads what is on file of a closed code nobody knows, whoever vouched for it (H17)."""
    line = work.session.get_one(Line, query.line_id)
    if not letters.may_carry(to, line.full_letter_domains):
        return False
    if (practice_address(work, query) or "").lower() == to.lower():
        return not code_closed(work, query)
    return known(work, query)


def known(work: Work, query: Query) -> bool:
    """Whether who asked has shown that it is they: there, or by the code sent to their address."""
    if query.verified or query.sealed_reply_to is None:
        return query.verified
    to = work.vault.open(query.sealed_reply_to, REPLY_TO)
    return lookups.address_confirmed(work.session, to)


def code_closed(work: Work, query: Query) -> bool:
    """Whether the code of its practice is closed: nothing is sent there (H17)."""
    if query.organisation_id is None:
        return False
    zone = work.session.get_one(Line, query.line_id).time_zone
    practice = work.session.get_one(Organisation, query.organisation_id)
    return closed_codes.is_closed(practice, work.now, zone)


def apart(work: Work, query: Query) -> Way | None:
    """The same, where it is not the practice's own address: what goes there is theirs already."""
    found = way(work, query)
    if found is None or found.to is None:
        return found
    theirs = practice_address(work, query) or ""
    return None if found.to.lower() == theirs.lower() else found


def practice_address(work: Work, query: Query) -> str | None:
    """The generic address on file of the practice whose query it is."""
    if query.organisation_id is None:
        return None
    return work.session.get_one(Organisation, query.organisation_id).email
