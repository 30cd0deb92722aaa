"""What repeats, edited from a day on: what was before that day stays as it was."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from advice_line.errors import Invalid, NotFound, Problem
from advice_line.ledger.work import Work
from advice_line.staffing.changes import versions
from advice_line.staffing.changes.amending import Act, Done, amend, once
from advice_line.staffing.rota_door import RotaDoor, a_day, known_people, line_of, zone_of
from advice_line.trust.roles import Action, Actor, require
from rota import facts, overlaps, store, walltime
from rota.changing import Changing
from rota.facts import Kind
from rota.overlaps import Overlap
from rota.stretches import Stretch
from rota.values import Pattern

_DAY = timedelta(days=1)


class Patterns(RotaDoor):
    def edit_pattern(
        self,
        actor: Actor,
        *,
        line: str,
        pattern: Pattern,
        from_day: date,
        reason: str | None = None,
        breaches: Collection[str] | None = None,
        version: str | None = None,
        form_key: str | None = None,
    ) -> Done:
        """The pattern of this key is so from that day on, or from today where the day has passed; a
        key that is not there yet begins. Its own `begins` is not looked at.

        Raises `errors.Invalid` at `sessions.N.time` for a session that fills a tier together with
        another one, as `setup` refuses it of a file."""
        require(actor, Action.CHANGE_ROTA, line)
        a_day("from_day", from_day)

        def step(work: Work) -> Done:
            _known(work, pattern)
            since = max(from_day, _today(work, line), pattern.valid_from)
            pieces = _pieces(work, line, pattern, since)
            _filled_once(work, line, pieces[-1])
            weeks = _weeks(work, line, since, pattern.cycle_weeks)

            def make(change: Changing) -> None:
                versions.hold_to(work, change, line, version, weeks)
                change.put_pattern(line, *pieces)

            act = Act("pattern.edited", reason=reason, judged=True, shown=breaches)
            return Done(amend(work, actor, act, make), pattern.key)

        return once(self._ledger, actor, form_key, step)

    def end_pattern(
        self,
        actor: Actor,
        *,
        line: str,
        key: str,
        last_day: date,
        reason: str | None = None,
        breaches: Collection[str] | None = None,
        version: str | None = None,
        form_key: str | None = None,
    ) -> Done:
        """It holds up to and on that day. Raises `errors.NotFound` where no pattern of this key
        holds after it."""
        require(actor, Action.CHANGE_ROTA, line)
        a_day("last_day", last_day)

        def step(work: Work) -> Done:
            after = max(last_day + _DAY, _today(work, line))
            standing = _standing(work, line, key)
            if not any(each.valid_to is None or each.valid_to >= after for each in standing):
                raise NotFound("No pattern of this key holds after that day.")
            weeks = _weeks(work, line, after, max(each.cycle_weeks for each in standing))

            def make(change: Changing) -> None:
                versions.hold_to(work, change, line, version, weeks)
                _end_before(change, line, standing, after)

            act = Act("pattern.ended", reason=reason, judged=True, shown=breaches)
            return Done(amend(work, actor, act, make), key)

        return once(self._ledger, actor, form_key, step)


def _known(work: Work, pattern: Pattern) -> None:
    for session in pattern.sessions:
        known_people(work, "who", session.who)
        known_people(work, "supervisor", [session.supervisor] if session.supervisor else [])


def _pieces(work: Work, line: str, pattern: Pattern, since: date) -> list[Pattern]:
    if pattern.valid_to is not None and pattern.valid_to < since:
        said = f"{pattern.valid_to} has passed when the pattern would begin, on {since}."
        raise Invalid([Problem("valid_to", said)])
    before = list(_before(_standing(work, line, pattern.key), since))
    # Pieces of one pattern are told apart by the day on which they begin.
    whole = not before and since == pattern.valid_from
    return [*before, replace(pattern, begins=None if whole else since)]


def _filled_once(work: Work, line: str, pattern: Pattern) -> None:
    stored = store.load(work.session, line).patterns
    every = [pattern, *(each for each in stored if each.key != pattern.key)]
    problems = [
        _twice(overlap, every) for overlap in overlaps.of_patterns(every) if 0 in _places(overlap)
    ]
    if problems:
        raise Invalid(problems)


def _places(overlap: Overlap) -> set[int]:
    return {overlap.first[0], overlap.second[0]}


def _twice(overlap: Overlap, every: Sequence[Pattern]) -> Problem:
    """At the later session of the pattern, for it is the one just written."""
    (_, first), (pattern, second) = sorted((overlap.first, overlap.second))
    own = pattern == 0
    name = "another session of this pattern"
    if not own:
        name = f"a session of the pattern “{every[pattern].key}”"
    said = (
        f"This overlaps {name} on its tier, first on {overlap.at:%A} {overlap.at.day} "
        f"{overlap.at:%B %Y at %H:%M}. Put everybody who shares the time into one session, "
        "or give another tier."
    )
    return Problem(f"sessions.{second if own else first}.time", said)


def _before(pieces: Iterable[Pattern], day: date) -> Iterator[Pattern]:
    """What of them is before the day."""
    for each in pieces:
        if each.first_day < day:
            last = day - _DAY
            yield replace(each, valid_to=min(each.valid_to or last, last))


def _end_before(change: Changing, line: str, standing: list[Pattern], day: date) -> None:
    left = list(_before(standing, day))
    if left:
        change.put_pattern(line, *left)
        return
    for each in standing:
        change.end(line, Kind.PATTERN, facts.key_of(each))


def _standing(work: Work, line: str, key: str) -> list[Pattern]:
    return [each for each in store.load(work.session, line).patterns if each.key == key]


def _today(work: Work, line: str) -> date:
    return walltime.local_day(work.now, zone_of(line_of(work, line)))


def _weeks(work: Work, line: str, first: date, count: int) -> Stretch:
    zone = zone_of(line_of(work, line))
    last = first + timedelta(weeks=count)
    return walltime.day_start(first, zone), walltime.day_start(last, zone)
