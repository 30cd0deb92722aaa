"""The carrier's own lists, read every few minutes and once more at night: what came while we could
not answer is found within minutes of our return, whatever of ours was down (H26).

What we know is not touched. What is still going on is left for the next reading; what we placed
ourselves, and the test call of the morning, are no arrivals.
"""

from datetime import datetime

import structlog
from sqlmodel import col, select

from advice_line.call_kinds import AlarmKind
from advice_line.desk.guards import alarms
from advice_line.desk.messages import texts as texts_door
from advice_line.desk.outage import own_legs, unheard, unnamed_sounds, unread_texts
from advice_line.directory import lookups
from advice_line.errors import DeliveryFailed
from advice_line.ledger.work import Ledger, Work
from advice_line.ports.carrier_lists import CallListed, CarrierLists, TextListed
from advice_line.rules import list_reading
from advice_line.staffing.watching import replies
from advice_line.tables.directory import Line
from advice_line.tables.ledger import InboxEvent
from advice_line.tables.outage import CarrierReading
from advice_line.tables.queries import Contact
from advice_line.trust.roles import SYSTEM, Action, require

CALLS = "calls"
_log = structlog.get_logger()


class ListReading:
    def __init__(self, ledger: Ledger, lists: CarrierLists) -> None:
        self._ledger = ledger
        self._lists = lists

    def read_due(self) -> int:
        """How many arrivals were found that nobody had heard of."""
        require(SYSTEM, Action.SWEEP)
        return sum(self._read(line, since) + self._hear(line, since) for line, since in self._due())

    def read_at_night(self) -> int:
        """The same over the last two days, whatever was read of them."""
        require(SYSTEM, Action.SWEEP)
        return sum(
            self._read(line, since) + self._hear(line, since, at_night=True)
            for line, since in self._at_night()
        )

    def _due(self) -> list[tuple[Line, datetime]]:
        with self._ledger.look(SYSTEM.label) as work:
            return [
                (line, list_reading.since(row.read_until if row else None, work.now))
                for line in lookups.lines(work.session)
                for row in [_reading(work, line)]
                if list_reading.due(row.read_at if row else None, work.now)
            ]

    def _at_night(self) -> list[tuple[Line, datetime]]:
        with self._ledger.look(SYSTEM.label) as work:
            return [
                (line, list_reading.since_at_night(row.reads_from, work.now))
                for line in lookups.lines(work.session)
                for row in [_reading(work, line)]
                if row is not None
            ]

    def _read(self, line: Line, since: datetime) -> int:
        try:
            calls = self._lists.calls_since(line.number, since)
            texts = self._lists.texts_since(line.number, since)
        except DeliveryFailed as error:
            _log.warning("list_not_read", line=line.key, code=error.code)
            self._unread(line)
            return 0
        with self._ledger.work(SYSTEM.label) as work:
            rung = [each for each in calls if each.started_at >= since]
            found = _keep(work, line, rung, [each for each in texts if each.sent_at >= since])
            going_on = (each.started_at for each in calls if not each.over)
            _note(work, line, since, list_reading.until(work.now, going_on))
            alarms.ended(work, AlarmKind.LISTS_UNREAD, line)
            return found

    def _hear(self, line: Line, since: datetime, *, at_night: bool = False) -> int:
        """Apart from calls and texts, which are read whatever becomes of this; what could not be
        read is read again at night."""
        try:
            sounds = self._lists.sounds_since(since)
        except DeliveryFailed as error:
            _log.warning("sounds_not_read", line=line.key, code=error.code)
            return 0
        with self._ledger.work(SYSTEM.label) as work:
            found = unnamed_sounds.keep(work, line, sounds)
            if at_night:
                unnamed_sounds.look_for_lost(work, line, since)
            return found

    def _unread(self, line: Line) -> None:
        with self._ledger.work(SYSTEM.label) as work:
            row = _reading(work, line)
            if row is not None and work.now - row.read_until >= list_reading.UNREAD_AFTER:
                alarms.stands(work, AlarmKind.LISTS_UNREAD, line)


def _keep(work: Work, line: Line, calls: list[CallListed], texts: list[TextListed]) -> int:
    """The calls that are over and of which nobody has heard, and the texts that nobody has read."""
    known = _known(work, calls)
    new = [each for each in calls if each.over and each.call not in known and not _own(work, each)]
    for each in new:
        unheard.keep(work, line, each)
    unread = sum(unread_texts.keep(work, line, each) for each in texts if not _read(work, each))
    if new or unread:
        once = f"{line.key}:{work.now.isoformat()}"
        alarms.happened(work, AlarmKind.DURING_OUTAGE, once, line, calls=len(new), texts=unread)
    return len(new) + unread


def _reading(work: Work, line: Line) -> CarrierReading | None:
    return work.session.get(CarrierReading, (line.id, CALLS))


def _note(work: Work, line: Line, since: datetime, until: datetime) -> None:
    row = _reading(work, line)
    if row is None:
        work.add(
            CarrierReading(
                line_id=line.id or 0,
                kind=CALLS,
                reads_from=since,
                read_until=until,
                read_at=work.now,
            )
        )
        return
    work.update(row, read_until=max(row.read_until, until), read_at=work.now)


def _known(work: Work, calls: list[CallListed]) -> set[str]:
    asked = [each.call for each in calls]
    found = select(Contact.external_id).where(col(Contact.external_id).in_(asked))
    return set(work.session.exec(found))


def _own(work: Work, call: CallListed) -> bool:
    check = own_legs.check_of(work, call.caller, call.called, call.started_at)
    return check is not None


def _read(work: Work, text: TextListed) -> bool:
    """By the desk or by the rota, whichever took it."""
    came = select(InboxEvent.id).where(
        col(InboxEvent.external_id) == text.event.key,
        col(InboxEvent.source).in_((texts_door.SOURCE, replies.SOURCE)),
    )
    return work.session.exec(came).first() is not None
