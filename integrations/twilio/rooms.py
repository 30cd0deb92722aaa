"""The carrier's requests about a call that is going on: a room, a colleague, a recording."""

import re

from advice_line.ports.calls import LegState
from advice_line.ports.live import CallRecorded, ColleagueEvent, LiveDesk, RoomEvent
from advice_line.ports.script import StepName
from integrations.twilio import forms
from integrations.twilio.addresses import COLLEAGUE_OVER
from integrations.twilio.doors import Doors, path
from integrations.twilio.posted import Posted, Unusable
from integrations.twilio.statuses import leg_state

_ROOM = re.compile(r"([0-9A-Za-z]{1,64})-([0-9]{1,5})")


def routes(doors: Doors, desk: LiveDesk) -> None:
    doors.step(StepName.ROOM_ENTERED, room, desk.entered)
    doors.step(StepName.ROOM_AWAITED, room, desk.awaited)
    doors.step(StepName.ROOM_ALONE, room, desk.alone, waiting=True)
    doors.step(StepName.ROOM_HELD, room, desk.held, waiting=True)
    doors.step(StepName.ROOM_TOLD, room, desk.told, waiting=True)
    doors.step(StepName.ROOM_LEFT, room, desk.left)
    doors.step(StepName.ROOM_STARRED, room, desk.starred)
    doors.step(StepName.ROOM_EMPTY, room, desk.empty)
    doors.step(StepName.COLLEAGUE_ASKED, colleague, desk.asked)
    doors.step(StepName.COLLEAGUE_KEYED, colleague, desk.keyed)
    doors.step(StepName.CUT_OFF, forms.keys_pressed, desk.cut_off)
    doors.news(f"{COLLEAGUE_OVER}/{{ref}}", colleague_over, desk.over)
    doors.news(f"{path(StepName.CALL_RECORDED)}/{{ref}}", recorded, desk.recorded)


def room(post: Posted) -> RoomEvent:
    """What is heard in a conference is not sure to be asked for in the name of a call."""
    found = _ROOM.fullmatch(post.ref)
    if found is None:
        raise Unusable("The address names no room.")
    call = post.sid("CallSid") if post.get("CallSid") else ""
    gone = bool(post.get("CallStatus")) and _state(post).over
    return RoomEvent(f"{call or '-'} {post.path}", call, found[1], int(found[2]), gone)


def colleague(post: Posted) -> ColleagueEvent:
    pressed = forms.keys_pressed(post)
    return ColleagueEvent(pressed.key, pressed.call, post.ref, pressed.keys)


def colleague_over(post: Posted) -> ColleagueEvent:
    call, state = post.sid("CallSid"), _state(post)
    return ColleagueEvent(f"{call} over {state}", call, post.ref, state=state)


def recorded(post: Posted) -> CallRecorded | None:
    """None while there is nothing to fetch. A conference's recording names no call."""
    if post.need("RecordingStatus") != "completed":
        return None
    recording = post.sid("RecordingSid")
    key = f"{recording} recorded"
    return CallRecorded(key, post.ref, recording, post.seconds("RecordingDuration"))


def _state(post: Posted) -> LegState:
    try:
        return leg_state(post.need("CallStatus"))
    except ValueError as error:
        raise Unusable("CallStatus is no status the carrier documents.") from error
