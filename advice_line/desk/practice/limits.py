"""How often codes and invitations are asked for of one organisation and of one address: whoever
asks for more than people do is told to wait, and nobody's mailbox is flooded by us."""

from datetime import datetime, timedelta

from sqlmodel import col, func, select

from advice_line.directory import lookups
from advice_line.errors import TooManyTries
from advice_line.ledger.work import Work
from advice_line.tables.ledger import TrailEntry
from advice_line.tables.practices import PracticeInvitation

CODES_WITHIN, MOST_CODES = timedelta(minutes=15), 30
INVITED_WITHIN = timedelta(days=1)
MOST_INVITATIONS, MOST_TO_ONE = 20, 3
_ASKED = "practice.code_asked"


def code_asked(work: Work, address: str) -> None:
    """Of an organisation: all codes to addresses with its domain. Raises `errors.TooManyTries`."""
    domain = address.rpartition("@")[2]
    for each in lookups.organisations(work.session):
        if domain in (name.lower() for name in each.email_domains):
            _count(work, f"organisation:{each.key}")


def _count(work: Work, subject: str) -> None:
    since = work.now - CODES_WITHIN
    asked = select(func.count(), func.min(TrailEntry.at)).where(
        col(TrailEntry.action) == _ASKED,
        col(TrailEntry.subject) == subject,
        col(TrailEntry.at) > since,
    )
    count, first = work.session.exec(asked).one()
    if count >= MOST_CODES:
        wait = _seconds(first, work.now, CODES_WITHIN)
        raise TooManyTries(wait, "Too many codes were asked for.")
    work.record(_ASKED, subject=subject)


def invited(work: Work, organisation_id: int, mark: str) -> None:
    """Raises `errors.TooManyTries`."""
    same = (
        (col(PracticeInvitation.organisation_id) == organisation_id, MOST_INVITATIONS),
        (col(PracticeInvitation.address_mark) == mark, MOST_TO_ONE),
    )
    for condition, most in same:
        made = select(func.count(), func.min(PracticeInvitation.made_at)).where(
            condition, col(PracticeInvitation.made_at) > work.now - INVITED_WITHIN
        )
        count, first = work.session.exec(made).one()
        if count >= most:
            wait = _seconds(first, work.now, INVITED_WITHIN)
            raise TooManyTries(wait, "Too many invitations were sent in one day.")


def _seconds(first: datetime | None, now: datetime, within: timedelta) -> int:
    left = within if first is None else first + within - now
    return max(1, int(left.total_seconds()))
