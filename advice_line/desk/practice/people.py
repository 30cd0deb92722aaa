"""The door of a practice manager to the people of their own practice: who is one, in which browsers
they are signed in, who was invited; each may be ended at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlmodel import col, select

from advice_line.desk.practice import inviting, own
from advice_line.errors import NobodyLeft, NotFound
from advice_line.ledger.work import Ledger, Work
from advice_line.outgoing_kinds import OutgoingState
from advice_line.practice_kinds import JoinedBy
from advice_line.rules import practice_form
from advice_line.tables.directory import Organisation
from advice_line.tables.ledger import Outgoing
from advice_line.tables.practices import PracticeInvitation, PracticeMember
from advice_line.tables.trust import WebSession
from advice_line.trust import devices, invitations, members
from advice_line.trust.roles import Action, Actor, require
from rota import columns, walltime

_NEW = timedelta(days=7)
_LAST = (
    "You are the only practice manager here. Make somebody else one first, so that your practice "
    "can still see who joins."
)


@dataclass(frozen=True)
class Browser:
    name: str
    since: datetime
    used_at: datetime
    until: datetime
    shared: bool


@dataclass(frozen=True)
class Person:
    """`me`: who is looking; `new`: they came by themselves, within the last days; `last`: the only
    manager, whom nobody can end or make one of the others."""

    id: str
    name: str
    role: str
    registration: str | None
    address: str | None
    manager: bool
    joined_at: datetime
    joined_by: JoinedBy
    ends_at: datetime | None
    me: bool
    new: bool
    last: bool
    browsers: tuple[Browser, ...]


@dataclass(frozen=True)
class Asked:
    """`sent_at` is when it left; `lost` that it came to nothing."""

    id: str
    address: str = field(repr=False)
    manager: bool
    ends_at: datetime | None
    made_at: datetime
    sent_at: datetime | None
    lost: bool


@dataclass(frozen=True)
class People:
    practice: str
    people: tuple[Person, ...]
    asked: tuple[Asked, ...]
    now: datetime


class PracticePeople:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def look(self, by: Actor) -> People:
        require(by, Action.KEEP_PRACTICE)
        with self._ledger.work(by.label) as work:
            me, practice = own.member(work, by), own.practice(work, by)
            work.record("practice.people_seen", subject=f"organisation:{practice.key}")
            there = members.of_practice(work.session, practice.id or 0, work.now)
            waiting = inviting.open_of(work, practice.id or 0)
            return People(
                practice=practice.name,
                people=tuple(_person(work, each, me, last=_is_last(each, there)) for each in there),
                asked=tuple(_asked(work, each) for each in waiting),
                now=work.now,
            )

    def invite(self, by: Actor, form: Mapping[str, str]) -> None:
        """Raises `errors.Invalid`, `errors.TooManyTries`."""
        require(by, Action.KEEP_PRACTICE)
        with self._ledger.work(by.label) as work:
            practice = own.practice(work, by)
            inviting.invite(work, practice, practice_form.invited(form, _today(work)), by.label)

    def withdraw(self, by: Actor, invitation: str) -> None:
        """Raises `errors.NotFound`, `errors.Conflict` where it was used meanwhile."""
        require(by, Action.KEEP_PRACTICE)
        with self._ledger.work(by.label) as work:
            found = inviting.named(work.session, own.practice(work, by).id or 0, invitation)
            if found is None:
                raise NotFound
            inviting.withdraw(work, found)

    def end(self, by: Actor, person: str) -> None:
        """Somebody is one of the practice no more, at once and in every browser.

        Raises `errors.NotFound`, `errors.NobodyLeft` for the last manager."""
        require(by, Action.KEEP_PRACTICE)
        with self._ledger.work(by.label) as work:
            practice = _locked(work, own.practice(work, by))
            found = _named(work, practice, person)
            _refuse_last(work, practice, found)
            inviting.withdraw_made_by(work, found)
            inviting.withdraw_to(work, found)
            members.end(work, found, by.label)

    def make_manager(self, by: Actor, person: str, *, manager: bool) -> None:
        """Raises `errors.NotFound`, `errors.NobodyLeft` for the last manager."""
        require(by, Action.KEEP_PRACTICE)
        with self._ledger.work(by.label) as work:
            practice = _locked(work, own.practice(work, by))
            found = _named(work, practice, person)
            if not manager:
                _refuse_last(work, practice, found)
                inviting.withdraw_made_by(work, found)
            work.update(found, manager=manager)
            work.record("member.manages", subject=f"member:{found.public_id}", manager=manager)

    def end_browser(self, by: Actor, person: str, browser: str) -> None:
        """Raises `errors.NotFound`."""
        require(by, Action.KEEP_PRACTICE)
        with self._ledger.work(by.label) as work:
            found = _named(work, own.practice(work, by), person)
            for each in devices.of_member(work.session, found.id or 0, work.now):
                if devices.name(each) == browser:
                    devices.forget(work, each)


def _locked(work: Work, practice: Organisation) -> Organisation:
    """Two managers who end each other do so one after the other: one of them stays."""
    statement = select(Organisation).where(col(Organisation.id) == practice.id)
    return work.session.exec(statement.with_for_update(key_share=True)).one()


def _named(work: Work, practice: Organisation, person: str) -> PracticeMember:
    found = members.named(work.session, practice.id or 0, person, work.now)
    if found is None:
        raise NotFound
    return found


def _refuse_last(work: Work, practice: Organisation, person: PracticeMember) -> None:
    there = members.of_practice(work.session, practice.id or 0, work.now)
    if _is_last(person, there):
        raise NobodyLeft(_LAST)


def _is_last(person: PracticeMember, there: Sequence[PracticeMember]) -> bool:
    return person.manager and sum(each.manager for each in there) == 1


def _person(work: Work, member: PracticeMember, me: PracticeMember, *, last: bool) -> Person:
    return Person(
        id=member.public_id,
        name=member.name,
        role=member.role,
        registration=member.registration,
        address=members.address(work.session, member),
        manager=member.manager,
        joined_at=member.joined_at,
        joined_by=JoinedBy(member.joined_by),
        ends_at=member.ends_at,
        me=member.id == me.id,
        new=_is_new(work, member),
        last=last,
        browsers=tuple(
            _browser(each) for each in devices.of_member(work.session, member.id or 0, work.now)
        ),
    )


def _is_new(work: Work, member: PracticeMember) -> bool:
    by_themselves = member.joined_by == JoinedBy.DOMAIN
    return by_themselves and work.now - member.joined_at < _NEW


def _browser(device: WebSession) -> Browser:
    return Browser(
        devices.name(device), device.made_at, device.seen_at, device.expires_at, device.shared
    )


def _asked(work: Work, invitation: PracticeInvitation) -> Asked:
    row = select(Outgoing).where(col(Outgoing.once) == inviting.queued_as(invitation))
    sent = work.session.exec(row).one()
    left = sent.state in (OutgoingState.SENT, OutgoingState.DELIVERED)
    return Asked(
        id=invitation.public_id,
        address=invitations.address(work, invitation) or "",
        manager=invitation.manager,
        ends_at=invitation.ends_at,
        made_at=invitation.made_at,
        sent_at=sent.settled_at if left else None,
        lost=sent.state == OutgoingState.DEAD,
    )


def _today(work: Work) -> date:
    return walltime.local_day(work.now, columns.read_zone(own.first_line(work).time_zone))
