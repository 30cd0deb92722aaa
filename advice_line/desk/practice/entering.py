"""The door by which people of a practice sign in: a code to an address of theirs, in the browser
that asked for it; who they are is said once, and this browser knows them from then on."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import col, select

from advice_line.desk.asking import confirming
from advice_line.desk.practice import joining, limits, opening, own
from advice_line.desk.practice.joining import WayIn
from advice_line.desk.practice.opening import Entered
from advice_line.errors import Busy, NotAllowed, NotFound
from advice_line.ledger.work import Ledger, Work
from advice_line.practice_kinds import EnteredBy, JoinedBy
from advice_line.rules import practice_form, practice_joining
from advice_line.rules.practice_joining import Refused
from advice_line.tables.directory import Organisation, Requester, RequesterAddress
from advice_line.tables.practices import PracticeMember
from advice_line.tables.trust import WebSession
from advice_line.trust import codes, devices, members, refusals, sessions
from advice_line.trust.roles import NOBODY, Action, Actor, require

# Between the code and saying who one is.
_JOIN_WITHIN = timedelta(minutes=30)
_MOST_PERSONAS = 8
_SIGN_IN_ANEW = "Type a code first: it shows that your address is yours."


@dataclass(frozen=True)
class ToJoin:
    """Who is about to join, or why they cannot: one of the two is there."""

    address: str
    name: str | None
    practice: str | None
    refused: str | None
    now: datetime


@dataclass(frozen=True)
class Persona:
    key: str
    name: str
    role: str


class Entering:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def actor(self, token: str | None) -> Actor:
        """Whom a browser knows: nobody where it, the person or their practice has ended."""
        if not token:
            return NOBODY
        with self._ledger.glance() as (reading, now):
            found = members.of_browser(reading, token, now)
        if found is None or (found.practice_closes and self._is_closed(found.actor)):
            return NOBODY
        if now - found.seen_at > sessions.SEEN_EVERY:
            # Noting it is not worth refusing the page: the next one notes it as well.
            with suppress(Busy), self._ledger.work("public") as work:
                sessions.seen(work, token)
        return found.actor

    def _is_closed(self, by: Actor) -> bool:
        with self._ledger.look("public") as work:
            practice = work.session.get_one(Organisation, by.organisation_id)
            return own.is_closed(work, practice)

    def send_code(self, by: Actor, address: str, browser: str) -> None:
        """To any address: whose it is, and whether it is of a practice, is told to who reads there.

        Raises `errors.TooManyTries`."""
        require(by, Action.JOIN_PRACTICE)
        with refusals.kept(self._ledger, by.label, "practice.code") as work:
            limits.code_asked(work, address)
            confirming.send_code(work, address, browser)

    def use_code(
        self, by: Actor, browser: str, device: str | None, typed: str, *, shared: bool
    ) -> Entered:
        """Raises `errors.Invalid` for a wrong code, `errors.Expired`, `errors.TooManyTries`."""
        require(by, Action.JOIN_PRACTICE)
        with refusals.kept(self._ledger, by.label, "practice.sign_in") as work:
            address = confirming.right(work, browser, typed)
            if address is not None:
                return _entered(work, address, browser, device, shared=shared)
        raise codes.wrong()

    def look(self, by: Actor, token: str | None) -> ToJoin:
        """Raises `errors.NotAllowed` in a browser in which no code was typed just now."""
        require(by, Action.JOIN_PRACTICE)
        with self._ledger.look(by.label) as work:
            _, person, address = _fresh(work, token)
            way = joining.uninvited(work, address, person.id or 0)
            refused = practice_joining.SENTENCES[way] if isinstance(way, Refused) else None
            return ToJoin(
                address=address,
                name=person.name if person.name != address else None,
                practice=way.organisation.name if isinstance(way, WayIn) else None,
                refused=refused,
                now=work.now,
            )

    def join(self, by: Actor, token: str | None, who: practice_form.Person) -> None:
        """Raises `errors.NotAllowed` for whoever may not."""
        require(by, Action.JOIN_PRACTICE)
        with refusals.kept(self._ledger, by.label, "practice.join") as work:
            device, person, address = _fresh(work, token)
            way = joining.uninvited(work, address, person.id or 0)
            if isinstance(way, Refused):
                raise NotAllowed(practice_joining.SENTENCES[way])
            # Whoever presses twice joins once.
            member = joining.there(work, way.organisation, person) or joining.join(
                work, way.organisation, person, who, way.by, manager=way.by is JoinedBy.ON_FILE
            )
            work.update(device, member_id=member.id)
            joining.signed_in(work, device, member)

    def switch(self, by: Actor, token: str | None, public_id: str) -> None:
        """To another practice of the same person, in this browser."""
        require(by, Action.SEE_PRACTICE)
        with self._ledger.work(by.label) as work:
            device, member = devices.find(work.session, token, work.now), own.member(work, by)
            for each in members.of_person(work.session, member.requester_id, work.now):
                if device is not None and each.public_id == public_id:
                    work.update(device, member_id=each.id)
                    joining.signed_in(work, device, each)

    def personas(self) -> tuple[Persona, ...]:
        """Whom one may be in the demo with one click."""
        with self._ledger.look("demo") as work:
            wanted = select(PracticeMember).where(members.is_one(work.now))
            found = work.session.exec(wanted.order_by(col(PracticeMember.id)).limit(_MOST_PERSONAS))
            return tuple(_persona(work, each) for each in found)

    def as_persona(self, public_id: str) -> str:
        """One click in the demo, and only there: the browser of a fictional person.

        Raises `errors.NotFound` for nobody's."""
        with self._ledger.work("demo") as work:
            wanted = select(PracticeMember).where(
                col(PracticeMember.public_id) == public_id, members.is_one(work.now)
            )
            member = work.session.exec(wanted).first()
            if member is None:
                raise NotFound
            return _as(work, member)

    def out(self, token: str | None) -> None:
        """This browser knows them no more, neither for their practice nor in the form."""
        with self._ledger.work("public") as work:
            device = devices.find(work.session, token, work.now)
            if device is not None:
                devices.forget(work, device)


def _entered(work: Work, address: str, browser: str, token: str | None, *, shared: bool) -> Entered:
    remembered = confirming.confirmed(work, address, browser, token, {})
    device = devices.find(work.session, remembered, work.now)
    assert device is not None
    how = EnteredBy.CODE
    return opening.opened(work, device, address, before=token, shared=shared, how=how)


def _fresh(work: Work, token: str | None) -> tuple[WebSession, Requester, str]:
    device = devices.find(work.session, token, work.now)
    known = confirming.known_by(work, device)
    if device is None or known is None or work.now - device.made_at > _JOIN_WITHIN:
        raise NotAllowed(_SIGN_IN_ANEW)
    return device, *known


def _persona(work: Work, member: PracticeMember) -> Persona:
    practice = work.session.get_one(Organisation, member.organisation_id)
    role = practice_form.ROLES.get(member.role, member.role)
    manages = ", practice manager" if member.manager and member.role != "practice_manager" else ""
    return Persona(member.public_id, member.name, f"{role}{manages}, {practice.name}")


def _as(work: Work, member: PracticeMember) -> str:
    address = select(RequesterAddress.address).where(
        col(RequesterAddress.requester_id) == member.requester_id
    )
    device = opening.device_of(work, work.session.exec(address).first() or "", member.requester_id)
    joining.signed_in(work, device, member)
    return devices.opens(work, device, member.id, shared=True, how=EnteredBy.PERSONA)
