"""Calls that go on at the desk that records: what came of them stands among what it heard."""

from dataclasses import dataclass

from advice_line.ports.calls import KeysPressed
from advice_line.ports.live import CallRecorded, ColleagueEvent, RoomEvent
from advice_line.ports.script import Script
from tests.twilio.desk import RecordingDesk


@dataclass
class RecordingRooms:
    desk: RecordingDesk

    def entered(self, event: RoomEvent) -> Script:
        return self.desk.hear("room_entered", event)

    def awaited(self, event: RoomEvent) -> Script:
        return self.desk.hear("room_awaited", event)

    def alone(self, event: RoomEvent) -> Script:
        return self.desk.hear("room_alone", event)

    def told(self, event: RoomEvent) -> Script:
        return self.desk.hear("room_told", event)

    def held(self, event: RoomEvent) -> Script:
        return self.desk.hear("room_held", event)

    def left(self, event: RoomEvent) -> Script:
        return self.desk.hear("room_left", event)

    def starred(self, event: RoomEvent) -> Script:
        return self.desk.hear("room_starred", event)

    def empty(self, event: RoomEvent) -> Script:
        return self.desk.hear("room_empty", event)

    def asked(self, event: ColleagueEvent) -> Script:
        return self.desk.hear("colleague_asked", event)

    def keyed(self, event: ColleagueEvent) -> Script:
        return self.desk.hear("colleague_keyed", event)

    def over(self, event: ColleagueEvent) -> None:
        self.desk.hear("colleague_over", event)

    def recorded(self, event: CallRecorded) -> None:
        self.desk.hear("call_recorded", event)

    def cut_off(self, event: KeysPressed) -> Script:
        return self.desk.hear("cut_off", event)
