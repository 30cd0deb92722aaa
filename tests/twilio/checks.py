"""Test calls at the desk that records: what came of them stands among what it heard."""

from dataclasses import dataclass

from advice_line.ports.line_checks import CheckEvent
from advice_line.ports.script import Script
from tests.twilio.desk import RecordingDesk


@dataclass
class RecordingChecks:
    desk: RecordingDesk

    def keyed(self, event: CheckEvent) -> Script:
        return self.desk.hear("check_keyed", event)

    def whisper(self, event: CheckEvent) -> Script:
        return self.desk.hear("check_whisper", event)

    def accepted(self, event: CheckEvent) -> Script:
        return self.desk.hear("check_accepted", event)

    def ended(self, event: CheckEvent) -> Script:
        return self.desk.hear("check_ended", event)
