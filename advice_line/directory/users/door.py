"""The door to the people of the service: who is let in, as whom at the hospital's sign-in, and who
no more."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, func, select

from advice_line.directory import lookups, role_changes
from advice_line.directory.people import changed_contacts, leaving, numbers_taken
from advice_line.directory.users import given as checking
from advice_line.directory.users.given import Given
from advice_line.errors import Invalid, NotFound, Problem
from advice_line.ledger.work import Ledger, Work
from advice_line.tables.directory import Responder
from advice_line.tables.identity import ProviderIdentity
from advice_line.tables.trust import WebSession
from advice_line.trust import forgetting, granted, identities, sessions
from advice_line.trust.roles import Action, Actor, require
from advice_line.trust_kinds import LinkedHow, SignedInBy

_LONGEST_SUBJECT = 255
_OF_ANOTHER = (
    '"{key}" was {name}, and what they wrote stands under it: give another person another key. '
    "Where it is they by a new name, add them by the old one, then change it on their page."
)


@dataclass(frozen=True)
class Link:
    """Who somebody is at a provider, and since when."""

    issuer: str
    subject: str
    linked_how: LinkedHow
    linked_by: str
    linked_at: datetime
    used_at: datetime | None


@dataclass(frozen=True)
class User:
    """`roles` hold on every line, those of `roles_on` on the line of that key; once they have
    `ended_at` they have none. `sessions` are the browsers in which they are signed in now."""

    key: str
    name: str
    role: str
    email: str
    roles: tuple[str, ...]
    roles_on: dict[str, list[str]]
    ended_at: datetime | None
    sessions: int
    identities: tuple[Link, ...]


class Users:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def add(self, by: Actor, given: Given) -> bool:
        """Whether they were there before, and had ended: nothing by which they came in then lets
        anybody in now. Raises `errors.Invalid`."""
        require(by, Action.KEEP_PEOPLE)
        with self._ledger.work(by.label) as work:
            lines = [line.key for line in lookups.lines(work.session)]
            columns = checking.columns(given, lines)
            row = _find(work, given.key)
            if row is not None and row.ended_at is None:
                raise _invalid("KEY", f'"{row.key}" is {row.name} already.')
            if row is not None and row.name != columns["name"]:
                raise _invalid("KEY", _OF_ANOTHER.format(key=row.key, name=row.name))
            _hold_to_free(work, str(columns["mobile"]), given.key)
            before = row.model_copy() if row is not None else None
            if row is None:
                work.add(Responder(**columns))
            else:
                work.update(row, **columns, ended_at=None)
                changed_contacts.named_by_settings(work, row, columns)
                forgetting.forget(work, row)
            work.record("user.added" if before is None else "user.again", subject=_who(given.key))
            role_changes.record(work, given.key, before, Responder(**columns))
            return before is not None

    def link(self, by: Actor, key: str, issuer: str | None, subject: str) -> bool:
        """From now on whoever the issuer calls this comes in as this person; False where they did
        before. Raises `errors.Invalid`, `errors.NotFound`."""
        require(by, Action.KEEP_PEOPLE)
        issuer, subject = (issuer or "").strip(), subject.strip()
        if not issuer:
            raise _invalid("--issuer", "say whose account it is, or set OIDC_ISSUER.")
        if not 0 < len(subject) <= _LONGEST_SUBJECT or not subject.isprintable():
            raise _invalid("--subject", "give what the provider calls them, as it stands there.")
        with self._ledger.work(by.label) as work:
            person = _found(work, key)
            if person.ended_at is not None:
                raise _invalid("KEY", f"the access of {person.name} has ended; add them again.")
            if identities.link(work, person, issuer, subject, LinkedHow.COMMAND, by.name):
                return True
            whose = identities.whose(work, issuer, subject)
            if whose is not None and whose.id == person.id:
                return False
            name = f"{whose.name} ({whose.key})" if whose else "somebody else"
            raise _invalid("--subject", f"it is {name} already; unlink it there first.")

    def unlink(self, by: Actor, key: str, subject: str | None = None) -> int:
        """What was linked to them, or this subject alone, is nobody from now on, and who came in by
        it is signed out; how many were. Raises `errors.NotFound`."""
        require(by, Action.KEEP_PEOPLE)
        with self._ledger.work(by.label) as work:
            person = _found(work, key)
            gone = identities.unlink(work, person, subject)
            if gone:
                work.change(
                    WebSession,
                    col(WebSession.responder_id) == person.id,
                    col(WebSession.how) == SignedInBy.OIDC,
                    col(WebSession.ended_at).is_(None),
                    ended_at=work.now,
                )
                work.record("identity.unlinked", subject=_who(key), count=gone)
            return gone

    def end(self, by: Actor, key: str) -> int | None:
        """At once: their sessions end, and they may do nothing any more, whatever a setup file says
        of them. How many sessions ended; None where it had ended before. Raises
        `errors.NotFound`."""
        require(by, Action.KEEP_PEOPLE)
        with self._ledger.work(by.label) as work:
            person = _found(work, key)
            return leaving.end(work, person)

    def listed(self, by: Actor) -> list[User]:
        """In order of key, those whose access has ended too."""
        require(by, Action.KEEP_PEOPLE)
        with self._ledger.look(by.label) as work:
            links = _links(work)
            open_now = _sessions(work)
            return [
                _user(each, links.get(each.id or 0, ()), open_now.get(each.id or 0, 0))
                for each in lookups.responders(work.session)
            ]


def _user(person: Responder, links: Collection[Link], open_now: int) -> User:
    return User(
        key=person.key,
        name=person.name,
        role=person.role,
        email=person.email,
        roles=tuple(sorted(granted.everywhere(person))),
        roles_on={line: sorted(roles) for line, roles in granted.by_line(person).items()},
        ended_at=person.ended_at,
        sessions=open_now,
        identities=tuple(links),
    )


def _links(work: Work) -> dict[int, list[Link]]:
    found: dict[int, list[Link]] = {}
    statement = select(ProviderIdentity).order_by(col(ProviderIdentity.id))
    for row in work.session.exec(statement):
        how = LinkedHow(row.linked_how)
        link = Link(row.issuer, row.subject, how, row.linked_by, row.linked_at, row.used_at)
        found.setdefault(row.responder_id, []).append(link)
    return found


def _sessions(work: Work) -> dict[int, int]:
    counted = (
        select(col(WebSession.responder_id), func.count())
        .where(
            col(WebSession.responder_id).is_not(None),
            col(WebSession.ended_at).is_(None),
            col(WebSession.expires_at) > work.now,
            col(WebSession.seen_at) > work.now - sessions.IDLE,
        )
        .group_by(col(WebSession.responder_id))
    )
    return {whose: count for whose, count in work.session.exec(counted) if whose is not None}


def _find(work: Work, key: str) -> Responder | None:
    return work.session.exec(select(Responder).where(col(Responder.key) == key)).first()


def _found(work: Work, key: str) -> Responder:
    found = _find(work, key.strip())
    if found is None:
        raise NotFound(f'There is nobody of the key "{key[:64]}". See: advice-line users list')
    return found


def _hold_to_free(work: Work, mobile: str, key: str) -> None:
    other = numbers_taken.by_another(work, mobile, key)
    if other is not None:
        raise _invalid("--mobile", f"it is the number of {other} already.")


def _who(key: str) -> str:
    return f"responder:{key}"


def _invalid(option: str, said: str) -> Invalid:
    return Invalid([Problem(option, f"{option}: {said}")])
