"""The carrier's REST side: who asks, is it allowed, do it, answer, all on record."""

import base64
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from integrations.sandbox import resources
from integrations.sandbox.chaos import Chaos
from integrations.sandbox.exchange import Exchange
from integrations.sandbox.holding import Holds
from integrations.sandbox.network import Network
from integrations.sandbox.openapi import Description, NoSuchPath, NotAllowed, Operation
from integrations.sandbox.records import Form, RestCall
from integrations.sandbox.refusals import (
    AnswerLost,
    Refusal,
    RestAnswer,
    bad_field,
    not_found,
    server_error,
    too_many,
    unauthorised,
)
from integrations.sandbox.rest_calls import Calls
from integrations.sandbox.rest_others import Messages, OwnNumbers, Recordings
from integrations.sandbox.rest_recordings import CallRecordings
from integrations.sandbox.rest_rooms import Conferences
from integrations.sandbox.rest_usage import UsageRecords
from integrations.sandbox.signing import signed_headers
from integrations.sandbox.sms import Messaging

_FORM_TYPE = "application/x-www-form-urlencoded"
_MEDIA = re.compile(r"/2010-04-01/Accounts/(AC\w+)/Recordings/(RE\w+)(?:\.(wav|mp3))?")
_ACCOUNT = re.compile(r"/2010-04-01/Accounts/(AC\w+)")


class Rest:
    def __init__(
        self,
        network: Network,
        exchange: Exchange,
        messaging: Messaging,
        holds: Holds,
        description: Path | None = None,
    ) -> None:
        self._description = Description(description)
        self.lay(network, exchange, messaging, holds)

    def lay(self, network: Network, exchange: Exchange, messaging: Messaging, holds: Holds) -> None:
        """Answer for this network from now on."""
        self._network = network
        self._holds = holds
        calls, numbers = Calls(exchange), OwnNumbers(network)
        usage = UsageRecords(network, exchange)
        messages, self._recordings = Messages(network, messaging), Recordings(network)
        recordings, rooms = self._recordings, Conferences(network)
        tapes = CallRecordings(exchange)
        self._handlers: dict[str, Callable[[Operation, Form, str], RestAnswer]] = {
            "ListUsageRecordToday": lambda _operation, query, path: usage.today(query, path),
            "FetchAccount": lambda *_: RestAnswer.of(200, resources.account(network)),
            "CreateCall": lambda _operation, form, _path: calls.create(form),
            "ListCall": lambda _operation, query, path: calls.list(query, path),
            "FetchCall": lambda operation, *_: calls.fetch(operation.ids["Sid"]),
            "UpdateCall": lambda operation, form, _path: calls.update(operation.ids["Sid"], form),
            "ListConference": lambda _operation, query, path: rooms.list(query, path),
            "UpdateParticipant": lambda operation, form, _path: rooms.update_participant(
                operation.ids["ConferenceSid"], operation.ids["CallSid"], form
            ),
            "CreateCallRecording": lambda operation, form, _path: tapes.create(
                operation.ids["CallSid"], form
            ),
            "ListCallRecording": lambda operation, query, path: tapes.list(
                operation.ids["CallSid"], query, path
            ),
            "UpdateCallRecording": lambda operation, form, _path: tapes.update(
                operation.ids["CallSid"], operation.ids["Sid"], form
            ),
            "CreateMessage": lambda _operation, form, _path: messages.create(form),
            "ListMessage": lambda _operation, query, path: messages.list(query, path),
            "FetchMessage": lambda operation, *_: messages.fetch(operation.ids["Sid"]),
            "ListRecording": lambda _operation, query, path: recordings.list(query, path),
            "FetchRecording": lambda operation, *_: recordings.fetch(operation.ids["Sid"]),
            "DeleteRecording": lambda operation, *_: recordings.delete(operation.ids["Sid"]),
            "ListIncomingPhoneNumber": lambda _operation, query, path: numbers.list(query, path),
            "FetchIncomingPhoneNumber": lambda operation, *_: numbers.fetch(operation.ids["Sid"]),
            "UpdateIncomingPhoneNumber": lambda operation, form, _path: numbers.update(
                operation.ids["Sid"], form
            ),
        }

    def kept(self, url: str, headers: Mapping[str, str]) -> RestAnswer | None:
        """A document that the carrier keeps, for who signs for it; None for any other address."""
        document = self._network.bins.get(url.partition("?")[0])
        if document is None:
            return None
        signed = signed_headers(self._network.account.token, url, [])
        if any(headers.get(name) != value for name, value in signed.items()):
            return RestAnswer(403, b"Not Authorized", "text/plain")
        return RestAnswer(200, document.encode(), "text/xml")

    def handle(
        self, method: str, target: str, headers: Mapping[str, str], body: bytes
    ) -> RestAnswer:
        """Answer one request; `target` is path and query. Raises AnswerLost where none is sent."""
        parts = urlsplit(target)
        query = parse_qsl(parts.query, keep_blank_values=True)
        form = parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True)
        call = RestCall(self._network.now(), method, parts.path, query, form)
        self._network.rest_log.append(call)
        if not self._holds.wait(method, parts.path, "before"):
            raise AnswerLost(f"{method} {parts.path}")
        answer = self._answer(call, {name.lower(): value for name, value in headers.items()})
        lost = call.method == "POST" and answer.status < 300
        if lost and self._network.chaos.strikes(Chaos.REST_TIMEOUT_AFTER_SUCCESS):
            raise AnswerLost(f"{method} {parts.path}")
        if not self._holds.wait(method, parts.path, "after"):
            raise AnswerLost(f"{method} {parts.path}")
        call.status, call.answer = answer.status, answer.body
        return answer

    def _answer(self, call: RestCall, headers: Mapping[str, str]) -> RestAnswer:
        try:
            self._check_door(call, headers)
            return self._do(call)
        except Refusal as refusal:
            if not refusal.expected:
                self._network.fault("rest", f"{call.method} {call.path}: {refusal}")
            return refusal.answer()

    def _check_door(self, call: RestCall, headers: Mapping[str, str]) -> None:
        account = self._network.account
        credentials = base64.b64encode(f"{account.sid}:{account.token}".encode()).decode()
        if headers.get("authorization") != f"Basic {credentials}":
            raise unauthorised()
        named = _ACCOUNT.match(call.path)
        if named is not None and named[1].removesuffix(".json") != account.sid:
            raise not_found(call.path, expected=False)
        content_type = headers.get("content-type", "").split(";")[0]
        if call.method == "POST" and content_type != _FORM_TYPE:
            raise bad_field(f"Content type {content_type!r} is not a form.")
        if call.method == "POST" and self._network.chaos.strikes(Chaos.REST_429):
            raise too_many()
        if call.method == "POST" and self._network.chaos.strikes(Chaos.REST_5XX):
            raise server_error()

    def _do(self, call: RestCall) -> RestAnswer:
        media = _MEDIA.fullmatch(call.path)
        if media is not None and call.method == "GET":
            return self._recordings.media(media[2], media[3] or "wav")
        try:
            operation = self._description.check(call.method, call.path, call.query, call.form)
        except NoSuchPath as error:
            raise not_found(call.path, expected=False) from error
        except NotAllowed as error:
            raise bad_field(str(error)) from error
        if operation.name not in self._handlers:
            raise not_found(call.path, expected=False)
        given = call.form if call.method == "POST" else call.query
        return self._handlers[operation.name](operation, given, call.path)
