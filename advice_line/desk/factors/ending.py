"""Anybody's sessions are ended by who leads the service or keeps its information: a telephone was
lost, or somebody has left. What they sign in by may be forgotten too, so that they start again."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import col, delete, select

from advice_line.desk.factors.keeping import forget_authenticator
from advice_line.directory import lookups
from advice_line.directory.people import changed_contacts, rights
from advice_line.directory_kinds import ContactWay
from advice_line.errors import NotFound
from advice_line.ledger.work import Ledger, Work
from advice_line.rules import phone_numbers
from advice_line.tables.directory import Responder
from advice_line.tables.factors import Authenticator, Passkey
from advice_line.trust import sessions, sign_in_changes
from advice_line.trust.roles import Action, Actor, require


@dataclass(frozen=True)
class SignsIn:
    """Somebody of the service: how many sessions of theirs are open, and what they can show.
    `unconfirmed` is the mobile of who does not come in by it, in groups of figures."""

    key: str
    name: str
    ended: bool
    open: int
    passkeys: int
    authenticator: bool
    unconfirmed: str | None


class EndingSignIns:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def look(self, by: Actor) -> Sequence[SignsIn]:
        """Of those whose roles are all on lines of theirs."""
        require(by, Action.END_SIGN_INS)
        with self._ledger.look(by.label) as work:
            passkeys = Counter(work.session.exec(select(Passkey.responder_id)))
            counting = col(Authenticator.confirmed_at).is_not(None)
            apps = set(work.session.exec(select(Authenticator.responder_id).where(counting)))
            return [
                SignsIn(
                    key=each.key,
                    name=each.name,
                    ended=each.ended_at is not None,
                    open=len(sessions.of_person(work.session, each.id or 0, work.now)),
                    passkeys=passkeys[each.id or 0],
                    authenticator=each.id in apps,
                    unconfirmed=phone_numbers.in_groups(each.mobile)
                    if ContactWay.MOBILE in each.unconfirmed
                    else None,
                )
                for each in lookups.responders(work.session)
                if rights.keeps(by, each, Action.END_SIGN_INS)
            ]

    def end(self, by: Actor, key: str) -> None:
        """Raises `errors.NotFound` for nobody's key, and for whoever has a role on a line besides
        theirs: what one signs in by is the same on each (H15)."""
        require(by, Action.END_SIGN_INS)
        with self._ledger.work(by.label) as work:
            _end(work, _person(work, by, key))

    def start_again(self, by: Actor, key: str) -> None:
        """Their passkeys, authenticator and recovery codes go too: at the next sign-in they add a
        new one, after a text to the mobile that stands here, whoever entered it. Raises as `end`
        does."""
        require(by, Action.END_SIGN_INS)
        with self._ledger.work(by.label) as work:
            person = _person(work, by, key)
            _end(work, person)
            changed_contacts.confirm(work, person, *ContactWay)
            gone = work.run(delete(Passkey).where(col(Passkey.responder_id) == person.id))
            forget_authenticator(work, person.id or 0)
            sign_in_changes.note(work, "sign_in.forgotten", person.id, passkeys=gone)


def _end(work: Work, person: Responder) -> None:
    ended = sessions.end_all(work, person.id or 0)
    work.record("sessions.ended", responder=person.id, sessions=ended)


def _person(work: Work, by: Actor, key: str) -> Responder:
    person = lookups.responder_by_key(work.session, key)
    if person is None or not rights.keeps(by, person, Action.END_SIGN_INS):
        raise NotFound
    return person
