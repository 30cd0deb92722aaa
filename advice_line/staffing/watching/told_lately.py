"""What is wrong in the same way with the same people week after week is told once at each mark, and
then not again for eight weeks. A gap is told each time: callers find nobody there."""

from datetime import datetime, timedelta

from sqlmodel import col, select

from advice_line.kinds import FindingKind, Mark
from advice_line.ledger.work import Work
from advice_line.tables.watch import RotaFinding, RotaTelling

AGAIN_AFTER = timedelta(weeks=8)


class ToldLately:
    """As of the moment in which it is made; what is told after that is not in it."""

    def __init__(self, work: Work) -> None:
        rows = work.session.exec(
            select(RotaFinding, RotaTelling)
            .join(RotaTelling, col(RotaTelling.finding_id) == col(RotaFinding.id))
            .where(
                col(RotaTelling.told_at) > work.now - AGAIN_AFTER,
                col(RotaFinding.kind) != FindingKind.UNMANNED,
            )
        )
        self._newest: dict[tuple[int, str, tuple[str, ...], str], datetime] = {}
        for finding, telling in rows:
            what = (finding.line_id, finding.kind, tuple(finding.people), telling.mark)
            self._newest[what] = max(telling.told_at, self._newest.get(what, telling.told_at))

    def has(self, row: RotaFinding, mark: Mark, at: datetime) -> bool:
        """Whether at that instant it is no news."""
        what = (row.line_id, row.kind, tuple(row.people), mark.value)
        told_at = self._newest.get(what)
        return told_at is not None and told_at > at - AGAIN_AFTER
