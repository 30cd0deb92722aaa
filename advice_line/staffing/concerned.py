"""Whom a change of the rota concerns: whose own duty it changed, and who has to know what somebody
did. Each of them hears of it once; who did it sees it on the page."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from advice_line.directory import lookups
from advice_line.kinds import NoticeKind
from advice_line.ledger.work import Work
from advice_line.staffing import telling
from advice_line.trust.roles import Action, Actor
from rota import comparing, swaps
from rota.duty import Timetable
from rota.facts import Fact, Kind
from rota.opening import Closure
from rota.values import Pause, Swap

# What a responder does about their own duty; the rota managers hear of it.
_REPORTED = frozenset({Kind.ABSENCE, Kind.SWAP, Kind.TAKE_OVER})

Rotas = Mapping[str, Timetable]


def tell(
    work: Work, actor: Actor, change_id: int, facts: Sequence[Fact], before: Rotas, after: Rotas
) -> None:
    once = f"change:{change_id}"
    people = lookups.responders(work.session)
    told = {each.key for each in people if each.id == actor.responder_id}
    for kind, keys in (
        (NoticeKind.ROTA_CHANGED, set(_moved(work, facts, before, after))),
        (NoticeKind.SWAP_WITHOUT_EFFECT, set(_no_longer_swapped(work, before, after))),
        (NoticeKind.ROTA_REPORTED, set(_reported_to(work, actor, facts, after))),
    ):
        telling.people(work, kind, sorted(keys - told), once=once, subject=change_id)
        told |= keys


def _moved(work: Work, facts: Sequence[Fact], before: Rotas, after: Rotas) -> Iterator[str]:
    reach = comparing.reach((each.value for each in facts), work.now)
    for line, timetable in after.items():
        if line in before:
            yield from (
                each.person_ref for each in comparing.compare(before[line], timetable, *reach)
            )


def _no_longer_swapped(work: Work, before: Rotas, after: Rotas) -> Iterator[str]:
    """Both of an agreed swap whose shift is there no more."""
    for line, timetable in after.items():
        if line in before and before[line] is not timetable:
            for swap in ineffective(before[line], timetable):
                if swap.end > work.now:
                    yield from (swap.giver, swap.taker)
                    yield from (each.key for each in telling.managers(work))


def ineffective(before: Timetable, after: Timetable) -> list[Swap]:
    """Agreed swaps that moved a duty before the change and move none after it."""
    return [
        swap
        for swap in after.rota.swaps
        if swap in before.rota.swaps
        and swaps.stands(before.rota, swap)
        and not swaps.stands(after.rota, swap)
    ]


def _reported_to(work: Work, actor: Actor, facts: Sequence[Fact], after: Rotas) -> Iterator[str]:
    kinds = {each.kind for each in facts}
    if kinds & _REPORTED and not actor.may(Action.CHANGE_ROTA):
        yield from (each.key for each in telling.managers(work))
    for fact in facts:
        if isinstance(fact.value, Closure) and fact.line_ref is not None:
            yield from (each.key for each in telling.managers(work))
            spans = after[fact.line_ref].timeline(fact.value.start, fact.value.end)
            yield from {duty.person_ref for span in spans for duty in span.duties}
        if isinstance(fact.value, Pause):
            yield from _beside(work, fact.value.person_ref, after.values())


def _beside(work: Work, person: str, rotas: Iterable[Timetable]) -> Iterator[str]:
    """Who is on duty now on a line on which this person is: calls come to them instead."""
    for timetable in rotas:
        on = [each.person_ref for each in timetable.on_duty(work.now)]
        if person in on:
            yield from (each for each in on if each != person)
