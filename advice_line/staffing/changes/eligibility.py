"""Who would come to a duty by a change of the rota, and what is against it: the rules of
`rules/eligibility.py`, asked of the rotas before and after."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import chain

from advice_line.directory import lookups
from advice_line.errors import ReasonNeeded
from advice_line.ledger.work import Work
from advice_line.rules import eligibility as rules
from advice_line.rules.eligibility import Breach, Candidate, WorkingTime
from advice_line.staffing.changes import alongside, judged_ahead, left_behind
from advice_line.tables.directory import Line, Responder
from rota import comparing
from rota.comparing import Moved
from rota.duty import Timetable
from rota.stretches import Stretch, common, touching
from rota.values import Tier

# Rest is looked for on both sides of a shift.
_AROUND = timedelta(days=3)

Rotas = Mapping[str, Timetable]


@dataclass(frozen=True)
class Named:
    """Somebody whom the change puts on duty for a stretch by name, whether or not an absence of
    theirs stands in the way. They are there all the same, or, where they are `still_away` after the
    change, their place stays empty."""

    person: str
    start: datetime
    end: datetime
    still_away: bool = False


def hold_to(
    work: Work,
    before: Rotas,
    after: Rotas,
    reach: Stretch,
    *,
    named: Iterable[Named] = (),
    reason: str | None,
    shown: Collection[str] | None = None,
) -> tuple[Breach, ...]:
    """What is against the change and stands all the same. Raises `errors.ReasonNeeded` where
    something needs a reason and none is given, or where something that is against it was not
    `shown` to who gave it; None where they can be shown nothing before, as by text."""
    found = breaches(work, before, after, reach, named=named)
    needing = [each.sentence for each in found if not each.warning]
    given = bool((reason or "").strip())
    unseen = shown is not None and not set(needing) <= set(shown)
    if needing and (unseen or not given):
        raise ReasonNeeded(needing, given=given)
    return found


def breaches(
    work: Work, before: Rotas, after: Rotas, reach: Stretch, *, named: Iterable[Named] = ()
) -> tuple[Breach, ...]:
    """Of everybody who gains duty within `reach`, in short: each rule once for each person."""
    judged = _Judged(work, before, after, reach)
    found = [*judged.away(named)]
    for person in judged.gainers():
        found += judged.of(person)
    found += judged.left()
    found += judged.cut_short()
    return rules.in_short(found)


def left(work: Work, before: Rotas, after: Rotas, reach: Stretch) -> tuple[Breach, ...]:
    """What a change of which nobody is judged leaves behind it, in short."""
    people = {each.key: each for each in lookups.responders(work.session)}
    return rules.in_short([*left_behind.by(before, after, reach, people, {})])


class _Judged:
    def __init__(self, work: Work, before: Rotas, after: Rotas, reach: Stretch) -> None:
        self._before, self._after = before, after
        self._lines = {each.key: each for each in lookups.lines(work.session)}
        self._people = {each.key: each for each in lookups.responders(work.session)}
        self._reach = reach
        every = {line: _gained(before[line], each, reach) for line, each in after.items()}
        first = min((each.start for each in chain(*every.values())), default=reach[0])
        self._judged = judged_ahead.window(before, after, reach, first)
        self._gained: dict[str, dict[str, list[Moved]]] = {}
        for line, moved in every.items():
            for each in moved:
                if each.start < self._judged[1]:
                    by_line = self._gained.setdefault(each.person_ref, {})
                    cut = replace(each, end=min(each.end, self._judged[1]))
                    by_line.setdefault(line, []).append(cut)

    def left(self) -> Iterator[Breach]:
        """But for what is said already of who gains duty: that they alone answer some things."""
        said: dict[str, list[Stretch]] = {}
        for person, by_line in self._gained.items():
            for line, moved in by_line.items() if self._scope(person) else ():
                said.setdefault(line, []).extend((each.start, each.end) for each in moved)
        yield from left_behind.by(self._before, self._after, self._reach, self._people, said)

    def cut_short(self) -> Iterator[Breach]:
        if self._gained:
            yield from judged_ahead.cut_short(self._before, self._after, self._reach, self._judged)

    def gainers(self) -> list[str]:
        return [each for each in self._gained if each in self._people]

    def away(self, named: Iterable[Named]) -> Iterator[Breach]:
        zone = _zone(self._before)
        for each in named:
            if each.person in self._people:
                rotas = self._after if each.still_away else self._before
                taken = _away(rotas, each.person)
                yield from rules.away(
                    self._candidate(each.person, next(iter(self._after))),
                    taken,
                    (each.start, each.end),
                    zone,
                )

    def of(self, person: str) -> Iterator[Breach]:
        for line, moved in self._gained[person].items():
            yield from self._on_line(self._candidate(person, line), line, moved)

    def _on_line(self, who: Candidate, line: str, moved: Sequence[Moved]) -> Iterator[Breach]:
        yield from rules.role(who)
        zone = self._after[line].rota.calendar.time_zone
        gained = [(each.start, each.end) for each in moved]
        yield from rules.registration(who, gained, zone)
        yield from rules.other_line(who, gained, self._elsewhere(who.key, line, gained), zone)
        names = {key: each.name for key, each in self._lines.items()}
        at_once = alongside.of(self._after, names, line, moved)
        yield from rules.alongside(who, at_once, zone)
        yield from rules.scope(who, self._alone(line, gained), zone)
        window = gained[0][0] - _AROUND, gained[-1][1] + _AROUND
        had = _duty(self._before, who.key, window)
        has = _duty(self._after, who.key, window)
        yield from rules.working_time(who, had, has, self._limits(line), zone)

    def _elsewhere(
        self, person: str, line: str, gained: Sequence[Stretch]
    ) -> dict[str, list[Stretch]]:
        found = {}
        for other, timetable in self._after.items():
            if other != line:
                spans = timetable.timeline(gained[0][0], gained[-1][1])
                found[self._lines[other].name] = [
                    (span.start, span.end)
                    for span in spans
                    if any(
                        duty.person_ref == person and duty.tier is Tier.FIRST
                        for duty in span.duties
                    )
                ]
        return found

    def _alone(self, line: str, gained: Sequence[Stretch]) -> list[Stretch]:
        """When the line is open and each of those on duty answers some things only."""
        spans = self._after[line].timeline(gained[0][0], gained[-1][1])
        narrow = [
            (span.start, span.end)
            for span in spans
            if span.open and all(self._scope(duty.person_ref) for duty in span.duties)
        ]
        return _within(narrow, gained)

    def _scope(self, person: str) -> list[str]:
        found = self._people.get(person)
        return found.scope if found is not None else []

    def _limits(self, line: str) -> WorkingTime:
        return limits_of(self._lines[line])

    def _candidate(self, person: str, line: str) -> Candidate:
        return candidate(self._people[person], line)


def _gained(before: Timetable, after: Timetable, reach: Stretch) -> list[Moved]:
    return [each for each in comparing.compare(before, after, *reach) if each.gained]


def candidate(person: Responder, line: str) -> Candidate:
    """For duty on the line of this key."""
    return Candidate(
        key=person.key,
        name=person.name,
        may_be_rung=lookups.may_be_rung(person, line),
        scope=tuple(person.scope),
        registered_until=person.registration_expires,
    )


def limits_of(line: Line) -> WorkingTime:
    return rules.read_working_time(line.working_time)


def _away(rotas: Rotas, person: str) -> list[Stretch]:
    """Absences hold on every line."""
    absences = {each.key: each for one in rotas.values() for each in one.rota.absences}
    return [(each.start, each.end) for each in absences.values() if each.person_ref == person]


def _duty(rotas: Rotas, person: str, window: Stretch) -> list[Stretch]:
    """On every line."""
    return comparing.joined(
        piece
        for timetable in rotas.values()
        for piece in comparing.stretches(timetable, person, *window)
    )


def _within(pieces: Iterable[Stretch], limits: Sequence[Stretch]) -> list[Stretch]:
    ordered = comparing.joined(limits)
    return comparing.joined(
        common(piece, limit) for piece in pieces for limit in touching(ordered, piece)
    )


def _zone(rotas: Rotas) -> str:
    return next(iter(rotas.values())).rota.calendar.time_zone
