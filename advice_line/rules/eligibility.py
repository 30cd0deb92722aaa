"""Whether somebody may be put on duty: what is against it, each in a sentence. Nothing is refused
here: who decides gives a reason, and it is kept.

The defaults of working time are the least rest of the Working Time Regulations 1998, regulation 10,
eleven hours in each day worked, and what that leaves: a day of thirteen hours.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from zoneinfo import ZoneInfo

from advice_line.rules.notices import day, stretch
from advice_line.rules.written import clock

Stretch = tuple[datetime, datetime]

LONGEST_DAY = timedelta(hours=13)
REST = timedelta(hours=11)
_HOUR = timedelta(hours=1)


class Rule(StrEnum):
    ROLE = "role"
    SCOPE = "scope"
    REGISTRATION = "registration"
    AWAY = "away"
    OTHER_LINE = "other_line"
    ALONGSIDE = "alongside"
    LONGEST_DAY = "longest_day"
    REST = "rest"
    SUPERVISOR = "supervisor"
    NARROW = "narrow"
    LATER = "later"


@dataclass(frozen=True)
class Breach:
    """`person` is a key; of `Rule.LATER`, which says that not everything was looked at, it is
    nobody's. A `warning` is shown and needs no reason."""

    rule: Rule
    person: str
    sentence: str

    @property
    def warning(self) -> bool:
        return self.rule in (Rule.ALONGSIDE, Rule.SUPERVISOR, Rule.NARROW, Rule.LATER)


@dataclass(frozen=True)
class WorkingTime:
    longest_day: timedelta = LONGEST_DAY
    rest: timedelta = REST


@dataclass(frozen=True)
class Candidate:
    """`registered_until` is the last day of their registration, None where it has no end or they
    are entitled by their employer. An empty `scope` is everything."""

    key: str
    name: str
    may_be_rung: bool
    scope: tuple[str, ...]
    registered_until: date | None


def read_working_time(texts: Mapping[str, str]) -> WorkingTime:
    """From {"longest_day": "13 hours", "rest": "11 hours"}; what is not said is the default."""
    longest, rest = texts.get("longest_day"), texts.get("rest")
    return WorkingTime(
        LONGEST_DAY if longest is None else _hours(longest),
        REST if rest is None else _hours(rest),
    )


def role(who: Candidate) -> Iterator[Breach]:
    if not who.may_be_rung:
        said = f"{who.name} has not the role responder: whoever is rung writes the advice down."
        yield Breach(Rule.ROLE, who.key, said)


def registration(who: Candidate, gained: Sequence[Stretch], zone: str) -> Iterator[Breach]:
    """It must last to the end of each shift, by the local day."""
    for start, end in gained:
        last = (end - timedelta(microseconds=1)).astimezone(ZoneInfo(zone)).date()
        if who.registered_until is not None and who.registered_until < last:
            until = f"{day(who.registered_until)} {who.registered_until.year}"
            said = f"{who.name}'s registration ends on {until}, before {stretch(start, end, zone)}."
            yield Breach(Rule.REGISTRATION, who.key, said)


def away(
    who: Candidate, absences: Sequence[Stretch], asked: Stretch, zone: str
) -> Iterator[Breach]:
    for start, end in absences:
        if start < asked[1] and asked[0] < end:
            said = f"{who.name} is away {stretch(start, end, zone)}."
            yield Breach(Rule.AWAY, who.key, said)


def other_line(
    who: Candidate, gained: Sequence[Stretch], elsewhere: Mapping[str, Sequence[Stretch]], zone: str
) -> Iterator[Breach]:
    """`elsewhere` is when they are on tier 1 of other lines, by the name of the line."""
    for line, taken in elsewhere.items():
        for start, end in gained:
            if any(since < end and start < until for since, until in taken):
                said = f"{who.name} is on tier 1 of {line} then: {stretch(start, end, zone)}."
                yield Breach(Rule.OTHER_LINE, who.key, said)


def alongside(
    who: Candidate, at_once: Mapping[str, Sequence[Stretch]], zone: str
) -> Iterator[Breach]:
    """`at_once` is what else they have at the same time, as "on tier 2"."""
    for place, taken in at_once.items():
        for start, end in taken:
            said = f"{who.name} is {place} as well then: {stretch(start, end, zone)}."
            yield Breach(Rule.ALONGSIDE, who.key, said)


