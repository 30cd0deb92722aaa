"""What every door of the rota stands on: its ledger, and who somebody is on the rota."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import date
from zoneinfo import ZoneInfo

from advice_line.directory import lookups, within
from advice_line.errors import Invalid, NotAllowed, NotFound, Problem
from advice_line.ledger.work import Ledger, Work
from advice_line.tables.directory import Line, Responder
from advice_line.trust import granted
from advice_line.trust.roles import Action, Actor
from rota import columns
from rota.changing import date_changes, lock
from rota.checking import need_day
from rota.errors import InvalidValue


class RotaDoor:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger


@contextmanager
def changing(ledger: Ledger, by: Actor) -> Iterator[Work]:
    """A work that may change rotas: nobody else does before it ends. Its instant is that from which
    it holds them; its changes are dated as it ends, for a year's import takes seconds in which
    calls are put through by the rota as it was."""
    with ledger.work(by.label, holding=lock) as work:
        yield work
        date_changes(work.session, ledger.clock.now())


def lines_of(work: Work, by: Actor) -> list[Line]:
    """Those whose rota they may see, in order of key."""
    return within.lines(work.session, by, Action.SEE_ROTA)


def line_of(work: Work, key: str) -> Line:
    """Raises `errors.NotFound`."""
    found = lookups.line_by_key(work.session, key)
    if found is None:
        raise NotFound("There is no such line here.")
    return found


def zone_of(line: Line) -> ZoneInfo:
    return columns.read_zone(line.time_zone)


def first_zone(work: Work) -> ZoneInfo:
    """Of what holds on every line: the clock of the first of them. Raises `errors.NotFound`."""
    lines = lookups.lines(work.session)
    if not lines:
        raise NotFound("No line is set up yet.")
    return zone_of(lines[0])


def person_of(work: Work, by: Actor, key: str | None, line: str | None = None) -> Responder:
    """Whose duty is to be changed (on that line, or on every one): the actor's own where no key is
    given. Raises `errors.NotFound`, and `errors.NotAllowed` for somebody else's where the actor may
    only change their own."""
    own = lookups.responder(work.session, by.responder_id) if by.responder_id else None
    found = own if key is None else lookups.responder_by_key(work.session, key)
    if found is None:
        raise NotFound("Nobody of this name is on the rota.")
    if own is not None and found.id == own.id and by.may(Action.CHANGE_OWN_DUTY):
        return found
    if not _manages(by, found, line):
        raise NotAllowed("Only a rota manager may change somebody else's duty.")
    return found


def _manages(by: Actor, person: Responder, line: str | None) -> bool:
    """Of what holds on every line, whoever manages one on which that person has a role."""
    if line is not None or by.everywhere(Action.CHANGE_ROTA):
        return by.may(Action.CHANGE_ROTA, line)
    theirs = by.on if granted.everywhere(person) else granted.by_line(person)
    return any(by.may(Action.CHANGE_ROTA, each) for each in theirs)


def they_are(by: Actor, person: Responder) -> str:
    """How a sentence to the actor begins that is about this person."""
    return "You are" if person.id == by.responder_id else f"{person.name} is"


def a_day(field: str, day: date) -> None:
    """Raises `errors.Invalid` for a day beyond the years that the calendar serves."""
    try:
        need_day(field, day)
    except InvalidValue as error:
        raise Invalid([Problem(error.field, error.sentence)]) from error


def known_people(work: Work, field: str, keys: Collection[str]) -> None:
    """Raises `errors.Invalid` for a key that is nobody's."""
    known = lookups.responders_by_key(work.session, keys)
    unknown = [key for key in keys if key not in known]
    if unknown:
        said = f'Nobody here has the key "{unknown[0]}". Choose from the list of people.'
        raise Invalid([Problem(field, said)])
