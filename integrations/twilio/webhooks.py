"""Where the carrier's requests go: each address, its reading and the door that answers it."""

from advice_line.ports.carrier import Desks
from advice_line.ports.ring_backs import BackDesk
from advice_line.ports.script import StepName
from integrations.twilio import forms, line_checks, question_rings, rooms
from integrations.twilio.addresses import (
    BACK_OVER,
    INCOMING,
    OVER,
    SMS_INCOMING,
    SMS_STATUS,
    Addresses,
)
from integrations.twilio.doors import Doors, path
from integrations.twilio.gate import Gate


def doors_of(
    desks: Desks,
    *,
    account_sid: str,
    auth_token: str,
    public_url: str,
    api_url: str,
) -> Doors:
    """Of every address under `/twilio`."""
    desk = desks.calls
    gate = Gate(
        desk,
        account_sid=account_sid,
        auth_token=auth_token,
        public_url=public_url,
        api_url=api_url,
    )
    doors = Doors(gate, Addresses(public_url))
    doors.document(INCOMING, forms.arrived, desk.arrived)
    doors.step(StepName.GREETED, forms.keys_pressed, desk.greeted)
    doors.step(StepName.MENU_AGAIN, forms.keys_pressed, desks.front.menu_again)
    doors.step(StepName.OTHER_NUMBER, forms.keys_pressed, desks.front.other_number)
    doors.step(StepName.OVER_LIMIT, forms.keys_pressed, desks.front.over_limit)
    doors.step(
        StepName.ABOUT_KEYED,
        forms.number_given,
        lambda given: desks.front.about_keyed(*given),
    )
    for step, door in {
        StepName.CHASED_KEYED: desks.front.chased_keyed,
        StepName.ANSWER_HEARD: desks.front.answer_heard,
        StepName.ANSWER_KEYED: desks.front.answer_keyed,
        StepName.DESK_SILENT: desks.front.desk_silent,
        StepName.OTHER_GIVEN: desks.front.other_given,
    }.items():
        doors.counted(step, door)
    doors.step(StepName.NUMBER_GIVEN, forms.number_given, lambda given: desk.number_given(*given))
    doors.step(StepName.QUEUE_JOINED, forms.step_reached, desks.queue.joined, waiting=True)
    doors.step(StepName.QUEUE_ROUND, forms.step_reached, desks.queue.round, waiting=True)
    doors.step(StepName.QUEUE_KEYED, forms.keys_pressed, desks.queue.keyed, waiting=True)
    doors.step(StepName.QUEUE_LEFT, forms.queue_left, desks.queue.left)
    doors.step(StepName.WHISPER, forms.offer_asked, desk.whisper, whisper=True)
    doors.step(StepName.WHISPER_KEYED, forms.offer_keyed, desk.whisper_keyed, whisper=True)
    doors.step(StepName.NAMED, forms.offer_keyed, desk.named, whisper=True)
    doors.step(StepName.NAMED_AGAIN, forms.offer_keyed, desk.named_again, whisper=True)
    doors.step(StepName.HOP_ENDED, forms.hop_ended, desk.hop_ended)
    doors.step(StepName.DEFLECTION_ENDED, forms.deflection_ended, desk.deflection_ended)
    doors.step(StepName.MESSAGE_LEFT, forms.message_left, desk.message_left)
    doors.news(path(StepName.MESSAGE_READY), forms.message_ready, desk.message_ready)
    doors.news(f"{path(StepName.MESSAGE_READY)}/{{ref}}", forms.message_ready, desk.message_ready)
    doors.news(f"{path(StepName.LEG)}/{{ref}}", forms.leg_moved, desk.leg_moved)
    doors.news(
        f"{path(StepName.DEFLECTION_LEG)}/{{ref}}",
        forms.deflection_leg_moved,
        desk.deflection_leg_moved,
    )
    doors.news(OVER, forms.over, desk.over)
    doors.news(f"{SMS_STATUS}/{{ref}}", forms.notice_moved, desk.notice_moved)
    _calls_back(doors, desks.backs)
    question_rings.routes(doors, desks.questions)
    line_checks.routes(doors, desks.checks)
    rooms.routes(doors, desks.live)
    doors.texts(SMS_INCOMING, desks.texts.text_came)
    return doors


def _calls_back(doors: Doors, desk: BackDesk) -> None:
    doors.counted(StepName.CALL_BACK_CHOSEN, desk.chosen)
    doors.counted(StepName.CALL_BACK_NUMBER, desk.number_chosen)
    doors.step(StepName.BACK_ANSWERED, forms.back_answered, desk.answered)
    doors.step(StepName.BACK_KEYED, forms.back_keyed, desk.keyed)
    doors.step(StepName.BACK_KEYED_AGAIN, forms.back_keyed, desk.keyed_again)
    doors.step(StepName.BACK_NAMED, forms.back_keyed, desk.named)
    doors.step(StepName.BACK_NAMED_AGAIN, forms.back_keyed, desk.named_again)
    doors.step(StepName.BACK_ENDED, forms.back_ended, desk.ended)
    doors.step(StepName.BACK_AGAIN, forms.back_keyed, desk.again)
    doors.step(StepName.BACK_ENDED_AGAIN, forms.back_ended, desk.ended_again)
    doors.step(StepName.BACK_SPOKE, forms.back_keyed, desk.spoke)
    doors.step(StepName.BACK_SPOKE_AGAIN, forms.back_keyed, desk.spoke_again)
    doors.news(f"{path(StepName.BACK_LEG)}/{{ref}}", forms.back_leg, desk.leg)
    doors.news(f"{BACK_OVER}/{{ref}}", forms.back_over, desk.over)
