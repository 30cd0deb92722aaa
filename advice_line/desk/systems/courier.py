"""Tells clinical systems: ids and states, signed, to the address that their organisation gave. One
that does not answer is left alone for a while, and holds nothing else up."""

import json
from typing import Any

from sqlmodel import col

from advice_line.clock import Clock, SystemClock
from advice_line.desk.query import reading
from advice_line.errors import DeliveryDelayed, DeliveryRefused
from advice_line.ledger.secret_keys import FORMER_OF_HOOK, OF_HOOK
from advice_line.ledger.work import Ledger, Work
from advice_line.ports.notices import Receipt, Slip
from advice_line.ports.webhooks import Answer, WebhookPoster
from advice_line.rules import webhook_rests, webhook_signing
from advice_line.tables.directory import Line
from advice_line.tables.queries import Query
from advice_line.tables.webhooks import WebhookEndpoint, WebhookEvent

ACTOR = "system"
URL = "webhook_endpoints.sealed_url"
GONE = 410
GONE_SAID = "gone"


class WebhookCourier:
    def __init__(
        self, ledger: Ledger, poster: WebhookPoster, *, machine: Clock | None = None
    ) -> None:
        """`machine` dates signatures: a system holds them to a clock of its own."""
        self._ledger = ledger
        self._poster = poster
        self._machine = machine or SystemClock()

    def deliver(self, slip: Slip) -> Receipt | None:
        with self._ledger.look(ACTOR) as look:
            event = look.session.get_one(WebhookEvent, slip.subject_id)
            endpoint = look.session.get_one(WebhookEndpoint, event.endpoint_id)
            if endpoint.ended_at is not None:
                return None
            if endpoint.rest_until is not None and look.now < endpoint.rest_until:
                raise DeliveryDelayed("resting")
            url = look.vault.open(endpoint.sealed_url or "", URL)
            body = json.dumps(payload(look, event), separators=(",", ":")).encode()
            secrets = secrets_of(look, endpoint)
            now = self._machine.now()
            headers = webhook_signing.headers(event.public_id, now, body, secrets)
            look.let_go()
        self._post(endpoint, url, headers, body)
        return Receipt(event.public_id, final=True)

    def find(self, _slip: Slip) -> Receipt | None:
        """No system can be asked what it has: it is told again, under the same id."""
        return None

    def lost(self, slip: Slip, code: str) -> None:
        """Shown among what came to nothing; the letter and its ladder do not hang on it."""

    def _post(
        self, endpoint: WebhookEndpoint, url: str, headers: dict[str, str], body: bytes
    ) -> None:
        try:
            answer = self._poster.post(url, headers, body)
        except DeliveryDelayed as error:
            self._failed(endpoint, error.code, None)
            raise
        if 200 <= answer.status < 300:
            self._answered(endpoint)
            return
        self._refused(endpoint, answer)

    def _refused(self, endpoint: WebhookEndpoint, answer: Answer) -> None:
        code = f"http_{answer.status}"
        if answer.status == GONE:
            self._gone(endpoint)
            raise DeliveryRefused(code)
        self._failed(endpoint, code, answer.retry_after)
        raise DeliveryDelayed(code)

    def _answered(self, endpoint: WebhookEndpoint) -> None:
        with self._ledger.work(ACTOR) as work:
            row = work.session.get_one(WebhookEndpoint, endpoint.id)
            work.update(row, answered_at=work.now, failing_since=None, rest_until=None, failures=0)

    def _failed(self, endpoint: WebhookEndpoint, code: str, retry_after: int | None) -> None:
        with self._ledger.work(ACTOR) as work:
            row = work.session.get_one(WebhookEndpoint, endpoint.id)
            failures = row.failures + 1
            work.update(
                row,
                failing_since=row.failing_since or work.now,
                failures=failures,
                failure=code,
                rest_until=work.now + webhook_rests.rest(failures, retry_after),
            )

    def _gone(self, endpoint: WebhookEndpoint) -> None:
        """It says that it is there no more, for good."""
        with self._ledger.work(ACTOR) as work:
            row = work.session.get_one(WebhookEndpoint, endpoint.id)
            unended = col(WebhookEndpoint.ended_at).is_(None)
            if work.update(row, unended, ended_at=work.now, ended_because=GONE_SAID):
                work.record("webhook.gone", subject=f"webhook:{row.public_id}")


def payload(work: Work, event: WebhookEvent) -> dict[str, Any]:
    """As it was when it happened: `version` puts what comes out of order in order."""
    query = work.session.get_one(Query, event.query_id)
    return {
        "type": event.kind,
        "timestamp": reading.stamp(event.at),
        "data": {
            "reference": query.reference,
            "line": work.session.get_one(Line, query.line_id).key,
            "state": event.state,
            "version": event.version,
            **event.detail,
        },
    }


def secrets_of(work: Work, endpoint: WebhookEndpoint) -> list[bytes]:
    """The newest first."""
    found = [work.vault.open_bytes(endpoint.sealed_secret or "", OF_HOOK)]
    former = endpoint.sealed_former_secret
    if former is not None and webhook_signing.overlaps(endpoint.rotated_at, work.now):
        found.append(work.vault.open_bytes(former, FORMER_OF_HOOK))
    return found
