"""One change of the rota, and everything that is done around it whatever it changes: what is
against it is judged, it is written down, who is concerned is told.

All of it is one transaction: a change that needs a reason and has none leaves nothing behind.
"""

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from advice_line.directory import lookups
from advice_line.errors import Invalid, Problem
from advice_line.ledger import inbox
from advice_line.ledger.work import Ledger, Work
from advice_line.rules.eligibility import Breach
from advice_line.staffing.changes import away_again, concerned, eligibility, swap_lapsing
from advice_line.staffing.changes.eligibility import Named
from advice_line.staffing.rota_door import changing
from advice_line.trust.roles import Action, Actor
from rota import comparing, store
from rota.changing import Changing, is_locked
from rota.duty import Timetable
from rota.errors import InvalidValue, RotaError
from rota.facts import Fact
from rota.stretches import Stretch

PAGE = "page"
Notes = tuple[str, ...]
_NOTHING = "Nothing was changed: it stood like that already."


@dataclass(frozen=True)
class Done:
    """`notes` are sentences for the person: where the clock decided what a time means, and what
    was against it and is done all the same. `key` names what was made (an absence, a cover, a
    closure, a take-over, a request), None where nothing was."""

    notes: tuple[str, ...] = ()
    key: str | None = None


@dataclass(frozen=True)
class Act:
    """What is done, as the trail names it; with whose agreement, and why. `judged` says whether
    those who gain duty by it must be eligible; `named` are put on duty by name, and `shown` are the
    breaches that the reason is given for (None: for whatever there is). `by` is who asked for it,
    where that is not who does it. Who does it sees it on the page; `tell_actor` tells them
    as well."""

    name: str
    reason: str | None = None
    agreed_by: str | None = None
    by: str | None = None
    judged: bool = False
    named: tuple[Named, ...] = ()
    shown: Collection[str] | None = None
    tell_actor: bool = False


@dataclass(frozen=True)
class Step:
    """From the rotas of all lines before a change to those after it, by the keys of the lines; a
    line that was not there before had nobody on it."""

    change_id: int
    facts: tuple[Fact, ...]
    before: Mapping[str, Timetable]
    after: Mapping[str, Timetable]
    now: datetime

    @property
    def reach(self) -> Stretch:
        return comparing.reach((each.value for each in self.facts), self.now)


def amend(work: Work, actor: Actor, act: Act, make: Callable[[Changing], object]) -> Notes:
    """Make the change, with all that follows. Returns what the person should know; raises
    `errors.ReasonNeeded`."""
    change = begun(work, act)
    before = every_rota(work)
    make(change)
    if change.id is None:
        return (_NOTHING,)
    away_again.close_up(work, change, before, every_rota(work))
    step = stepped(work, change.id, before)
    against = _against(work, act, step)
    record(work, act, step, against)
    tell(work, actor, act, step)
    return tuple(each.sentence for each in against)


def _against(work: Work, act: Act, step: Step) -> tuple[Breach, ...]:
    rotas = step.before, step.after, step.reach
    if not act.judged:
        return eligibility.left(work, *rotas)
    return eligibility.hold_to(work, *rotas, named=act.named, reason=act.reason, shown=act.shown)


def begun(work: Work, act: Act) -> Changing:
    """The rotas are held since before the instant of the work was taken: what differs afterwards
    is this change and no other, and nothing that was known meanwhile is changed by it."""
    assert is_locked(work.session), "the work was not opened by rota_door.changing"
    return Changing(
        work.session,
        at=work.now,
        by=act.by or work.by,
        act=act.name,
        agreed_by=act.agreed_by,
        reason=act.reason,
    )


def stepped(work: Work, change_id: int, before: Mapping[str, Timetable]) -> Step:
    """What the change of this id made of the rotas that were there before it."""
    after = every_rota(work)
    facts = tuple(store.changed_in(work.session, change_id))
    known = {
        key: before.get(key) or Timetable(comparing.unfilled(each.rota))
        for key, each in after.items()
    }
    return Step(change_id, facts, known, after, work.now)


def record(work: Work, act: Act, step: Step, against: Sequence[Breach]) -> None:
    work.record(
        f"rota.{act.name}",
        subject=f"rota_change:{step.change_id}",
        lines=[key for key in step.after if step.after[key] is not step.before[key]],
        reason_given=bool(act.reason),
        against=[f"{each.rule}:{each.person}" for each in against],
    )


def tell(work: Work, actor: Actor, act: Act, step: Step) -> None:
    """Those concerned; and agreed swaps and requests whose duty is there no more end."""
    doer = None if act.tell_actor else actor.responder_id
    manages = actor.may(Action.CHANGE_ROTA)
    event = concerned.Event(
        step.change_id, step.facts, step.before, step.after, doer, by_manager=manages
    )
    concerned.tell(work, event)
    swap_lapsing.look(work, step.after)


def every_rota(work: Work) -> dict[str, Timetable]:
    """Of every line as it is now, by its key."""
    lines = lookups.lines(work.session)
    return {each.key: store.timetable(work.session, each.key) for each in lines}


def once(ledger: Ledger, actor: Actor, form_key: str | None, step: Callable[[Work], Done]) -> Done:
    """Take the step in one transaction; the same form is done once, and answered alike. Raises
    `errors.Invalid` for what the rota cannot hold."""
    try:
        with changing(ledger, actor) as work:
            if form_key is None:
                return step(work)
            if not inbox.receive(work, PAGE, form_key):
                return _read(inbox.answer_of(work, PAGE, form_key))
            done = step(work)
            inbox.keep(work, PAGE, form_key, json.dumps(asdict(done)))
            return done
    except InvalidValue as error:
        raise Invalid([Problem(error.field, error.sentence)]) from error
    except RotaError as error:
        raise Invalid([Problem("line", error.sentence)]) from error


def _read(answer: str | None) -> Done:
    kept = json.loads(answer or "{}")
    return Done(tuple(kept.get("notes", ())), kept.get("key"))
