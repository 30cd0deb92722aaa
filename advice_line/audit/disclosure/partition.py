"""What may be told over time of shares that together are the whole, such as what came of advice:
avoided, changed, unchanged. One that is withheld would come out of the whole less the others, so
each period is a table, and each share is told over time as any other is. Where few are not known
(`partly_known`), these are a row of the table that is never told."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from advice_line.audit.disclosure import partly_known, timeline
from advice_line.audit.disclosure import share as shares_alone
from advice_line.audit.disclosure.few import few
from advice_line.audit.disclosure.share import Share
from advice_line.audit.disclosure.table import hide_each_other
from advice_line.audit.disclosure.track import Track, in_turn
from advice_line.audit.periods import Period

Label = TypeVar("Label", bound=Hashable)


def shares(
    parts: Mapping[Period, Mapping[Label, int]],
    small: int,
    eligible: Mapping[Period, int] | None = None,
) -> dict[Label, dict[Period, Share]]:
    """`parts` gives how many of each there were in each period; the same labels in all. `small` is
    SMALL_NUMBER. `eligible` is how many there are with those of which it is not known. Of what is
    withheld in a period, nobody is told which of it is few."""
    labels = list(dict.fromkeys(label for rows in parts.values() for label in rows))
    wholes = {period: sum(rows.values()) for period, rows in parts.items()}
    eligible = eligible or wholes
    known = {period: (whole, eligible[period]) for period, whole in wholes.items()}
    deciding = _Deciding(
        timeline.shares(known, small),
        eligible,
        {label: _track({each: parts[each][label] for each in parts}, small) for label in labels},
        small,
    )
    told = {period: deciding.next(period, parts[period]) for period in in_turn(parts)}
    return {label: {period: rows[label] for period, rows in told.items()} for label in labels}


def _track(rises: Mapping[Period, int], small: int) -> Track:
    return Track(rises, small, {each for each in rises if few(rises[each], small)})


@dataclass(frozen=True)
class _Deciding(Generic[Label]):
    known: Mapping[Period, Share]
    eligible: Mapping[Period, int]
    each: Mapping[Label, Track]
    small: int

    def next(self, period: Period, rows: Mapping[Label, int]) -> dict[Label, Share]:
        known, whole = self.known[period], sum(rows.values())
        exact = partly_known.exact(known)
        if not exact and not partly_known.nearly(known):
            return dict.fromkeys(rows, partly_known.of_few(known, self.small))
        unknown = [] if exact else [self.eligible[period] - whole]
        hidden = self._hidden(period, rows, unknown)
        if hidden is None:
            return dict.fromkeys(rows, shares_alone.untold())
        for label, count in rows.items():
            if label in hidden:
                self.each[label].guard(period)
            else:
                self.each[label].know(period, (count, count))
        whole = whole if exact else self.eligible[period]
        return {
            label: shares_alone.denominator_alone(whole, nearly=not exact)
            if label in hidden
            else self._told(count, whole, exact=exact)
            for label, count in rows.items()
        }

    def _told(self, count: int, whole: int, *, exact: bool) -> Share:
        if exact:
            return shares_alone.share(count, whole, 0)
        return shares_alone.of_nearly_all(count, whole, self.small)

    def _hidden(
        self, period: Period, rows: Mapping[Label, int], unknown: list[int]
    ) -> set[Label] | None:
        """Those withheld, with the `unknown` where these are few; None where nothing withheld would
        hide all that must be."""
        hidden = {
            label
            for label, count in rows.items()
            if few(count, self.small) or not self.each[label].may_know(period, (count, count))
        }
        # What comes out of other periods hides nothing here.
        free = {label for label in rows if not self.each[label].known(period)} - hidden
        while (values := [*unknown, *(rows[label] for label in hidden)]) and not self._enough(
            values
        ):
            beside = [rows[label] for label in free if rows[label]]
            if not beside:
                return None
            hidden |= {label for label in free if rows[label] == min(beside)}
            free -= hidden
        return hidden

    def _enough(self, values: list[int]) -> bool:
        if all(few(value, self.small) for value in values):
            return hide_each_other(values, self.small)
        return len(values) >= 2 and sum(values) >= self.small
