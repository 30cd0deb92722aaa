"""The adapter between a desk that records and a carrier that signs."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from advice_line.ports.carrier import Desks
from integrations.sandbox.carrier import Carrier
from integrations.sandbox.client import SandboxHttpClient
from integrations.sandbox.control import InProcessControl
from integrations.sandbox.network import Account
from integrations.sandbox.posting import client_post
from integrations.twilio.addresses import Addresses
from integrations.twilio.client import client as rest_client
from integrations.twilio.numbers import configure
from integrations.twilio.telephone import TwilioTelephone
from integrations.twilio.webhooks import doors_of
from tests.twilio.backs import RecordingBacks
from tests.twilio.checks import RecordingChecks
from tests.twilio.desk import RecordingDesk
from tests.twilio.front import RecordingFront
from tests.twilio.posting import ACCOUNT, API, LINE, PUBLIC, TOKEN, Twilio
from tests.twilio.question_rings import RecordingQuestions
from tests.twilio.queues import RecordingQueue
from tests.twilio.rooms import RecordingRooms
from tests.twilio.texts import RecordingTexts

NINE = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture
def desk() -> RecordingDesk:
    return RecordingDesk()


@pytest.fixture
def texts() -> RecordingTexts:
    return RecordingTexts()


@pytest.fixture
def front(desk: RecordingDesk) -> RecordingFront:
    return RecordingFront(desk)


@pytest.fixture
def client(
    desk: RecordingDesk, front: RecordingFront, texts: RecordingTexts
) -> Iterator[TestClient]:
    app = FastAPI()
    doors = doors_of(
        Desks(
            calls=desk,
            front=front,
            queue=RecordingQueue(desk),
            texts=texts,
            backs=RecordingBacks(desk),
            questions=RecordingQuestions(desk),
            checks=RecordingChecks(desk),
            live=RecordingRooms(desk),
        ),
        account_sid=ACCOUNT,
        auth_token=TOKEN,
        public_url=PUBLIC,
        api_url=API,
    )
    app.include_router(doors.routes)
    doors.open_in(app)
    with TestClient(app, follow_redirects=False) as client:
        yield client


@pytest.fixture
def twilio(client: TestClient) -> Twilio:
    return Twilio(client)


@pytest.fixture
def addresses() -> Addresses:
    return Addresses(PUBLIC)


@pytest.fixture
def carrier(client: TestClient) -> Carrier:
    """A carrier that owns the line's number; `configured` has it call us."""
    carrier = Carrier(NINE, client_post(client), account=Account(ACCOUNT, TOKEN))
    carrier.own(LINE)
    return carrier


@pytest.fixture
def http(carrier: Carrier) -> SandboxHttpClient:
    return SandboxHttpClient(carrier.rest)


@pytest.fixture
def telephone(http: SandboxHttpClient) -> TwilioTelephone:
    return TwilioTelephone(
        account_sid=ACCOUNT, auth_token=TOKEN, public_url=PUBLIC, api_url=API, http=http
    )


@pytest.fixture
def configured(carrier: Carrier, http: SandboxHttpClient) -> InProcessControl:
    asked = rest_client(account_sid=ACCOUNT, auth_token=TOKEN, api_url=API, http=http)
    configure(asked, number=LINE, public_url=PUBLIC)
    return InProcessControl(carrier)
