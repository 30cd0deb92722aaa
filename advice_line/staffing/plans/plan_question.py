"""What is asked of a plan: a period's open sessions, who might take them, and what is against it by
the rules of `rules/eligibility.py`."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from advice_line.directory import lookups
from advice_line.ledger.work import Work
from advice_line.rules import eligibility as rules
from advice_line.rules.eligibility import Breach, Candidate
from advice_line.rules.notices import stretch as stretch_said
from advice_line.staffing.changes.amending import every_rota
from advice_line.staffing.changes.eligibility import candidate, limits_of
from advice_line.tables.directory import Line, Responder
from rota import columns, comparing, shifts, walltime
from rota.duty import Timetable
from rota.plans import open_sessions
from rota.plans.fairness import Unsocial
from rota.plans.open_sessions import OpenSession
from rota.plans.planning import Limits, Person, Question
from rota.stretches import Stretch, touch
from rota.values import Tier

_DAY = timedelta(days=1)
# Rest is looked for on both sides of a session.
_AROUND = timedelta(days=3)


def period_of(line: Line, first_day: date, last_day: date) -> Stretch:
    """From the first midnight to the one that ends the last day, by the line's clock."""
    zone = columns.read_zone(line.time_zone)
    return walltime.day_start(first_day, zone), walltime.day_start(last_day + _DAY, zone)


def open_in(
    work: Work, line: Line, period: Stretch, tiers: Collection[Tier]
) -> tuple[OpenSession, ...]:
    """Those that have not begun yet."""
    timetable = every_rota(work)[line.key]
    start = max(period[0], work.now)
    if start >= period[1]:
        return ()
    barred = lookups.barred(work.session, line.key)
    found = open_sessions.find(timetable, start, period[1], tiers, barred=barred)
    return tuple(each for each in found if each.start > work.now)


def ask(
    work: Work,
    line: Line,
    period: Stretch,
    sessions: Sequence[OpenSession],
    unsocial: Unsocial,
    *,
    also: Collection[str] = (),
) -> Question:
    """Of those who stand on this line's rota, or of everybody where nobody does, and of these."""
    rotas = every_rota(work)
    timetable = rotas[line.key]
    people = _people(work, timetable, also)
    narrow = frozenset(each.key for each in lookups.responders(work.session) if each.scope)
    asked = _Asked(line, rotas, narrow)
    working = limits_of(line)
    calendar = timetable.rota.calendar
    return Question(
        sessions=tuple(sessions),
        people=tuple(_loads(timetable, period, people, unsocial)),
        against={
            (who.key, session.key): told
            for who in people
            for session in sessions
            if (told := asked.against(who, session))
        },
        unsocial=frozenset(
            each.key for each in sessions if unsocial.holds((each.start, each.end), calendar)
        ),
        limits=Limits(working.longest_day, working.rest, columns.read_zone(line.time_zone)),
    )


def _people(work: Work, timetable: Timetable, also: Collection[str]) -> list[Responder]:
    rota = timetable.rota
    named = [session.who for each in rota.patterns for session in each.sessions]
    there = {who for each in (*named, *(cover.who for cover in rota.covers)) for who in each}
    known = lookups.responders(work.session)
    everybody = [each for each in known if lookups.may_be_rung(each, rota.line_ref)]
    usual = {each.key for each in everybody if each.key in there} or {
        each.key for each in everybody
    }
    return [each for each in known if each.key in usual.union(also)]


def _loads(
    timetable: Timetable, period: Stretch, people: Sequence[Responder], unsocial: Unsocial
) -> Iterator[Person]:
    """What each has in the period already, past and to come, on this line."""
    calendar = timetable.rota.calendar
    found = shifts.of(timetable.timeline(*period))
    for who in people:
        mine = [each for each in found if each.person_ref == who.key]
        hard = sum(unsocial.holds((each.start, each.end), calendar) for each in mine)
        yield Person(who.key, len(mine), hard)


@dataclass
class _Asked:
    """Whether somebody may take a session as the rotas stand, whatever else is planned. Who is
    `narrow` answers some things only."""

    line: Line
    rotas: Mapping[str, Timetable]
    narrow: frozenset[str]
    _duty: dict[tuple[str, date], list[Stretch]] = field(default_factory=dict)

    def against(self, who: Responder, session: OpenSession) -> tuple[str, ...]:
        stretch, zone = (session.start, session.end), self.line.time_zone
        judged = candidate(who, self.line.key)
        found: list[Breach] = [
            *rules.role(judged),
            *rules.registration(judged, [stretch], zone),
            *rules.away(judged, self._away(who.key, stretch), stretch, zone),
            *self._working_time(judged, stretch),
            *rules.scope(judged, self._alone(stretch), zone),
        ]
        return tuple(each.sentence for each in found)

    def _away(self, who: str, stretch: Stretch) -> list[Stretch]:
        absences = self.rotas[self.line.key].rota.absences
        own = [(each.start, each.end) for each in absences if each.person_ref == who]
        return [each for each in own if touch(each, stretch)]

    def _working_time(self, who: Candidate, stretch: Stretch) -> Iterator[Breach]:
        had = self._duty_around(who.key, stretch)
        taken = [each for each in had if touch(each, stretch)]
        zone = self.line.time_zone
        if taken:
            said = stretch_said(*taken[0], zone)
            yield Breach(rules.Rule.OTHER_LINE, who.key, f"{who.name} is on duty already, {said}.")
            return
        has = comparing.joined([*had, stretch])
        yield from rules.working_time(who, had, has, limits_of(self.line), zone)

    def _duty_around(self, who: str, stretch: Stretch) -> list[Stretch]:
        """On every line."""
        window = stretch[0] - _AROUND, stretch[1] + _AROUND
        place = who, stretch[0].date()
        if place not in self._duty:
            self._duty[place] = comparing.joined(
                piece
                for timetable in self.rotas.values()
                for piece in comparing.stretches(timetable, who, *window)
            )
        return self._duty[place]

    def _alone(self, stretch: Stretch) -> list[Stretch]:
        """When nobody else who is on duty on this line answers everything."""
        return [
            (span.start, span.end)
            for span in self.rotas[self.line.key].timeline(*stretch)
            if all(duty.person_ref in self.narrow for duty in span.duties)
        ]
