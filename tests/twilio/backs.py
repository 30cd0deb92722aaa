"""Calls back at the desk that records: what came of them stands among what the desk heard."""

from dataclasses import dataclass

from advice_line.ports.calls import BackEvent, KeysPressed
from advice_line.ports.script import Script
from tests.twilio.desk import RecordingDesk


@dataclass
class RecordingBacks:
    desk: RecordingDesk

    def chosen(self, event: KeysPressed, asked: int) -> Script:
        return self.desk.hear("back_chosen", (event, asked))

    def number_chosen(self, event: KeysPressed, asked: int) -> Script:
        return self.desk.hear("back_number_chosen", (event, asked))

    def answered(self, event: BackEvent) -> Script:
        return self.desk.hear("back_answered", event)

    def keyed(self, event: BackEvent) -> Script:
        return self.desk.hear("back_keyed", event)

    def keyed_again(self, event: BackEvent) -> Script:
        return self.desk.hear("back_keyed_again", event)

    def named(self, event: BackEvent) -> Script:
        return self.desk.hear("back_named", event)

    def named_again(self, event: BackEvent) -> Script:
        return self.desk.hear("back_named_again", event)

    def leg(self, event: BackEvent) -> None:
        self.desk.hear("back_leg", event)

    def ended(self, event: BackEvent) -> Script:
        return self.desk.hear("back_ended", event)

    def again(self, event: BackEvent) -> Script:
        return self.desk.hear("back_again", event)

    def ended_again(self, event: BackEvent) -> Script:
        return self.desk.hear("back_ended_again", event)

    def spoke(self, event: BackEvent) -> Script:
        return self.desk.hear("back_spoke", event)

    def spoke_again(self, event: BackEvent) -> Script:
        return self.desk.hear("back_spoke_again", event)

    def over(self, event: BackEvent) -> None:
        self.desk.hear("back_over", event)
