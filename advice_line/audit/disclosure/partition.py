"""What may be told over time of shares that together are the whole, such as what came of advice:
avoided, changed, unchanged.

One that is withheld would come out of the whole less the others, so each month is a table. A longer
period tells of each what every month of it tells, and a week nothing: so nothing comes out of them
that does not stand in the months. Each share told over time by itself would not do: a quarter and
two of its months tell two shares, and with them what the two come to in the third. Where few are
not known (`partly_known`), these are a row of the table that is never told."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from advice_line.audit.disclosure import partly_known, timeline
from advice_line.audit.disclosure import share as shares_alone
from advice_line.audit.disclosure.few import few
from advice_line.audit.disclosure.share import Share
from advice_line.audit.disclosure.table import hide_each_other
from advice_line.audit.periods import Period
from advice_line.audit_kinds import PeriodKind

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
    known = timeline.shares({each: (wholes[each], eligible[each]) for each in parts}, small)
    deciding = _Deciding(parts, known, eligible, small)
    told = {period: deciding.told(period) for period in parts}
    return {label: {period: rows[label] for period, rows in told.items()} for label in labels}


@dataclass(frozen=True)
class _Deciding(Generic[Label]):
    parts: Mapping[Period, Mapping[Label, int]]
    known: Mapping[Period, Share]
    eligible: Mapping[Period, int]
    small: int

    def told(self, period: Period) -> dict[Label, Share]:
        known, rows = self.known[period], self.parts[period]
        exact = partly_known.exact(known)
        if not self._counted(period):
            return dict.fromkeys(rows, partly_known.of_few(known, self.small))
        hidden = self._hidden(period)
        if hidden is None:
            return dict.fromkeys(rows, shares_alone.untold())
        whole = sum(rows.values()) if exact else self.eligible[period]
        return {
            label: shares_alone.denominator_alone(whole, nearly=not exact)
            if label in hidden
            else self._share(count, whole, exact=exact)
            for label, count in rows.items()
        }

    def _share(self, count: int, whole: int, *, exact: bool) -> Share:
        if exact:
            return shares_alone.share(count, whole, 0)
        return shares_alone.of_nearly_all(count, whole, self.small)

    def _counted(self, period: Period) -> bool:
        """Whether it is told among how many the parts are."""
        known = self.known[period]
        return partly_known.exact(known) or partly_known.nearly(known)

    def _hidden(self, period: Period) -> set[Label] | None:
        """Those withheld; None where nothing withheld would hide all that must be."""
        if period.kind is PeriodKind.MONTH:
            return self._of_month(period)
        if period.kind is PeriodKind.WEEK:
            return set(self.parts[period])
        return self._of_months(period)

    def _of_months(self, period: Period) -> set[Label]:
        """What any month of it does not tell. One by itself is the whole less the others, which
        everybody can take away."""
        rows = self.parts[period]
        months = [
            each for each in self.parts if each.kind is PeriodKind.MONTH and period.holds(each)
        ]
        hidden = {
            label
            for label, count in rows.items()
            if sum(self.parts[each][label] for each in months) != count
        }
        for each in months:
            found = self._of_month(each) if self._counted(each) else None
            hidden |= set(rows) if found is None else found
        alone = len(hidden) == 1 and partly_known.exact(self.known[period])
        return set() if alone else hidden

    def _of_month(self, month: Period) -> set[Label] | None:
        rows = self.parts[month]
        exact = partly_known.exact(self.known[month])
        unknown = [] if exact else [self.eligible[month] - sum(rows.values())]
        hidden = {label for label, count in rows.items() if few(count, self.small)}
        free = set(rows) - hidden
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
