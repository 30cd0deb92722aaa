"""Where the carrier's requests go: each address, its reading and the door that answers it."""

from fastapi import APIRouter

from advice_line.ports.carrier import Desks
from advice_line.ports.script import StepName
from integrations.twilio import forms
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


def router(
    desks: Desks,
    *,
    account_sid: str,
    auth_token: str,
    public_url: str,
    api_url: str,
) -> APIRouter:
    """Every address under `/twilio`."""
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
    for step, door in {
        StepName.CHASED_KEYED: desks.front.chased_keyed,
        StepName.ANSWER_KEYED: desks.front.answer_keyed,
        StepName.DESK_SILENT: desks.front.desk_silent,
    }.items():
        doors.counted(step, door)
    doors.step(StepName.NUMBER_GIVEN, forms.number_given, lambda given: desk.number_given(*given))
    doors.step(StepName.HUNT, forms.step_reached, desk.hunt)
    doors.step(StepName.WHISPER, forms.offer_asked, desk.whisper, whisper=True)
    doors.step(StepName.WHISPER_KEYED, forms.offer_keyed, desk.whisper_keyed, whisper=True)
    doors.step(StepName.NAMED, forms.offer_keyed, desk.named, whisper=True)
    doors.step(StepName.NAMED_AGAIN, forms.offer_keyed, desk.named_again, whisper=True)
    doors.step(StepName.HOP_ENDED, forms.hop_ended, desk.hop_ended)
    doors.step(StepName.DEFLECTION_ENDED, forms.deflection_ended, desk.deflection_ended)
    doors.step(StepName.MESSAGE_LEFT, forms.message_left, desk.message_left)
    doors.step(StepName.BACK_ANSWERED, forms.back_answered, desk.back_answered)
    doors.step(StepName.BACK_KEYED, forms.back_keyed, desk.back_keyed)
    doors.step(StepName.BACK_ENDED, forms.back_ended, desk.back_ended)
    doors.news(path(StepName.MESSAGE_READY), forms.message_ready, desk.message_ready)
    doors.news(f"{path(StepName.MESSAGE_READY)}/{{ref}}", forms.message_ready, desk.message_ready)
    doors.news(f"{path(StepName.LEG)}/{{ref}}", forms.leg_moved, desk.leg_moved)
    doors.news(
        f"{path(StepName.DEFLECTION_LEG)}/{{ref}}",
        forms.deflection_leg_moved,
        desk.deflection_leg_moved,
    )
    doors.news(f"{path(StepName.BACK_LEG)}/{{ref}}", forms.back_leg, desk.back_leg)
    doors.news(OVER, forms.over, desk.over)
    doors.news(f"{BACK_OVER}/{{ref}}", forms.back_over, desk.back_over)
    doors.news(f"{SMS_STATUS}/{{ref}}", forms.notice_moved, desk.notice_moved)
    doors.texts(SMS_INCOMING, desks.texts.text_came)
    return doors.routes
