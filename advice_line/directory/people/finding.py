"""Somebody of the service by the id in their page's address, for those who may see them."""

import hashlib
import json

from sqlmodel import col, select

from advice_line.directory.people import entries, numbers_taken, rights, role_form
from advice_line.errors import Invalid, NotAllowed, NotFound, Problem
from advice_line.ledger.work import Work
from advice_line.tables.directory import Responder
from advice_line.trust.roles import Action, Actor

PAGE = "page"
MOVED = "Somebody changed this meanwhile. What you typed is below: look at what stands, then save."


def by_keeper(work: Work, by: Actor, public_id: str) -> Responder:
    """Raises `errors.NotFound` for nobody, and for whoever has a role where the actor keeps
    nobody."""
    person = _found(work, public_id)
    if person is None or not rights.keeps(by, person):
        raise NotFound
    return person


def by_keeper_or_self(work: Work, by: Actor, public_id: str) -> Responder:
    """Raises `errors.NotAllowed` for a colleague of who may see themselves alone,
    `errors.NotFound`."""
    person = _found(work, public_id)
    if person is not None and person.id == by.responder_id:
        return person
    if not by.may(Action.KEEP_PEOPLE):
        raise NotAllowed
    if person is None or not rights.keeps(by, person):
        raise NotFound
    return person


def mark(person: Responder) -> str:
    """By which a form knows that nobody changed anything since it was made."""
    whole = json.dumps(entries.shown(person) | role_form.shown(person), sort_keys=True)
    return hashlib.sha256(whole.encode()).hexdigest()[:24]


def hold_to_free(work: Work, mobile: str, key: str) -> None:
    """Whose mobile it is says who signs in by it. Raises `errors.Invalid`."""
    other = numbers_taken.by_another(work, mobile, key)
    if other is not None:
        raise Invalid([Problem("mobile", f"Mobile: this is {other}'s.")])


def _found(work: Work, public_id: str) -> Responder | None:
    statement = select(Responder).where(col(Responder.public_id) == public_id)
    return work.session.exec(statement).first()
