"""Who stands before a page of guidance, by how they are known here."""

from collections.abc import Sequence

from advice_line.directory import lookups
from advice_line.errors import NotFound
from advice_line.kinds import Role
from advice_line.ledger.work import Work
from advice_line.rules.guidance_pages import Reader
from advice_line.tables.directory import Line
from advice_line.tables.guidance import Guidance
from advice_line.trust import devices
from advice_line.trust.roles import Action, Actor

_WHO_ASKS = frozenset({Role.REQUESTER, Role.PRACTICE_MANAGER})


def reader(work: Work, by: Actor, asker: str | None, line: str | None) -> Reader:
    """On the line of this key, on any where none is named. `asker` is the secret of a browser that
    remembers who asks: where an address was confirmed in it, they are somebody of a practice or a
    department."""
    if by.may(Action.SEE_STAFF_GUIDANCE, line):
        return Reader.STAFF
    if not _WHO_ASKS.isdisjoint(by.roles):
        return Reader.REQUESTER
    device = devices.find(work.session, asker, work.now)
    confirmed = device is not None and device.requester_id is not None
    return Reader.REQUESTER if confirmed else Reader.ANYBODY


def reader_of(work: Work, by: Actor, asker: str | None, row: Guidance) -> Reader:
    """Of this page."""
    line = lookups.line(work.session, row.line_id) if row.line_id else None
    return reader(work, by, asker, line.key if line else None)


def line_of(work: Work, key: str | None) -> Line:
    """Of this key, or the first. Raises `errors.NotFound`."""
    return line_among(lookups.lines(work.session), key)


def line_among(lines: Sequence[Line], key: str | None) -> Line:
    """The same of lines that are read already."""
    line = next((each for each in lines if key in (None, each.key)), None)
    if line is None:
        raise NotFound("There is no such line here.")
    return line
