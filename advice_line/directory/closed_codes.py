"""Organisations whose code is closed for good (H17): nobody is known to read what is sent there."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session

from advice_line.directory import lookups
from advice_line.tables.directory import Organisation


def is_closed(organisation: Organisation | None, now: datetime, zone: str) -> bool:
    """From the first minute of the day on which it closed, on the wall clock of `zone`."""
    if organisation is None or organisation.closed_on is None:
        return False
    return organisation.closed_on <= now.astimezone(ZoneInfo(zone)).date()


def is_on_file(organisation: Organisation, address: str) -> bool:
    """Whether this is the organisation's own generic address."""
    return (organisation.email or "").lower() == address.strip().lower()


def reader_known(session: Session, closed: Organisation, address: str, zone: str) -> bool:
    """Whether a person has shown that this address of theirs is read, although the code of their
    organisation is closed: by its code, and of an address with the organisation's own domain since
    it closed, for nobody knows who has those now. The address on file is nobody's own."""
    at = lookups.confirmed_at(session, address)
    if at is None or closed.closed_on is None or is_on_file(closed, address):
        return False
    if not _has_own_domain(session, closed, address):
        return True
    return at.astimezone(ZoneInfo(zone)).date() >= closed.closed_on


def _has_own_domain(session: Session, closed: Organisation, address: str) -> bool:
    """A domain that several organisations share, such as nhs.net, says nothing of any."""
    domain = address.strip().lower().rpartition("@")[2]
    every = lookups.organisations(session)
    theirs = [each for each in every if domain in (name.lower() for name in each.email_domains)]
    return [each.id for each in theirs] == [closed.id]
