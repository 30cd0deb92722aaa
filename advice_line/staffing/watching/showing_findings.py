"""Rows of the watch as pages and commands read them, people with their names."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlmodel import col, select

from advice_line.directory import lookups
from advice_line.ledger.work import Work
from advice_line.rota_kinds import FindingKind, Mark
from advice_line.rules import marks
from advice_line.staffing.watching.told_lately import ToldLately
from advice_line.staffing.watching.watched import Named, ReachCheck, Telling, Watched
from advice_line.tables import watch as tables
from advice_line.tables.directory import Line
from advice_line.tables.watch import RotaFinding, RotaTelling
from advice_line.trust.roles import Action, Actor
from rota import columns

Lines = Mapping[int | None, Line]
Names = Mapping[str, str]


def watched(
    work: Work, lines: Lines, rows: Sequence[RotaFinding], actor: Actor
) -> tuple[Watched, ...]:
    """In the order of the rows, for this reader."""
    people = lookups.responders(work.session)
    names = {each.key: each.name for each in people}
    told = _told(work, rows, {each.id: Named(each.key, each.name) for each in people})
    lately = ToldLately(work)
    return tuple(
        _watched(
            row,
            lines[row.line_id],
            names,
            told.get(row.id, ()),
            _tells_at(row, lines[row.line_id], lately),
            may=_may_take(actor, lines[row.line_id]),
        )
        for row in rows
    )


def _may_take(actor: Actor, line: Line) -> bool:
    return all(actor.may(each, line.key) for each in (Action.CHANGE_OWN_DUTY, Action.WRITE_RECORD))


def checks(work: Work, lines: Lines, rows: Iterable[tables.ReachCheck]) -> tuple[ReachCheck, ...]:
    people = {each.id: Named(each.key, each.name) for each in lookups.responders(work.session)}
    return tuple(
        ReachCheck(
            line=lines[row.line_id].key,
            line_name=lines[row.line_id].name,
            time_zone=lines[row.line_id].time_zone,
            person=people[row.person_id],
            starts_at=row.starts_at,
            asked_at=row.asked_at,
            answered_at=row.answered_at,
            told_at=row.told_at,
        )
        for row in rows
    )


def _watched(
    row: RotaFinding,
    line: Line,
    names: Names,
    told: tuple[Telling, ...],
    tells_at: datetime | None,
    *,
    may: bool,
) -> Watched:
    kind = FindingKind(row.kind)
    grave = kind is FindingKind.UNMANNED
    return Watched(
        id=row.public_id,
        line=line.key,
        line_name=line.name,
        time_zone=line.time_zone,
        kind=kind,
        start=row.starts_at,
        end=row.ends_at,
        tier=row.tier,
        people=tuple(Named(key, names.get(key, key)) for key in row.people),
        other_line=row.other_line,
        grave=grave,
        seen_at=row.seen_at,
        told=told,
        tells_at=tells_at,
        may_take=grave and may,
    )


def _tells_at(row: RotaFinding, line: Line, lately: ToldLately) -> datetime | None:
    """When somebody is told next: at the first of its marks at which it is news."""
    kind, zone, at = FindingKind(row.kind), columns.read_zone(line.time_zone), row.due_at
    while at is not None:
        mark = marks.reached(kind, row.starts_at, at, zone)
        if mark is None or not lately.has(row, mark, at):
            return at
        at = marks.next_at(kind, row.starts_at, at, zone)
    return None


def _told(
    work: Work, rows: Sequence[RotaFinding], people: Mapping[int | None, Named]
) -> dict[int | None, tuple[Telling, ...]]:
    ids = [row.id for row in rows]
    tellings = select(RotaTelling).where(col(RotaTelling.finding_id).in_(ids))
    found: dict[int | None, dict[Mark, Telling]] = {}
    for each in work.session.exec(tellings.order_by(col(RotaTelling.id))):
        mark, to = Mark(each.mark), people[each.person_id]
        of = found.setdefault(each.finding_id, {})
        before = of.get(mark)
        of[mark] = Telling(mark, each.told_at, (*before.to, to) if before else (to,))
    return {key: tuple(of.values()) for key, of in found.items()}
