"""An absence that made way for a duty closes up again as soon as nothing puts its person on by name
any more: nobody falls back into what the patterns say while they are away.

What can end it: the cover is ended, or gives way to another, also to a file's, a plan's or a
calendar's; the shift is given on or back; the shift that a swap moved is gone; an agreed take-over
ends. A take-over by somebody else or a closed day does not: either may be taken back.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from advice_line.ledger.work import Work
from advice_line.tables.columns import opaque
from rota import comparing, store, swaps
from rota.changing import Changing
from rota.duty import Timetable
from rota.facts import Fact, Kind
from rota.stretches import Stretch, touch, without
from rota.values import Absence

Rotas = Mapping[str, Timetable]
# They said so themselves, or the setup file does: then there is nothing to close up.
_BACK = frozenset({"absence.shortened", "setup"})
_MAY_END_IT = frozenset({Kind.COVER, Kind.SWAP, Kind.TAKE_OVER, Kind.PATTERN})
_BY_NAME = ("cover:", "swap:")


def close_up(work: Work, change: Changing, before: Rotas, after: Rotas) -> None:
    """Where this change has taken people off a duty for which their absence was cut."""
    assert change.id is not None
    facts = store.changed_in(work.session, change.id)
    if _MAY_END_IT.isdisjoint(each.kind for each in facts):
        return
    again: list[Absence] = []
    for absence in _given_up(store.of_people(work.session)):
        ahead = max(absence.start, work.now), absence.end
        if ahead[0] < ahead[1]:
            again += _without_duty(absence, ahead, before, after, again)
    for each in again:
        change.put(None, each)


def _without_duty(
    absence: Absence, ahead: Stretch, before: Rotas, after: Rotas, again: Sequence[Absence]
) -> Iterator[Absence]:
    """What of it is to stand again. Where anything else puts them on, they are there."""
    person = absence.person_ref
    had = [each for rota in before.values() for each in _by_name(rota, person, ahead)]
    away = [each for rota in after.values() for each in rota.rota.absences]
    kept = [(each.start, each.end) for each in (*away, *again) if each.person_ref == person]
    kept += [each for rota in after.values() for each in _by_name(rota, person, ahead)]
    for stretch in comparing.joined(sorted(had)):
        for start, end in without(stretch, kept):
            yield replace(absence, key=opaque(8), start=start, end=end)


def _by_name(timetable: Timetable, person: str, stretch: Stretch) -> Iterator[Stretch]:
    """When covers, swaps or their own take-overs put them on within the stretch, were they not
    away."""
    rota = swaps.present(timetable.rota, person, *stretch)
    bare = replace(rota, take_overs=(), calendar=replace(rota.calendar, closed_days=()))
    for span in Timetable(bare).timeline(*stretch):
        own = (each for each in span.duties if each.person_ref == person)
        if any(each.source.startswith(_BY_NAME) for each in own):
            yield span.start, span.end
    for each in rota.take_overs:
        if each.taker == person and touch((each.start, each.end), stretch):
            yield max(each.start, stretch[0]), min(each.end, stretch[1])


def _given_up(known: Sequence[Fact]) -> Iterator[Absence]:
    """The parts of absences that made way for a duty, but for those for which their person has said
    since that they are back."""
    absences = [each for each in known if isinstance(each.value, Absence)]
    ended = [each for each in absences if each.ended and each.ended.id != each.made.id]
    for cut in ended:
        assert isinstance(cut.value, Absence)
        assert cut.ended is not None
        if cut.ended.act in _BACK:
            continue
        since = [each for each in ended if _said_since(each, cut)]
        back = [stretch for each in since for stretch in _back(each, cut, absences)]
        for part in _taken_out(cut, absences):
            for start, end in without(part, back):
                yield replace(cut.value, start=start, end=end)


def _said_since(back: Fact, cut: Fact) -> bool:
    assert back.ended is not None
    assert cut.ended is not None
    return back.ended.act in _BACK and back.ended.id > cut.ended.id and _same(back, cut)


def _back(back: Fact, cut: Fact, known: Sequence[Fact]) -> list[Stretch]:
    """Who is back before the end of an absence is back for all of it that was still to come."""
    assert isinstance(cut.value, Absence)
    gone = _taken_out(back, known)
    within = gone and cut.value.start <= gone[0][0] <= cut.value.end
    return [*gone, (gone[0][0], cut.value.end)] if within else gone


def _taken_out(fact: Fact, known: Sequence[Fact]) -> list[Stretch]:
    """What the change that ended it left nothing of."""
    assert isinstance(fact.value, Absence)
    assert fact.ended is not None
    change = fact.ended.id
    left = [
        (each.value.start, each.value.end)
        for each in known
        if isinstance(each.value, Absence)
        and each.made.id == change
        and (each.ended is None or each.ended.id != change)
        and _same(each, fact)
    ]
    return without((fact.value.start, fact.value.end), left)


def _same(one: Fact, other: Fact) -> bool:
    assert isinstance(one.value, Absence)
    assert isinstance(other.value, Absence)
    return one.value.person_ref == other.value.person_ref
