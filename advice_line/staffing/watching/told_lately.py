"""What is told is told once. What is wrong in the same way again and again is told once at each
mark, and then not for eight weeks; what goes on like that week after week is one weakness, told
once as a whole. What was mended and comes back is news. A gap is told each time: callers find
nobody there."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlmodel import col, select

from advice_line.ledger.work import Work
from advice_line.rota_kinds import FindingKind, Mark
from advice_line.tables.watch import RotaFinding, RotaTelling

AGAIN_AFTER = timedelta(weeks=8)
# Of the eight weeks in sight: a fortnight's leave of one person is no standing weakness.
STANDING_WEEKS = 4

_NO_GAP = col(RotaFinding.kind) != FindingKind.UNMANNED
What = tuple[int, str, tuple[str, ...]]


class ToldLately:
    """As of the moment in which it is made; what is told after that is not in it."""

    def __init__(self, work: Work) -> None:
        ahead = select(RotaFinding).where(_NO_GAP, col(RotaFinding.gone_at).is_(None))
        self._ahead: dict[What, list[RotaFinding]] = {}
        for row in work.session.exec(ahead.order_by(col(RotaFinding.starts_at))):
            self._ahead.setdefault(_what(row), []).append(row)
        self._told: dict[What, dict[str, datetime]] = {}
        for what, mark, told_at in _tellings(work, self._ahead):
            marks = self._told.setdefault(what, {})
            marks[mark] = max(told_at, marks.get(mark, told_at))

    def has(self, row: RotaFinding, mark: Mark, at: datetime) -> bool:
        """Whether at that instant it is no news."""
        told = self._told.get(_what(row), {})
        counts = told.values() if self._stands(_what(row)) else [told[mark]] if mark in told else []
        return any(told_at > at - AGAIN_AFTER for told_at in counts)

    def rest_of(self, rows: Iterable[RotaFinding]) -> list[RotaFinding]:
        """What belongs to the standing weaknesses of which these are the news, in order of time: it
        is not told by itself any more."""
        kinds = dict.fromkeys(_what(row) for row in rows)
        return [each for what in kinds if self._stands(what) for each in self._ahead[what]]

    def _stands(self, what: What) -> bool:
        weeks = {each.starts_at.isocalendar()[:2] for each in self._ahead.get(what, ())}
        return len(weeks) >= STANDING_WEEKS


def _tellings(
    work: Work, ahead: dict[What, list[RotaFinding]]
) -> Iterable[tuple[What, str, datetime]]:
    """Those of the last eight weeks of what has gone on since."""
    rows = work.session.exec(
        select(RotaFinding, RotaTelling.mark, RotaTelling.told_at)
        .join(RotaTelling, col(RotaTelling.finding_id) == col(RotaFinding.id))
        .where(col(RotaTelling.told_at) > work.now - AGAIN_AFTER, _NO_GAP)
    )
    since = {what: min(each.seen_at for each in rows) for what, rows in ahead.items()}
    for finding, mark, told_at in rows:
        what = _what(finding)
        if what in since and (finding.gone_at is None or finding.gone_at >= since[what]):
            yield what, mark, told_at


def _what(row: RotaFinding) -> What:
    """A line with one person at a time is weak whoever that is."""
    people = () if row.kind == FindingKind.SINGLE_POINT else tuple(row.people)
    return row.line_id, row.kind, people
