"""The door through which a setup file becomes rows: all of it in one transaction, or nothing.

What it does to the rota is one change like any other: judged, kept with its reason, and told.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.exc import IntegrityError

from advice_line.directory import lookups, opening_ahead, shortfalls
from advice_line.directory.opening_ahead import OpeningDay
from advice_line.directory.setup import known as setup_known
from advice_line.directory.setup import notes as setup_notes
from advice_line.directory.setup import reading as setup_reading
from advice_line.directory.setup import soundness as setup_soundness
from advice_line.directory.setup import writing as setup_writing
from advice_line.directory.setup.changes import Change
from advice_line.directory.setup.file import SetupFile
from advice_line.directory.setup.since import SETUP
from advice_line.directory.shortfall_kinds import Shortfall
from advice_line.errors import Conflict, Problem, ReasonNeeded
from advice_line.ledger.work import Ledger, Work
from advice_line.rules.eligibility import Breach, Rule
from advice_line.staffing.changes import amending, away_again, eligibility
from advice_line.staffing.changes.amending import Act, Step
from advice_line.staffing.changes.eligibility import Named
from advice_line.staffing.rota_door import changing
from advice_line.trust.roles import Action, Actor, require
from rota.changing import lock
from rota.values import Cover, Pattern


@dataclass(frozen=True)
class Against:
    """What is against the duty that the file gives to somebody; `person` is a key."""

    rule: Rule
    person: str
    sentence: str
    warning: bool
    needs_reason: bool


@dataclass(frozen=True)
class Outcome:
    """What was done, what of the file had to be decided for it, what is against it and what is
    missing all the same, and each line's opening in the next fortnight."""

    changes: tuple[Change, ...]
    notes: tuple[Problem, ...]
    against: tuple[Against, ...]
    shortfalls: tuple[Shortfall, ...]
    opening: tuple[OpeningDay, ...]


def set_up(ledger: Ledger, text: str, *, by: Actor, reason: str | None = None) -> Outcome:
    """Adds or updates by `key`; removes nothing. Those whose duty it changes are told, unless the
    site had no line before.

    Raises `errors.SetupInvalid` with every problem of the file, `errors.ReasonNeeded` where the
    site had a line before and something is against the new duty, `errors.Conflict` when another
    setup ran at the same moment; nothing is changed then.
    """
    require(by, Action.SET_UP)
    try:
        with changing(ledger, by) as work:
            site = _Site(work, by, (reason or "").strip() or None)
            outcome = site.apply(text)
            if not site.reason and any(each.needs_reason for each in outcome.against):
                raise ReasonNeeded([each.sentence for each in outcome.against if each.needs_reason])
            return outcome
    except IntegrityError as error:
        raise Conflict("Another setup ran at the same moment. Run this one again.") from error


def examine(ledger: Ledger, text: str, *, by: Actor) -> Outcome:
    """What `set_up` would do, found by doing it in a transaction that is not kept. Raises
    `errors.SetupInvalid`."""
    require(by, Action.SET_UP)
    with ledger.trial(by.label) as work:
        lock(work.session)
        return _Site(work, by, None).apply(text)


class _Site:
    """In an empty site nobody has a duty yet that could change: what is against the first file is
    shown, and nobody is told what everybody has just agreed on."""

    def __init__(self, work: Work, by: Actor, reason: str | None) -> None:
        self._work, self._by = work, by
        self._empty = not lookups.lines(work.session)
        self.reason = reason

    def apply(self, text: str) -> Outcome:
        work = self._work
        reading = setup_reading.read(text)
        known = setup_known.load(work.session, reading, work.now.date())
        changes, against = self._write(setup_soundness.hold_to(reading, known))
        zones = {line.key: line.time_zone for line in lookups.lines(work.session)}
        return Outcome(
            changes=tuple(changes),
            notes=tuple(setup_notes.notes(reading, zones)),
            against=tuple(self._shown(each) for each in against),
            shortfalls=tuple(shortfalls.ahead(work.session, work.now)),
            opening=tuple(opening_ahead.days(work)),
        )

    def _write(self, file: SetupFile) -> tuple[list[Change], Sequence[Breach]]:
        work, act = self._work, Act(SETUP, reason=self.reason)
        change = amending.begun(work, act)
        before = amending.every_rota(work)
        changes = setup_writing.write(work, change, file)
        if change.id is None:
            return changes, ()
        away_again.close_up(work, change, before, amending.every_rota(work))
        step = amending.stepped(work, change.id, before)
        against = _against(work, step)
        amending.record(work, act, step, against)
        if not self._empty:
            amending.tell(work, self._by, act, step)
        return changes, against

    def _shown(self, breach: Breach) -> Against:
        needs_reason = not (self._empty or breach.warning)
        return Against(breach.rule, breach.person, breach.sentence, breach.warning, needs_reason)


def _against(work: Work, step: Step) -> Sequence[Breach]:
    """As on pages, only what puts people on duty is judged: neither hours nor absences are."""
    made = [each.value for each in step.facts if each.made.id == step.change_id]
    if not any(isinstance(each, Pattern | Cover) for each in made):
        return ()
    # Who is away by this file or by what is stored stays away, and the cover's place empty.
    named = [
        Named(person, each.start, each.end, still_away=True)
        for each in made
        if isinstance(each, Cover) and each.end > step.now
        for person in each.who
    ]
    return eligibility.breaches(work, step.before, step.after, step.reach, named=named)
