"""What of the practices of a table is otherwise today than it was when its period closed, in words:
figures stay as they were told then (`labelled.as_told`)."""

from collections.abc import Iterator, Sequence
from zoneinfo import ZoneInfo

from advice_line.audit.figures.labelled import Label, as_told
from advice_line.audit.periods import Period
from advice_line.audit_kinds import Dimension
from advice_line.directory.as_it_was import History
from advice_line.rules import days
from advice_line.tables.directory import Line, Organisation


def sentences(
    history: History, line: Line, first: Period, by: Dimension, rows: Sequence[Label]
) -> tuple[str, ...]:
    """Of the organisations in `rows` alone, from the `first` period of the table on."""
    if by is Dimension.PRACTICE:
        shown = [each for each in rows if isinstance(each, int)]
        return (*merged(history, line, first, shown), *_moved(history, line, first, shown))
    if by is Dimension.NETWORK and any(_moved(history, line, first, [*history.rows])):
        return ("Practices count to the network in which they were when each quarter ended.",)
    return ()


def merged(history: History, line: Line, first: Period, shown: Sequence[int]) -> Iterator[str]:
    """Of those that have become a part of another after the period closed, where either is shown:
    in the order of their names."""
    zone = ZoneInfo(line.time_zone)
    closed = first.bounds(zone)[1]
    for gone in sorted(history.rows.values(), key=_by_name):
        at, kept = gone.merged_at, history.rows.get(gone.merged_into_id or 0)
        if at is None or kept is None or at < closed or not {gone.id, kept.id} & {*shown}:
            continue
        since = days.written(at.astimezone(zone).date())
        yield (
            f"{gone.name} has been part of {kept.name} since {since}; figures before that stay as "
            "they were asked."
        )


def _moved(history: History, line: Line, first: Period, shown: Sequence[int]) -> Iterator[str]:
    then, now = as_told(history, line, first), history.at(None)
    for of in sorted((history.rows[each] for each in shown if each in history.rows), key=_by_name):
        was, is_now = then.network(of.id), now.network(of.id)
        if was != is_now:
            yield (
                f"{of.name} was in {was or 'no network'} when this was told, and is in "
                f"{is_now or 'none'} now; figures before that stay as they were asked."
            )


def _by_name(of: Organisation) -> tuple[str, int]:
    return of.name, of.id or 0
