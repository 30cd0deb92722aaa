"""A gap is taken: whoever takes it is on tier 1 for what is left of it, at once. Of two who take it
the first has it, and nobody is thrown out who was put on since the watch looked."""

from collections.abc import Collection

from sqlmodel import col, select

from advice_line.directory import lookups
from advice_line.errors import AlreadyTaken, NotAllowed, NotFound
from advice_line.ledger.work import Work
from advice_line.rota_kinds import FindingKind, Mark
from advice_line.staffing.changes import places
from advice_line.staffing.changes.amending import Act, amend
from advice_line.staffing.changes.eligibility import Named
from advice_line.staffing.watching import short_notice
from advice_line.tables.columns import opaque
from advice_line.tables.directory import Line, Responder
from advice_line.tables.watch import RotaFinding, RotaTelling
from advice_line.trust.roles import Action, Actor
from rota import store
from rota.changing import Changing
from rota.stretches import Stretch
from rota.values import TakeOver, Tier

# What the rota's history says of it where no other reason is given.
LAST_HOUR = "Nobody else was on."
_NO_GAP = "Somebody is on already, or the time is over."


def by_id(work: Work, public_id: str) -> RotaFinding:
    """Raises `errors.NotFound` for what is no gap."""
    statement = select(RotaFinding).where(
        col(RotaFinding.public_id) == public_id, col(RotaFinding.kind) == FindingKind.UNMANNED
    )
    found = work.session.exec(statement).first()
    if found is None:
        raise NotFound
    return found


def told(work: Work, person: int, bundle: int | None = None) -> list[RotaFinding]:
    """The gaps of the last hour that this person was told of, by this notice where one is named,
    and that nobody has taken; in order of time."""
    statement = (
        select(RotaFinding)
        .join(RotaTelling, col(RotaTelling.finding_id) == col(RotaFinding.id))
        .where(
            col(RotaTelling.person_id) == person,
            col(RotaTelling.mark) == Mark.HOUR,
            col(RotaFinding.kind) == FindingKind.UNMANNED,
            col(RotaFinding.gone_at).is_(None),
            col(RotaFinding.ends_at) > work.now,
        )
        .order_by(col(RotaFinding.starts_at), col(RotaFinding.id))
    )
    if bundle is not None:
        statement = statement.where(col(RotaTelling.bundle_id) == bundle)
    return list(work.session.exec(statement))


def is_one_still(work: Work, gap: RotaFinding) -> bool:
    """By the rota as it is now: the watch may not have looked since it was filled."""
    line = work.session.get_one(Line, gap.line_id).key
    return bool(places.empty(work, line, max(gap.starts_at, work.now), gap.ends_at))


def take(
    work: Work,
    actor: Actor,
    person: Responder,
    gap: RotaFinding,
    reason: str | None,
    shown: Collection[str] | None = None,
) -> tuple[list[TakeOver], tuple[str, ...]]:
    """The take-over of each stretch that is left, and what is against it and is done all the same.
    Raises `errors.NotAllowed`, `errors.AlreadyTaken`, `errors.Conflict`, `errors.ReasonNeeded`."""
    line = work.session.get_one(Line, gap.line_id).key
    if not actor.may(Action.SEE_ROTA, line):
        raise NotFound("There is no such gap.")
    if not (actor.may(Action.TAKE_GAP, line) and lookups.may_be_rung(person, line)):
        raise NotAllowed("Only who writes advice down may go on the line.")
    left = _left(work, gap, line)
    _claim(work, person, gap)
    taken = [TakeOver(opaque(8), Tier.FIRST, person.key, start, end) for start, end in left]
    named = tuple(Named(person.key, start, end) for start, end in left)
    act = Act("gap.taken", reason=reason, judged=True, named=named, shown=shown)
    notes = amend(work, actor, act, lambda change: _put(change, line, taken))
    short_notice.close(work, gap)
    work.record("gap.taken", subject=f"finding:{gap.public_id}", person=person.key)
    return taken, notes


def _put(change: Changing, line: str, taken: list[TakeOver]) -> None:
    for each in taken:
        change.put(line, each)


def _left(work: Work, gap: RotaFinding, line: str) -> list[Stretch]:
    """What of the gap is one by the rota as it is now; of a gap that is over, all, for the claim to
    refuse. Raises `errors.Conflict` where nothing is left."""
    start = max(gap.starts_at, work.now)
    if gap.gone_at is not None or start >= gap.ends_at:
        return [(gap.starts_at, gap.ends_at)]
    left = places.empty(work, line, start, gap.ends_at)
    if not left:
        timetable = store.timetable(work.session, line)
        names = places.holders(work, timetable, Tier.FIRST, start, gap.ends_at)
        raise places.had_by(names, _NO_GAP)
    return left


def _claim(work: Work, person: Responder, gap: RotaFinding) -> None:
    there = col(RotaFinding.gone_at).is_(None), col(RotaFinding.ends_at) > work.now
    if work.update(gap, *there, gone_at=work.now, due_at=None, taken_by_id=person.id):
        return
    work.session.refresh(gap)
    if gap.taken_by_id is None:
        raise places.had_by([], _NO_GAP)
    raise AlreadyTaken(work.session.get_one(Responder, gap.taken_by_id).name)
