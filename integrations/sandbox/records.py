"""What the carrier keeps of everything that happened, for stories, pages and canary searches."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

Form = list[tuple[str, str]]


@dataclass
class Heard:
    """Something a leg heard. `seconds` is how long it lasted, less where a key cut it short."""

    at: datetime
    text: str
    source: Literal["line", "person", "media"]
    seconds: float
    cut_short: bool = False


@dataclass(frozen=True)
class Fault:
    """Something the vendor would have refused, or nobody expected; a story fails on any."""

    at: datetime
    kind: str
    message: str


@dataclass
class Webhook:
    """One request to the application with its answer; `status` is None where none came."""

    at: datetime
    kind: str
    url: str
    form: Form
    headers: dict[str, str]
    status: int | None = None
    answer_headers: dict[str, str] = field(default_factory=dict)
    answer: bytes = b""
    error: str | None = None

    def value(self, name: str) -> str | None:
        return next((value for key, value in self.form if key == name), None)


@dataclass
class RestCall:
    """One request to the carrier's REST side with its answer, None where it was withheld."""

    at: datetime
    method: str
    path: str
    query: Form
    form: Form
    status: int | None = None
    answer: bytes = b""


@dataclass
class OwnNumber:
    """A number of the account, with the addresses `twilio configure` writes."""

    sid: str
    number: str
    created: datetime
    voice_url: str = ""
    voice_fallback_url: str = ""
    status_callback: str = ""
    sms_url: str = ""
    sms_fallback_url: str = ""
    friendly_name: str = ""


@dataclass
class Sms:
    """A text message; `status` moves queued → sent → delivered, undelivered or failed."""

    sid: str
    from_number: str
    to_number: str
    body: str
    created: datetime
    direction: Literal["outbound-api", "inbound", "outbound-reply"]
    status: str = "queued"
    status_callback: str = ""
    sent: datetime | None = None
    updated: datetime | None = None
    error_code: int | None = None
    reached_phone: bool = False
    media: int = 0


@dataclass
class Recording:
    sid: str
    call_sid: str
    created: datetime
    seconds: int
    source: Literal["RecordVerb", "StartCallRecordingAPI"]
    words: str
    status: Literal["in-progress", "paused", "processing", "completed"] = "processing"
    channels: int = 1
