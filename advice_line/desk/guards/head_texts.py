"""The mail that takes a head of the trail elsewhere: the head as it is kept, and what it is for."""

from advice_line.directory import lookups
from advice_line.ledger import heads
from advice_line.ledger.work import Work
from advice_line.ports.notices import Slip
from advice_line.rules import head_notices
from advice_line.tables.directory import Line
from advice_line.tables.ledger import TrailHead

COLUMN = "trail_heads.sealed_to"


def mail(work: Work, slip: Slip) -> tuple[Line, str, str, str] | None:
    """The line that writes, to whom, subject and words; None where nobody is to have it."""
    row = work.session.get_one(TrailHead, slip.subject_id)
    if row.sealed_to is None:
        return None
    head = heads.of_row(row).model_dump_json(by_alias=True)
    to = work.vault.open(row.sealed_to, COLUMN)
    words = head_notices.mail(head)
    return lookups.lines(work.session)[0], to, head_notices.subject(row.day), words
