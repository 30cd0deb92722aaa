"""Rings for a written question at the desk that records: what came of them stands among what it
heard."""

from dataclasses import dataclass

from advice_line.ports.calls import BackEvent
from advice_line.ports.script import Script
from tests.twilio.desk import RecordingDesk


@dataclass
class RecordingQuestions:
    desk: RecordingDesk

    def answered(self, event: BackEvent) -> Script:
        return self.desk.hear("question_answered", event)

    def keyed(self, event: BackEvent) -> Script:
        return self.desk.hear("question_keyed", event)

    def keyed_again(self, event: BackEvent) -> Script:
        return self.desk.hear("question_keyed_again", event)

    def named(self, event: BackEvent) -> Script:
        return self.desk.hear("question_named", event)

    def named_again(self, event: BackEvent) -> Script:
        return self.desk.hear("question_named_again", event)

    def over(self, event: BackEvent) -> None:
        self.desk.hear("question_over", event)
