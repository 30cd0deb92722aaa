"""The door to who has which role on a line, and since when: for who leads it and who keeps its
information. It changes nothing: roles are given on people's pages, by the setup file, by `users`
and at the hospital's own sign-in."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from advice_line.directory import lookups, within
from advice_line.directory.kept import history
from advice_line.directory.people import rights
from advice_line.directory.role_changes import EVERY_LINE, GRANTED, REMOVED
from advice_line.errors import NotFound
from advice_line.kinds import Role
from advice_line.ledger.work import Ledger, Work
from advice_line.tables.directory import Line, Responder
from advice_line.tables.ledger import TrailEntry
from advice_line.trust import granted
from advice_line.trust.roles import SIGNS_IN, Action, Actor

MOST_READ, MOST_SHOWN = 2000, 100
_RESPONDER = "responder:"


@dataclass(frozen=True)
class Holder:
    """`everywhere` where they have it on every line; `page` is the id of theirs, None where whoever
    looks may not open it."""

    name: str
    everywhere: bool
    page: str | None


@dataclass(frozen=True)
class Change:
    """Somebody was given a role, or it was taken from them, `by` a person's name or as the trail
    has it; `everywhere` where that was on every line."""

    at: datetime
    person: str
    role: Role
    given: bool
    everywhere: bool
    by: str


@dataclass(frozen=True)
class HeldRoles:
    """`holders` of each role of those that sign in, also where nobody has it."""

    line: Line
    lines: tuple[Line, ...]
    holders: tuple[tuple[Role, tuple[Holder, ...]], ...]
    changes: tuple[Change, ...]
    now: datetime


class SeeingRoles:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def look(self, by: Actor, key: str | None) -> HeldRoles:
        """Of the line of this key, or of the first of theirs. Raises `errors.NotFound`."""
        with self._ledger.look(by.label) as work:
            lines = within.lines(work.session, by, Action.SEE_ROLES)
            line = next((each for each in lines if key in (None, each.key)), None)
            if line is None:
                raise NotFound("There is no such line here.")
            people = sorted(lookups.responders(work.session), key=lambda each: each.name.lower())
            found = HeldRoles(
                line=line,
                lines=tuple(lines),
                holders=tuple(
                    (role, tuple(_holders(by, people, role, line)))
                    for role in Role
                    if role in SIGNS_IN
                ),
                changes=tuple(_changes(work, people, line))[:MOST_SHOWN],
                now=work.now,
            )
            work.let_go()
            return found


def _holders(by: Actor, people: Iterable[Responder], role: Role, line: Line) -> Iterator[Holder]:
    for each in people:
        if role in granted.on(each, line.key):
            opens = rights.keeps(by, each)
            everywhere = role in granted.everywhere(each)
            yield Holder(each.name, everywhere, each.public_id if opens else None)


def _changes(work: Work, people: Iterable[Responder], line: Line) -> Iterator[Change]:
    """Of this line and of every one, the newest first. Whoever had one taken may have ended since:
    their name is still known."""
    statement = (
        select(TrailEntry)
        .where(col(TrailEntry.action).in_((GRANTED, REMOVED)))
        .order_by(col(TrailEntry.id).desc())
        .limit(MOST_READ)
    )
    rows = [
        each
        for each in work.session.exec(statement)
        if each.detail.get("line") in (line.key, EVERY_LINE)
    ]
    names = {f"{_RESPONDER}{each.key}": each.name for each in people}
    actors = history.names(work.session, {each.actor for each in rows})
    for row in rows:
        subject = row.subject or ""
        yield Change(
            at=row.at,
            person=names.get(subject, subject.removeprefix(_RESPONDER)),
            role=Role(row.detail["role"]),
            given=row.action == GRANTED,
            everywhere=row.detail["line"] == EVERY_LINE,
            by=actors.get(row.actor, row.actor),
        )
