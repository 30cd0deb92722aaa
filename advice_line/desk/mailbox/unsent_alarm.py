"""Letters, answers and receipts wait while no mail leaves: whoever can mend it hears so, in hours.
That an address is asked to wait for (greylisting) is no fault of ours, unless it lasts."""

from datetime import datetime, timedelta

from sqlmodel import col, select

from advice_line.call_kinds import AlarmKind
from advice_line.desk.guards.standing_alarm import StandingAlarm
from advice_line.ledger.work import Ledger, Work
from advice_line.outgoing_kinds import OutChannel, OutgoingState
from advice_line.tables.directory import Line
from advice_line.tables.ledger import Outgoing
from advice_line.tables.queries import Query

LONGEST = timedelta(minutes=15)
# Where a server has answered that it takes the mail later.
LONGEST_ASKED = timedelta(hours=2)
_WAITS = (OutgoingState.WAITING, OutgoingState.SENDING)
_LEFT = (OutgoingState.SENT, OutgoingState.DELIVERED)
_MAIL = col(Outgoing.channel) == OutChannel.EMAIL


def unsent(ledger: Ledger) -> StandingAlarm:
    return StandingAlarm(ledger, AlarmKind.MAIL_UNSENT, _why)


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
