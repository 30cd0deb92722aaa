"""How a promised call back is kept: who is rung for it, and what follows a try that reached nobody.
Pure decisions, taken anew before every try from the rota and the tries as they are then."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from advice_line.call_kinds import RingBackEnd
from advice_line.rules.routing import TIERS

_E = RingBackEnd
# The responder was not won for it; the requester's phone has not rung.
NOT_TAKEN = frozenset({_E.NOT_RUNG, _E.UNANSWERED, _E.NO_KEY, _E.NOT_ME, _E.TOO_LATE})
_SILENT = frozenset({_E.UNANSWERED, _E.NO_KEY})
_NOBODY_THERE = frozenset({_E.NO_ANSWER, _E.MACHINE, _E.FAILED})

# Nobody is rung more often than this for one promise without having taken it.
MOST_UNTAKEN = 3
SAME_PERSON_AFTER = timedelta(minutes=2)
# The tries are spread: the next is made when this part of the time that is left has passed.
PART = 4
# So long after its time a promise is still rung for: late is better than never.
LATE = timedelta(minutes=15)
LOOK_AGAIN = timedelta(seconds=10)
# So long before its time it may be anybody's, though its owner may still be reached.
OWNERS_UNTIL = timedelta(minutes=4)
AFTER_BUSY = timedelta(minutes=5)
AFTER_NO_ANSWER = timedelta(minutes=2)
LAST_TRY = timedelta(minutes=1)
AFTER_REFUSAL = timedelta(minutes=1)
# A machine's greeting and a message after it are about as long; longer was spoken to somebody.
SHORT_TALK = 60


@dataclass(frozen=True)
class Tried:
    """One try that is over; `bypass` where the practice's bypass number was rung, `point` the
    shared phone on which the responder was asked, None for their own mobile."""

    responder_id: int
    end: RingBackEnd
    at: datetime
    bypass: bool = False
    point: int | None = None


@dataclass(frozen=True)
class OnDuty:
    """Somebody who is on now; `busy` while they talk, are rung or are not to be interrupted.
    `phones` are theirs in the order in which they are rung: shared ones by id, None their own."""

    responder_id: int
    tier: str
    busy: bool = False
    phones: tuple[int | None, ...] = (None,)


@dataclass(frozen=True)
class Wait:
    until: datetime


@dataclass(frozen=True)
class Nobody:
    """All who are on have refused, or were rung in vain thrice: the ladder has it now."""


def whom(
    people: Sequence[OnDuty],
    tries: Sequence[Tried],
    *,
    owner: int | None,
    now: datetime,
    due: datetime,
) -> OnDuty | Wait | Nobody:
    """Who is rung for a promise: its owner first, then tier by tier. Where nobody is on
    somebody may still come; where all are busy, somebody gets free."""
    willing = [each for each in _in_order(people, owner) if not _refused(each, tries)]
    if people and not willing:
        return Nobody()
    theirs = [each for each in willing if each.responder_id == owner]
    waits = due - now > OWNERS_UNTIL and not _silent(owner, tries)
    meant = theirs if theirs and waits else willing
    free = [each for each in meant if not each.busy]
    rested = [each for each in free if _rested_at(each, tries, now, due) <= now]
    if rested:
        return rested[0]
    if meant is willing and free and len(free) == len(meant):
        return Wait(min(_rested_at(each, tries, now, due) for each in free))
    return Wait(now + LOOK_AGAIN)


def _silent(owner: int | None, tries: Iterable[Tried]) -> bool:
    """Whether its owner was rung in vain: it passes to the next then, like anybody's."""
    return any(each.responder_id == owner and each.end in _SILENT for each in tries)


def _in_order(people: Iterable[OnDuty], owner: int | None) -> list[OnDuty]:
    return sorted(people, key=lambda each: (each.responder_id != owner, TIERS.index(each.tier)))


def phone(person: OnDuty, tries: Iterable[Tried]) -> int | None:
    """On which of their phones they are asked now: the one that was silent least often. A phone
    that nobody answers has told nothing of who holds it (decision 0012)."""
    silent = [each.point for each in tries if each.end in _SILENT and _is_of(each, person)]
    return min(person.phones, key=silent.count)


