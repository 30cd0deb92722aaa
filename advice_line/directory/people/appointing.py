"""The door to who is of the service: somebody is added, given roles and lines, and their access
ended or begun again. The setup file and the commands `users` do the same."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from advice_line.directory import lookups, role_changes
from advice_line.directory.people import (
    entries,
    finding,
    leaving,
    origins,
    overseers,
    rights,
    role_form,
)
from advice_line.directory.role_changes import EVERY_LINE
from advice_line.directory.setup.fields import KEY
from advice_line.errors import Conflict, Invalid, NotAllowed, Problem
from advice_line.kinds import Role, StaffRole
from advice_line.ledger import inbox
from advice_line.ledger.work import Ledger, Work
from advice_line.tables.directory import Line, Responder
from advice_line.trust.roles import Action, Actor, require

_YOUR_OWN = "You do not give yourself roles, or end your own access: ask another who may."
_NAMED_ELSEWHERE = (
    "They had a role that you may not give. Whoever holds the settings lets them in again, by the "
    "command users add."
)


@dataclass(frozen=True)
class Place:
    """Where a role holds: on one line, or with `EVERY_LINE` as key on all there are and will be."""

    key: str
    name: str


class AppointingPeople:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def places(self, by: Actor, public_id: str | None = None) -> list[Place]:
        """Where the actor gives roles to somebody, who may be new; nowhere to themselves."""
        require(by, Action.KEEP_PEOPLE)
        with self._ledger.look(by.label) as work:
            if public_id and finding.by_keeper(work, by, public_id).id == by.responder_id:
                return []
            return _places(work.session, by)

    def add(self, by: Actor, form: Mapping[str, str], token: str) -> str:
        """The `public_id` of their page. Raises `errors.Invalid` with all that is wrong."""
        require(by, Action.KEEP_PEOPLE)
        with self._ledger.work(by.label) as work:
            columns = _new(work, by, form)
            if inbox.receive(work, finding.PAGE, token):
                person = work.add(Responder(**columns))
                work.record("user.added", subject=f"responder:{person.key}")
                role_changes.record(work, person.key, None, person)
            key = str(columns["key"])
            made = lookups.responder_by_key(work.session, key)
            return made.public_id if made is not None else ""

    def give(
        self, by: Actor, public_id: str, form: Mapping[str, str], *, seen: str, token: str
    ) -> None:
        """From the next page they ask for on. Raises `errors.Conflict` where their roles were
        changed since the form was made, `errors.NotAllowed` for one's own, `errors.NotFound`."""
        require(by, Action.GIVE_ROLES)
        with self._ledger.work(by.label) as work:
            person = _another(work, by, public_id)
            if not inbox.receive(work, finding.PAGE, token):
                return
            if finding.mark(person) != seen:
                raise Conflict(finding.MOVED)
            places = [each.key for each in _places(work.session, by)]
            columns = role_form.read(form, person.role, places, person)
            before = person.model_copy()
            if columns == {name: getattr(person, name) for name in columns}:
                return
            origins.changed(work, person, ["roles"], by.label)
            work.update(person, **columns)
            role_changes.record(work, person.key, before, person)

    def end(self, by: Actor, public_id: str) -> None:
        """At once; once more changes nothing. Raises `errors.NotAllowed` for one's own,
        `errors.NobodyLeft` for the last who oversees a line, `errors.NotFound`."""
        require(by, Action.KEEP_PEOPLE)
        with self._ledger.work(by.label) as work:
            person = _another(work, by, public_id)
            # Of two who are ended at once the later one counts without the first.
            work.session.exec(select(col(Line.id)).with_for_update()).all()
            everybody, lines = lookups.responders(work.session), lookups.lines(work.session)
            overseers.hold_to_others(person, everybody, lines)
            leaving.end(work, person)

    def again(self, by: Actor, public_id: str) -> None:
        """With the roles they had: so it takes who may give them. Raises as `end` does."""
        require(by, Action.GIVE_ROLES)
        with self._ledger.work(by.label) as work:
            person = _another(work, by, public_id)
            if not rights.lets_in(by, person):
                raise NotAllowed(_NAMED_ELSEWHERE)
            leaving.again(work, person)


def _another(work: Work, by: Actor, public_id: str) -> Responder:
    person = finding.by_keeper(work, by, public_id)
    if person.id == by.responder_id:
        raise NotAllowed(_YOUR_OWN)
    return person


def _places(session: Session, by: Actor) -> list[Place]:
    lines = dict(session.exec(select(Line.key, Line.name).order_by(Line.key)).all())
    names = {EVERY_LINE: "every line", **lines}
    return [Place(key, names[key]) for key in rights.places(by, lines)]


def _new(work: Work, by: Actor, form: Mapping[str, str]) -> dict[str, Any]:
    key, is_ = form.get("key", "").strip(), form.get("is", "")
    problems = [*_key_problems(work, key)]
    if is_ not in set(StaffRole):
        problems.append(Problem("is", "Say what they are."))
    columns: dict[str, Any] = {}
    try:
        columns = entries.read(form, is_ or StaffRole.RADIOLOGIST)
        finding.hold_to_free(work, str(columns["mobile"]), key)
    except Invalid as error:
        problems += error.problems
    places = [each.key for each in _places(work.session, by)]
    roles = role_form.read(form, is_, places, None)
    problems += _of_no_clinician(form, is_, places)
    if problems:
        raise Invalid(problems)
    return {"key": key, "role": is_, **columns, **roles}


def _of_no_clinician(
    form: Mapping[str, str], is_: str, places: Collection[str]
) -> Iterator[Problem]:
    """What was typed of somebody who answers is not dropped in silence."""
    if is_ != StaffRole.STAFF:
        return
    if form.get("body", entries.NONE) not in ("", entries.NONE):
        said = "Staff who do not answer have no registration here: choose what clinician they are."
        yield Problem("body", said)
    if role_form.ticked(form, Role.RESPONDER, places):
        yield Problem("roles", "Whoever answers is a clinician: choose which, or untick responder.")


def _key_problems(work: Work, key: str) -> list[Problem]:
    if not KEY.fullmatch(key):
        said = "Enter a short name of letters, figures, full stops and hyphens, such as amara."
        return [Problem("key", said)]
    other = lookups.responder_by_key(work.session, key)
    return [Problem("key", f'"{key}" is {other.name} already.')] if other is not None else []
