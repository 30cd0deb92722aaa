"""A carrier at nine on a Monday morning, and a tiny made-up application behind it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest
from twilio.request_validator import (  # type: ignore[import-untyped] # the SDK has no types
    RequestValidator,
    get_signature_algorithm,
)
from twilio.rest import Client  # type: ignore[import-untyped] # the same

from integrations.sandbox.carrier import Carrier
from integrations.sandbox.client import SandboxHttpClient
from integrations.sandbox.control import InProcessControl
from integrations.sandbox.story import Person

Form = list[tuple[str, str]]
PUBLIC = "https://app.example.org"
LINE = "+441632960000"
GP = "+441632960101"
MOBILE = "+447700900009"
AMARA = "+447700900001"
BEN = "+447700900002"
NINE = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
RETRIES = "#rc=2&rp=ct,rt,5xx&ct=2000&rt=4000&tt=14000"

Answer = str | tuple[int, str]
Page = Answer | Callable[[dict[str, str]], Answer]


@dataclass
class TinyApp:
    """Answers each path with the TwiML it was given; paths ending in /status answer 204."""

    pages: dict[str, Page] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    tokens: list[str] = field(default_factory=list)
    down: bool = False
    secret: str = ""

    def __call__(
        self, url: str, form: Form, headers: Mapping[str, str]
    ) -> tuple[int, Mapping[str, str], bytes]:
        if self.down:
            raise ConnectionRefusedError(url)
        algorithm = get_signature_algorithm(headers.get("X-Twilio-Webhooks-Signature-Settings"))
        genuine = RequestValidator(self.secret).validate(
            url, dict(form), headers.get("X-Twilio-Signature", ""), algorithm
        )
        if not genuine:
            return 403, {}, b""
        path = urlsplit(url).path
        self.asked.append((path, dict(form)))
        self.tokens.append(headers.get("I-Twilio-Idempotency-Token", ""))
        page = self.pages.get(path, (204, "") if path.endswith("/status") else (404, ""))
        answer = page(dict(form)) if callable(page) else page
        status, body = answer if isinstance(answer, tuple) else (200, answer)
        return status, {"Content-Type": "text/xml; charset=utf-8"}, body.encode()

    def says(self, path: str, *verbs: str) -> None:
        self.pages[path] = f"<Response>{''.join(verbs)}</Response>"

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]

    def forms(self, path: str) -> list[dict[str, str]]:
        return [form for asked, form in self.asked if asked == path]


@pytest.fixture
def app() -> TinyApp:
    return TinyApp()


@pytest.fixture
def carrier(app: TinyApp) -> Carrier:
    carrier = Carrier(NINE, app)
    app.secret = carrier.account.token
    carrier.own(
        LINE,
        voice_url=f"{PUBLIC}/voice{RETRIES}",
        status_callback=f"{PUBLIC}/number/status",
        sms_url=f"{PUBLIC}/sms",
    )
    return carrier


@pytest.fixture
def control(carrier: Carrier) -> InProcessControl:
    return InProcessControl(carrier)


@pytest.fixture
def gp(control: InProcessControl) -> Person:
    return Person(control, GP)


@pytest.fixture
def amara(control: InProcessControl) -> Person:
    return Person(control, AMARA)


@pytest.fixture
def twilio(carrier: Carrier) -> Client:
    account = carrier.account
    return Client(account.sid, account.token, http_client=SandboxHttpClient(carrier.rest))
