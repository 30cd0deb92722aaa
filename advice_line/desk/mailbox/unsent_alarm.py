"""Letters, answers and receipts wait while no mail leaves: whoever can mend it hears so, in hours.
That an address is asked to wait for (greylisting) is no fault of ours, unless it lasts."""

from datetime import datetime, timedelta

from sqlmodel import col, select

from advice_line.call_kinds import AlarmKind
from advice_line.desk.guards import alarms
from advice_line.directory import lookups
from advice_line.kinds import OutChannel, OutgoingState
from advice_line.ledger.work import Ledger, Work
from advice_line.staffing import on_duty
from advice_line.tables.directory import Line
from advice_line.tables.ledger import Outgoing
from advice_line.tables.queries import Query
from advice_line.trust.roles import SYSTEM, Action, require

LONGEST = timedelta(minutes=15)
# Where a server has answered that it takes the mail later.
LONGEST_ASKED = timedelta(hours=2)
_WAITS = (OutgoingState.WAITING, OutgoingState.SENDING)
_LEFT = (OutgoingState.SENT, OutgoingState.DELIVERED)
_MAIL = col(Outgoing.channel) == OutChannel.EMAIL


class UnsentAlarm:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def look(self) -> int:
        """How many lines' alarms were raised or ended."""
        require(SYSTEM, Action.SWEEP)
        with self._ledger.look(SYSTEM.label) as work:
            changed = [line for line in lookups.lines(work.session) if _changes(work, line)]
        return sum(self._settle(line) for line in changed)

    def _settle(self, line: Line) -> int:
        with self._ledger.work(SYSTEM.label) as work:
            why = _why(work, line)
            if why is None:
                alarms.ended(work, AlarmKind.MAIL_UNSENT, line)
                return 1
            return int(alarms.stands(work, AlarmKind.MAIL_UNSENT, line, why=why))


def _changes(work: Work, line: Line) -> bool:
    """Closed, it does not begin. Once it is told it stands as it was told until mail leaves."""
    standing = alarms.standing(work, AlarmKind.MAIL_UNSENT, line)
    if standing is not None:
        return _why(work, line) is None
    return on_duty.is_open(work.session, line.key, work.now) and _why(work, line) is not None


def _why(work: Work, line: Line) -> str | None:
    """The code of a mail of this line that has waited for too long while none left."""
    statement = (
        select(Outgoing.failure, Outgoing.first_tried_at)
        .join(Query, col(Query.id) == col(Outgoing.query_id))
        .where(
            _MAIL,
            col(Query.line_id) == line.id,
            col(Outgoing.state).in_(_WAITS),
            col(Outgoing.failure).is_not(None),
            col(Outgoing.first_tried_at) <= work.now - LONGEST,
        )
        .order_by(col(Outgoing.first_tried_at))
    )
    for code, since in work.session.exec(statement):
        assert code is not None
        assert since is not None
        longest = LONGEST_ASKED if code.startswith("4") else LONGEST
        if since <= work.now - longest and not _any_left(work, since):
            return str(code)
    return None


def _any_left(work: Work, since: datetime) -> bool:
    """Asked only where one waits for so long: there are many that have left."""
    left = (_MAIL, col(Outgoing.state).in_(_LEFT), col(Outgoing.settled_at) >= since)
    return work.session.exec(select(Outgoing.id).where(*left).limit(1)).first() is not None