def scope(who: Candidate, alone: Sequence[Stretch], zone: str) -> Iterator[Breach]:
    """`alone` is when the line is open and nobody on duty answers everything."""
    for start, end in alone if who.scope else ():
        only = ", ".join(who.scope)
        said = (
            f"{who.name} answers {only} only, and nobody is on duty with them who answers"
            f" everything: {stretch(start, end, zone)}."
        )
        yield Breach(Rule.SCOPE, who.key, said)


def supervisor(key: str, name: str, away: str | None, unsupervised: Stretch, zone: str) -> Breach:
    """`key` and `name` are of who works under supervision; `away` is the name of the radiologist
    who is named and not there."""
    when = stretch(*unsupervised, zone)
    if away is None:
        said = f"No supervising radiologist is named for {name}: {when}."
    else:
        said = f"{away}, who supervises {name}, is away: {when}."
    return Breach(Rule.SUPERVISOR, key, said)


def narrow(key: str, scopes: Mapping[str, Sequence[str]], on: Stretch, zone: str) -> Breach:
    """`scopes` is what those who are on answer, by their names; `key` is of the first of them."""
    each = "; ".join(f"{name} answers {', '.join(scope)} only" for name, scope in scopes.items())
    said = f"Nobody is on duty who answers everything ({each}): {stretch(*on, zone)}."
    return Breach(Rule.NARROW, key, said)


def working_time(
    who: Candidate,
    before: Sequence[Stretch],
    after: Sequence[Stretch],
    limits: WorkingTime,
    zone: str,
) -> Iterator[Breach]:
    """What the change brings about; `before` and `after` are their duty on every line, in order
    and joined."""
    had = set(_too_long(before, limits, zone)) | set(_too_short(before, limits, zone))
    for long in _too_long(after, limits, zone):
        if long not in had:
            on = day(long[0].astimezone(ZoneInfo(zone)))
            said = (
                f"{who.name}'s day on {on} would last {_said(long[1] - long[0])};"
                f" the longest here is {_said(limits.longest_day)}."
            )
            yield Breach(Rule.LONGEST_DAY, who.key, said)
    for short in _too_short(after, limits, zone):
        if short not in had:
            begins = short[1].astimezone(ZoneInfo(zone))
            said = (
                f"{who.name} would have {_said(short[1] - short[0])} of rest before"
                f" {clock(begins)} on {day(begins)}; the least here is {_said(limits.rest)}."
            )
            yield Breach(Rule.REST, who.key, said)


def in_short(breaches: Sequence[Breach]) -> tuple[Breach, ...]:
    """One of each rule and person, with how many more there are."""
    first: dict[tuple[Rule, str], Breach] = {}
    counts: dict[tuple[Rule, str], int] = {}
    for each in breaches:
        place = (each.rule, each.person)
        first.setdefault(place, each)
        counts[place] = counts.get(place, 0) + 1
    return tuple(
        each
        if counts[place] == 1
        else Breach(
            each.rule, each.person, f"{each.sentence} And {counts[place] - 1} more like it."
        )
        for place, each in first.items()
    )


def _too_long(duty: Sequence[Stretch], limits: WorkingTime, zone: str) -> list[Stretch]:
    days = _working_days(duty, zone)
    return [each for each in days if each[1] - each[0] > limits.longest_day]


def _too_short(duty: Sequence[Stretch], limits: WorkingTime, zone: str) -> list[Stretch]:
    days = _working_days(duty, zone)
    rests = [(one[1], other[0]) for one, other in pairwise(days)]
    return [each for each in rests if each[1] - each[0] < limits.rest]


def _working_days(duty: Sequence[Stretch], zone: str) -> list[Stretch]:
    """From the first start to the last end of each: what starts on one local day is one day's
    work, with its breaks."""
    found: list[Stretch] = []
    for start, end in duty:
        if found and _local_day(found[-1][0], zone) == _local_day(start, zone):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _local_day(at: datetime, zone: str) -> date:
    return at.astimezone(ZoneInfo(zone)).date()


def _hours(text: str) -> timedelta:
    """Such as "13 hours". Raises ValueError."""
    count, _, unit = text.partition(" ")
    if unit not in ("hour", "hours"):
        raise ValueError(f'"{text}" is no number of hours; write for example "11 hours".')
    return int(count) * _HOUR


def _said(length: timedelta) -> str:
    hours, rest = divmod(length, _HOUR)
    whole = f"{hours} hour{'' if hours == 1 else 's'}"
    minutes = rest // timedelta(minutes=1)
    return f"{whole} {minutes} minutes" if minutes else whole
