"""The telephone's carrier as this deployment has it: off without an account."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from twilio.http import HttpClient  # type: ignore[import-untyped] # the SDK ships no py.typed

from advice_line.desk.calls import Calls
from advice_line.desk.front_door import FrontDoor
from advice_line.desk.in_call.back_talks import BackTalks
from advice_line.desk.in_call.door import LiveCalls
from advice_line.desk.messages.texts import Texts
from advice_line.desk.outage.line_checks import LineChecks
from advice_line.desk.questions.ring_door import QuestionRings
from advice_line.desk.waiting_room import WaitingRoom
from advice_line.ledger.work import Ledger
from advice_line.ports.carrier import Desks
from advice_line.ports.carrier_watch import CarrierWatch
from advice_line.settings import Settings
from advice_line.staffing.watching.replies import Replies
from integrations.twilio.live_calls import TwilioLiveCalls
from integrations.twilio.telephone import TwilioTelephone
from integrations.twilio.watching import carrier_watch

if TYPE_CHECKING:
    from integrations.twilio.doors import Doors

Spoken = TypeVar("Spoken")


def telephone(settings: Settings, http: HttpClient | None) -> TwilioTelephone | None:
    return _speaking(settings, TwilioTelephone, http)


def live_calls(settings: Settings, http: HttpClient | None) -> TwilioLiveCalls | None:
    return _speaking(settings, TwilioLiveCalls, http)


def watch(settings: Settings, http: HttpClient | None) -> CarrierWatch | None:
    return _speaking(settings, carrier_watch, http)


def desks(settings: Settings, ledger: Ledger, calls: Calls) -> Desks:
    """Who is told of what comes from the carrier."""
    countries = settings.countries
    return Desks(
        calls=calls,
        front=FrontDoor(ledger, countries),
        queue=WaitingRoom(ledger, countries),
        texts=Texts(ledger, Replies(ledger)),
        backs=BackTalks(ledger, countries),
        questions=QuestionRings(ledger, countries),
        checks=LineChecks(ledger, countries),
        live=LiveCalls(ledger, countries),
    )


def doors(settings: Settings, desks: Desks) -> "Doors | None":
    """No account, no door: without its token no signature could be checked."""
    if settings.twilio_account_sid is None or settings.twilio_auth_token is None:
        return None
    from integrations.twilio import webhooks  # noqa: PLC0415 # see `Service.app`

    return webhooks.doors_of(
        desks,
        account_sid=settings.twilio_account_sid,
        auth_token=settings.twilio_auth_token.get_secret_value(),
        public_url=settings.public_url,
        api_url=settings.twilio_api_url,
    )


def _speaking(
    settings: Settings, speaks: Callable[..., Spoken], http: HttpClient | None
) -> Spoken | None:
    if settings.twilio_account_sid is None or settings.twilio_auth_token is None:
        return None
    return speaks(
        account_sid=settings.twilio_account_sid,
        auth_token=settings.twilio_auth_token.get_secret_value(),
        public_url=settings.public_url,
        api_url=settings.twilio_api_url,
        http=http,
    )
