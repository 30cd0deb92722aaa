"""What people press and write in the chat reaches nobody while we cannot hear it: a key that was
revoked, a connection that a firewall closed. Whoever can mend it is told, in hours."""

from datetime import timedelta

from sqlmodel import col

from advice_line.call_kinds import AlarmKind
from advice_line.desk.guards.standing_alarm import StandingAlarm
from advice_line.ledger.once import insert_once
from advice_line.ledger.work import Ledger, Work
from advice_line.rules import list_reading
from advice_line.tables.chat import ChatReading
from advice_line.tables.directory import Line
from advice_line.trust.roles import SYSTEM, Action, require

# Its own connections are closed by the chat every few hours, and taken up again within seconds.
LONGEST = timedelta(minutes=20)
CONNECTION, DIRECT = "connection", "direct"


def listening(work: Work, *, alive: bool) -> None:
    """Whether a connection of ours to the chat stands at this moment. Any of several workers' will
    do; from the first try on it is known that there should be one."""
    now = {"read_until": work.now, "read_at": work.now}
    if not insert_once(work.session, ChatReading, ("place",), place=CONNECTION, **now) and alive:
        work.change(ChatReading, col(ChatReading.place) == CONNECTION, **now)


class UnheardAlarm:
    def __init__(self, ledger: Ledger, *, connects: bool) -> None:
        """`connects`: we are told by a connection that we open."""
        self._ledger = ledger
        self._places = (CONNECTION, DIRECT) if connects else (DIRECT,)

    def look(self) -> int:
        """How many lines' alarms were raised or ended."""
        require(SYSTEM, Action.SWEEP)
        self._begin()
        return StandingAlarm(self._ledger, AlarmKind.CHAT_UNHEARD, self._why).look()

    def _begin(self) -> None:
        """A chat that was never read is waited for from now on, and is due to be read."""
        with self._ledger.look(SYSTEM.label) as work:
            if work.session.get(ChatReading, DIRECT) is not None:
                return
        with self._ledger.work(SYSTEM.label) as work:
            due = {"read_until": work.now, "read_at": work.now - list_reading.EVERY}
            insert_once(work.session, ChatReading, ("place",), place=DIRECT, **due)

    def _why(self, work: Work, line: Line) -> str | None:
        if not line.slack_channel:
            return None
        for place in self._places:
            row = work.session.get(ChatReading, place)
            if row is not None and work.now - row.read_at > LONGEST:
                return place
        return None
