"""The door of the radiology office to the managers of practices: who is one, and the invitation of
the first. From then on a practice invites its people itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from advice_line.desk.practice import inviting, own
from advice_line.directory import lookups
from advice_line.errors import Invalid, Problem
from advice_line.ledger.work import Ledger, Work
from advice_line.rules import practice_form
from advice_line.rules.practice_form import Invited
from advice_line.tables.directory import Organisation
from advice_line.tables.practices import PracticeMember
from advice_line.trust import members
from advice_line.trust.roles import Action, Actor, require

_FIELD = "organisation"
_UNKNOWN = "There is no practice of this name or code in the directory. Choose one of the list."


@dataclass(frozen=True)
class Managed:
    """A practice whose people sign in."""

    key: str
    name: str
    managers: tuple[str, ...]
    people: int
    closed: bool


@dataclass(frozen=True)
class Appointed:
    practices: tuple[Managed, ...]
    names: tuple[str, ...]
    now: datetime


class Appointing:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def look(self, by: Actor) -> Appointed:
        require(by, Action.APPOINT_MANAGER)
        with self._ledger.look(by.label) as work:
            every = lookups.organisations(work.session)
            return Appointed(
                practices=tuple(_managed(work, every)),
                names=tuple(f"{each.name} ({each.key})" for each in every),
                now=work.now,
            )

    def invite(self, by: Actor, form: Mapping[str, str]) -> str:
        """The name of the practice whose manager was invited. Raises `errors.Invalid`,
        `errors.Conflict` for one whose code is closed, `errors.TooManyTries`."""
        require(by, Action.APPOINT_MANAGER)
        with self._ledger.work(by.label) as work:
            practice = _named(work, form.get(_FIELD, ""))
            address = practice_form.address(form)
            inviting.invite(work, practice, Invited(address, True, None), by.label)
            return practice.name


def _managed(work: Work, every: list[Organisation]) -> list[Managed]:
    wanted = select(PracticeMember).where(members.is_one(work.now))
    by_practice: dict[int, list[PracticeMember]] = {}
    for each in work.session.exec(wanted.order_by(col(PracticeMember.id))):
        by_practice.setdefault(each.organisation_id, []).append(each)
    return [
        Managed(
            key=each.key,
            name=each.name,
            managers=tuple(one.name for one in by_practice[each.id or 0] if one.manager),
            people=len(by_practice[each.id or 0]),
            closed=own.is_closed(work, each),
        )
        for each in every
        if each.id in by_practice
    ]


def _named(work: Work, typed: str) -> Organisation:
    wanted = " ".join(typed.split()).casefold()
    for each in lookups.organisations(work.session):
        if wanted in (each.key.casefold(), f"{each.name} ({each.key})".casefold()):
            return each
    raise Invalid([Problem(_FIELD, _UNKNOWN)])
