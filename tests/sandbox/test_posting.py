"""How webhooks travel: by loopback only, behind a pretended proxy, or into a test client."""

import threading

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.testclient import TestClient

from integrations.sandbox.carrier import Carrier
from integrations.sandbox.control import InProcessControl
from integrations.sandbox.posting import client_post, loopback_post
from integrations.sandbox.story import Person
from tests.sandbox.application_server import served
from tests.sandbox.conftest import GP, LINE, NINE, PUBLIC, TinyApp


def test_a_signature_over_the_public_address_holds_behind_a_proxy(app: TinyApp) -> None:
    app.says("/voice", "<Say>Hello.</Say>")
    with served(app, PUBLIC) as local:
        carrier = Carrier(NINE, loopback_post({PUBLIC: local}))
        app.secret = carrier.account.token
        carrier.own(LINE, voice_url=f"{PUBLIC}/voice?line=1")
        Person(InProcessControl(carrier), GP).rings(LINE).hears("Hello")
    assert carrier.webhooks[0].url == f"{PUBLIC}/voice?line=1"


@pytest.mark.parametrize(
    "address", ["http://192.0.2.1/x", "https://no-such-host.invalid/x", "http://127.0.0.1:9/x"]
)
def test_nobody_off_this_machine_is_ever_called(address: str) -> None:
    with pytest.raises(ConnectionError):
        loopback_post()(address, [], {})


def test_a_prefix_of_a_public_address_is_not_mistaken_for_it() -> None:
    post = loopback_post({"https://app.example.org": "http://127.0.0.1:9"})
    with pytest.raises(ConnectionError, match=r"exist|not on this machine"):
        post("https://app.example.org.invalid/x", [], {})


def test_a_test_client_of_starlette_takes_webhooks() -> None:
    seen: list[bytes] = []

    async def voice(request: Request) -> Response:
        seen.append(await request.body())
        return Response("<Response><Say>Hello.</Say></Response>", media_type="text/xml")

    client = TestClient(Starlette(routes=[Route("/voice", voice, methods=["POST"])]), PUBLIC)
    carrier = Carrier(NINE, client_post(client))
    carrier.own(LINE, voice_url=f"{PUBLIC}/voice")
    Person(InProcessControl(carrier), GP).rings(LINE).hears("Hello")
    assert b"&CalledCity=&" in seen[0], "blank fields are sent"


def test_the_times_in_the_fragment_are_kept(app: TinyApp) -> None:
    still = threading.Event()

    def slow(_form: dict[str, str]) -> str:
        still.wait(2)
        return "<Response/>"

    app.pages["/voice"] = slow
    with served(app, PUBLIC) as local:
        carrier = Carrier(NINE, loopback_post({PUBLIC: local}))
        app.secret = carrier.account.token
        carrier.own(LINE, voice_url=f"{PUBLIC}/voice#rc=1&rp=rt&rt=100")
        Person(InProcessControl(carrier), GP).rings(LINE).hears("application error")
        still.set()
    assert [hook.error is not None for hook in carrier.webhooks] == [True, True]
    assert "no answer in time" in (carrier.webhooks[0].error or "")
