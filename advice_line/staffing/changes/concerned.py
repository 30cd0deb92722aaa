"""Whom a change of the rota concerns: whose own duty it changed, and who has to know what somebody
did. Each of them hears of it once; who did it sees it on the page."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from advice_line.directory import lookups
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import NoticeKind
from advice_line.rules.swap_offers import told_at
from advice_line.staffing import telling
from rota import comparing, swaps
from rota.duty import Timetable
from rota.facts import Fact, Kind
from rota.opening import Closure
from rota.values import Pause, Swap

AT_ONCE_WITHIN = timedelta(hours=12)
BUNDLE = timedelta(minutes=2)
# What a responder does about their own duty: the rota managers hear of it, as of every swap.
_REPORTED = frozenset({Kind.ABSENCE, Kind.TAKE_OVER})

Rotas = Mapping[str, Timetable]


@dataclass(frozen=True)
class Event:
    """One change of the rota; `doer` is who did it and sees it on the page, None where they are
    told as well."""

    change_id: int
    facts: tuple[Fact, ...]
    before: Rotas
    after: Rotas
    doer: int | None
    by_manager: bool

    def lines(self) -> Iterator[tuple[Timetable, Timetable]]:
        """Before and after, of each line whose rota it changed."""
        for key, timetable in self.after.items():
            before = self.before.get(key)
            if before is not None and before is not timetable:
                yield before, timetable


def tell(work: Work, event: Event) -> None:
    people = {each.key: each for each in lookups.responders(work.session)}
    told = {key for key, each in people.items() if each.id == event.doer}
    moved = _moved(work, event)
    for kind, keys in (
        (NoticeKind.ROTA_CHANGED, set(moved)),
        (NoticeKind.SWAP_WITHOUT_EFFECT, set(_no_longer_swapped(work, event))),
        (NoticeKind.ROTA_REPORTED, set(_reported_to(work, event))),
    ):
        for key in sorted((keys - told) & set(people)):
            after = moved.get(key, work.now) if kind is NoticeKind.ROTA_CHANGED else work.now
            once = f"change:{event.change_id}"
            telling.person(work, kind, people[key], once=once, subject=event.change_id, after=after)
        told |= keys


def _moved(work: Work, event: Event) -> dict[str, datetime]:
    """Whose own duty differs, and when they hear of it: at once where it is soon; else a little
    later, so that what is changed in one sitting is one text, and not by night."""
    reach = comparing.reach((each.value for each in event.facts), work.now)
    found: dict[str, datetime] = {}
    for before, after in event.lines():
        zone = after.rota.calendar.time_zone
        for each in comparing.compare(before, after, *reach):
            soon = each.start - work.now < AT_ONCE_WITHIN
            heard = work.now if soon else told_at(work.now + BUNDLE, each.start, zone)
            found[each.person_ref] = min(heard, found.get(each.person_ref, heard))
    return found


def _no_longer_swapped(work: Work, event: Event) -> Iterator[str]:
    """Both of an agreed swap whose shift is there no more."""
    for before, after in event.lines():
        for swap in ineffective(before, after):
            if swap.end > work.now:
                yield from (swap.giver, swap.taker)
                yield from _managers(work, after.rota.line_ref)


def ineffective(before: Timetable, after: Timetable) -> list[Swap]:
    """Agreed swaps that moved a duty before the change and move none after it."""
    return [
        swap
        for swap in after.rota.swaps
        if swap in before.rota.swaps
        and swaps.stands(before.rota, swap)
        and not swaps.stands(after.rota, swap)
    ]


def _reported_to(work: Work, event: Event) -> Iterator[str]:
    kinds = {each.kind for each in event.facts}
    if Kind.SWAP in kinds or (kinds & _REPORTED and not event.by_manager):
        for line in {each.line_ref for each in event.facts}:
            yield from _managers(work, line)
    for fact in event.facts:
        if isinstance(fact.value, Closure) and fact.line_ref is not None:
            yield from _managers(work, fact.line_ref)
            spans = event.after[fact.line_ref].timeline(fact.value.start, fact.value.end)
            yield from {duty.person_ref for span in spans for duty in span.duties}
        if isinstance(fact.value, Pause):
            yield from _beside(work, fact.value.person_ref, event.after.values())


def _managers(work: Work, line: str | None) -> Iterator[str]:
    yield from (each.key for each in telling.managers(work, line))


def _beside(work: Work, person: str, rotas: Iterable[Timetable]) -> Iterator[str]:
    """Who is on duty now on a line on which this person is: calls come to them instead."""
    for timetable in rotas:
        on = [each.person_ref for each in timetable.on_duty(work.now)]
        if person in on:
            yield from (each for each in on if each != person)
