"""What one practice's own part of a line's figures comes to, and what of the whole may stand beside
it: its own people know their part from their own list, so nothing of it is withheld, and the whole
is told by what is left of it without them (`disclosure/own_known`)."""

from collections.abc import Hashable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from sqlmodel import col

from advice_line.audit.disclosure import own_known, share
from advice_line.audit.figures import breaking_down, counting, reading, told, unknown
from advice_line.audit.figures.labelled import Label, Labelled, as_told
from advice_line.audit.figures.told import State, Told
from advice_line.audit.measures.definition import Facts, Measure, Raw, Spread, Tally
from advice_line.audit.periods import Period
from advice_line.audit.spc import values
from advice_line.audit_kinds import Dimension
from advice_line.directory.as_it_was import History, Practices
from advice_line.directory_kinds import OrganisationKind
from advice_line.ledger.work import Work
from advice_line.tables.audit_facts import AuditCall, AuditQuery
from advice_line.tables.directory import Line

_FACTS: tuple[Facts, ...] = (AuditQuery, AuditCall)
# Nobody is to be guarded from what is their own.
_NOTHING_IS_FEW = 0


@dataclass(frozen=True)
class Own:
    """`line` is the whole line's, their own in it; None where it would tell of few others."""

    measure: Measure
    own: Told
    line: Told | None


@dataclass(frozen=True)
class Parts:
    """By one label: how many of each are their own, and how many are the line's, or None; `of` are
    the totals of the two."""

    measure: Measure
    by: Dimension
    rows: tuple[tuple[Hashable, int, int | None], ...]
    of: tuple[int, int | None]


