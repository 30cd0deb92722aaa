"""What is mailed to somebody of the service by whose sign-in something changed."""

from advice_line.directory import lookups
from advice_line.ledger.work import Work
from advice_line.ports.notices import Slip
from advice_line.rules import sign_in_notices
from advice_line.tables.directory import Line, Responder
from advice_line.tables.ledger import TrailEntry

_PAGE = "/you/sign-in"


def mail(work: Work, slip: Slip, url: str) -> tuple[Line, str, str, str]:
    """Line, address, subject, words."""
    line = lookups.lines(work.session)[0]
    person = work.session.get_one(Responder, slip.person_id)
    entry = work.session.get_one(TrailEntry, slip.subject_id)
    words = sign_in_notices.changed(
        entry.action, person.name, entry.at, work.now, line.time_zone, f"{url}{_PAGE}"
    )
    return line, person.email, sign_in_notices.SUBJECT, words
