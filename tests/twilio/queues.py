"""Callers who wait at the desk that records: what came of them stands among what it heard."""

from dataclasses import dataclass

from advice_line.ports.calls import CallEvent, KeysPressed
from advice_line.ports.queue import QueueLeft
from advice_line.ports.script import Script
from tests.twilio.desk import RecordingDesk


@dataclass
class RecordingQueue:
    desk: RecordingDesk

    def joined(self, event: CallEvent) -> Script:
        return self.desk.hear("queue_joined", event)

    def round(self, event: CallEvent) -> Script:
        return self.desk.hear("queue_round", event)

    def keyed(self, event: KeysPressed) -> Script:
        return self.desk.hear("queue_keyed", event)

    def left(self, event: QueueLeft) -> Script:
        return self.desk.hear("queue_left", event)
