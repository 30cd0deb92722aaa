"""The front door of the desk that records: what came by it stands among what the desk heard."""

from dataclasses import dataclass

from advice_line.ports.calls import KeysPressed
from advice_line.ports.script import Script
from tests.twilio.desk import RecordingDesk


@dataclass
class RecordingFront:
    desk: RecordingDesk

    def menu_again(self, event: KeysPressed) -> Script:
        return self.desk.hear("menu_again", event)