def _is_of(tried: Tried, person: OnDuty) -> bool:
    return tried.responder_id == person.responder_id


def _refused(person: OnDuty, tries: Sequence[Tried]) -> bool:
    own = [each for each in tries if _is_of(each, person)]
    return any(each.end is _E.NOT_ME for each in own) or _silent_on_all(person, own) >= MOST_UNTAKEN


def _silent_on_all(person: OnDuty, own: Sequence[Tried]) -> int:
    """How often each of their phones was rung in vain at the least."""
    silent = [each.point for each in own if each.end in _SILENT]
    return min(silent.count(each) for each in person.phones)


def _rested_at(person: OnDuty, tries: Sequence[Tried], now: datetime, due: datetime) -> datetime:
    """From when their telephone may ring again for this: at once the next of several."""
    next_one = phone(person, tries)
    silent = (
        each.at + _spread(SAME_PERSON_AFTER, each.at, due)
        for each in tries
        if _is_of(each, person) and each.end in _SILENT and each.point == next_one
    )
    return max(silent, default=now)


def _spread(least: timedelta, at: datetime, due: datetime) -> timedelta:
    return max(least, (due - at) / PART)


@dataclass(frozen=True)
class Next:
    """When the system tries next (None: a person has to), on which number, and whether somebody has
    to ring the practice by other ways."""

    ring_at: datetime | None
    bypass: bool = False
    ring_practice: bool = False


def after(tries: Sequence[Tried], *, due: datetime, now: datetime, has_bypass: bool) -> Next:
    """What follows the last of these tries, in the order in which they were made; at least one.

    Engaged is tried again and again, no answer once more and then by the bypass number. Where it is
    not known whether they spoke, a person says so first.
    """
    last = tries[-1]
    if last.end in NOT_TAKEN:
        wait = AFTER_REFUSAL if last.end is _E.NOT_RUNG else timedelta()
        return _before(due, now + wait, bypass=last.bypass)
    if last.end in (_E.UNSAID, _E.SPOKE):
        return Next(None)
    if last.end is _E.BUSY:
        again, last_try = now + AFTER_BUSY, due - LAST_TRY
        sooner = again if again < due or now >= last_try else last_try
        return _before(due, sooner, bypass=last.bypass)
    return _after_no_answer(tries, due, now, has_bypass)


def _after_no_answer(
    tries: Sequence[Tried], due: datetime, now: datetime, has_bypass: bool
) -> Next:
    if tries[-1].bypass:
        return Next(None, ring_practice=True)
    vain = sum(each.end in _NOBODY_THERE and not each.bypass for each in tries)
    if vain == 1 and tries[-1].end is not _E.FAILED:
        return _before(due, now + _spread(AFTER_NO_ANSWER, now, due), bypass=False)
    if has_bypass:
        return _before(due, now, bypass=True)
    return Next(None, ring_practice=True)


def _before(due: datetime, at: datetime, *, bypass: bool) -> Next:
    """And a little after it; then the ladder alone has it."""
    return Next(at, bypass) if at < late_until(due) else Next(None)


def late_until(due: datetime) -> datetime:
    return due + LATE


def uses_bypass(tries: Sequence[Tried], *, due: datetime, now: datetime, has_bypass: bool) -> bool:
    """Which number the next try dials."""
    return bool(tries) and after(tries, due=due, now=now, has_bypass=has_bypass).bypass


def spoke(seconds: int) -> bool:
    """Whether two who were joined for so long have surely spoken."""
    return seconds >= SHORT_TALK


def weaker_than(end: RingBackEnd) -> frozenset[RingBackEnd]:
    """What a later word may still correct: states move forward only."""
    known = {_E.UNANSWERED, _E.NO_KEY, _E.BUSY, _E.NO_ANSWER, _E.FAILED}
    if end is _E.SPOKE:
        return frozenset(known | {_E.UNSAID, _E.MACHINE})
    if end is _E.MACHINE:
        return frozenset(known | {_E.UNSAID})
    return frozenset(known) if end is _E.UNSAID else frozenset()
