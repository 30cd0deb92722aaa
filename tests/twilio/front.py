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

    def over_limit(self, event: KeysPressed) -> Script:
        return self.desk.hear("over_limit", event)

    def chased_keyed(self, event: KeysPressed, asked: int) -> Script:
        return self.desk.hear("chased_keyed", (event, asked))

    def about_keyed(self, event: KeysPressed, other: str) -> Script:
        return self.desk.hear("about_keyed", (event, other))

    def answer_heard(self, event: KeysPressed, asked: int) -> Script:
        return self.desk.hear("answer_heard", (event, asked))

    def answer_keyed(self, event: KeysPressed, asked: int) -> Script:
        return self.desk.hear("answer_keyed", (event, asked))

    def other_number(self, event: KeysPressed) -> Script:
        return self.desk.hear("other_number", event)

    def other_given(self, event: KeysPressed, asked: int) -> Script:
        return self.desk.hear("other_given", (event, asked))

    def desk_silent(self, event: KeysPressed, asked: int) -> Script:
        return self.desk.hear("desk_silent", (event, asked))
