"""The addresses of a responder's phone that is rung for a written question."""

from advice_line.ports.question_rings import QuestionRingDesk
from advice_line.ports.script import StepName
from integrations.twilio import forms
from integrations.twilio.addresses import QUESTION_OVER
from integrations.twilio.doors import Doors


def routes(doors: Doors, desk: QuestionRingDesk) -> None:
    doors.step(StepName.QUESTION_ANSWERED, forms.back_answered, desk.answered)
    doors.step(StepName.QUESTION_KEYED, forms.back_keyed, desk.keyed)
    doors.step(StepName.QUESTION_KEYED_AGAIN, forms.back_keyed, desk.keyed_again)
    doors.step(StepName.QUESTION_NAMED, forms.back_keyed, desk.named)
    doors.step(StepName.QUESTION_NAMED_AGAIN, forms.back_keyed, desk.named_again)
    doors.news(f"{QUESTION_OVER}/{{ref}}", forms.back_over, desk.over)
