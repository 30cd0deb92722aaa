"""How a responder gets in: by the link of their own call, or by a code to the mobile on file."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, func, select

from advice_line.desk.owed import telling
from advice_line.directory import lookups
from advice_line.directory.numbers import normalise
from advice_line.directory.people import changed_contacts, contacts
from advice_line.errors import Busy, Expired, Invalid, NotFound, Problem, TooManyTries
from advice_line.ledger.work import Ledger, Work
from advice_line.outgoing_kinds import NoticeKind
from advice_line.tables.directory import Responder
from advice_line.tables.ledger import TrailEntry
from advice_line.tables.queries import Query
from advice_line.tables.trust import AccessLink
from advice_line.trust import codes, links, passkeys, sessions
from advice_line.trust.roles import Actor
from advice_line.trust_kinds import SignedInBy

UNKNOWN = "sign_in.unknown"


@dataclass(frozen=True)
class RecordLink:
    """What the page of a record's link may show before its button is pressed."""

    reference: str
    name: str
    mobile_end: str
    person_id: int
    passkey: bool
    usable: bool
    used: bool
    now: datetime


class SigningIn:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def look(self, token: str) -> RecordLink:
        """Looking consumes nothing. Raises `errors.NotFound` for a link that is not ours."""
        with self._ledger.look("public") as work:
            link = _find(work, token)
            person = work.session.get_one(Responder, link.responder_id)
            query = work.session.get_one(Query, link.query_id)
            return RecordLink(
                reference=query.reference,
                name=person.name,
                mobile_end=person.mobile[-3:],
                person_id=person.id or 0,
                passkey=bool(passkeys.of(work.session, person.id or 0)),
                usable=links.usable(link, work),
                used=link.used_at is not None,
                now=work.now,
            )

    def use_link(self, token: str, device: str, *, demo: bool = False) -> tuple[str, str]:
        """Consume the link: the session's token and the query's reference. It shows one factor;
        in the demonstration it is the one click by which one is somebody.

        Raises `errors.Expired` when it is past its time or was used before, `errors.NotAllowed`
        where the mobile to which it went is not confirmed by its person.
        """
        how = SignedInBy.PERSONA if demo else SignedInBy.RECORD_LINK
        with self._ledger.work("public") as work:
            link = _find(work, token)
            person = work.session.get_one(Responder, link.responder_id)
            changed_contacts.hold_to_confirmed(person)
            if not links.usable(link, work) or not links.use(work, link):
                raise Expired
            query = work.session.get_one(Query, link.query_id)
            return sessions.start_staff(work, person, how, device=device), query.reference

    def ask_fresh(self, token: str) -> None:
        """A fresh link to the same draft, to the number on file and nowhere else; none while one
        that was just sent is on its way."""
        with self._ledger.work("public") as work:
            link = _find(work, token)
            if links.on_its_way(work, link):
                return
            fresh = links.renew(work, link)
            telling.responder(
                work,
                NoticeKind.FRESH_LINK,
                link.responder_id or 0,
                once=fresh.public_id,
                query=link.query_id,
                subject=fresh.id,
            )

    def send_code(self, number: str, browser: str) -> None:
        """Text a code to a responder's mobile; an unknown number looks just the same.

        Raises `errors.Invalid` for what is no number, `errors.TooManyTries`.
        """
        mobile = normalise(number)
        if mobile is None:
            raise Invalid([Problem("mobile", "Enter a mobile number, such as 07700 900123.")])
        with self._ledger.work("public") as work:
            person = lookups.responder_by_mobile(work.session, mobile)
            if person is None or person.ended_at is not None:
                _count_unknown(work, mobile)
                return
            code = codes.make(
                work, codes.Purpose.SIGN_IN, browser, responder=person.id, sent_to=person.mobile
            )
            telling.responder(
                work,
                NoticeKind.SIGN_IN_CODE,
                person.id or 0,
                once=code.public_id,
                query=None,
                subject=code.id,
            )

    def use_code(self, browser: str, typed: str, device: str) -> str:
        """The token of a session that has shown one factor. Raises `errors.Invalid` for a wrong
        code, `errors.Expired`, `errors.NotAllowed` for a mobile that they have not confirmed."""
        with self._ledger.work("public") as work:
            code = codes.newest(work.session, codes.Purpose.SIGN_IN, browser)
            if codes.check(work, code, typed) and code is not None:
                person = work.session.get_one(Responder, code.responder_id)
                changed_contacts.hold_to_confirmed(person)
                contacts.shown_by_sign_in(work, code, person)
                return sessions.start_staff(work, person, SignedInBy.TEXT_CODE, device=device)
        raise codes.wrong()

    def personas(self) -> list[Responder]:
        """Whom one may be in the demo with one click."""
        with self._ledger.look("demo") as work:
            return lookups.responders(work.session)

    def as_persona(self, key: str) -> str:
        """One click in the demo, and only there: the session of a fictional person.

        Raises `errors.NotFound` for nobody's key.
        """
        with self._ledger.work("demo") as work:
            person = lookups.responder_by_key(work.session, key)
            if person is None:
                raise NotFound
            return sessions.start_staff(work, person, SignedInBy.PERSONA)

    def actor(self, token: str, *, in_use: bool = True) -> Actor:
        """Who a cookie stands for. `in_use` is False for what a page asks by itself: a screen
        that nobody looks at must still sign out."""
        with self._ledger.glance() as (reading, now):
            actor, unseen = sessions.known(reading, token, now)
        if unseen and in_use:
            # Noting it is not worth refusing the page: the next one notes it as well.
            with suppress(Busy), self._ledger.work("public") as work:
                sessions.seen(work, token)
        return actor

    def lapsed(self, token: str) -> Actor | None:
        """Whose session it was that ran out lately, for what they send after it; None where that
        cannot be told."""
        with self._ledger.look("public") as work:
            return sessions.lapsed_staff(work.session, token, work.now)

    def out(self, token: str) -> None:
        with self._ledger.work("public") as work:
            sessions.end(work, token)


def _count_unknown(work: Work, mobile: str) -> None:
    """An unknown number is held back as a known one is, or the difference would tell them apart."""
    who = work.vault.mark(mobile, "sign_in")
    asked = work.session.exec(
        select(func.count()).where(
            col(TrailEntry.action) == UNKNOWN,
            col(TrailEntry.subject) == who,
            col(TrailEntry.at) > work.now - codes.WINDOW,
        )
    ).one()
    if asked >= codes.MOST_CODES:
        raise TooManyTries(int(codes.WINDOW.total_seconds()))
    work.record(UNKNOWN, subject=who)


def _find(work: Work, token: str) -> AccessLink:
    return links.find(work.session, work.vault, token, links.LinkKind.RECORD)