@dataclass(frozen=True)
class OwnPart:
    """Of a line and a period: `organisation` is the practice's id, `alone` whether whoever looks is
    of no other practice (who is could take both away), `asks` the measure of which whoever has any
    counts as another practice, `small` SMALL_NUMBER. Its people know as well what those asked that
    have become a part of it since the period closed, which counts as theirs no more than then."""

    work: Work
    line: Line
    period: Period
    organisation: int
    alone: bool
    asks: Measure
    small: int
    history: History

    def asked(self) -> tuple[int, int | None]:
        """How many are their own, and how many fall to each other practice, in whole ones; None
        where these are too few."""
        own = self._labelled(Dimension.PRACTICE, self._family).parts(self.asks)
        mean = sum(self._others) / len(self._others) if self._several else None
        return sum(count for count, _ in own.values()), None if mean is None else round(mean)

    def figures(self, measures: tuple[Measure, ...]) -> tuple[Own, ...]:
        """Of measures that are counted from facts."""
        own = self._counted(measures, self._family)
        known = own if self._known == self._family else self._counted(measures, self._known)
        return tuple(
            Own(
                each.measure,
                whole(each.measure, own[each.measure.id]),
                self._beside(
                    each.measure, (own[each.measure.id], known[each.measure.id]), each.told
                ),
            )
            for each in reading.figures(self.work, self.line, (self.period,), measures)
        )

    def parts(self, measure: Measure, by: Dimension) -> Parts:
        """Of a tally."""
        theirs, known, all_of_it = (
            {label: count for label, (count, _) in self._labelled(by, only).parts(measure).items()}
            for only in (self._family, self._known, None)
        )
        own = sum(theirs.values())
        total = self._total(measure, own, sum(known.values()))
        shown = {} if total is None else self._rows(measure, by, (theirs, known), all_of_it)
        # That a row stands there tells that others have some of it.
        told_of = {each for each in all_of_it if shown.get(each) is not None}
        listed = {each: count for each, count in all_of_it.items() if each in told_of | set(theirs)}
        return Parts(
            measure=measure,
            by=by,
            rows=tuple((each, theirs.get(each, 0), shown.get(each)) for each in _ordered(listed)),
            of=(own, total),
        )

    @cached_property
    def _practices(self) -> Practices:
        return as_told(self.history, self.line, self.period)

    @cached_property
    def _family(self) -> frozenset[int]:
        return self._practices.family(self.organisation)

    @cached_property
    def _known(self) -> frozenset[int]:
        """Whose part they know."""
        return self.history.at(None).family(self.organisation) | self._family

    @cached_property
    def _others(self) -> list[int]:
        """How many each other practice has that has any."""
        rows = self.history.rows
        return [
            count
            for label, (count, _) in self._labelled(Dimension.PRACTICE).parts(self.asks).items()
            if isinstance(label, int)
            and label not in self._known
            and rows[label].kind == OrganisationKind.PRACTICE
        ]

    @property
    def _several(self) -> bool:
        return self.alone and own_known.enough(len(self._others), self.small)

    def _labelled(self, by: Dimension, only: frozenset[int] | None = None) -> Labelled:
        return Labelled(self.work, self.line, self.period, by, self.small, self._practices, only)

    def _counted(self, measures: tuple[Measure, ...], of: frozenset[int]) -> dict[str, Raw]:
        found: dict[str, Raw] = {}
        for facts in _FACTS:
            theirs = col(facts.organisation_id).in_(of)
            where = (*counting.of_line(facts, self.line, self.period), theirs)
            found |= counting.over(self.work, facts, measures, where)
        return found

    def _beside(self, measure: Measure, own: tuple[Raw, Raw], line: Told) -> Told | None:
        """`own` is theirs, and what they know."""
        if line.denominator is None or line.state not in (State.TOLD, State.BOUND):
            return None
        # Of others' times no more than how many there are comes out of one's own.
        timed = isinstance(measure.how, Spread)
        line_up = None if timed else line.numerator
        for each in own:
            up = 0 if timed else each.numerator
            if not self._hides((up, each.denominator), (line_up, line.denominator)):
                return None
        # Of how many others it is not known may be few.
        return replace(line, completeness=None, known=None)

    def _hides(self, own: tuple[int, int], whole: tuple[int | None, int]) -> bool:
        return self._several and own_known.hides_others(own, whole, self.small)

    def _total(self, measure: Measure, *own: int) -> int | None:
        of = reading.figures(self.work, self.line, (self.period,), (measure,))[0].told
        if of.numerator is None or of.state is not State.TOLD:
            return None
        hides = all(self._hides((0, each), (None, of.numerator)) for each in own)
        return of.numerator if hides else None

    def _rows(
        self,
        measure: Measure,
        by: Dimension,
        own: tuple[dict[Label, int], dict[Label, int]],
        all_of_it: dict[Label, int],
    ) -> dict[Label, int | None]:
        broken = breaking_down.broken(self.work, self.line, self.period, measure, by, self.small)
        exact = {each.label for each in broken.rows if each.told.numerator is not None}
        untold = set(all_of_it) - exact
        for each in own:
            # What the one must not tell, the other must not either.
            told_beside = own_known.rows(each, all_of_it, untold, self.small)
            untold = {label for label, count in told_beside.items() if count is None}
        return told_beside


def whole(measure: Measure, raw: Raw) -> Told:
    """Everything of it, and of how many it is known."""
    if isinstance(measure.how, Tally):
        count = raw.numerator
        return Told(State.TOLD, values.said(count, measure.unit), count, count, float(count))
    if isinstance(measure.how, Spread):
        return _spread(measure, raw)
    found = share.share(raw.numerator, raw.denominator, _NOTHING_IS_FEW)
    return unknown.said(measure, told.of_share(found, _known(raw)))


def _known(raw: Raw) -> dict[str, Any]:
    known = share.share(raw.denominator, raw.eligible, _NOTHING_IS_FEW)
    if known.value is None:
        return {}
    return {"completeness": known.value, "known": f"known {known.sentence}"}


def _spread(measure: Measure, raw: Raw) -> Told:
    if not raw.numerator:
        return Told(State.NOTHING, "nothing to count", 0, 0)
    number = raw.numerator
    said = values.spread(raw.median or 0.0, raw.ninetieth or 0.0, measure.unit)
    return Told(State.TOLD, f"{said}, of {number}", number, number, raw.median, raw.ninetieth)


def _ordered(rows: dict[Label, int]) -> list[Label]:
    """Never by their number; what is not known comes last."""
    return sorted(rows, key=lambda label: (label is None, str(label)))
