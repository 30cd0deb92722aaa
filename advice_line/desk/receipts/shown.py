"""Whether somebody has shown, since the code of their practice closed, that they read what goes to
their telephone or their account in the chat (H17), as they do of an address."""

from datetime import datetime

from sqlmodel import col, select

from advice_line.desk.query import arrivals, reading
from advice_line.directory import lookups
from advice_line.kinds import Channel, Direction
from advice_line.ledger.work import Work
from advice_line.tables.directory import Organisation
from advice_line.tables.queries import Contact, Query
from advice_line.tables.trust import AccessLink, OneTimeCode
from advice_line.trust import codes
from rota import columns, walltime


def by_text(work: Work, query: Query, of: Organisation, zone: str) -> bool:
    """By the code that was texted there. A telephone on the practice's file is nobody's own."""
    number = reading.call_back_number(work, query)
    if number is None or is_on_file(work, of, number):
        return False
    mark = col(Contact.number_mark) == arrivals.number_mark(work, number)
    typed = (
        select(OneTimeCode.id)
        .join(AccessLink, col(AccessLink.id) == col(OneTimeCode.link_id))
        .join(Contact, col(Contact.query_id) == col(AccessLink.query_id))
        .where(col(OneTimeCode.purpose) == codes.Purpose.QUESTION, mark)
        .where(col(OneTimeCode.used_at) >= _closed_at(of, zone))
    )
    return work.session.exec(typed).first() is not None


def in_chat(work: Work, account: str, of: Organisation, zone: str) -> bool:
    """By what they did there: the workspace is the hospital's, and they were signed in to it."""
    came = select(Contact.id).where(
        col(Contact.channel) == Channel.CHAT,
        col(Contact.direction) == Direction.IN,
        col(Contact.address_mark) == arrivals.address_mark(work, account),
        col(Contact.started_at) >= _closed_at(of, zone),
    )
    return work.session.exec(came).first() is not None


def is_on_file(work: Work, of: Organisation, number: str) -> bool:
    """Whether this telephone is one of the organisation's."""
    return number in lookups.phones_of(work.session, of.id or 0)


def _closed_at(of: Organisation, zone: str) -> datetime:
    """The first minute of the day on which it closed; whoever asks knows that it did."""
    assert of.closed_on is not None
    at: datetime = walltime.day_start(of.closed_on, columns.read_zone(zone))
    return at
