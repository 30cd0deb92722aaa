"""Whether what was taken out of an extract's rows comes out of figures that are told elsewhere.

Who has both knows of each value how many rows should have it, and so how many of those in which it
was taken out do, with those that were left out of the extract altogether. It stays unknown of which
rows these are where such a row and one that was left out could each have the other's value. Of one
column that is always so; of two that figures tell together it is not where one of them is shown.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from advice_line.audit.disclosure.few import few
from advice_line.audit.reports.anonymity import WITHHELD, Row

Values = tuple[str, ...]


def gives_away(
    rows: Sequence[tuple[Row, Row]], left_out: Sequence[Row], columns: Sequence[int], small: int
) -> bool:
    """`rows` are each as it is and as it is shown. Whether how many of any group of rows that are
    shown alike have the same values in these `columns` is one number alone, and few."""
    missing = Counter(_values(row, columns) for row in left_out)
    groups: dict[Row, Counter[Values]] = {}
    for row, shown in rows:
        if WITHHELD in _values(shown, columns):
            groups.setdefault(shown, Counter())[_values(row, columns)] += 1
    return any(
        few(count, small) and not _could_be_another(values, group, _values(shown, columns), missing)
        for shown, group in groups.items()
        for values, count in group.items()
    )


def _could_be_another(
    values: Values, group: Mapping[Values, int], shown: Values, missing: Mapping[Values, int]
) -> bool:
    """One fewer, or one more."""
    falls = any(other != values and _fits(other, shown) for other in missing)
    return falls or (values in missing and len(group) > 1)


def _fits(values: Values, shown: Values) -> bool:
    return all(one in (WITHHELD, other) for one, other in zip(shown, values, strict=True))


def _values(row: Row, columns: Sequence[int]) -> Values:
    return tuple(row[each] for each in columns)
