"""What an SMS about a change of the rota says, made from the change when it is sent: the rota as it
was before it and as it was after it."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

from advice_line.directory import lookups
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import NoticeKind
from advice_line.ports.notices import Slip
from advice_line.rules import rota_notices as words
from advice_line.rules.rota_notices import Name, Piece
from advice_line.staffing.changes import own_changes
from advice_line.staffing.changes.concerned import ineffective
from advice_line.tables.directory import Line, Responder
from rota import comparing, store, swaps
from rota.duty import Timetable
from rota.facts import Fact, Value
from rota.opening import Closure
from rota.values import Absence, LineRota, Pause, Swap, TakeOver

Names = Mapping[str, Name]
OWN_PAGE, PAGE = "rota/mine", "rota"


def changed(work: Work, slip: Slip, url: str) -> str | None:
    """What of the person's own duty differs by this change and by those before it of which they
    were not told yet; None where it comes to nothing, or a later text tells it as well."""
    if own_changes.told_by_a_later_one(work, slip):
        return None
    person = work.session.get_one(Responder, slip.person_id)
    net = own_changes.Net(person.key)
    for each in own_changes.untold(work, slip, person.key):
        reach = comparing.reach(_values(work, each.change), slip.made_at)
        for line, before, after in _lines(work, each.change):
            moved = comparing.compare(before, after, *reach)
            if each.own:
                net.seen(moved)
            else:
                net.add(moved, line.time_zone)
    if net.time_zone is None:
        return None
    names = _names(work)
    gained = [Piece(each.tier, each.start, each.end) for each in net.gained]
    lost = [
        Piece(each.tier, each.start, each.end, names.get(net.instead.get(each, "")))
        for each in net.lost
    ]
    return words.changed(gained, lost, slip.made_at, net.time_zone, f"{url}/{OWN_PAGE}")


def reported(work: Work, slip: Slip, url: str) -> str | None:
    """What somebody did, to those who have to know; None for what concerns only its own people."""
    assert slip.subject_id is not None
    return next(_reports(work, slip, f"{url}/{PAGE}"), None)


def without_effect(work: Work, slip: Slip, url: str) -> str | None:
    assert slip.subject_id is not None
    names = _names_to(work, slip)
    for line, before, after in _lines(work, slip.subject_id):
        for swap in ineffective(before, after):
            return words.without_effect(
                names[swap.taker],
                names[swap.giver],
                _of_swap(swap),
                line.time_zone,
                f"{url}/{PAGE}",
            )
    return None


WORDS: dict[NoticeKind, Callable[[Work, Slip, str], str | None]] = {
    NoticeKind.ROTA_CHANGED: changed,
    NoticeKind.ROTA_REPORTED: reported,
    NoticeKind.SWAP_WITHOUT_EFFECT: without_effect,
}


def _reports(work: Work, slip: Slip, url: str) -> Iterator[str]:
    names = _names_to(work, slip)
    facts = store.changed_in(work.session, slip.subject_id or 0)
    made = [each for each in facts if each.made.id == slip.subject_id]
    kept = {(each.kind, each.key) for each in made}
    ended = [each for each in facts if each not in made and (each.kind, each.key) not in kept]
    for fact in made:
        yield from _made(work, fact, names, slip.made_at, url)
    for fact in ended:
        yield from _ended(work, fact, names, slip.made_at, url)


def _made(work: Work, fact: Fact, names: Names, now: datetime, url: str) -> Iterator[str]:
    value, zone = fact.value, _line_of(work, fact).time_zone
    match value:
        case Absence():
            yield words.absent(names[value.person_ref], value.start, value.end, now, zone, url)
        case TakeOver():
            piece = Piece(value.tier, value.start, value.end)
            yield words.taken_over(names[value.taker], piece, zone, url)
        case Swap():
            piece = _taken(work, fact, value, now)
            yield words.swapped(names[value.taker], names[value.giver], piece, now, zone, url)
        case Pause():
            yield words.paused(names[value.person_ref], value.end, now, zone)
        case Closure():
            name = _line_of(work, fact).name
            yield words.closed(name, value.start, value.end, now, zone, url)


def _ended(work: Work, fact: Fact, names: Names, now: datetime, url: str) -> Iterator[str]:
    value, zone = fact.value, _line_of(work, fact).time_zone
    match value:
        case Absence():
            yield words.back(names[value.person_ref], value.start, value.end, now, zone, url)
        case TakeOver():
            piece = Piece(value.tier, value.start, value.end)
            yield words.given_back(names[value.taker], piece, zone, url)
        case Pause():
            yield words.rung_again(names[value.person_ref])
        case Closure():
            name = _line_of(work, fact).name
            yield words.reopened(name, value.start, value.end, now, zone, url)


def _lines(work: Work, change_id: int) -> Iterator[tuple[Line, Timetable, Timetable]]:
    """Each line that the change concerned, with its rota before and after."""
    facts = store.changed_in(work.session, change_id)
    concerned = {each.line_ref for each in facts}
    for line in lookups.lines(work.session):
        if None in concerned or line.key in concerned:
            after = store.as_of(work.session, line.key, str(change_id))
            yield line, Timetable(_before(work, after, change_id)), Timetable(after)


def _before(work: Work, after: LineRota, change_id: int) -> LineRota:
    """On a line that this change began nobody was on duty."""
    known = store.of_line(work.session, after.line_ref)
    if min(each.made.id for each in known if each.line_ref is not None) == change_id:
        return comparing.unfilled(after)
    return store.as_of(work.session, after.line_ref, str(change_id - 1))


def _taken(work: Work, fact: Fact, swap: Swap, now: datetime) -> Piece:
    """As far as the taker comes to it: a part may be taken over by somebody else."""
    after = Timetable(store.as_of(work.session, fact.line_ref or "", str(fact.made.id)))
    since = max(swap.start, min(now, swap.end))
    on = swaps.on_tier(after, swap.tier, swap.taker, since, swap.end)
    return Piece(swap.tier, on[0][0], on[-1][1]) if on else _of_swap(swap)


def _of_swap(swap: Swap) -> Piece:
    return Piece(swap.tier, swap.start, swap.end)


def _values(work: Work, change_id: int) -> list[Value]:
    return [each.value for each in store.changed_in(work.session, change_id)]


def _names(work: Work) -> dict[str, str]:
    return {each.key: each.name for each in lookups.responders(work.session)}


def _names_to(work: Work, slip: Slip) -> Names:
    """As one reader is told them: who it is, is "you"."""
    reader = work.session.get_one(Responder, slip.person_id)
    return {**_names(work), reader.key: None}


def _line_of(work: Work, fact: Fact) -> Line:
    """Of what holds on every line, the first one's clock counts."""
    lines = lookups.lines(work.session)
    return next((each for each in lines if each.key == fact.line_ref), lines[0])
