"""What was wrong with a rota more than a year ago, and who was told of it, is of no use to anybody
any more, and goes. The trail keeps that a gap was found and how it ended, and when somebody was
told; the rota's own history keeps who was on."""

from datetime import datetime

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, delete, func, select

from advice_line.data_kinds import Kept
from advice_line.directory import lookups
from advice_line.ledger.work import Ledger, Work
from advice_line.rules import retention
from advice_line.tables.watch import RotaBundle, RotaFinding, RotaTelling
from advice_line.trust import deletions, holds
from advice_line.trust.roles import SYSTEM, Action, require

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
        with self._ledger.work(SYSTEM.label, holding=holds.alone) as work:
            return _forget(work)


def going(session: Session, by: datetime, *, held: bool = False) -> int:
    """How many findings go until then; or would, were they not `held`."""
    wanted = select(func.count()).select_from(RotaFinding)
    return session.exec(wanted.where(*_ripe(session, by, held=held))).one()


def days(session: Session) -> int:
    """For how long they are kept."""
    kept = Kept.ROTA_FINDINGS
    every = [each.retention for each in lookups.lines(session)]
    return retention.days(retention.longest(every, kept), kept)


def _ripe(session: Session, by: datetime, *, held: bool = False) -> tuple[ColumnElement[bool], ...]:
    settings: dict[str, int] = {Kept.ROTA_FINDINGS: days(session)}
    before = retention.before(settings, Kept.ROTA_FINDINGS, by)
    hold = holds.on_line(col(RotaFinding.line_id), col(RotaFinding.starts_at))
    return (col(RotaFinding.gone_at) < before, hold if held else ~hold)


def _over(session: Session, now: datetime) -> list[RotaFinding]:
    found = select(RotaFinding).where(*_ripe(session, now))
    return list(session.exec(found.order_by(col(RotaFinding.gone_at)).limit(MOST)))


def _forget(work: Work) -> int:
    """Those told of by one notice go one by one; the notice goes with the last of them."""
    over = _over(work.session, work.now)
    named = [deletions.Gone(f"rota_findings:{each.public_id}", each.seen_at) for each in over]
    ids = [each.id for each in over]
    of_these = col(RotaTelling.finding_id).in_(ids)
    notices = set(work.session.exec(select(RotaTelling.bundle_id).where(of_these)))
    work.run(delete(RotaTelling).where(of_these))
    gone = work.run(delete(RotaFinding).where(col(RotaFinding.id).in_(ids)))
    rule = f"{days(work.session)} days"
    deletions.note(work, Kept.ROTA_FINDINGS, rule, named)
    still_used = select(RotaTelling.bundle_id).where(col(RotaTelling.bundle_id).in_(notices))
    used = set(work.session.exec(still_used))
    empty = notices - used
    work.run(delete(RotaBundle).where(col(RotaBundle.id).in_(empty)))
    if gone:
        work.record("rota.findings.forgotten", findings=gone, notices=len(empty))
    return gone
