"""The carrier's requests, each checked, turned into one event and put to the desk."""

import logging
import traceback
from collections.abc import Callable
from functools import cache
from typing import Annotated, TypeVar

from fastapi import APIRouter, Depends, FastAPI, Request
from starlette.responses import PlainTextResponse, Response
from twilio.twiml.messaging_response import (  # type: ignore[import-untyped] # the SDK ships no py.typed
    MessagingResponse,
)

from advice_line.errors import Busy, NotFound
from advice_line.ports.calls import KeysPressed
from advice_line.ports.script import Script, StepName
from advice_line.ports.texts import TextCame
from integrations.twilio import again, forms
from integrations.twilio.addresses import VOICE, Addresses
from integrations.twilio.gate import Gate, Refusal, raw_body
from integrations.twilio.posted import Posted, Unusable
from integrations.twilio.rendering import render, render_waiting, render_whisper

log = logging.getLogger(__name__)

Event = TypeVar("Event")
Body = Annotated[bytes, Depends(raw_body)]
Answer = Callable[[Request, Posted], Response]


def path(step: StepName) -> str:
    return f"{VOICE}/{step.value}"


class Doors:
    """What stands behind each address: the gate, one reading, one call of the desk, one answer."""

    def __init__(self, gate: Gate, addresses: Addresses) -> None:
        self._answers: dict[str, Answer] = {}
        self._gate = gate
        self._addresses = addresses

    def step(
        self,
        name: StepName,
        read: Callable[[Posted], Event],
        door: Callable[[Event], Script],
        *,
        whisper: bool = False,
        waiting: bool = False,
    ) -> None:
        self.document(path(name), read, door, whisper=whisper, waiting=waiting)
        self.document(f"{path(name)}/{{ref}}", read, door, whisper=whisper, waiting=waiting)

    def counted(self, name: StepName, door: Callable[[KeysPressed, int], Script]) -> None:
        """A question that may be asked again: its address says how often it was."""
        self.step(name, forms.counted_keys, lambda given: door(*given))

    def document(
        self,
        path: str,
        read: Callable[[Posted], Event],
        door: Callable[[Event], Script],
        *,
        whisper: bool = False,
        waiting: bool = False,
    ) -> None:
        """A request that is answered with what to say and do next: `whisper` to a phone that is not
        joined yet, `waiting` to a caller in a queue."""
        drawn = render_whisper if whisper else render_waiting if waiting else render

        def answer(request: Request, post: Posted) -> Response:
            event = read(post)
            try:
                script = door(event)
            except Busy:
                return self._one_moment(request, post, whisper)
            return _xml(drawn(script, self._addresses))

        self._answers[path] = answer

    def news(
        self, path: str, read: Callable[[Posted], Event | None], door: Callable[[Event], None]
    ) -> None:
        """A status callback: 204 without a body, 503 where the carrier shall repeat it."""

        def answer(_request: Request, post: Posted) -> Response:
            event = read(post)
            if event is not None:
                door(event)
            return Response(status_code=204)

        self._answers[path] = answer

    def texts(self, path: str, door: Callable[[TextCame], str | None]) -> None:
        """A text is answered by a text, or by nothing."""

        def answer(_request: Request, post: Posted) -> Response:
            said = door(forms.text_came(post))
            reply = MessagingResponse()
            if said is not None:
                reply.message(said)
            return _xml(str(reply))

        self._answers[path] = answer

    @property
    def routes(self) -> APIRouter:
        """The same for all doors of these addresses; `open_in` says whose an application has."""
        return _routes(tuple(self._answers))

    def open_in(self, app: FastAPI) -> None:
        app.state.carrier = self

    def asked(self, path: str, request: Request, body: bytes) -> Response:
        """What the carrier is answered, whatever comes and whatever fails."""
        try:
            return self._guarded(request, body, self._answers[path])
        except Refusal as refusal:
            return _plain(refusal.status)
        except Busy:
            return _plain(503)
        except Exception as error:  # a live call must reach the carrier's fallback, not silence
            _log_failure(error)
            return _plain(500)

    def _one_moment(self, request: Request, post: Posted, whisper: bool) -> Response:
        done = again.rounds(request.query_params)
        if done >= again.MOST:
            log.error("given up to the carrier's fallback: the database stayed busy")
            return _plain(503)
        return _xml(again.one_moment(post, done, self._addresses, whisper=whisper))

    def _guarded(self, request: Request, body: bytes, answer: Answer) -> Response:
        post = self._gate.open(request, body)
        try:
            return answer(request, post)
        except NotFound:
            raise self._gate.refuse(post, "The request names nothing of ours.") from None
        except Unusable as error:
            raise self._gate.refuse(post, str(error), 400) from None


@cache
def _routes(paths: tuple[str, ...]) -> APIRouter:
    """Made once in a process: what each route asks of a request takes longer to work out than the
    rest of an application takes to make."""
    router = APIRouter()
    for path in paths:
        router.add_api_route(path, _endpoint(path), methods=["POST"], include_in_schema=False)
    return router


def _endpoint(path: str) -> Callable[..., Response]:
    def endpoint(request: Request, body: Body) -> Response:
        doors: Doors = request.app.state.carrier
        return doors.asked(path, request, body)

    return endpoint


def _log_failure(error: Exception) -> None:
    """Where it failed and as what; an error's own words may hold what somebody said or keyed."""
    frames = traceback.extract_tb(error.__traceback__)[-6:]
    where = " < ".join(f"{frame.name}:{frame.lineno}" for frame in reversed(frames))
    log.error("a webhook failed: %s at %s", type(error).__name__, where)


def _xml(document: str) -> Response:
    return Response(document, media_type="text/xml")


def _plain(status: int) -> Response:
    return PlainTextResponse("", status_code=status)
