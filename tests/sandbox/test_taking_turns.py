"""Who may act while something else is going on: people and time take turns, REST never waits."""

import threading

import requests
from twilio.rest import Client  # type: ignore[import-untyped] # the SDK has no types

from integrations.sandbox.carrier import Carrier
from integrations.sandbox.control import InProcessControl
from integrations.sandbox.posting import loopback_post
from integrations.sandbox.server import CarrierServer
from integrations.sandbox.story import Person
from tests.sandbox.application_server import served
from tests.sandbox.conftest import GP, LINE, MOBILE, NINE, PUBLIC, TinyApp


def test_a_webhook_may_call_the_rest_side(
    app: TinyApp, control: InProcessControl, twilio: Client, gp: Person
) -> None:
    def voice(_form: dict[str, str]) -> str:
        twilio.messages.create(to=MOBILE, from_=LINE, body="A call has come in")
        return "<Response><Say>Hello.</Say></Response>"

    app.pages["/voice"] = voice
    gp.rings(LINE).hears("Hello")
    Person(control, MOBILE).reads("A call has come in")


def test_a_webhook_may_call_the_rest_side_over_http_too(app: TinyApp) -> None:
    with served(app, PUBLIC) as local:
        carrier = Carrier(NINE, loopback_post({PUBLIC: local}))
        account = carrier.account
        app.secret = account.token
        carrier.own(LINE, voice_url=f"{PUBLIC}/voice")
        with CarrierServer(carrier) as server:
            address = f"{server.base}/2010-04-01/Accounts/{account.sid}/Messages.json"

            def voice(_form: dict[str, str]) -> str:
                form = {"To": MOBILE, "From": LINE, "Body": "Hello"}
                auth = (account.sid, account.token)
                sent = requests.post(address, data=form, auth=auth, timeout=5)
                return f"<Response><Say>{sent.status_code}</Say></Response>"

            app.pages["/voice"] = voice
            Person(InProcessControl(carrier), GP).rings(LINE).hears("201")


def test_what_a_person_does_waits_for_the_event_under_way(
    app: TinyApp, carrier: Carrier, control: InProcessControl
) -> None:
    inside, done = threading.Event(), threading.Event()
    order: list[str] = []

    def voice(_form: dict[str, str]) -> str:
        inside.set()
        done.wait(5)
        order.append("webhook answered")
        return '<Response><Gather numDigits="1" action="/key"><Say>Hi.</Say></Gather></Response>'

    def key(_form: dict[str, str]) -> str:
        order.append("key delivered")
        return "<Response/>"

    app.pages |= {"/voice": voice, "/key": key}
    ringing = threading.Thread(target=control.call, args=(GP, LINE))
    ringing.start()
    assert inside.wait(5)
    pressing = threading.Thread(target=control.press, args=(GP, "1"))
    pressing.start()
    done.set()
    ringing.join(5)
    pressing.join(5)
    assert order == ["webhook answered", "key delivered"]
    assert carrier.clock.now() == NINE
