"""On which lines somebody may do something. What is of any other line is not there for them: it is
not found, and whether it exists is not told.

Whoever may do it on every line costs no read.
"""

from typing import Any

from sqlalchemy import ColumnElement, true
from sqlmodel import Session, col

from advice_line.directory import lookups
from advice_line.errors import NotFound
from advice_line.tables.directory import Line
from advice_line.trust.roles import Action, Actor, require


def lines(session: Session, by: Actor, action: Action) -> list[Line]:
    """In order of key. Raises `errors.NotAllowed` for whoever may do it nowhere."""
    require(by, action)
    return [each for each in lookups.lines(session) if by.may(action, each.key)]


def line(session: Session, by: Actor, action: Action, key: str) -> Line:
    """Raises `errors.NotFound` for a line that is not theirs, as for one that is not there."""
    found = lookups.line_by_key(session, key)
    if found is None or not by.may(action, key):
        raise NotFound("There is no such line here.")
    return found


def may(session: Session, by: Actor, action: Action, line_id: int | None) -> bool:
    """Whether they may do it on this line; what is of no line (None) is of every line."""
    if by.everywhere(action):
        return True
    found = lookups.line(session, line_id) if line_id is not None else None
    return found is not None and by.may(action, found.key)


def of_theirs(session: Session, by: Actor, action: Action, line_id: Any) -> ColumnElement[bool]:
    """What a list asks of the column that says of which line something is."""
    if by.everywhere(action):
        return true()
    return col(line_id).in_([each.id for each in lines(session, by, action)])
