"""What was wrong with a rota more than a year ago, and who was told of it, is of no use to anybody
any more, and goes. The trail keeps that a gap was found and how it ended, and when somebody was
told; the rota's own history keeps who was on."""

from datetime import datetime, timedelta

from sqlmodel import Session, col, delete, func, select

from advice_line.ledger.work import Ledger, Work
from advice_line.tables.watch import RotaBundle, RotaFinding, RotaTelling
from advice_line.trust.roles import SYSTEM, Action, require

KEPT = timedelta(days=366)
# A night's share: a site that has run for years before its first forgetting holds up nobody.
MOST = 1000


class Forgetting:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def forget(self) -> int:
        """How many findings went."""
        require(SYSTEM, Action.SWEEP)
        with self._ledger.look(SYSTEM.label) as work:
            if not _over(work.session, work.now):
                return 0
        with self._ledger.work(SYSTEM.label) as work:
            return _forget(work)


def going(session: Session, by: datetime) -> int:
    """How many findings go until then."""
    wanted = select(func.count()).select_from(RotaFinding)
    return session.exec(wanted.where(col(RotaFinding.gone_at) < by - KEPT)).one()


def _over(session: Session, now: datetime) -> list[int]:
    ids = select(RotaFinding.id).where(col(RotaFinding.gone_at) < now - KEPT)
    found = session.exec(ids.order_by(col(RotaFinding.gone_at)).limit(MOST))
    return [each for each in found if each is not None]


def _forget(work: Work) -> int:
    """Those told of by one notice go one by one; the notice goes with the last of them."""
    ids = _over(work.session, work.now)
    of_these = col(RotaTelling.finding_id).in_(ids)
    notices = set(work.session.exec(select(RotaTelling.bundle_id).where(of_these)))
    work.run(delete(RotaTelling).where(of_these))
    gone = work.run(delete(RotaFinding).where(col(RotaFinding.id).in_(ids)))
    still_used = select(RotaTelling.bundle_id).where(col(RotaTelling.bundle_id).in_(notices))
    used = set(work.session.exec(still_used))
    empty = notices - used
    work.run(delete(RotaBundle).where(col(RotaBundle.id).in_(empty)))
    if gone:
        work.record("rota.findings.forgotten", findings=gone, notices=len(empty))
    return gone
