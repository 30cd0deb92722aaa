"""Requests to the application: asked for TwiML, or told what happened; signed, logged, unruly."""

from dataclasses import dataclass
from functools import partial

from integrations.sandbox.chaos import Chaos
from integrations.sandbox.network import Network
from integrations.sandbox.overrides import BadOverride, Overrides, read_overrides
from integrations.sandbox.posting import MOST_SECONDS, Post, TimedPost
from integrations.sandbox.records import Form, Webhook
from integrations.sandbox.signing import signed_headers

# No HTTP status and no connection at all read alike to the caller; the vendor tells them apart.
_CODES = {"ct": 11205, "rt": 11206, "4xx": 11200, "5xx": 11200, "odd": 11200}
# A callback that waits for its successor in order to swap places; the last one of its group has
# none and only comes late.
_HELD_AT_MOST, _LAST_HELD = 300.0, 5.0
_LATE = 30.0
_UNHEARD_OF: Form = [("SandboxUnheardOf", "1"), ("CallToken", "{}"), ("From", "")]


class ApplicationError(Exception):
    """The application gave no usable answer; `code` and `url` go to the fallback address."""

    def __init__(self, code: int, url: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.url = url


@dataclass(frozen=True)
class Reply:
    url: str
    content_type: str
    body: bytes


class Webhooks:
    def __init__(self, network: Network, post: Post) -> None:
        self._network = network
        self.post = post
        self._held: dict[str, partial[None]] = {}

    def ask(self, kind: str, address: str, form: Form, reachable: bool = True) -> Reply:
        """Request a document; repeats as the address's fragment allows. Raises ApplicationError."""
        overrides = self._overrides(address)
        token = self._network.ids.token()
        outcome = ""
        for attempt in range(1 + overrides.retries):
            hook = self._post(kind, overrides, form, token, reachable)
            outcome = self._outcome(hook)
            if not outcome and self._loses_answer(attempt, overrides):
                outcome, hook.error = "rt", "answer lost on purpose"
            if not outcome:
                return Reply(
                    overrides.url, hook.answer_headers.get("content-type", ""), hook.answer
                )
            if not overrides.repeats_after(outcome):
                break
        message = f"{kind} {overrides.url}: {hook.error or f'answered {hook.status}'}"
        self._network.fault("webhook", message)
        raise ApplicationError(_CODES[outcome], overrides.url, message)

    def tell(self, kind: str, address: str, form: Form, group: str, last: bool = False) -> None:
        """Post a status callback; those of one `group` (a call, a message) may swap places."""
        chaos = self._network.chaos
        if not address or chaos.on(Chaos.DROP_CALLBACKS):
            return
        deliver = partial(self._deliver, kind, address, form)
        if chaos.on(Chaos.DELAY_CALLBACKS):
            self._network.clock.call_in(_LATE, deliver)
        elif chaos.on(Chaos.REORDER_CALLBACKS):
            self._swap(group, deliver, _LAST_HELD if last else _HELD_AT_MOST)
        else:
            deliver()
        if chaos.on(Chaos.DUPLICATE_CALLBACKS):
            deliver()

    def send_as_is(
        self,
        kind: str,
        url: str,
        form: Form,
        headers: dict[str, str],
        times: tuple[float, float] = (MOST_SECONDS, MOST_SECONDS),
    ) -> Webhook:
        """Post exactly this, once; `times` are for connecting and for the answer, in seconds."""
        hook = Webhook(self._network.now(), kind, url, list(form), dict(headers))
        self._network.webhooks.append(hook)
        try:
            if isinstance(self.post, TimedPost):
                status, answer_headers, body = self.post.timed(url, form, headers, *times)
            else:
                status, answer_headers, body = self.post(url, form, headers)
        except TimeoutError as error:
            hook.error = f"no answer in time: {error}"
        except OSError as error:
            hook.error = f"no connection: {error}"
        else:
            hook.status, hook.answer = status, body
            hook.answer_headers = {name.lower(): value for name, value in answer_headers.items()}
        return hook

    def _swap(self, group: str, deliver: partial[None], at_most: float) -> None:
        if earlier := self._held.pop(group, None):
            deliver()
            earlier()
            return
        self._held[group] = deliver
        self._network.clock.call_in(at_most, partial(self._release, group, deliver))

    def _release(self, group: str, deliver: partial[None]) -> None:
        if self._held.get(group) is deliver:
            del self._held[group]
            deliver()

    def _deliver(self, kind: str, address: str, form: Form) -> None:
        try:
            overrides = self._overrides(address)
        except ApplicationError:
            return  # already recorded as a fault
        token = self._network.ids.token()
        for _ in range(1 + overrides.retries):
            hook = self._post(kind, overrides, form, token, reachable=True)
            outcome = self._outcome(hook)
            if not outcome:
                return
            if not overrides.repeats_after(outcome):
                break
        seen = hook.error or f"answered {hook.status}"
        self._network.fault("webhook", f"{kind} {overrides.url}: {seen}")

    def _overrides(self, address: str) -> Overrides:
        try:
            return read_overrides(address)
        except BadOverride as error:
            self._network.fault("address", str(error))
            raise ApplicationError(11100, address, str(error)) from error

    def _loses_answer(self, attempt: int, overrides: Overrides) -> bool:
        return (
            attempt == 0
            and overrides.retries > 0
            and overrides.repeats_after("rt")
            and self._network.chaos.strikes(Chaos.RETRY_SAME_TOKEN)
        )

    def _post(
        self, kind: str, overrides: Overrides, form: Form, token: str, reachable: bool
    ) -> Webhook:
        url, account = overrides.url, self._network.account
        sent = list(form)
        if self._network.chaos.on(Chaos.EXTRA_FIELDS):
            named = {name for name, _ in form}
            sent += [field for field in _UNHEARD_OF if field[0] not in named]
        if url in self._network.bins:
            return self._static(kind, url, sent)
        if not reachable:
            hook = Webhook(
                self._network.now(), kind, url, sent, {}, error="out of reach on purpose"
            )
            self._network.webhooks.append(hook)
            return hook
        headers = {
            "Content-Type": "application/x-www-form-urlencoded; charset=UTF-8",
            "User-Agent": "TwilioProxy/1.1",
            "Accept": "*/*",
            "I-Twilio-Idempotency-Token": token,
            **signed_headers(account.signing_secret, url, sent, account.algorithm),
        }
        times = overrides.connect_timeout, overrides.read_timeout
        return self.send_as_is(kind, url, sent, headers, times)

    def _static(self, kind: str, url: str, form: Form) -> Webhook:
        """A document that lives at the carrier answers without asking the application."""
        hook = Webhook(self._network.now(), kind, url, form, {}, status=200)
        hook.answer_headers = {"content-type": "text/xml"}
        hook.answer = self._network.bins[url].encode()
        self._network.webhooks.append(hook)
        return hook

    @staticmethod
    def _outcome(hook: Webhook) -> str:
        """Empty where the answer is good, else what the retry policy calls it."""
        if hook.status is None:
            return "rt" if "in time" in (hook.error or "") else "ct"
        if 200 <= hook.status < 300:
            return ""
        return {4: "4xx", 5: "5xx"}.get(hook.status // 100, "odd")
