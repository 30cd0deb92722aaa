"""What is wrong with a line's rota over any stretch of time, worked out now; with what the watch
knows of it: since when, and who was told."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from advice_line.directory import lookups
from advice_line.ledger.work import Work
from advice_line.rota_kinds import FindingKind
from advice_line.staffing.watching import showing_findings
from advice_line.staffing.watching.watched import Telling, Watched
from advice_line.tables.directory import Line
from advice_line.tables.watch import RotaFinding
from advice_line.trust.roles import Actor
from rota import gaps, store
from rota.stretches import touch


@dataclass(frozen=True)
class KnownGap:
    """As of `Watched`, people by their keys. `first_seen` is None for what the watch has not seen,
    since it lies further ahead or has come up just now."""

    kind: FindingKind
    start: datetime
    end: datetime
    tier: str | None
    people: tuple[str, ...]
    sources: tuple[str, ...]
    other_line: str | None
    first_seen: datetime | None
    told: tuple[Telling, ...]


def between(
    work: Work, actor: Actor, line: Line, start: datetime, end: datetime
) -> tuple[KnownGap, ...]:
    """In order of their start."""
    watched = _watched(work, actor, line, start, end)
    timetable = store.timetable(work.session, line.key)
    without = lookups.barred(work.session, line.key)
    people = lookups.responders(work.session)
    found = gaps.find(
        timetable,
        start,
        end,
        without=without,
        supervision=lookups.supervision(people, timetable.rota.absences),
        narrow=lookups.narrow(people),
    )
    here = [_with_known(each, watched) for each in found]
    return tuple(sorted([*here, *_of_people(watched)], key=lambda each: each.start))


def _watched(
    work: Work, actor: Actor, line: Line, start: datetime, end: datetime
) -> tuple[Watched, ...]:
    rows = work.session.exec(
        select(RotaFinding)
        .where(
            col(RotaFinding.line_id) == line.id,
            col(RotaFinding.gone_at).is_(None),
            col(RotaFinding.starts_at) < end,
            col(RotaFinding.ends_at) > start,
        )
        .order_by(col(RotaFinding.starts_at), col(RotaFinding.id))
    ).all()
    return showing_findings.watched(work, {line.id: line}, rows, actor)


def _with_known(found: gaps.Finding, watched: Sequence[Watched]) -> KnownGap:
    """One may go on over several of the watch's days."""
    kind, tier = FindingKind(found.kind.value), found.tier.value if found.tier else None
    mine = [
        each
        for each in watched
        if (each.kind, each.tier, _keys(each)) == (kind, tier, found.people)
        and touch((each.start, each.end), (found.start, found.end))
    ]
    return KnownGap(
        kind=kind,
        start=found.start,
        end=found.end,
        tier=tier,
        people=found.people,
        sources=found.sources,
        other_line=None,
        first_seen=min((each.seen_at for each in mine), default=None),
        told=tuple(telling for each in mine for telling in each.told),
    )


def _of_people(watched: Sequence[Watched]) -> Iterator[KnownGap]:
    """What no rota shows by itself."""
    of_the_rota = {each.value for each in gaps.Kind}
    for each in watched:
        if each.kind not in of_the_rota or each.other_line is not None:
            yield KnownGap(
                kind=each.kind,
                start=each.start,
                end=each.end,
                tier=each.tier,
                people=_keys(each),
                sources=(),
                other_line=each.other_line,
                first_seen=each.seen_at,
                told=each.told,
            )


def _keys(watched: Watched) -> tuple[str, ...]:
    return tuple(each.key for each in watched.people)
