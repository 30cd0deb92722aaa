"""Whose practice it is: each door of a person of a practice asks here, and sees nothing else."""

from advice_line.directory import closed_codes, lookups
from advice_line.ledger.work import Work
from advice_line.tables.directory import Line, Organisation
from advice_line.tables.practices import PracticeMember
from advice_line.trust import members
from advice_line.trust.roles import Actor


def member(work: Work, by: Actor) -> PracticeMember:
    """Asked anew, inside the event. Raises `errors.NotAllowed` to whoever is one no more."""
    return members.current(work, by)


def practice(work: Work, by: Actor) -> Organisation:
    return work.session.get_one(Organisation, member(work, by).organisation_id)


def first_line(work: Work) -> Line:
    """Round whose name the pages stand that are of no line."""
    return lookups.lines(work.session)[0]


def is_closed(work: Work, organisation: Organisation) -> bool:
    """Whether its code is closed: its people are nobody's then (H17)."""
    # Asked with each request of theirs: the lines are read for whoever's code has a last day.
    if organisation.closed_on is None:
        return False
    return closed_codes.is_closed(organisation, work.now, first_line(work).time_zone)
