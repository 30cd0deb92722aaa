"""What a change leaves behind it, whoever gains or loses by it: somebody who works under
supervision and has none, a line on which nobody answers everything. It is what the watch would
find, said at once beside what is done; it needs no reason."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from advice_line.directory import lookups
from advice_line.rules import eligibility as rules
from advice_line.rules.eligibility import Breach
from advice_line.staffing.changes import judged_ahead
from advice_line.tables.directory import Responder
from rota import comparing, gaps
from rota.duty import Timetable
from rota.gaps import Finding
from rota.stretches import Stretch, touch, touching, without

_KINDS = (gaps.Kind.NO_SUPERVISOR, gaps.Kind.NARROW_SCOPE)

Rotas = Mapping[str, Timetable]
People = Mapping[str, Responder]
What = tuple[gaps.Kind, str]


def by(
    before: Rotas,
    after: Rotas,
    reach: Stretch,
    people: People,
    said: Mapping[str, Sequence[Stretch]],
) -> Iterator[Breach]:
    """What is so after the change and was not before it, on every line; as far ahead as the duty
    is judged that a change gives to people. `said` is when of a line it is said otherwise that
    nobody answers everything, of somebody who gains duty."""
    window = judged_ahead.window(before, after, reach, reach[0])
    if window[0] < window[1]:
        for line, timetable in after.items():
            if timetable is not before[line]:
                for each, left in _new(before[line], timetable, window, people):
                    narrow = each.kind is gaps.Kind.NARROW_SCOPE
                    if not (narrow and any(touch(left, there) for there in said.get(line, ()))):
                        yield _said(each, left, timetable, people)


def _new(
    before: Timetable, after: Timetable, window: Stretch, people: People
) -> Iterator[tuple[Finding, Stretch]]:
    had: dict[What, list[Stretch]] = {}
    for each in _found(before, window, people):
        had.setdefault(_what(each), []).append((each.start, each.end))
    for each in _found(after, window, people):
        known = comparing.joined(had.get(_what(each), ()))
        whole = each.start, each.end
        for left in without(whole, touching(known, whole)):
            yield each, left


def _found(timetable: Timetable, window: Stretch, people: People) -> Iterator[Finding]:
    supervision = lookups.supervision(people.values(), timetable.rota.absences)
    narrow = lookups.narrow(people.values())
    found = gaps.find(timetable, *window, supervision=supervision, narrow=narrow)
    return (each for each in found if each.kind in _KINDS)


def _what(found: Finding) -> What:
    """That nobody answers everything is one thing, whoever is on."""
    return found.kind, found.people[0] if found.kind is gaps.Kind.NO_SUPERVISOR else ""


def _said(found: Finding, stretch: Stretch, timetable: Timetable, people: People) -> Breach:
    zone = timetable.rota.calendar.time_zone
    if found.kind is gaps.Kind.NARROW_SCOPE:
        scopes = {people[key].name: people[key].scope for key in found.people}
        return rules.narrow(found.people[0], scopes, stretch, zone)
    person, away = found.people[0], _named(found, stretch, timetable, people)
    return rules.supervisor(person, people[person].name, away, stretch, zone)


def _named(found: Finding, stretch: Stretch, timetable: Timetable, people: People) -> str | None:
    """The name of the radiologist who is named in the session; None where none is."""
    radiologists = lookups.supervision(people.values(), ()).radiologists
    for duty in chain.from_iterable(span.duties for span in timetable.timeline(*stretch)):
        mine = (duty.person_ref, duty.tier) == (found.people[0], found.tier)
        if mine and duty.supervisor in radiologists:
            return people[duty.supervisor].name
    return None
