"""The control of a carrier in another process: method names as paths, arguments as JSON."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

import requests

from integrations.sandbox.control import CarrierControl
from integrations.sandbox.holding import When
from integrations.sandbox.phones import Behaviour
from integrations.sandbox.records import Form
from integrations.sandbox.views import (
    FaultView,
    LegView,
    RecordingView,
    RestView,
    SmsView,
    WebhookView,
    instant,
)

PREFIX = "/sandbox/"
_NAMES = frozenset(name for name in vars(CarrierControl) if not name.startswith("_"))
# A webhook may take fifteen seconds, and an advance may hold many of them.
_MOST_SECONDS = 300.0


def answer_control(control: CarrierControl, name: str, body: bytes) -> tuple[int, Any]:
    """Carry out one request to `/sandbox/NAME`; the status, and what to answer as JSON.

    200 {"result": …}; 404 for a name that is no method; 400 {"error", "message"} where the
    method raised LookupError or ValueError, or its arguments were wrong.
    """
    if name not in _NAMES:
        return 404, {"error": "LookupError", "message": f"The control has no {name!r}."}
    try:
        result = _call(getattr(control, name), json.loads(body or b"{}"))
    except LookupError as error:
        return 400, {"error": "LookupError", "message": str(error.args[0])}
    except (ValueError, TypeError) as error:
        return 400, {"error": "ValueError", "message": str(error)}
    return 200, {"result": instant(result) if isinstance(result, datetime) else result}


def _call(method: Callable[..., Any], given: dict[str, Any]) -> Any:
    """Numbers, words and lists travel as they are; behaviours and forms are put together again."""
    positional: list[Any] = []
    if "behaviours" in given:
        behaviours = [Behaviour(**one) for one in given.pop("behaviours")]
        positional = [given.pop("number"), *behaviours]
    if "form" in given:
        given["form"] = [(name, value) for name, value in given["form"]]
    return method(*positional, **given)


class HttpControl:
    """CarrierControl over the HTTP face of `python -m integrations.sandbox` at `base`.

    Raises what InProcessControl raises; ConnectionError where nobody answers.
    """

    def __init__(self, base: str) -> None:
        self._base = base.rstrip("/") + PREFIX
        self._session = requests.Session()
        self._session.trust_env = False

    def now(self) -> datetime:
        return datetime.fromisoformat(self._ask("now"))

    def advance(self, seconds: float = 0) -> None:
        self._ask("advance", seconds=seconds)

    def begin(self, start: str, seed: str) -> None:
        self._ask("begin", start=start, seed=seed)

    def own(
        self,
        number: str,
        voice_url: str = "",
        status_callback: str = "",
        voice_fallback_url: str = "",
        sms_url: str = "",
    ) -> None:
        self._ask(
            "own",
            number=number,
            voice_url=voice_url,
            status_callback=status_callback,
            voice_fallback_url=voice_fallback_url,
            sms_url=sms_url,
        )

    def bin(self, url: str, twiml: str) -> None:
        self._ask("bin", url=url, twiml=twiml)

    def behaves(self, number: str, *behaviours: Behaviour) -> None:
        self._ask("behaves", number=number, behaviours=[one.to_json() for one in behaviours])

    def call(self, from_number: str, to_number: str, withheld: bool = False) -> str:
        return str(
            self._ask("call", from_number=from_number, to_number=to_number, withheld=withheld)
        )

    def answer(self, number: str) -> None:
        self._ask("answer", number=number)

    def reject(self, number: str) -> None:
        self._ask("reject", number=number)

    def press(self, number: str, keys: str) -> None:
        self._ask("press", number=number, keys=keys)

    def speak(self, number: str, words: str) -> None:
        self._ask("speak", number=number, words=words)

    def hang_up(self, number: str) -> None:
        self._ask("hang_up", number=number)

    def text(self, from_number: str, to_number: str, body: str) -> str:
        return str(self._ask("text", from_number=from_number, to_number=to_number, body=body))

    def legs(self, number: str | None = None) -> list[LegView]:
        return list(self._ask("legs", number=number))

    def inbox(self, number: str) -> list[SmsView]:
        return list(self._ask("inbox", number=number))

    def messages(self) -> list[SmsView]:
        return list(self._ask("messages"))

    def recordings(self) -> list[RecordingView]:
        return list(self._ask("recordings"))

    def faults(self) -> list[FaultView]:
        return list(self._ask("faults"))

    def webhooks(self) -> list[WebhookView]:
        return list(self._ask("webhooks"))

    def rest_log(self) -> list[RestView]:
        return list(self._ask("rest_log"))

    def chaos(self, name: str, times: int | None = None) -> None:
        self._ask("chaos", name=name, times=times)

    def calm(self) -> None:
        self._ask("calm")

    def hold(self, method: str, path_part: str, when: When = "after", times: int = 1) -> str:
        return str(self._ask("hold", method=method, path_part=path_part, when=when, times=times))

    def held(self, hold_id: str) -> list[str]:
        return list(self._ask("held", hold_id=hold_id))

    def release(self, hold_id: str, answered: bool = True) -> None:
        self._ask("release", hold_id=hold_id, answered=answered)

    def forge(self, url: str, form: Form, signed: bool = True) -> int:
        return int(self._ask("forge", url=url, form=form, signed=signed))

    def close(self) -> None:
        self._session.close()

    def _ask(self, wanted: str, /, **given: Any) -> Any:
        try:
            answer = self._session.post(self._base + wanted, json=given, timeout=_MOST_SECONDS)
        except requests.RequestException as error:
            raise ConnectionError(f"No carrier answers at {self._base}.") from error
        said = answer.json()
        if answer.status_code == 200:
            return said["result"]
        kind = LookupError if said["error"] == "LookupError" else ValueError
        raise kind(said["message"])
