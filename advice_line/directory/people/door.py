"""The door to the people of the service: who they are, by what they are registered, and whether
what they are reached by reaches them. `appointing` gives them roles."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from advice_line.directory import lookups
from advice_line.directory.kept import history
from advice_line.directory.kept.history import Happened
from advice_line.directory.people import (
    changed_contacts,
    contacts,
    entries,
    finding,
    origins,
    rights,
    role_form,
)
from advice_line.directory_kinds import ContactWay
from advice_line.errors import Conflict, Invalid, NotFound, Problem
from advice_line.ledger import inbox
from advice_line.ledger.work import Ledger, Work
from advice_line.rules import registered
from advice_line.rules.registered import Held
from advice_line.tables.directory import Responder
from advice_line.trust import codes
from advice_line.trust.roles import Action, Actor, require

_NOT_YOURS = (
    "By this signs in somebody whose roles you do not give. Whoever does, or the setup file, "
    "changes it."
)


@dataclass(frozen=True)
class PersonShown:
    """`verified` holds when each contact point was shown to reach them, None where nothing has."""

    person: Responder
    held: Held
    verified: Mapping[ContactWay, datetime | None]
    typed: dict[str, str]
    seen: str
    history: tuple[Happened, ...]
    now: datetime


class KeepingPeople:
    def __init__(self, ledger: Ledger, *, texts: bool) -> None:
        """`texts` says whether any can be sent."""
        self._ledger = ledger
        self._texts = texts

    def every(self, by: Actor) -> list[PersonShown]:
        """By name, those whom the actor keeps; who ended is the last."""
        require(by, Action.KEEP_PEOPLE)
        with self._ledger.look(by.label) as work:
            people = [each for each in lookups.responders(work.session) if rights.keeps(by, each)]
            people.sort(key=lambda each: (each.ended_at is not None, each.name.lower()))
            return [_shown(work, each, past=False) for each in people]

    def shown(self, by: Actor, public_id: str) -> PersonShown:
        """Whoever keeps the people sees any, everybody themselves. Raises `errors.NotFound`."""
        with self._ledger.look(by.label) as work:
            person = finding.by_keeper_or_self(work, by, public_id)
            made = _shown(work, person, past=True)
            work.let_go()
            return made

    def own(self, by: Actor) -> str:
        """The `public_id` of the actor's own page."""
        require(by, Action.SHOW_OWN_REACH)
        with self._ledger.look(by.label) as work:
            return work.session.get_one(Responder, by.responder_id).public_id

    def save(
        self, by: Actor, public_id: str, form: Mapping[str, str], *, seen: str, token: str
    ) -> None:
        """Raises `errors.Invalid` with all that is wrong, `errors.Conflict` where it was changed
        since the form was made, `errors.NotFound`."""
        require(by, Action.KEEP_PEOPLE)
        with self._ledger.work(by.label) as work:
            person = finding.by_keeper(work, by, public_id)
            typed = entries.read(form, person.role)
            finding.hold_to_free(work, typed["mobile"], person.key)
            columns = changed_contacts.as_entered(person, typed, texts=self._texts)
            if not inbox.receive(work, finding.PAGE, token):
                return
            if finding.mark(person) != seen:
                raise Conflict(finding.MOVED)
            changed = {
                name: value for name, value in columns.items() if getattr(person, name) != value
            }
            parts = entries.parts(changed)
            if not parts:
                return
            _hold_to_their_own(by, person, parts)
            origins.changed(work, person, parts, by.label)
            before = person.model_copy()
            work.update(person, **changed)
            changed_contacts.entered(work, person, before, texts=self._texts)
            work.record("person.changed", subject=f"responder:{person.key}", parts=parts)

    def send_code(self, by: Actor, public_id: str, way: str, browser: str) -> None:
        """To the contact point as it stands. Raises `errors.TooManyTries`, `errors.Invalid`."""
        with self._ledger.work(by.label) as work:
            person = finding.by_keeper_or_self(work, by, public_id)
            contacts.send_code(work, person, _way(way), browser)

    def use_code(self, by: Actor, public_id: str, way: str, browser: str, typed: str) -> None:
        """Raises `errors.Invalid` for a wrong code, `errors.Expired`, `errors.TooManyTries`."""
        with self._ledger.work(by.label) as work:
            person = finding.by_keeper_or_self(work, by, public_id)
            right = contacts.use_code(
                work, person, _way(way), browser, typed, themselves=person.id == by.responder_id
            )
        if not right:
            raise codes.wrong()


def _hold_to_their_own(by: Actor, person: Responder, parts: Iterable[str]) -> None:
    """Whoever has their telephone is them (H15). Raises `errors.Invalid`."""
    ways = [each for each in ContactWay if each in parts]
    if ways and person.id != by.responder_id and not rights.names(by, person):
        raise Invalid([Problem(each, f"{each.capitalize()}: {_NOT_YOURS}") for each in ways])


def _way(text: str) -> ContactWay:
    if text not in set(ContactWay):
        raise NotFound
    return ContactWay(text)


def _shown(work: Work, person: Responder, *, past: bool) -> PersonShown:
    return PersonShown(
        person=person,
        held=held(person, work.now.date()),
        verified={way: contacts.verified_at(work.session, person, way) for way in ContactWay},
        typed=entries.shown(person) | role_form.shown(person),
        seen=finding.mark(person),
        history=history.of(work.session, [f"responder:{person.key}"]) if past else (),
        now=work.now,
    )


def held(person: Responder, today: date) -> Held:
    return registered.held(person.registration_body, person.registration_expires, today)
